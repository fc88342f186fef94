import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, saleOf } from '../../../test/harness/sales.ts'
import { beginStocktake, countOf, sendCounts, stepStocktake } from '../../../test/harness/stocktakes.ts'
import { type Tx, withTransaction } from '../../platform/database/connect.ts'
import { findStockFaults } from '../index.ts'

const { sql, as } = await testApplication({ after })
const UNDONE = new Error('undone')

const shop = await makeShop(sql, { stock: 10 })
const manager = as('manager', { storeIds: [shop.store.id] })
const variantId = shop.articles[0]?.variantId ?? 0
const id = await beginStocktake(manager, shop.store.id)
const sold = new Date().toISOString()
await sendCounts(manager, id, [countOf(variantId, '8')])
await stepStocktake(manager, id, 'finish')
await stepStocktake(manager, id, 'approve')
assert.equal((await manager.post('/api/v1/sales', saleOf(shop, { occurred_at: sold }))).status, 201)

/** What is found once the statement has spoilt something; nothing of it stays. */
async function faultsAfter(spoil: (tx: Tx) => PromiseLike<unknown>) {
  let found: string[] = []
  await withTransaction(sql, {}, async (tx) => {
    await tx`alter table stock_movements disable trigger stock_movements_append_only`
    await tx`alter table stocktake_counts disable trigger stocktake_counts_append_only`
    await spoil(tx)
    found = [...new Set((await findStockFaults(tx)).map((fault) => fault.invariant))].sort()
    throw UNDONE
  }).catch((error: unknown) => {
    if (error !== UNDONE) throw error
  })
  return found
}

test('nothing is found where nothing is wrong', async () => {
  assert.deepEqual(await findStockFaults(sql), [])
})

test('a count that is missing, changed or that nobody approved is found', async () => {
  const missing = await faultsAfter((tx) => tx`delete from stock_movements where kind = 'count'`)
  assert.ok(missing.includes('stock_count_moves_stock'))
  const changed = await faultsAfter((tx) => tx`update stock_movements set value_minor = 1 where kind = 'count'`)
  assert.ok(changed.includes('stock_count_moves_stock'))
  const other = await faultsAfter((tx) => tx`update stock_movements set reference_id = '99' where kind = 'count'`)
  assert.ok(other.includes('stock_count_moves_stock'))
})

test('an expectation that the ledger did not have is found', async () => {
  assert.deepEqual(
    await faultsAfter((tx) => tx`update stocktake_lines set expected = expected + 1, counted = counted + 1`),
    ['stock_count_expects_the_ledger', 'stock_line_is_sum_of_counts'],
  )
  assert.deepEqual(await faultsAfter((tx) => tx`update stocktake_counts set quantity = 9`), [
    'stock_line_is_sum_of_counts',
  ])
})

test('a late movement without its correction, and a correction without its movement, are found', async () => {
  const lone = await faultsAfter((tx) => tx`delete from stock_movements where kind = 'count_correction'`)
  assert.ok(lone.includes('stock_correction_has_pair'))
  const unexplained = await faultsAfter((tx) => tx`delete from stock_movements where kind = 'sale'`)
  assert.ok(unexplained.includes('stock_correction_has_pair'))
  assert.deepEqual(
    await faultsAfter((tx) => tx`update stock_movements set reference_id = '99' where kind = 'count_correction'`),
    ['stock_correction_has_pair'],
  )
})

test('a level that forgot its count is found', async () => {
  assert.deepEqual(await faultsAfter((tx) => tx`update stock_levels set counted_at = null, stocktake_id = null`), [
    'stock_level_knows_its_count',
  ])
})
