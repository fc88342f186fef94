import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeProduct } from '../../../test/harness/catalog.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { testImporter } from '../../../test/harness/importer.ts'

const application = await testApplication({ after })
const { sql, as, log } = application
const { run, undo } = testImporter({ after }, application)
const owner = as('owner')
const store = await makeStore(sql, { code: 'ICI', tax_zone: 'NONE' })

type Problem = { line: number; severity: string; field: string | null; reason: string }
const listed = ({ problems }: { problems: Problem[] }) =>
  problems.map(({ line, severity, field }) => `${line} ${severity} ${field}`)

/** Which nothing can make shorter. */
const noise = (length: number) => randomBytes(length).toString('hex').slice(0, length)

describe('one bad row harms no other', () => {
  const cases: [field: string, value: string, severity: string, blamed?: string][] = [
    ['external_id', noise(6000), 'refused'],
    ['variant_external_id', noise(6000), 'warning'],
    ['vendor', noise(6000), 'warning'],
    ['tags', noise(6000), 'warning'],
    ['name', noise(6000), 'warning'],
    ['sku', noise(6000), 'warning'],
    ['slug', noise(6000), 'refused', 'external_id'],
    ['image_url', `https://example.com/${'é'.repeat(2000)}`, 'warning'],
    ['category', Array.from({ length: 11 }, (_, level) => `Niveau ${level}`).join(' > '), 'refused'],
  ]
  for (const [field, value, severity, blamed = field] of cases) {
    test(`${field} that is too long`, async () => {
      const header = ['name', 'price', field].filter((name, index, all) => all.indexOf(name) === index)
      const row = (name: string, given: string) =>
        header.map((h) => (h === field ? given : h === 'name' ? name : '1')).join(',')
      const good = field === 'image_url' ? 'https://example.com/bon.jpg' : `Bon ${field}`
      const imported = await run(
        owner,
        `${header.join(',')}\n${row(`Bon par ${field}`, good)}\n${row(`Long par ${field}`, value)}\n${row(`Autre par ${field}`, '')}\n`,
      )
      assert.equal(imported.state, 'done', JSON.stringify(imported))
      const problems = listed(imported)
      assert.equal(problems[0], `3 ${severity} ${blamed}`, JSON.stringify(problems))
      assert.equal(imported.counts.products_created, field === 'name' || severity === 'refused' ? 2 : 3)
    })
  }

  test('no category stands deeper than the API allows', async () => {
    const [row] = await sql<[{ levels: number }]>`
      with recursive tree as (
        select id, 1 as level from product_categories where parent_id is null
        union all select c.id, level + 1 from tree join product_categories c on c.parent_id = tree.id
      ) select coalesce(max(level), 0)::int as levels from tree`
    assert.ok(row.levels <= 10)
    const path = Array.from({ length: 10 }, (_, level) => `Étage ${level}`).join(' > ')
    const imported = await run(owner, `name,price,category\nAu fond,1,${path}\n`)
    assert.deepEqual([imported.problems, imported.counts.categories_created], [[], 10])
  })

  test('stock of an article that was deleted, and more than can be kept', async () => {
    const gone = await makeProduct(sql, { sku: 'PARTI' })
    const here = await makeProduct(sql, { sku: 'LA', cost: '999999999' })
    await makeProduct(sql, { sku: 'AUSSI' })
    await owner.del(`/api/v1/products/${gone.id}`)
    const file = 'store,sku,on_hand\nICI,AUSSI,3\nICI,PARTI,7\nICI,LA,999999999\nICI,LA,2\n'
    const tried = await run(owner, file, { kind: 'stock', dry_run: true })
    const imported = await run(owner, file, { kind: 'stock' })
    assert.deepEqual(listed(imported), ['3 refused sku', '4 refused on_hand'])
    assert.deepEqual([imported.counts, tried.counts], [{ levels_updated: 2, refused: 2 }, imported.counts])
    assert.match(imported.problems[0].reason, /L’article « PARTI » a été supprimé/)
    const levels = await sql<{ on_hand: string }[]>`
      select on_hand from stock_levels where store_id = ${store.id} and on_hand <> 0 order by on_hand`
    assert.deepEqual(
      levels.map((level) => level.on_hand),
      ['2.000', '3.000'],
    )
    assert.equal((await owner.get(`/api/v1/products/${here.id}`)).status, 200)
  })

  test('past sales of amounts, dates and codes that nothing can hold', async () => {
    const header = 'ticket,date,store,quantity,description,unit_price,amount,barcode\n'
    const rows = [
      'S1,2024-01-01,ICI,1,Bonne,5,,',
      'S2,2024-01-01,ICI,0.001,Divisée,,999999999,',
      'S3,2024-01-01,ICI,999999999,Énorme,999999999,,',
      'S4,9999-12-31T23:59:00-12:00,ICI,1,Future,1,,',
      `S5,2024-01-01,ICI,1,Sans code,5,,${'9'.repeat(100)}`,
      'S6,2024-01-01,ICI,1,Code maison,5,,ÉTAGÈRE 4',
    ]
    const imported = await run(owner, header + rows.join('\n'), { kind: 'sales', create_products: true })
    assert.deepEqual(listed(imported), ['3 refused amount', '4 refused unit_price', '5 refused date'])
    assert.equal(imported.counts.sales_created, 3)
    const again = await run(owner, header + rows.join('\n'), { kind: 'sales', create_products: true })
    assert.deepEqual([again.counts.tickets_unchanged, again.counts.products_created], [3, undefined])
  })

  test('codes of the chain’s own that differ by a zero are two codes', async () => {
    const imported = await run(owner, 'name,price,sku,internal_barcode\nI1,1,I1,42|042\nI2,1,I2,0042\n')
    assert.deepEqual(imported.problems, [])
    const codes = await sql<{ code: string }[]>`select code from variant_barcodes where code like '%42' order by code`
    assert.deepEqual(
      codes.map(({ code }) => code),
      ['0042', '042', '42'],
    )
  })

  test('a code that every row has is given its own number in each, at no growing cost', async () => {
    const rows = Array.from({ length: 2500 }, (_, index) => `E-${index},Sans code ${index},1,N/A`)
    const imported = await run(owner, `external_id,name,price,sku\n${rows.join('\n')}\n`)
    assert.deepEqual([imported.counts.products_created, imported.counts.skus_suffixed], [2500, 2499])
    const skus = await sql<{ sku: string }[]>`
      select v.sku from product_variants v join products p on p.id = v.product_id
      where p.external_id in ('E-0', 'E-1', 'E-2499') order by v.id`
    assert.deepEqual(
      skus.map(({ sku }) => sku),
      ['N/A', 'N/A-2', 'N/A-2500'],
    )
    const again = await run(owner, `external_id,name,price,sku\n${rows.join('\n')}\n`)
    assert.deepEqual(again.counts.variants_unchanged, 2500)
  })

  test('and none of it was a fault of ours', () => assert.deepEqual(log.faults, []))
})

