import { formatDecimal, parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import { findVariantsForSale } from '../../catalog/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'
import { invalid, missingReference } from '../../platform/errors.ts'
import { type Text, text } from '../../platform/text.ts'
import { inventoryErrors } from '../errors.ts'
import { shareStocktake } from './change-status.ts'
import type { CountInput, StocktakeCount } from './count-schema.ts'
import { isInCategories } from './in-categories.ts'
import { readCountsById } from './list-counts.ts'
import type { StocktakeItem } from './stocktake-schema.ts'

/** A count, understood. */
type Count = {
  readonly storeId: number
  readonly stocktakeId: number
  readonly id: string
  readonly variantId: number
  readonly round: number
  readonly zone: string
  /** Decimal. */
  readonly quantity: string
  readonly countedAt: string
  readonly actorId: number | null
  readonly actorName: string
  /** What names the article, for who is refused. */
  readonly path: string
}

/**
 * Adds counts to a stocktake, each kept with who made it and when. What was sent before is answered as it was kept, also once
 * the counting is over. A clock that is ahead, or that says that the stocktake had not begun, is wrong by nobody knows how much:
 * the count then has the moment at which it came.
 *
 * @throws not_found, stocktake_not_counting, duplicate_count; validation_failed for an article that is not to be counted.
 */
export async function recordCounts(
  tx: Tx,
  actor: Actor,
  id: number,
  inputs: readonly CountInput[],
): Promise<StocktakeCount[]> {
  refuseRepeatedIds(inputs)
  const stocktake = await shareStocktake(tx, actor, id)
  const ids = inputs.map((input) => input.id.toLowerCase())
  const known = new Map((await readCountsById(tx, stocktake, ids)).map((count) => [count.id, count]))
  const articles = await findCounted(tx, inputs, known)
  const counts = inputs.map((input, index) => readCount(input, articles[index] as Named, stocktake, actor))
  const fresh = counts.filter((count) => !known.has(count.id))
  if (fresh.length > 0) {
    if (stocktake.status !== 'counting') throw inventoryErrors.stocktake_not_counting()
    await addFound(tx, stocktake, fresh)
    await refuseOutOfScope(tx, stocktake, fresh)
    await insertCounts(tx, fresh)
  }
  const kept = new Map((await readCountsById(tx, stocktake, ids)).map((count) => [count.id, count]))
  return counts.map((count, index) => {
    const found = kept.get(count.id)
    if (found !== undefined && isSame(found, count)) return found
    throw inventoryErrors.duplicate_count({ fields: { [`counts.${index}.id`]: KNOWN_OTHERWISE } })
  })
}

const SENT_TWICE = text('Cet identifiant est donné deux fois.', 'This id is given twice.')
const KNOWN_OTHERWISE = text('Cet identifiant est celui d’un autre comptage.', 'This id is that of another count.')
const NAME_ONE = text('Donnez soit variant_id, soit sku, soit barcode.', 'Give one of variant_id, sku and barcode.')
const NOT_IN_SCOPE = text('Cet article n’est pas de cet inventaire.', 'This article is not of this stocktake.')
const NOT_AGAIN = text('Cet article n’est pas à recompter.', 'This article is not to be counted again.')

/** What was sent again says the same of the same article; the moment may have been put right. */
const isSame = (kept: StocktakeCount, { variantId, zone, quantity }: Count): boolean =>
  kept.variant_id === variantId &&
  (kept.zone ?? '') === zone &&
  parseDecimal(kept.quantity, QUANTITY_SCALE) === parseDecimal(quantity, QUANTITY_SCALE)

function refuseRepeatedIds(inputs: readonly CountInput[]): void {
  const seen = new Set<string>()
  for (const [index, { id }] of inputs.entries()) {
    if (seen.has(id.toLowerCase())) throw invalid({ [`counts.${index}.id`]: SENT_TWICE })
    seen.add(id.toLowerCase())
  }
}

type Named = { readonly variantId: number; readonly path: string }

/**
 * The article of each count, by whichever of its names; that of a count which is known already, where its name is nobody's
 * any more.
 *
 * @throws validation_failed for every fresh one that names none.
 */
async function findCounted(
  tx: Tx,
  inputs: readonly CountInput[],
  known: ReadonlyMap<string, StocktakeCount>,
): Promise<Named[]> {
  const given = <Name extends 'variant_id' | 'sku' | 'barcode'>(name: Name) =>
    inputs.flatMap((input) => input[name] ?? []) as NonNullable<CountInput[Name]>[]
  const found = await findVariantsForSale(tx, {
    ids: given('variant_id'),
    skus: given('sku'),
    barcodes: given('barcode'),
  })
  const faults: Record<string, Text> = {}
  const named = inputs.map((input, index): Named => {
    const names = (['variant_id', 'sku', 'barcode'] as const).filter((name) => input[name] != null)
    const path = `counts.${index}.${names[0] ?? 'variant_id'}`
    const kept = known.get(input.id.toLowerCase())
    if (kept === undefined && names.length !== 1) faults[path] = NAME_ONE
    const article =
      input.variant_id != null
        ? found.byId.get(input.variant_id)
        : input.sku != null
          ? found.bySku.get(input.sku)
          : found.byBarcode.get(input.barcode ?? '')
    const variantId = article?.variantId ?? kept?.variant_id
    if (variantId === undefined) faults[path] ??= missingReference(path).fields[path]?.[0] as Text
    return { variantId: variantId ?? 0, path }
  })
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return named
}

function readCount(input: CountInput, { variantId, path }: Named, stocktake: StocktakeItem, actor: Actor): Count {
  const [begun, given, now] = [Date.parse(stocktake.started_at), Date.parse(input.counted_at), Date.now()]
  return {
    storeId: stocktake.store_id,
    stocktakeId: stocktake.id,
    id: input.id.toLowerCase(),
    variantId,
    round: stocktake.round,
    zone: input.zone ?? '',
    quantity: formatDecimal(parseDecimal(input.quantity, QUANTITY_SCALE) ?? 0n, QUANTITY_SCALE),
    countedAt: new Date(given >= begun && given <= now ? given : Math.max(now, begun)).toISOString(),
    actorId: actor.userId,
    actorName: actor.name,
    path,
  }
}

/** Articles on the shelves that nobody had planned: in the first round, and where the scope has room for them. */
async function addFound(tx: Tx, { store_id, id, scope, category_ids, round }: StocktakeItem, counts: readonly Count[]) {
  if (scope === 'list' || round > 1) return
  const isInScope = scope === 'store' ? tx`true` : isInCategories(tx, category_ids ?? [])
  await tx`
    insert into stocktake_lines (store_id, stocktake_id, variant_id, is_planned)
    select distinct ${store_id}::bigint, ${id}::bigint, v.id, false
    from product_variants v join products p on p.id = v.product_id
    where v.id = any(${counts.map((count) => count.variantId)}::bigint[])
      and v.deleted_at is null and p.deleted_at is null and ${isInScope}
    order by v.id
    on conflict do nothing`
}

async function refuseOutOfScope(tx: Tx, { store_id, id, round }: StocktakeItem, counts: readonly Count[]) {
  const lines = await tx<{ variant_id: number; round: number }[]>`
    select variant_id, round from stocktake_lines
    where store_id = ${store_id} and stocktake_id = ${id}
      and variant_id = any(${counts.map((count) => count.variantId)}::bigint[])`
  const rounds = new Map(lines.map((line) => [line.variant_id, line.round]))
  const faults = counts.flatMap(({ variantId, path }): [string, Text][] => {
    const own = rounds.get(variantId)
    if (own === round) return []
    return [[path, own === undefined ? NOT_IN_SCOPE : NOT_AGAIN]]
  })
  if (faults.length > 0) throw invalid(Object.fromEntries(faults))
}

const countColumns: readonly Column<Count>[] = [
  ['store_id', 'bigint', (count) => count.storeId],
  ['id', 'uuid', (count) => count.id],
  ['stocktake_id', 'bigint', (count) => count.stocktakeId],
  ['variant_id', 'bigint', (count) => count.variantId],
  ['round', 'int', (count) => count.round],
  ['zone', 'text', (count) => count.zone],
  ['quantity', 'numeric', (count) => count.quantity],
  ['counted_at', 'timestamptz', (count) => count.countedAt],
  ['actor_id', 'bigint', (count) => count.actorId],
  ['actor_name', 'text', (count) => count.actorName],
]
const COUNT_NAMES = countColumns.map(([name]) => name).join(', ')
/** In the order in which they were sent: of two of one zone the later holds. */
const insertCounts = forSet(
  countColumns,
  `insert into stocktake_counts (${COUNT_NAMES}) select ${COUNT_NAMES} from ${givenRows(countColumns)}
   on conflict (store_id, id) do nothing`,
)
