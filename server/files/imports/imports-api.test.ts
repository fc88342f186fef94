import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { testApplication } from '../../../test/harness/app.ts'
import { makeProduct } from '../../../test/harness/catalog.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { testImporter } from '../../../test/harness/importer.ts'
import { importFixture } from '../../../test/harness/imports.ts'
import { postParts } from '../../../test/harness/multipart.ts'

const application = await testApplication({ after })
const { sql, as, service, guest, log } = application
const { send, finish, run, importer } = testImporter({ after }, application)
const owner = as('owner')
const shopify = readFileSync(importFixture('shopify-classic.csv'))
const ours = readFileSync(importFixture('comptoir-products.csv'))

const countOf = async (table: string): Promise<number> => {
  const [row] = await sql<[{ count: number }]>`select count(*)::integer as count from ${sql(table)}`
  return row.count
}

test('a file is taken, followed and done, once', async () => {
  const { status, body, headers } = await send(owner, shopify, { kind: 'products' })
  assert.equal(status, 202, JSON.stringify(body))
  const queued = body.data
  assert.deepEqual(
    [queued.kind, queued.format, queued.state, queued.dry_run, queued.problems_count, queued.undo, queued.failure],
    ['products', 'shopify', 'queued', false, 0, null, null],
  )
  assert.deepEqual(queued.progress, { records: 0, bytes_read: 0, total_bytes: shopify.length, percent: 0 })
  assert.equal(queued.file.name, 'liste.csv')
  assert.equal(queued.created_by.id, (await owner.person).id)
  assert.equal(queued.links.undo, null)
  assert.ok(headers['x-request-id'])
  const done = await finish(owner, queued.id)
  assert.equal(done.state, 'done', JSON.stringify(done))
  assert.equal(done.progress.percent, 100)
  assert.equal(done.progress.bytes_read, shopify.length)
  assert.ok(done.counts.products_created > 0)
  assert.ok(done.started_at <= done.finished_at)
  assert.equal(done.links.undo, `/api/v1/imports/${queued.id}/undo`)
  const products = await countOf('products')
  const again = await run(owner, shopify)
  assert.equal(await countOf('products'), products)
  assert.equal(again.counts.products_created, undefined)
  assert.equal(again.counts.products_unchanged, products)
  assert.notEqual(again.id, queued.id)
})

test('the audit log says whose import it was', async () => {
  const imported = await run(owner, 'name,price,sku\nTasse bleue,4.50,TASSE-BLEUE\n')
  const rows = await sql<{ actor_key: string; operation: string; entity_type: string }[]>`
    select distinct actor_key, operation, entity_type from audit_log where request_id = ${`import:${imported.id}`}`
  const { id } = await owner.person
  assert.deepEqual(rows.map((row) => row.entity_type).sort(), ['import', 'product', 'product-variant'])
  assert.ok(rows.every((row) => row.actor_key === `user:${id}` && row.operation === 'import'))
})

test('a dry run says what would become of each record, and keeps nothing', async () => {
  const before = [await countOf('products'), await countOf('product_categories')]
  const tried = await run(owner, ours, { dry_run: true })
  assert.equal(tried.state, 'done')
  assert.equal(tried.dry_run, true)
  assert.deepEqual([await countOf('products'), await countOf('product_categories')], before)
  assert.equal(tried.links.undo, null)
  const real = await run(owner, ours)
  assert.deepEqual(real.counts, tried.counts)
  assert.deepEqual(real.problems, tried.problems)
  assert.ok(real.problems_count >= 2)
})

