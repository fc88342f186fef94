import type { BatchReport } from '../../platform/csv/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { text } from '../../platform/text.ts'
import { barcodeForms, scannedCode } from '../variants/barcode-forms.ts'
import type { MatchedVariant } from './matched.ts'

const BARCODE_TAKEN = text(
  'Le code-barres « {value} » est pris par une autre variante ; il n’est pas repris.',
  'The barcode "{value}" is taken by another variant; it is left out.',
)

export type ClaimedBarcode = {
  readonly variantId: number
  readonly code: string
  readonly type: 'gtin' | 'internal'
  readonly position: number
  readonly isActive: boolean
}

/**
 * The barcodes that are to be added to variants whose rows exist. A code that another active variant bears, in whatever
 * length, is left out and listed; codes that a variant has beside those of the file stay. A variant that is not active
 * takes no code from anybody.
 */
export async function claimBarcodes(
  tx: Tx,
  variants: readonly MatchedVariant[],
  report: BatchReport,
): Promise<ClaimedBarcode[]> {
  const added: ClaimedBarcode[] = []
  const wanted = variants.flatMap((variant) => {
    const own = new Set(variant.stored.barcodes.map(scannedCode))
    const given = [
      ...variant.incoming.barcodes.map((code) => ({ code, type: 'gtin' as const })),
      ...(variant.incoming.internalCodes ?? []).map((code) => ({ code, type: 'internal' as const })),
    ]
    return given.filter(({ code }) => !own.has(scannedCode(code))).map((barcode) => ({ variant, ...barcode }))
  })
  if (wanted.length === 0) return added
  const forms = [...new Set(wanted.flatMap(({ code }) => barcodeForms(code)))]
  const rows = await tx<{ code: string; variant_id: number }[]>`
    select code, variant_id from variant_barcodes where is_active and code = any(${forms}::text[])`
  const owners = new Map(rows.map(({ code, variant_id }) => [scannedCode(code), variant_id]))
  for (const { variant, code, type } of wanted) {
    const { isActive } = variant.stored
    const owner = isActive ? owners.get(scannedCode(code)) : undefined
    if (owner === variant.stored.id) continue
    if (owner !== undefined) {
      report.warn(variant.incoming.line, BARCODE_TAKEN, {
        field: type === 'gtin' ? 'barcode' : 'internal_barcode',
        value: code,
        values: { value: code },
      })
      continue
    }
    if (isActive) owners.set(scannedCode(code), variant.stored.id)
    variant.stored.barcodes.push(code)
    added.push({ variantId: variant.stored.id, code, type, position: variant.stored.barcodes.length, isActive })
    if (!variant.isNew) variant.hasChanged = true
  }
  return added
}