describe('an import beside other writers', () => {
  test('puts no product into a category that goes meanwhile', async () => {
    for (let round = 0; round < 5; round += 1) {
      const made = await owner.post('/api/v1/product-categories', { name: `Éphémère ${round}` })
      await Promise.all([
        run(owner, `name,price,category\nDans ${round},1,Éphémère ${round}\n`),
        owner.del(`/api/v1/product-categories/${made.body.data.id}`),
      ])
    }
    const lost = await sql`
      select p.name from products p join product_categories c on c.id = p.category_id
      where p.deleted_at is null and c.deleted_at is not null`
    assert.deepEqual([...lost], [])
  })

  test('leaves a GTIN to one article, in whatever length the two write it', async () => {
    // 12 digits, and the same with a zero before them.
    const codes = ['036000291452', '042100005264', '012345678905', '614141000036', '725272730706']
    const product = await makeProduct(sql, { price: '1' })
    for (const code of codes) {
      await Promise.all([
        run(owner, `name,price,sku,barcode\nImporté,1,IMP-${code},${code}\n`),
        owner.post(`/api/v1/products/${product.id}/variants`, { name: code, price: '1', barcode: `0${code}` }),
      ])
      const { body } = await owner.get(`/api/v1/variants/lookup?code=${code}`)
      assert.equal(body.data.length, 1, code)
    }
    assert.deepEqual(log.faults, [])
  })
})

describe('the undo of an import of stock', () => {
  test('is for whoever still acts where it was imported', async () => {
    const other = await makeStore(sql, { code: 'QUITTE' })
    await makeProduct(sql, { sku: 'DEUX-MAGASINS' })
    const manager = as('manager', { storeIds: [store.id, other.id] })
    const file = 'store,sku,on_hand\nQUITTE,DEUX-MAGASINS,7\n'
    const imported = await run(manager, file, { kind: 'stock' })
    assert.equal((await owner.del(`/api/v1/stores/${other.id}/users/${(await manager.person).id}`)).status, 200)
    const refused = await manager.post(`/api/v1/imports/${imported.id}/undo`)
    assert.deepEqual([refused.status, refused.body.code], [403, 'forbidden'])
    const [level] = await sql`select on_hand from stock_levels where store_id = ${other.id}`
    assert.equal(level?.on_hand, '7.000')
    assert.equal((await undo(owner, imported.id)).state, 'undone')
  })
})
