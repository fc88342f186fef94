import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { testDatabase } from '../../../test/harness/database.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { importFixture, importPath, temporaryFile } from '../../../test/harness/imports.ts'
import { importProducts, PRODUCT_FIELDS } from '../../catalog/index.ts'
import { systemActor } from '../../platform/actor.ts'
import { type Sql, withTransaction } from '../../platform/database/connect.ts'
import { ensureTaxRules } from '../../stores/index.ts'
import { importStock } from './import-stock.ts'
import { STOCK_FIELDS } from './stock-fields.ts'

const importFile = (sql: Sql, path: string, map: Record<string, string> = {}, source = '') =>
  importPath(sql, path, {
    fields: STOCK_FIELDS,
    map,
    prepare: (file, mapping) =>
      importStock(file, mapping, { decimalMark: 'auto', source }, { actor: systemActor, reference: file.sha256 }, null),
  })

async function chainWithArticles(t: Parameters<typeof testDatabase>[0]): Promise<Sql> {
  const { sql } = await testDatabase(t)
  await withTransaction(sql, {}, ensureTaxRules)
  await makeStore(sql, { external_id: '1' })
  await importPath(sql, importFixture('comptoir-products.csv'), {
    fields: PRODUCT_FIELDS,
    prepare: (file, mapping) =>
      importProducts(file, mapping, { format: 'comptoir', source: 'erp', decimalMark: 'auto', onStock: null }, null),
  })
  return sql
}

const readLevels = async (sql: Sql) => [
  ...(await sql`
    select v.sku, l.on_hand, l.value_minor,
      (select count(*)::integer from stock_movements m where m.variant_id = l.variant_id and m.store_id = l.store_id) as movements
    from stock_levels l join product_variants v on v.id = l.variant_id order by v.sku`),
]

describe('the import of stock', () => {
  test('posts the difference to what is on hand, valued at cost, and lists what it cannot place', async (t) => {
    const sql = await chainWithArticles(t)
    const outcome = await importFile(sql, importFixture('stock.csv'))
    assert.deepEqual(outcome.listed, ['4 refused store', '5 refused sku', '6 refused on_hand'])
    assert.deepEqual(outcome.counts, { refused: 3, levels_updated: 2 })
    assert.deepEqual(await readLevels(sql), [
      { sku: 'CH-1', on_hand: '4.000', value_minor: 320_000, movements: 1 },
      { sku: 'CHD-P', on_hand: '2.500', value_minor: 5_000, movements: 1 },
    ])
    const [movement] = await sql`select kind, reason, reference_type, actor_name from stock_movements limit 1`
    assert.deepEqual(movement, { kind: 'adjustment', reason: 'import', reference_type: 'import', actor_name: 'system' })
  })

  test('moves nothing the second time, and only the difference later', async (t) => {
    const sql = await chainWithArticles(t)
    await importFile(sql, importFixture('stock.csv'))
    assert.deepEqual((await importFile(sql, importFixture('stock.csv'))).counts, { refused: 3, levels_unchanged: 2 })
    const later = temporaryFile(t, 'store,sku,on_hand\n1,CH-1,1\n1,CHD-P,2.5\n1,CHD-M,0\n')
    assert.deepEqual((await importFile(sql, later)).counts, { levels_updated: 1, levels_unchanged: 2 })
    assert.deepEqual(await readLevels(sql), [
      { sku: 'CH-1', on_hand: '1.000', value_minor: 80_000, movements: 2 },
      { sku: 'CHD-M', on_hand: '0.000', value_minor: 0, movements: 0 },
      { sku: 'CHD-P', on_hand: '2.500', value_minor: 5_000, movements: 1 },
    ])
  })

  test('finds articles by external id, barcode and name; several variants are not one', async (t) => {
    const sql = await chainWithArticles(t)
    const path = temporaryFile(
      t,
      'store,product,barcode,product_name,on_hand\n1,A-1,,,1\n1,,03017620422003,,2\n1,,,Crayon,3\n1,A-2,,,4\n1,,,Chandail,5\n,A-1,,,1\n1,,,,1\n1,A-1,,,\n',
    )
    const outcome = await importFile(sql, path, {}, 'erp')
    assert.deepEqual(outcome.listed, [
      '5 refused product',
      '6 refused product_name',
      '7 refused store',
      '8 refused product',
      '9 refused on_hand',
    ])
    assert.deepEqual(
      (await readLevels(sql)).map(({ sku, on_hand }) => [sku, on_hand]),
      [
        ['CH-1', '2.000'],
        ['CRA', '3.000'],
      ],
    )
  })
})
