import { type Actor, may, mayActInStore } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid, missingReference, platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { text } from '../../platform/text.ts'
import { isInCategories } from './in-categories.ts'
import { readStocktake } from './read-stocktake.ts'
import type { StocktakeDetail, StocktakeInput } from './stocktake-schema.ts'

/**
 * Begins to count: the articles of the scope are noted as they are now. Others may be found on the shelves later, where the
 * scope has room for them.
 *
 * @throws not_found when the store does not exist, or not for this actor; forbidden for a stocktake that is not blind, unless
 * the actor approves stocktakes: whoever counts does not choose to see what is expected; validation_failed.
 */
export async function createStocktake(tx: Tx, actor: Actor, input: StocktakeInput): Promise<StocktakeDetail> {
  const { categoryIds, variantIds } = readScope(input)
  if (!mayActInStore(actor, input.store_id)) throw platformErrors.not_found()
  const stores = await tx`select 1 from stores where id = ${input.store_id} and deleted_at is null`
  if (stores.length === 0) throw platformErrors.not_found()
  if (input.blind === false && !may(actor, 'stock.approve')) {
    throw platformErrors.forbidden({ fields: { blind: FOR_WHO_APPROVES } })
  }
  await refuseUnknown(tx, 'category_ids', categoryIds, tx`select id from product_categories`)
  await refuseUnknown(tx, 'variant_ids', variantIds, LIVING_VARIANTS(tx))
  // Read before the moment of the beginning is: whatever begins to be recorded after it comes after this movement.
  const [{ id: lastMovementId }] = await tx<[{ id: number }]>`
    select coalesce(max(id), 0) as id from stock_movements where store_id = ${input.store_id}`
  const [made] = await tx<[{ id: number }]>`
    insert into stocktakes (store_id, scope, category_ids, blind, note, created_by, created_by_name, last_movement_id,
      started_at)
    values (${input.store_id}, ${input.scope}, ${categoryIds === null ? null : [...categoryIds]}::bigint[],
      ${input.blind ?? true}, ${input.note ?? null}, ${actor.userId}, ${actor.name}, ${lastMovementId},
      date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond')
    returning id`
  await tx`
    insert into stocktake_lines (store_id, stocktake_id, variant_id, is_planned)
    select ${input.store_id}::bigint, ${made.id}::bigint, planned.id, true
    from (${variantIds === null ? KEPT(tx, input.store_id, categoryIds) : LISTED(tx, variantIds)}) planned
    order by planned.id`
  return readStocktake(tx, actor, made.id)
}

const FOR_WHO_APPROVES = text(
  'Seul qui approuve les inventaires en commence un qui n’est pas à l’aveugle.',
  'Only whoever approves stocktakes begins one that is not blind.',
)
const NOT_WITH_SCOPE = text('Ce champ ne va pas avec cette étendue.', 'This field does not go with this scope.')
const REQUIRED = text('Ce champ est obligatoire pour cette étendue.', 'This field is required for this scope.')

function readScope({ scope, category_ids, variant_ids }: StocktakeInput) {
  const given = { category_ids: category_ids ?? null, variant_ids: variant_ids ?? null }
  for (const [field, owner] of [
    ['category_ids', 'category'],
    ['variant_ids', 'list'],
  ] as const) {
    if (scope === owner && given[field] === null) throw invalid({ [field]: REQUIRED })
    if (scope !== owner && given[field] !== null) throw invalid({ [field]: NOT_WITH_SCOPE })
  }
  return { categoryIds: given.category_ids, variantIds: given.variant_ids }
}

const LIVING_VARIANTS = (tx: Tx): Fragment => tx`
  select v.id from product_variants v join products p on p.id = v.product_id
  where v.deleted_at is null and p.deleted_at is null`

async function refuseUnknown(tx: Tx, field: string, ids: readonly number[] | null, known: Fragment): Promise<void> {
  if (ids === null) return
  const [unknown] = await tx<{ place: number }[]>`
    select given.place::int from unnest(${[...ids]}::bigint[]) with ordinality as given (id, place)
    where given.id not in (${known}) order by given.place limit 1`
  if (unknown !== undefined) throw missingReference(`${field}.${unknown.place - 1}`)
}

/** What the store has ever had, of these categories where there are any; of what was deleted only what is left. */
const KEPT = (tx: Tx, storeId: number, categoryIds: readonly number[] | null): Fragment => tx`
  select level.variant_id as id from stock_levels level
  join product_variants v on v.id = level.variant_id
  join products p on p.id = v.product_id
  where level.store_id = ${storeId} and level.has_moved
    and ((v.deleted_at is null and p.deleted_at is null) or level.on_hand <> 0)
    and ${categoryIds === null ? tx`true` : isInCategories(tx, categoryIds)}`

const LISTED = (tx: Tx, variantIds: readonly number[]): Fragment =>
  tx`select distinct id from unnest(${[...variantIds]}::bigint[]) listed (id)`
