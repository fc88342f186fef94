import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { firstVariant, makeProduct } from '../../../test/harness/catalog.ts'
import { makeStore } from '../../../test/harness/factories.ts'

const { as, sql } = await testApplication({ after })
const owner = as('owner')
const PATH = '/api/v1/labels'
const makeArticle = async () => firstVariant(await makeProduct(sql))

test('without a store there is no currency; with stores alike one need not be named; with others one must', async () => {
  const items = [{ variant_id: await makeArticle() }]
  const none = await owner.post(PATH, { items })
  assert.equal(none.status, 422)
  assert.match(none.body.errors.store_id[0], /Aucun magasin ne dit/)
  const first = await makeStore(sql)
  const second = await makeStore(sql)
  const alike = await owner.post(PATH, { items, format: 'json' })
  assert.deepEqual([alike.status, alike.body.data.currency, alike.body.data.prices_include_tax], [200, 'CAD', false])
  const abroad = await makeStore(sql, { time_zone: 'Europe/Paris', currency: 'EUR', tax_zone: 'FR' })
  const mixed = await owner.post(PATH, { items }, { 'accept-language': 'en' })
  assert.equal(mixed.status, 422)
  assert.match(mixed.body.errors.store_id[0], /do not all have the same currency/)
  const manager = as('manager', { storeIds: [first.id, second.id] })
  assert.equal((await manager.post(PATH, { items })).status, 200)
  assert.equal((await manager.post(PATH, { items, store_id: abroad.id })).status, 404)
  assert.equal((await as('manager').post(PATH, { items })).status, 422)
})

test('a store that is gone or never was is not found', async () => {
  const items = [{ variant_id: await makeArticle() }]
  const store = await makeStore(sql)
  await sql`update stores set deleted_at = now() where id = ${store.id}`
  assert.equal((await owner.post(PATH, { items, store_id: store.id })).status, 404)
  assert.equal((await owner.post(PATH, { items, store_id: 999_999 })).status, 404)
})

test('a label never bears a code that is another article’s now', async () => {
  const store = await makeStore(sql)
  const codeOf = async (id: number) => {
    const { status, body } = await owner.post(PATH, { items: [{ variant_id: id }], store_id: store.id, format: 'json' })
    assert.equal(status, 200, JSON.stringify(body))
    return body.data.labels[0].barcode?.code
  }
  const first = firstVariant(await makeProduct(sql, { price: '1', sku: 'ANCIEN', barcode: '4902505163173' }))
  await owner.patch(`/api/v1/product-variants/${first}`, { is_active: false })
  assert.equal(await codeOf(first), '4902505163173')
  const second = firstVariant(await makeProduct(sql, { price: '1', barcode: '4902505163173' }))
  assert.deepEqual([await codeOf(first), await codeOf(second)], ['ANCIEN', '4902505163173'])
})

test('an article that cannot have a label is named by its place', async () => {
  const store = await makeStore(sql)
  const ask = (variant_id: number, more: object = {}) =>
    owner.post(PATH, { items: [{ variant_id: fine }, { variant_id }], store_id: store.id, ...more })
  const fine = await makeArticle()
  const unknown = await ask(999_999)
  assert.equal(unknown.status, 422)
  assert.deepEqual(unknown.body.errors, { 'items.1.variant_id': ['Cette référence n’existe pas.'] })
  const variant = await makeArticle()
  await sql`update product_variants set deleted_at = now() where id = ${variant}`
  assert.deepEqual((await ask(variant)).body.errors, { 'items.1.variant_id': ['Cet article a été supprimé.'] })
  const product = await makeProduct(sql)
  await sql`update products set deleted_at = now() where id = ${product.id}`
  assert.deepEqual((await ask(firstVariant(product))).body.errors, {
    'items.1.variant_id': ['Cet article a été supprimé.'],
  })
  for (const price of [null, '5.00']) {
    const open = await makeArticle()
    await sql`update product_variants set is_open_price = true, price = ${price} where id = ${open}`
    assert.match((await ask(open)).body.errors['items.1.variant_id'][0], /donné à la caisse/)
    assert.equal((await ask(open, { show: { price: false } })).status, 200)
  }
})

test('what the printing itself cannot be is refused at its field, in both languages', async () => {
  const store = await makeStore(sql)
  const variant_id = await makeArticle()
  const rows: [object, string, RegExp, RegExp][] = [
    [{ items: [] }, 'items', /./, /./],
    [{ items: Array(501).fill({ variant_id }) }, 'items', /./, /./],
    [{ items: Array(3).fill({ variant_id, copies: 700 }) }, 'items', /^2100 étiquettes/, /^2100 labels/],
    [{ items: [{ variant_id, copies: 0 }] }, 'items.0.copies', /nombre d’étiquettes/, /number of labels/],
    [{ items: [{ variant_id }], sheet: 'avery-1' }, 'sheet', /./, /./],
    [{ items: [{ variant_id }], kind: 'box' }, 'kind', /./, /./],
    [{ items: [{ variant_id }], format: 'png' }, 'format', /./, /./],
    [{ items: [{ variant_id }], resolution: 600 }, 'resolution', /./, /./],
    [{ items: [{ variant_id }], format: 'zpl', sheet: 'avery-5160' }, 'sheet', /rouleau/, /roll/],
    [{ items: [{ variant_id }], sheet: 'avery-5160', start_at: 31 }, 'start_at', /de 1 à 30/, /from 1 to 30/],
    [{ items: [{ variant_id }], sheet: 'roll-50x30', start_at: 2 }, 'start_at', /de 1 à 1/, /from 1 to 1/],
    [{ items: [{ variant_id }], show: { colour: true } }, 'show.colour', /./, /./],
  ]
  for (const [body, field, french, english] of rows) {
    for (const [language, expected] of [
      ['fr', french],
      ['en', english],
    ] as const) {
      const answer = await owner.post(PATH, { store_id: store.id, ...body }, { 'accept-language': language })
      assert.equal(answer.status, 422, field)
      assert.match(answer.body.errors[field]?.[0] ?? '', expected, JSON.stringify(answer.body))
    }
  }
})

test('the most that one printing may be is printed, while others are answered', async () => {
  const store = await makeStore(sql)
  const { id: productId } = await makeProduct(sql)
  const variants = await sql<{ id: number }[]>`
    insert into product_variants (product_id, name, sku, price)
    select ${productId}, 'Variante ' || n, 'V-' || n, 9.99 from generate_series(1, 500) n returning id`
  const items = variants.map(({ id }) => ({ variant_id: id, copies: 4 }))
  const order: string[] = []
  const printing = owner.post(PATH, { items, store_id: store.id }).then((answer) => {
    order.push('labels')
    return answer
  })
  const [answer] = await Promise.all([printing, owner.get('/api/v1/me').then(() => order.push('profile'))])
  assert.equal(answer.status, 200)
  assert.equal(answer.raw.subarray(0, 5).toString(), '%PDF-')
  assert.ok(answer.raw.length < 4_000_000, String(answer.raw.length))
  assert.deepEqual(order, ['profile', 'labels'])
})
