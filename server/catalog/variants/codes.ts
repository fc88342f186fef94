import { type BarcodeType, checkBarcode, gtin14 } from '../../../rules/barcodes.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { type Text, text } from '../../platform/text.ts'
import { catalogErrors } from '../errors.ts'
import { barcodeForms } from './barcode-forms.ts'
import { printedName } from './find-variants-for-sale.ts'

export type BarcodeInput = string | { code: string; type?: BarcodeType }
export type Barcode = { readonly code: string; readonly type: BarcodeType }

const BARCODE_FAULTS: Readonly<Record<string, Text>> = {
  length: text(
    'Un code-barres compte 8, 12, 13 ou 14 chiffres ; un code interne, de 1 à 64 caractères.',
    'A barcode has 8, 12, 13 or 14 digits; an internal code, 1 to 64 characters.',
  ),
  characters: text(
    'Ce code contient un caractère qu’un code-barres ne peut pas porter.',
    'This code holds a character that a barcode cannot carry.',
  ),
  check_digit: text(
    'Le dernier chiffre de ce code-barres ne correspond pas aux autres.',
    'The last digit of this barcode does not match the others.',
  ),
}
const REPEATED = text('Ce code-barres est donné deux fois.', 'This barcode is given twice.')

/**
 * Checks barcodes as they were given.
 *
 * @param pathOf the field to blame for the code at an index: `barcode`, `barcodes.2`.
 * @throws validation_failed naming each code at fault.
 */
export function readBarcodes(inputs: readonly BarcodeInput[], pathOf: (index: number) => string): Barcode[] {
  const faults: Record<string, Text> = {}
  const seen = new Set<string>()
  const barcodes = inputs.map((input, index): Barcode => {
    const { code, type = 'gtin' } = typeof input === 'string' ? { code: input } : input
    const check = checkBarcode(code, type)
    const fault = check.ok ? null : BARCODE_FAULTS[check.reason]
    if (fault) faults[pathOf(index)] = fault
    else if (seen.has(sameCode({ code, type }))) faults[pathOf(index)] = REPEATED
    seen.add(sameCode({ code, type }))
    return { code: check.ok ? check.normalized : code, type }
  })
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return barcodes
}

/** Equal for codes that a scanner could not tell apart. */
const sameCode = ({ code, type }: Barcode): string => (type === 'gtin' ? gtin14(code) : code)

export type Codes = {
  readonly skus: readonly string[]
  readonly barcodes: readonly Barcode[]
  readonly plus?: readonly string[]
}

/** Keys to lock before these codes are checked and written. */
export const codeKeys = ({ skus, barcodes, plus = [] }: Codes): string[] => [
  ...plus.map((plu) => `variants.plu:${plu}`),
  ...skus.map((sku) => `variants.sku:${sku}`),
  // An internal code may look like a GTIN, so both are known by the form of fourteen digits.
  ...barcodes.map((barcode) => `variants.barcode:${sameCode({ code: barcode.code, type: looksLikeGtin(barcode) })}`),
]

const looksLikeGtin = ({ code, type }: Barcode): BarcodeType => (/^\d{8}$|^\d{12,14}$/.test(code) ? 'gtin' : type)

export type CodeHolder = { kind: 'sku' | 'barcode' | 'plu'; code: string; variant_id: number; name: string }

/**
 * Who bears these codes already, other than one variant, in one statement. A deleted article keeps its SKU; a barcode
 * is free once its bearer has left.
 */
export async function findHolders(tx: Tx, codes: Codes, ownVariantId: number | null): Promise<CodeHolder[]> {
  const forms = codes.barcodes.flatMap(({ code, type }) =>
    (type === 'gtin' ? barcodeForms(code) : [code]).map((form) => ({ code, form })),
  )
  const rows = await tx<
    { kind: CodeHolder['kind']; code: string; variant_id: number; product: string; variant: string }[]
  >`
    select m.kind, m.code, m.variant_id, p.name as product, v.name as variant
    from (
      select 'sku' as kind, found.sku as code, found.id as variant_id
      from product_variants found where found.sku = any(${[...codes.skus]}::text[])
      union all
      select 'plu', found.plu, found.id from product_variants found where found.plu = any(${[...(codes.plus ?? [])]}::text[])
      union all
      select 'barcode', b.code, found.variant_id
      from unnest(${forms.map((form) => form.code)}::text[], ${forms.map((form) => form.form)}::text[]) b(code, form)
      join variant_barcodes found
        on found.code = b.form and found.is_active and (b.form = b.code or found.type = 'gtin')
    ) m
    join product_variants v on v.id = m.variant_id
    join products p on p.id = v.product_id
    where m.variant_id is distinct from ${ownVariantId}::bigint`
  return rows.map(({ product, variant, ...row }) => ({ ...row, name: printedName(product, variant) }))
}

/** Refuses codes that another article bears. @throws sku_taken, barcode_taken, naming the holder. */
export async function refuseTakenCodes(tx: Tx, codes: Codes, ownVariantId: number | null): Promise<void> {
  if (codes.skus.length === 0 && codes.barcodes.length === 0 && (codes.plus ?? []).length === 0) return
  const [holder] = await findHolders(tx, codes, ownVariantId)
  if (holder !== undefined) throw takenBy(holder)
}

const TAKEN = {
  sku: catalogErrors.sku_taken,
  barcode: catalogErrors.barcode_taken,
  plu: catalogErrors.plu_taken,
}

/** The refusal that names who bears a code. @param field what gave it, if not a field of the code's own name */
export function takenBy({ kind, code, variant_id, name }: CodeHolder, field: string = kind) {
  const sentence = text(
    `« ${code} » appartient déjà à « ${name} » (variante ${variant_id}).`,
    `“${code}” already belongs to “${name}” (variant ${variant_id}).`,
  )
  return TAKEN[kind]({ fields: { [field]: sentence } })
}
