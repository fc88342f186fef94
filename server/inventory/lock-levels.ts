import { parseDecimal, QUANTITY_SCALE } from '../../rules/index.ts'
import type { Tx } from '../platform/database/connect.ts'
import { together } from '../platform/database/together.ts'

export type StockKey = { readonly storeId: number; readonly variantId: number }

export type LockedLevel = StockKey & {
  /** Thousandths. */
  readonly onHand: bigint
  /** At cost, in minor units of the store's currency. */
  readonly valueMinor: bigint
}

type LevelRow = { store_id: number; variant_id: number; on_hand: string; value_minor: string }

/**
 * Locks the stock levels of these stores and variants until the transaction ends, and answers them in the order of
 * their keys. A level that does not exist yet is made with nothing on hand. Keys may come in any order and repeat: they
 * are locked in the one order that everybody uses, so two transactions never wait for each other in a circle. Only where
 * a level is made for the first time may the order be broken; a deadlock there is the database's to find and the
 * caller's to try again, as `withTransaction` does.
 *
 * One round trip and one statement, except where a level is missing. A variant that does not exist has no level: it is
 * left out of the answer.
 */
export async function lockLevels(tx: Tx, keys: readonly StockKey[]): Promise<LockedLevel[]> {
  if (keys.length === 0) return []
  const sorted = sortKeys(keys)
  const locked = await lockExisting(tx, sorted)
  if (locked.length === sorted.length) return locked
  const known = new Set(locked.map(keyText))
  const missing = sorted.filter((key) => !known.has(keyText(key)))
  const [, made] = await together([makeLevels(tx, missing), lockExisting(tx, missing)])
  return [...locked, ...made].sort(byKey)
}

const keyText = ({ storeId, variantId }: StockKey) => `${storeId}:${variantId}`
const byKey = (left: StockKey, right: StockKey) => left.storeId - right.storeId || left.variantId - right.variantId
const columnsOf = (keys: readonly StockKey[]) => ({
  storeIds: `{${keys.map((key) => key.storeId).join()}}`,
  variantIds: `{${keys.map((key) => key.variantId).join()}}`,
})

async function lockExisting(tx: Tx, keys: readonly StockKey[]): Promise<LockedLevel[]> {
  const { storeIds, variantIds } = columnsOf(keys)
  const rows = await tx<LevelRow[]>`
    select level.store_id, level.variant_id, level.on_hand, level.value_minor::text
    from unnest(${storeIds}::bigint[], ${variantIds}::bigint[]) as key (store_id, variant_id)
    join stock_levels level on level.store_id = key.store_id and level.variant_id = key.variant_id
    order by level.store_id, level.variant_id
    for update of level`
  return rows.map(readLevel)
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

function readLevel(row: LevelRow): LockedLevel {
  return {
    storeId: row.store_id,
    variantId: row.variant_id,
    onHand: parseDecimal(row.on_hand, QUANTITY_SCALE) ?? 0n,
    valueMinor: BigInt(row.value_minor),
  }
}
