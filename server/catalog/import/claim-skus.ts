import type { BatchReport } from '../../platform/csv/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { text } from '../../platform/text.ts'
import { claimFree, Suffixes } from './claim-free.ts'
import { isSuffixed } from './match-variants.ts'
import type { MatchedVariant } from './matched.ts'

const SKU_TAKEN = text(
  'L’UGS « {value} » est prise par une autre variante ; celle-ci est importée sous « {sku} ».',
  'The SKU "{value}" is taken by another variant; this one is imported as "{sku}".',
)
const EXTERNAL_ID_TAKEN = text(
  'L’identifiant « {value} » est pris par une autre variante ; il n’est pas repris.',
  'The id "{value}" is taken by another variant; it is left out.',
)

const SKU_LENGTH_MAX = 100
const FIRST_SUFFIX = 2

/**
 * Gives each variant the SKU of its record, or, when another variant of the chain has it, the same with the first free
 * suffix; those are listed. Deleted variants keep their SKU. A variant that already bears a suffix keeps it.
 */
export async function claimSkus(
  tx: Tx,
  variants: readonly MatchedVariant[],
  report: BatchReport,
  suffixes = new Suffixes(),
): Promise<void> {
  const claiming: { variant: MatchedVariant; wanted: string }[] = []
  for (const variant of variants) {
    const { incoming, stored } = variant
    if (incoming.sku === undefined || incoming.sku === stored.sku) continue
    if (isSuffixed(incoming.sku, stored.sku)) tellTaken(variant, stored.sku ?? '', report)
    else claiming.push({ variant, wanted: incoming.sku })
  }
  if (claiming.length === 0) return
  const skus = await claimFree(
    claiming.map(({ wanted }) => wanted),
    {
      firstSuffix: FIRST_SUFFIX,
      lengthMax: SKU_LENGTH_MAX,
      suffixes,
      findTaken: async (candidates) => {
        const rows = await tx<
          { sku: string }[]
        >`select sku from product_variants where sku = any(${candidates}::text[])`
        return new Set(rows.map(({ sku }) => sku))
      },
    },
  )
  for (const [index, { variant, wanted }] of claiming.entries()) {
    const sku = skus[index] ?? wanted
    if (sku !== wanted) tellTaken(variant, sku, report)
    variant.stored.sku = sku
    variant.hasChanged = true
  }
}

function tellTaken({ incoming }: MatchedVariant, sku: string, report: BatchReport): void {
  const value = incoming.sku ?? ''
  report.warn(incoming.line, SKU_TAKEN, { field: 'sku', value, values: { value, sku } })
  report.count('skus_suffixed')
}

/** Gives the variants the external ids of their records; one that another variant has is left out and listed. */
export async function claimExternalIds(
  tx: Tx,
  variants: readonly MatchedVariant[],
  report: BatchReport,
): Promise<void> {
  const claiming = variants.filter(
    ({ incoming, stored }) => incoming.externalId !== undefined && incoming.externalId !== stored.externalId,
  )
  if (claiming.length === 0) return
  const wanted = claiming.map(({ incoming }) => incoming.externalId ?? '')
  const rows = await tx<{ external_id: string }[]>`
    select external_id from product_variants where external_id = any(${wanted}::text[])`
  const taken = new Set(rows.map(({ external_id }) => external_id))
  for (const variant of claiming) {
    const value = variant.incoming.externalId ?? ''
    if (taken.has(value)) {
      report.warn(variant.incoming.line, EXTERNAL_ID_TAKEN, {
        field: 'variant_external_id',
        value,
        values: { value },
      })
      continue
    }
    taken.add(value)
    variant.stored.externalId = value
    variant.hasChanged = true
  }
}