test('problems are shown in the reader’s language and downloaded as a harmless CSV', async () => {
  const file = 'name,price,sku\nBon,1.00,B-1\n=cmd|calc,pas un prix,@A1\n-Moins,-5,B-3\n,2.00,\n'
  const imported = await run(owner, file)
  assert.deepEqual(
    imported.problems.map(({ line, severity, field, value }: Record<string, unknown>) => [
      line,
      severity,
      field,
      value,
    ]),
    [
      [3, 'refused', 'price', 'pas un prix'],
      [4, 'refused', 'price', '-5'],
      [5, 'refused', null, null],
    ],
  )
  const english = await owner.get(`/api/v1/imports/${imported.id}`, { 'accept-language': 'en' })
  assert.equal(english.body.data.problems[0].reason, '"pas un prix" is not a price.')
  const csv = await owner.get(imported.links.errors)
  assert.equal(csv.status, 200)
  assert.match(String(csv.headers['content-type']), /^text\/csv; charset=utf-8/)
  assert.match(String(csv.headers['content-disposition']), /^attachment; filename="import-\d+-erreurs\.csv"$/)
  const lines = String(csv.body).split('\r\n')
  assert.equal(lines[0], '\ufeffligne,gravité,champ,valeur,raison')
  assert.match(lines[1] ?? '', /^3,refusée,price,pas un prix,/)
  const hostile = await run(owner, 'name,price\nX,"=HYPERLINK(""http://evil"")"\nY,+1+1\nZ,@SUM(1)\nT,"\tx"\n')
  const raw = String((await owner.get(hostile.links.errors, { 'accept-language': 'en' })).body)
  assert.match(raw, /line,severity,field,value,reason/)
  const values = raw
    .split('\r\n')
    .slice(1)
    .filter((line) => line !== '')
  assert.ok(values.length >= 3)
  for (const line of values) assert.doesNotMatch(line, /,"?[=+@\t]/)
  // A French spreadsheet divides at semicolons, and takes a quotation mark within a cell for what it is.
  const divided = await run(owner, 'name,price\nX,"1;=HYPERLINK(""http://evil"")"\nY,"a\n@SUM(1)"\n')
  const read = String((await owner.get(divided.links.errors)).body)
  assert.equal(divided.problems_count, 2)
  for (const cell of read.split(/[;\n]/)) assert.doesNotMatch(cell, /^\s*"?[=+@]/, cell)
})

test('what a file or a request gets wrong is refused at once, by its field, in both languages', async () => {
  const before = await countOf('imports')
  const refusals: { content?: string | Buffer; fields?: Record<string, string | object>; field: string }[] = [
    { fields: { kind: 'clients' }, field: 'kind' },
    { content: Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1, 2, 0, 10, 44, 9]), field: 'file' },
    { content: '   \n\n', field: 'file' },
    { content: gzipSync('name,price\n').subarray(0, 12), field: 'file' },
    { content: 'Bonjour, ceci est un texte.\n', field: 'file' },
    { content: 'foo,bar\n1,2\n', field: 'file' },
    { content: 'nom,couleur\nA,rouge\n', field: 'file' },
    { content: '%PDF-1.7\n1 0 obj\n', field: 'file' },
    { content: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]), field: 'file' },
    { content: 'magasin,ugs\n1,A\n', fields: { kind: 'stock' }, field: 'mapping' },
    { fields: { mapping: { Prix: 'prixx' } }, field: 'mapping' },
    { fields: { mapping: { Absente: 'price' } }, field: 'mapping' },
    { fields: { mapping: { nom: 'name', prix: 'name' } }, field: 'mapping' },
    { fields: { mapping: '{' }, field: 'mapping' },
    { fields: { constants: { inconnu: 'x' } }, field: 'constants' },
    { fields: { kind: 'stock', format: 'shopify' }, field: 'format' },
    { fields: { time_zone: 'America/Toronto' }, field: 'time_zone' },
    {
      content: 'ticket,date,store,quantity,description,unit_price\n',
      fields: { kind: 'sales', time_zone: 'Mars/Olympe' },
      field: 'time_zone',
    },
    { fields: { delimiter: 'x' }, field: 'delimiter' },
    { fields: { autre: 'x' }, field: 'autre' },
  ]
  for (const { content = 'nom,prix\nA,1\n', fields = {}, field } of refusals) {
    const { status, body } = await send(owner, content, fields)
    assert.deepEqual([status, Object.keys(body.errors ?? {})], [422, [field]], JSON.stringify([fields, body]))
  }
  const { body } = await send(owner, 'magasin,ugs\n1,A\n', { kind: 'stock' }, { 'accept-language': 'en' })
  assert.deepEqual(body.errors, {
    mapping: ['A column is missing for: on_hand. The file has the columns: magasin, ugs.'],
  })
  const without = await postParts(owner, '/api/v1/imports', [{ name: 'kind', content: 'products' }])
  assert.deepEqual([without.status, Object.keys(without.body.errors)], [422, ['file']])
  assert.equal(await countOf('imports'), before)
  assert.deepEqual(log.faults, [])
})

