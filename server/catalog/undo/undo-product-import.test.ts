import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, describe, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { testImporter } from '../../../test/harness/importer.ts'
import { importFixture } from '../../../test/harness/imports.ts'

const application = await testApplication({ after })
const { sql, as, service, log } = application
const { send, finish, run, undo, importer } = testImporter({ after }, application)
const owner = as('owner')

/** Everything that one sees of the catalogue. */
async function snapshot(): Promise<unknown> {
  const [row] = await sql`
    select
      (select json_agg(json_build_array(p.id, name, slug, description, category_id, tax_class, vendor, tags, is_active, is_featured,
        external_id) order by p.id) from products p where deleted_at is null) as products,
      (select json_agg(json_build_array(v.id, v.name, sku, price, compare_at_price, cost, weight_grams, v.external_id,
        array(select code from variant_barcodes b where b.variant_id = v.id and b.is_active order by code),
        array(select option_value_id from variant_option_values o where o.variant_id = v.id order by 1)) order by v.id)
        from product_variants v join products p on p.id = v.product_id
        where v.deleted_at is null and p.deleted_at is null) as variants,
      (select json_agg(json_build_array(o.id, o.name, array(select value from product_option_values w where w.option_id = o.id order by 1))
        order by o.id) from product_options o join products p on p.id = o.product_id where p.deleted_at is null) as options,
      (select json_agg(json_build_array(i.id, source_url, alt, position, variant_id) order by i.id)
        from product_images i join products p on p.id = i.product_id where p.deleted_at is null) as images,
      (select json_agg(json_build_array(id, name, parent_id) order by id) from product_categories where deleted_at is null)
        as categories`
  return row
}

const productBySku = async (sku: string) =>
  (await owner.get(`/api/v1/products?sku=${sku}&include=variants`)).body.data[0]

