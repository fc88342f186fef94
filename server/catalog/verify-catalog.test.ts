import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { firstVariant, makeCategory, makeProduct } from '../../test/harness/catalog.ts'
import { testDatabase } from '../../test/harness/database.ts'
import { makeStore } from '../../test/harness/factories.ts'
import { withTransaction } from '../platform/database/connect.ts'
import { ensureTaxRules } from '../stores/index.ts'
import { verifyCatalog } from './verify-catalog.ts'

const { sql } = await testDatabase({ after })
await withTransaction(sql, {}, ensureTaxRules)

const faults = async () => (await verifyCatalog(sql)).list().map(({ name, checked, faults }) => [name, checked, faults])

test('a circle of categories and two prices at one moment are found', async () => {
  const top = await makeCategory(sql)
  const [left, right] = [await makeCategory(sql, { parent_id: top.id }), await makeCategory(sql)]
  const store = await makeStore(sql)
  const variantId = firstVariant(await makeProduct(sql))
  const insert = () =>
    sql`insert into variant_prices (variant_id, store_id, price) values (${variantId}, ${store.id}, 5)`
  await insert()
  assert.deepEqual(await faults(), [
    ['category_has_way_to_top', 3, 0],
    ['store_price_is_only_one', 1, 0],
  ])
  await assert.rejects(insert, /variant_prices_no_overlap/)
  await sql`alter table variant_prices drop constraint variant_prices_no_overlap`
  await insert()
  await sql`update product_categories set parent_id = ${right.id} where id = ${left.id}`
  await sql`update product_categories set parent_id = ${left.id} where id = ${right.id}`
  assert.deepEqual(await faults(), [
    ['category_has_way_to_top', 3, 2],
    ['store_price_is_only_one', 2, 1],
  ])
})