test('columns and constants are named by the request', async () => {
  const imported = await run(owner, 'Réf;Libellé;TTC\nX-77;Carafe;12,5\n', {
    mapping: { Réf: 'sku', Libellé: 'name', '#3': 'price' },
    constants: { vendor: 'Verrerie' },
    decimal_mark: 'comma',
    delimiter: ';',
  })
  assert.equal(imported.counts.products_created, 1, JSON.stringify(imported))
  assert.deepEqual(imported.mapping, { Réf: 'sku', Libellé: 'name', '#3': 'price' })
  const { body } = await owner.get('/api/v1/products?sku=X-77')
  assert.deepEqual([body.data[0].name, body.data[0].price, body.data[0].vendor], ['Carafe', '12.50', 'Verrerie'])
})

test('a key sent again with the same file is the same import', async () => {
  const headers = { 'idempotency-key': 'import-unique' }
  const first = await send(owner, 'name,price\nClé,1\n', {}, headers)
  const again = await send(owner, 'name,price\nClé,1\n', {}, headers)
  assert.deepEqual(
    [again.status, again.body.data.id, again.headers['idempotent-replayed']],
    [202, first.body.data.id, 'true'],
  )
  const other = await send(owner, 'name,price\nClé,2\n', {}, headers)
  assert.deepEqual([other.status, other.body.code], [409, 'idempotency_key_reused'])
  await finish(owner, first.body.data.id)
})

test('each kind takes the permission to write what it holds; others’ imports do not exist', async () => {
  const store = await makeStore(sql, { code: 'ICI' })
  const manager = as('manager', { storeIds: [store.id] })
  const clerk = as('stock_clerk', { storeIds: [store.id] })
  const limited = as('owner', { abilities: ['imports.run', 'products.create'] })
  assert.equal((await send(guest, 'name,price\n')).status, 401)
  assert.equal((await send(clerk, 'name,price\n')).status, 403)
  assert.equal((await send(limited, 'name,price\n')).status, 403)
  const header = 'ticket,date,store,quantity,description,unit_price\n'
  assert.equal((await send(manager, header, { kind: 'sales' })).status, 403)
  assert.equal((await send(service, header, { kind: 'sales' })).status, 202)
  const own = await run(manager, 'name,price\nDe la gérante,3\n')
  assert.equal(own.state, 'done')
  const others = as('manager', { storeIds: [(await makeStore(sql)).id] })
  for (const path of ['', '/errors.csv']) {
    assert.equal((await others.get(`/api/v1/imports/${own.id}${path}`)).status, 404)
    assert.equal((await owner.get(`/api/v1/imports/${own.id}${path}`)).status, 200)
  }
  assert.equal((await others.post(`/api/v1/imports/${own.id}/undo`)).status, 404)
  assert.deepEqual((await others.get('/api/v1/imports')).body.data, [])
  const listed = (await manager.get('/api/v1/imports?state=done&kind=products&fields=id,state')).body.data
  assert.deepEqual(listed, [{ id: own.id, state: 'done' }])
  const all = (await owner.get('/api/v1/imports?dry_run=true')).body
  assert.ok(all.data.every((item: { dry_run: boolean }) => item.dry_run))
})