describe('the undo of an import of products', () => {
  test('leaves the catalogue as it was, and lets the file be imported again', async () => {
    const before = await snapshot()
    const file = readFileSync(importFixture('shopify-classic.csv'))
    const imported = await run(owner, file)
    const after = await snapshot()
    assert.notDeepEqual(after, before)
    const undone = await undo(owner, imported.id)
    assert.equal(undone.state, 'undone', JSON.stringify(undone))
    assert.deepEqual(undone.undo.kept, [])
    assert.equal(undone.undo.percent, 100)
    assert.equal(undone.undo.counts.products_removed, imported.counts.products_created)
    assert.deepEqual(await snapshot(), before)
    const again = await run(owner, file)
    assert.deepEqual(again.counts, imported.counts)
    assert.deepEqual(again.problems, imported.problems)
  })

  test('gives back the values, codes, options and pictures of what was there', async () => {
    await run(
      owner,
      'external_id,name,description,category,vendor,tags,price,compare_at_price,cost,sku,barcode,weight_grams,option1_name,option1_value,image_url,image_alt,image_position\n' +
        'V-1,Veste,Chaude,Mode > Hiver,Nord,"a,b",99.1234,120,55.5,VE-P,3017620422003,800,Taille,P,https://example.com/1.jpg,Dos,1\n' +
        'V-1,,,,,,99.1234,,55.5,VE-M,,800,,M,,,\n',
    )
    const before = await snapshot()
    const changed = await run(
      owner,
      'external_id,name,description,category,vendor,tags,price,compare_at_price,cost,sku,barcode,weight_grams,option1_name,option1_value,option2_name,option2_value,image_url,image_alt,image_position\n' +
        'V-1,Veste neuve,Froide,Soldes,Sud,c,89.99,100,50,VE-M,,900,Taille,P,,,https://example.com/1.jpg,Face,2\n' +
        'V-1,,,,,,79.99,,40,VE-P,3017620425035,700,,M,,,https://example.com/2.jpg,,\n' +
        'V-1,,,,,,69.99,,40,VE-G,4006381333931,700,,G,,,,,\n' +
        'V-2,Autre,,Soldes,,,5,,,AUT,,,,,,,,,\n',
    )
    assert.deepEqual(changed.problems, [])
    assert.ok(
      changed.counts.products_updated === 1 && changed.counts.variants_updated === 2,
      JSON.stringify(changed.counts),
    )
    assert.notDeepEqual(await snapshot(), before)
    const undone = await undo(owner, changed.id)
    assert.deepEqual(undone.undo.kept, [])
    assert.deepEqual(undone.undo.counts, {
      products_removed: 1,
      products_restored: 1,
      variants_removed: 1,
      variants_restored: 2,
      categories_removed: 1,
    })
    assert.deepEqual(await snapshot(), before)
  })

  test('keeps what somebody has changed, sold or counted since, and says so', async () => {
    const store = await makeStore(sql, { tax_zone: 'NONE' })
    const imported = await run(
      owner,
      'external_id,name,category,price,sku\n' +
        'K-1,Touché,Rayon neuf,1,K-1\nK-2,Vendu,,2,K-2\nK-3,Compté,,3,K-3\nK-4,Intact,,4,K-4\nK-5,Variante ajoutée,,5,K-5\nK-6,Supprimé,,6,K-6\n',
    )
    const [touched, sold, counted, , extended, deleted] = await Promise.all(
      ['K-1', 'K-2', 'K-3', 'K-4', 'K-5', 'K-6'].map(productBySku),
    )
    await owner.patch(`/api/v1/products/${touched.id}`, { is_featured: true })
    await service.post('/api/v1/sales', {
      id: crypto.randomUUID(),
      store_id: store.id,
      lines: [{ variant_id: sold.variants[0].id, quantity: '1' }],
      payments: [{ method: 'cash', amount: '2.00' }],
    })
    await owner.put(`/api/v1/product-variants/${counted.variants[0].id}/stock`, {
      store_id: store.id,
      on_hand: '3',
      reason: 'Comptage',
    })
    const added = await owner.post(`/api/v1/products/${extended.id}/variants`, { name: 'Autre', price: '9.00' })
    assert.equal(added.status, 201, JSON.stringify(added.body))
    await owner.del(`/api/v1/products/${deleted.id}`)
    const undone = await undo(owner, imported.id)
    assert.equal(undone.state, 'undone')
    assert.equal(undone.undo.counts.products_removed, 1)
    assert.equal(undone.undo.counts.kept, 6)
    assert.deepEqual(
      undone.undo.kept.map(({ type, name }: { type: string; name: string }) => `${type} ${name}`).sort(),
      [
        'product Compté',
        'product Supprimé',
        'product Touché',
        'product Variante ajoutée',
        'product Vendu',
        'product-category Rayon neuf',
      ],
    )
    assert.equal(await productBySku('K-4'), undefined)
    assert.equal((await productBySku('K-1')).name, 'Touché')
    const csv = await owner.get(`${undone.links.errors}?stage=undo`, { 'accept-language': 'en' })
    assert.match(String(csv.body), /^\ufefftype,id,name,reason\r\n/)
    assert.match(String(csv.body), /product,\d+,Vendu,/)
  })

  test('puts articles back on sale with their barcodes, or says whose they are now', async () => {
    const codes = ['4902505163173', '8710398526106', '5449000000996']
    const off = 'external_id,name,price,sku,variant_active'
    await run(
      owner,
      `external_id,name,price,sku,barcode,variant_active\nA-1,Un,1,A-1,${codes[0]},yes\nA-2,Deux,1,A-2,${codes[1]},yes\nA-3,Trois,1,A-3,${codes[2]},no\n`,
    )
    const imported = await run(owner, `${off}\nA-1,Un,1,A-1,no\nA-2,Deux,1,A-2,no\nA-3,Trois,1,A-3,yes\n`)
    assert.equal(imported.counts.variants_updated, 3)
    const holders = async (code = '') =>
      (await owner.get(`/api/v1/variants/lookup?code=${code}`)).body.data.map(({ sku }: { sku: string }) => sku)
    assert.deepEqual(await Promise.all(codes.map(holders)), [[], [], ['A-3']])
    await owner.post('/api/v1/products', { name: 'Preneur', price: '1', sku: 'PRIS', barcode: codes[1] })
    const undone = await undo(owner, imported.id)
    assert.equal(undone.state, 'undone')
    assert.deepEqual(await Promise.all(codes.map(holders)), [['A-1'], ['PRIS'], []])
    assert.deepEqual(
      undone.undo.kept.map(({ name, reason }: { name: string; reason: string }) => `${name} : ${reason}`),
      ['Deux : un code-barres qu’elle avait est pris par une autre variante.'],
    )
  })

  test('does not stumble over what has gone since', async () => {
    const named = { name_fr: 'Éphémère', name_en: 'Ephemeral' }
    assert.equal((await owner.post('/api/v1/tax-classes', { code: 'ephemere', ...named })).status, 201)
    await owner.post('/api/v1/products', { name: 'Taxé', price: '1', external_id: 'TAXE', tax_class: 'ephemere' })
    const imported = await run(owner, 'external_id,name,price,tax_class\nTAXE,Renommé,1,exempt\n')
    assert.equal((await owner.del('/api/v1/tax-classes/ephemere')).status, 200)
    const undone = await undo(owner, imported.id)
    assert.deepEqual([undone.state, undone.undo.counts.products_restored], ['undone', 1])
    const [product] = (await owner.get('/api/v1/products?external_id=TAXE')).body.data
    assert.deepEqual([product.name, product.tax_class], ['Taxé', 'exempt'])
  })

  test('cannot run twice, nor of a dry run, of sales, or of what has not ended', async () => {
    const once = await run(owner, 'name,price\nUne fois,1\n')
    const answers = await Promise.all(Array.from({ length: 6 }, () => owner.post(`/api/v1/imports/${once.id}/undo`)))
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [202, 409, 409, 409, 409, 409])
    const refused = answers.find((answer) => answer.status === 409)
    assert.equal(refused?.body.code, 'import_not_undoable')
    await finish(owner, once.id)
    const again = await owner.post(`/api/v1/imports/${once.id}/undo`, undefined, { 'accept-language': 'en' })
    assert.match(again.body.error, /it has been undone already/)
    const dry = await run(owner, 'name,price\nSec,1\n', { dry_run: true })
    assert.equal((await owner.post(`/api/v1/imports/${dry.id}/undo`)).status, 409)
    const waiting = (await send(owner, 'name,price\nAttend,1\n')).body.data
    assert.equal((await owner.post(`/api/v1/imports/${waiting.id}/undo`)).status, 409)
    await makeStore(sql, { code: 'HIST' })
    const sales = await run(
      owner,
      'ticket,date,store,quantity,description,unit_price\n1,2025-01-02 10:00:00,HIST,1,Chose,5\n',
      { kind: 'sales' },
    )
    assert.equal(sales.counts.sales_created, 1, JSON.stringify(sales))
    const kept = await owner.post(`/api/v1/imports/${sales.id}/undo`, undefined, { 'accept-language': 'en' })
    assert.deepEqual([kept.status, kept.body.code], [409, 'import_not_undoable'])
    assert.match(kept.body.error, /journal/)
    importer.wake()
    await importer.idle()
  })

  test('is written down as its own, by who asked', async () => {
    const manager = as('manager', { storeIds: [(await makeStore(sql)).id] })
    const imported = await run(manager, 'name,price\nSuivi,1\n')
    await undo(owner, imported.id)
    const rows = await sql<{ actor_key: string; operation: string }[]>`
      select distinct actor_key, operation from audit_log
      where request_id = ${`undo-import:${imported.id}`} and entity_type = 'product'`
    const { id } = await owner.person
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      [{ actor_key: `user:${id}`, operation: 'undoImport' }],
    )
    assert.deepEqual(log.faults, [])
  })
})

