import { parseDecimal, QUANTITY_SCALE } from '../../rules/index.ts'
import type { Tx } from '../platform/database/connect.ts'
import { together } from '../platform/database/together.ts'
import type { CountMark } from './count-correction.ts'

export type StockKey = { readonly storeId: number; readonly variantId: number }

/** What becomes of a sale that takes more than there is; the list of the schema's check. */
export const BELOW_ZERO_POLICIES = ['allow', 'warn', 'refuse'] as const
export type BelowZero = (typeof BELOW_ZERO_POLICIES)[number]

export type LockedLevel = StockKey & {
  /** Thousandths. */
  readonly onHand: bigint
  /** How the store sells below zero. */
  readonly belowZero: BelowZero
  /** Thousandths that reservations keep from other sales, where the store refuses to sell below zero; 0n elsewhere. */
  readonly held: bigint
  /** At cost, in minor units of the store's currency. */
  readonly valueMinor: bigint
  /** Its latest approved count: what is posted now and occurred before it changes nothing (`isBeforeCount`). */
  readonly lastCount: CountMark | null
}

type LevelRow = {
  store_id: number
  variant_id: number
  on_hand: string
  value_minor: string
  below_zero: BelowZero
  has_reserved: boolean
  counted_at_ms: number | null
  stocktake_id: number | null
}

/**
 * Locks the stock levels of these stores and variants until the transaction ends, and answers them in the order of
 * their keys. A level that does not exist yet is made with nothing on hand. Keys may come in any order and repeat: they
 * are locked in the one order that everybody uses, so two transactions never wait for each other in a circle. Only where
 * a level is made for the first time may the order be broken; a deadlock there is the database's to find and the
 * caller's to try again, as `withTransaction` does.
 *
 * One round trip and one statement, except where a level is missing, or promised in a store that sells no more than it
 * has. A variant that does not exist has no level: it is
 * left out of the answer.
 */
export async function lockLevels(tx: Tx, keys: readonly StockKey[]): Promise<LockedLevel[]> {
  if (keys.length === 0) return []
  const sorted = sortKeys(keys)
  const locked = await lockExisting(tx, sorted)
  if (locked.length === sorted.length) return readLevels(tx, locked)
  const known = new Set(locked.map((row) => keyText(keyOf(row))))
  const missing = sorted.filter((key) => !known.has(keyText(key)))
  const [, made] = await together([makeLevels(tx, missing), lockExisting(tx, missing)])
  return (await readLevels(tx, [...locked, ...made])).sort(byKey)
}

/** The same levels as they are now, unlocked, for whoever only tries something; one that does not exist is empty. */
export async function peekLevels(tx: Tx, keys: readonly StockKey[]): Promise<LockedLevel[]> {
  if (keys.length === 0) return []
  const { storeIds, variantIds } = columnsOf(sortKeys(keys))
  const rows = await tx<LevelRow[]>`
    select key.store_id, key.variant_id, coalesce(level.on_hand, 0) as on_hand,
      coalesce(level.value_minor, 0)::text as value_minor, coalesce(level.reserved > 0, false) as has_reserved,
      coalesce(policy.below_zero, 'warn') as below_zero
    from unnest(${storeIds}::bigint[], ${variantIds}::bigint[]) as key (store_id, variant_id)
    join product_variants variant on variant.id = key.variant_id
    left join stock_levels level on level.store_id = key.store_id and level.variant_id = key.variant_id
    left join stock_policies policy on policy.store_id = key.store_id`
  return readLevels(tx, rows)
}

const keyOf = (row: LevelRow): StockKey => ({ storeId: row.store_id, variantId: row.variant_id })

const markOf = ({ counted_at_ms: at, stocktake_id: stocktakeId }: LevelRow): CountMark | null =>
  at === null || stocktakeId === null ? null : { at, stocktakeId }
const keyText = ({ storeId, variantId }: StockKey) => `${storeId}:${variantId}`
const byKey = (left: StockKey, right: StockKey) => left.storeId - right.storeId || left.variantId - right.variantId
/** Numbers need no escaping, so their arrays are written here. */
export const columnsOf = (keys: readonly StockKey[]) => ({
  storeIds: `{${keys.map((key) => key.storeId).join()}}`,
  variantIds: `{${keys.map((key) => key.variantId).join()}}`,
})

async function lockExisting(tx: Tx, keys: readonly StockKey[]): Promise<LevelRow[]> {
  const { storeIds, variantIds } = columnsOf(keys)
  return tx<LevelRow[]>`
    select level.store_id, level.variant_id, level.on_hand, level.value_minor::text, level.reserved > 0 as has_reserved,
      coalesce(policy.below_zero, 'warn') as below_zero,
      floor(extract(epoch from level.counted_at) * 1000)::bigint as counted_at_ms, level.stocktake_id
    from unnest(${storeIds}::bigint[], ${variantIds}::bigint[]) as key (store_id, variant_id)
    join stock_levels level on level.store_id = key.store_id and level.variant_id = key.variant_id
    left join stock_policies policy on policy.store_id = level.store_id
    order by level.store_id, level.variant_id
    for update of level`
}

/** Waits for its statement, and so sends it before whatever is asked for after it. */
async function makeLevels(tx: Tx, keys: readonly StockKey[]): Promise<void> {
  const { storeIds, variantIds } = columnsOf(keys)
  await tx`
    insert into stock_levels (store_id, variant_id)
    select key.store_id, key.variant_id
    from unnest(${storeIds}::bigint[], ${variantIds}::bigint[]) as key (store_id, variant_id)
    where exists (select from product_variants variant where variant.id = key.variant_id)
    order by key.store_id, key.variant_id
    on conflict do nothing`
}

/** Without repeats, by store and then by variant: the order in which stock is locked everywhere. */
export function sortKeys(keys: readonly StockKey[]): StockKey[] {
  const sorted = [...keys].sort(byKey)
  return sorted.filter((key, index) => {
    const previous = sorted[index - 1]
    return previous?.storeId !== key.storeId || previous.variantId !== key.variantId
  })
}

async function readLevels(tx: Tx, rows: readonly LevelRow[]): Promise<LockedLevel[]> {
  const held = await readHeld(tx, rows.filter((row) => row.has_reserved && row.below_zero === 'refuse').map(keyOf))
  return rows.map((row) => ({
    ...keyOf(row),
    onHand: parseDecimal(row.on_hand, QUANTITY_SCALE) ?? 0n,
    valueMinor: BigInt(row.value_minor),
    belowZero: row.below_zero,
    held: held.get(keyText(keyOf(row))) ?? 0n,
    lastCount: markOf(row),
  }))
}

/** Asked once the levels are locked: the statement that locks them may have begun before somebody else's change. */
async function readHeld(tx: Tx, keys: readonly StockKey[]): Promise<Map<string, bigint>> {
  if (keys.length === 0) return new Map()
  const { storeIds, variantIds } = columnsOf(keys)
  const rows = await tx<{ store_id: number; variant_id: number; held: string }[]>`
    select r.store_id, r.variant_id, sum(r.quantity - r.consumed) as held
    from unnest(${storeIds}::bigint[], ${variantIds}::bigint[]) as key (store_id, variant_id)
    join stock_reservations r on r.store_id = key.store_id and r.variant_id = key.variant_id
    where r.status = 'active' and r.expires_at > now()
    group by r.store_id, r.variant_id`
  return new Map(
    rows.map((row) => [
      keyText({ storeId: row.store_id, variantId: row.variant_id }),
      parseDecimal(row.held, QUANTITY_SCALE) ?? 0n,
    ]),
  )
}