test('a manager sets the stock of their own stores only; the others do not exist', async () => {
  const here = await makeStore(sql, { code: 'MIEN' })
  const elsewhere = await makeStore(sql, { code: 'AUTRE' })
  const product = await makeProduct(sql, { sku: 'POUR-STOCK' })
  const variantId = product.variants?.[0]?.id ?? 0
  const manager = as('manager', { storeIds: [here.id] })
  const imported = await run(manager, 'store,sku,on_hand\nMIEN,POUR-STOCK,7\nAUTRE,POUR-STOCK,9\n', { kind: 'stock' })
  assert.deepEqual(imported.counts, { levels_updated: 1, refused: 1 })
  assert.match(imported.problems[0].reason, /AUTRE.*n’existe pas/)
  const levels = await sql`select store_id, on_hand from stock_levels where variant_id = ${variantId} order by store_id`
  assert.deepEqual(
    levels.map((row) => ({ ...row })),
    [{ store_id: here.id, on_hand: '7.000' }],
  )
  const { name } = await manager.person
  const [movement] = await sql`select actor_name, reference_id from stock_movements where store_id = ${here.id}`
  assert.deepEqual({ ...movement }, { actor_name: name, reference_id: `import:${imported.id}` })
  assert.equal((await sql`select from stock_movements where store_id = ${elsewhere.id}`).length, 0)
})

test('a dry run keeps nobody waiting', async () => {
  const product = await makeProduct(sql, { sku: 'ATTENDU' })
  const store = await makeStore(sql, { code: 'SEC' })
  const tried = await run(owner, 'store,sku,on_hand\nSEC,ATTENDU,7\n', { kind: 'stock', dry_run: true })
  assert.deepEqual(tried.counts, { levels_updated: 1 })
  assert.equal((await sql`select from stock_movements where store_id = ${store.id}`).length, 0)
  assert.equal((await owner.patch(`/api/v1/products/${product.id}`, { name: 'Autre' })).status, 200)
})

test('pictures are fetched where the request asks for it, and whoever may attach them', async () => {
  const file = (name: string) => `name,price,image_url\n${name},1,https://example.com/${name}.jpg\n`
  const jobs = () => sql<{ data: object }[]>`select data from pgboss.job where name = 'fetch-gallery'`
  const limited = as('owner', { abilities: ['imports.run', 'products.create', 'products.update'] })
  assert.equal((await send(limited, file('sans'), { fetch_images: true })).status, 403)
  await run(limited, file('sans'), { fetch_images: false })
  await run(owner, file('essai'), { fetch_images: true, dry_run: true })
  assert.deepEqual([...(await jobs())], [])
  const imported = await run(owner, file('avec'), { fetch_images: true })
  assert.equal(imported.state, 'done')
  const { body } = await owner.get('/api/v1/products?q=avec')
  assert.deepEqual(
    (await jobs()).map((job) => job.data),
    [{ product_id: body.data[0].id }],
  )
  const refused = await send(owner, 'magasin,ugs,quantite\n', { kind: 'stock', fetch_images: true })
  assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [422, ['fetch_images']])
})

test('many imports asked for at once are done one after the other, and all of them', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => send(owner, `name,price,sku\nÀ la fois,1,FOIS-${index % 2}\n`)),
  )
  importer.wake()
  await importer.idle()
  for (const { body } of answers) {
    const { data } = (await owner.get(`/api/v1/imports/${body.data.id}`)).body
    assert.equal(data.state, 'done')
  }
  assert.equal((await sql`select from product_variants where sku like 'FOIS-%'`).length, 2)
  assert.deepEqual(log.faults, [])
})

test('a form that sends every field, most of them empty as the documentation fills them in, is taken', async () => {
  const document = (await owner.get('/openapi.json')).body
  const content = document.paths['/api/v1/imports'].post.requestBody.content['multipart/form-data']
  const fields: Record<string, string | object | boolean> = { kind: 'products', format: 'csv' }
  const { properties } = content.schema
  for (const [name, { default: value }] of Object.entries<{ default?: string | object | boolean }>(properties)) {
    if (value !== undefined) fields[name] ??= value
  }
  assert.deepEqual([fields.time_zone, fields.mapping, fields.group, fields.create_products], ['', {}, '', false])
  const { status, body } = await send(owner, 'name,price\nA,1\n', fields)
  assert.equal(status, 202, JSON.stringify(body))
})
