import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, saleOf } from '../../../test/harness/sales.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { findSalesFaults } from '../faults/find-sales-faults.ts'

/** The references of the tickets whose day is not their store's. */
async function findWrongDays(sql: Sql): Promise<string[]> {
  const found = (await findSalesFaults(sql)).list().find((finding) => finding.name === 'business_day_is_local')
  return (found?.first ?? []).map((fault) => fault.subject.split(' ', 1)[0] as string)
}

test('a store that changes its time zone leaves its past tickets on their days', async (t) => {
  const { sql, as } = await testApplication(t)
  const shop = await makeShop(sql)
  const owner = as('owner')
  const sell = async () => (await owner.post('/api/v1/sales', saleOf(shop))).body.data.reference
  const past = await sell()
  assert.equal((await owner.patch(`/api/v1/stores/${shop.store.id}`, { time_zone: 'Asia/Tokyo' })).status, 200)
  const recent = await sell()
  assert.deepEqual(await findWrongDays(sql), [])
  await sql`update sales set business_day = business_day + 3`
  assert.deepEqual(await findWrongDays(sql), [past, recent])
  await sql`update sales set business_day = business_day - 3, local_hour = abs(local_hour - 1)`
  assert.deepEqual(await findWrongDays(sql), [recent])
})
