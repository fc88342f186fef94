import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '../../../test/harness/database.ts'
import { withTransaction } from '../database/connect.ts'
import { recordEvents } from './record-events.ts'

const { sql } = await testDatabase({ after })

const readEvents = async () => [...(await sql`select type, store_id, permission, data from events order by id`)]

test('events are told in the order given, with the transaction of what has happened', async () => {
  const told = [
    { type: 'sale.completed', storeId: 3, permission: 'sales.view', data: { id: 'a "quoted" \\ text', flags: ['é'] } },
    { type: 'product.changed', storeId: null, permission: 'products.view', data: {} },
  ]
  await withTransaction(sql, {}, async (tx) => {
    await recordEvents(tx, told)
    await recordEvents(tx, [])
    await tx`select record_event('stock.low', 3, 'stock.view', jsonb_build_object('variant_id', 7))`
    const [own] = await tx`select count(*)::int as events from events where xid = pg_current_xact_id()`
    assert.deepEqual(own, { events: 3 })
  })
  assert.deepEqual(await readEvents(), [
    { type: 'sale.completed', store_id: 3, permission: 'sales.view', data: told[0]?.data },
    { type: 'product.changed', store_id: null, permission: 'products.view', data: {} },
    { type: 'stock.low', store_id: 3, permission: 'stock.view', data: { variant_id: 7 } },
  ])
})

test('what is undone is not told', async () => {
  const before = await readEvents()
  const undone = withTransaction(sql, {}, async (tx) => {
    await recordEvents(tx, [{ type: 'sale.completed', storeId: 3, permission: 'sales.view', data: {} }])
    throw new Error('undone')
  })
  await assert.rejects(undone, /undone/)
  assert.deepEqual(await readEvents(), before)
})

test('what was told is not rewritten', async () => {
  await sql`select record_event('stock.low', 3, 'stock.view', '{}')`
  await assert.rejects(sql`update events set data = '{"a": 1}'`, /events is append-only/)
  await assert.rejects(sql`select record_event('no subject', 3, 'stock.view', '{}')`, /events_type/)
})

test('a product that changes many times in one transaction is told once, and again by the next', async () => {
  const readChanged = async () =>
    (
      await sql<{ id: number }[]>`
      select (data ->> 'product_id')::int as id from events where data ? 'product_id' order by events.id`
    ).map(({ id }) => id)
  await withTransaction(sql, {}, async (tx) => {
    await tx`select record_changed_products('{9, 8, 9, null}')`
    await tx`select record_changed_products('{8, 10}')`
    await tx`select record_changed_products('{10, 9}')`
  })
  assert.deepEqual(await readChanged(), [8, 9, 10])
  await sql`select record_changed_products('{9}')`
  assert.deepEqual(await readChanged(), [8, 9, 10, 9])
})