describe('the undo of an import of stock and of stores', () => {
  test('stock goes back by opposite movements, to the value that it had; what has moved stays', async () => {
    const store = await makeStore(sql, { code: 'STO' })
    await run(owner, 'name,price,cost,sku\nA,10,3.3333,STO-A\nB,10,2,STO-B\nC,10,,STO-C\n')
    await run(owner, 'store,sku,on_hand\nSTO,STO-A,7\nSTO,STO-B,-2\n', { kind: 'stock' })
    const levels = () => sql`
      select v.sku, l.on_hand, l.value_minor::text as value from stock_levels l join product_variants v on v.id = l.variant_id
      where l.store_id = ${store.id} and l.on_hand <> 0 order by v.sku`
    const before = (await levels()).map((row) => ({ ...row }))
    const imported = await run(owner, 'store,sku,on_hand\nSTO,STO-A,11\nSTO,STO-B,5\nSTO,STO-C,4\nSTO,STO-A,2\n', {
      kind: 'stock',
    })
    const moved = await productBySku('STO-C')
    const undone = await undo(owner, imported.id)
    assert.equal(undone.undo.counts.levels_restored, 3, JSON.stringify(undone))
    assert.deepEqual(
      (await levels()).map((row) => ({ ...row })),
      before,
    )
    const next = await run(owner, 'store,sku,on_hand\nSTO,STO-A,1\nSTO,STO-C,8\n', { kind: 'stock' })
    await owner.put(`/api/v1/product-variants/${moved.variants[0].id}/stock`, {
      store_id: store.id,
      delta: '-1',
      reason: 'Casse',
    })
    const partly = await undo(owner, next.id)
    assert.deepEqual(partly.undo.counts, { levels_restored: 1, kept: 1 })
    assert.match(partly.undo.kept[0].name, /^C, /)
    const [sums] = await sql`
      select count(*)::integer as wrong from stock_levels l where on_hand <> (
        select sum(quantity) from stock_movements m where m.store_id = l.store_id and m.variant_id = l.variant_id)
        or value_minor <> (
        select sum(value_minor) from stock_movements m where m.store_id = l.store_id and m.variant_id = l.variant_id)`
    assert.equal(sums?.wrong, 0)
  })

  test('stores that nobody has used go, and the others get their fields back', async () => {
    const header = 'code,name,currency,tax_zone,time_zone,city\n'
    const zone = 'CAD,QC,America/Toronto'
    await run(owner, `${header}UN1,Un,${zone},Lévis\n`, { kind: 'stores' })
    const imported = await run(
      owner,
      `${header}UN1,Premier,${zone},Québec\nUN2,Deux,${zone},Laval\nUN3,Trois,${zone},Laval\n`,
      { kind: 'stores' },
    )
    assert.deepEqual(imported.counts, { stores_updated: 1, stores_created: 2 })
    await sql`insert into stock_levels (store_id, variant_id, on_hand) select s.id, v.id, 1 from stores s, product_variants v
      where s.code = 'UN3' order by v.id limit 1`
    const undone = await undo(owner, imported.id)
    assert.deepEqual(undone.undo.counts, { stores_restored: 1, stores_removed: 1, kept: 1 })
    const rows =
      await sql`select code, name, city from stores where code like 'UN%' and deleted_at is null order by code`
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      [
        { code: 'UN1', name: 'Un', city: 'Lévis' },
        { code: 'UN3', name: 'Trois', city: 'Laval' },
      ],
    )
    const again = await run(owner, `${header}UN2,Deux,${zone},Laval\n`, { kind: 'stores' })
    assert.deepEqual(again.counts, { stores_created: 1 })
  })

  test('a store does not go back into a tax zone that was deleted meanwhile', async () => {
    await owner.post('/api/v1/tax-zones', { code: 'PE', name_fr: 'IPE', name_en: 'PEI', prices_include_tax: false })
    const file = (taxZone: string) => `code,name,currency,tax_zone,time_zone\nILE,Île,CAD,${taxZone},America/Halifax\n`
    await run(owner, file('PE'), { kind: 'stores' })
    const moved = await run(owner, file('QC'), { kind: 'stores' })
    assert.equal((await owner.del('/api/v1/tax-zones/PE')).status, 200)
    const undone = await undo(owner, moved.id)
    assert.deepEqual(undone.undo.counts, { kept: 1 })
    assert.equal(undone.undo.kept[0].reason, 'la zone de taxes d’avant n’existe plus.')
    const [store] = await sql`select tax_zone from stores where code = 'ILE'`
    assert.equal(store?.tax_zone, 'QC')
  })
})
