import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { firstVariant, makeProduct } from '../../../test/harness/catalog.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import type { StorePriceItem } from './price-schema.ts'

const { sql, as, log } = await testApplication({ after })
const [here, there] = [await makeStore(sql), await makeStore(sql, { currency: 'EUR', tax_zone: 'FR' })]
const owner = as('owner')
const manager = as('manager', { storeIds: [here.id] })
const other = as('manager', { storeIds: [there.id] })

const DAY_MS = 24 * 60 * 60 * 1000
const inDays = (days: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + days * DAY_MS).toISOString()
const newVariant = async (price = '10.00') => {
  const product = await makeProduct(sql, { price })
  const id = firstVariant(product)
  return { productId: product.id, id, path: `/api/v1/product-variants/${id}/prices` }
}
const shown = (rows: StorePriceItem[]) => rows.map(({ store_id, price, currency }) => [store_id, price, currency])

describe('prices per store', () => {
  it('are replaced as a set, each in its store’s currency; what stays is not written again', async () => {
    const { path, id } = await newVariant()
    const until = inDays(2)
    const first = await owner.put(path, {
      prices: [
        { store_id: here.id, price: '9.50', compare_at_price: '12', ends_at: until },
        { store_id: here.id, price: 8.25, starts_at: until },
        { store_id: there.id, price: '7.1234' },
      ],
    })
    assert.equal(first.status, 200, JSON.stringify(first.body))
    assert.deepEqual(shown(first.body.data), [
      [here.id, '9.50', 'CAD'],
      [here.id, '8.25', 'CAD'],
      [there.id, '7.1234', 'EUR'],
    ])
    const [ending] = first.body.data
    assert.deepEqual([ending.compare_at_price, ending.starts_at, ending.ends_at], ['12.00', null, until])
    const kept = first.body.data[2].id
    const second = await owner.put(path, { prices: [{ store_id: there.id, price: '7.1234' }] })
    assert.deepEqual(
      second.body.data.map((row: StorePriceItem) => row.id),
      [kept],
    )
    const entries = await sql<{ action: string; store_id: number }[]>`
      select action, store_id from audit_log where part = 'variant_prices' and entity_id = ${String(id)} order by id`
    assert.deepEqual(
      entries.map(({ action, store_id }) => [action, store_id]),
      [
        ['create', here.id],
        ['create', here.id],
        ['create', there.id],
        ['delete', here.id],
        ['delete', here.id],
      ],
    )
  })

  it('of two periods of a store do not overlap, and the rows are named in both languages', async () => {
    const { path } = await newVariant()
    const prices = [
      { store_id: here.id, price: '1', ends_at: inDays(10) },
      { store_id: there.id, price: '2' },
      { store_id: here.id, price: '3', starts_at: inDays(4), ends_at: inDays(5) },
    ]
    const french = await owner.put(path, { prices })
    assert.deepEqual(
      [french.status, french.body.errors],
      [422, { 'prices.2.starts_at': ['Cette période chevauche celle de la ligne 1 du même magasin.'] }],
    )
    const english = await owner.put(path, { prices }, { 'accept-language': 'en' })
    assert.deepEqual(english.body.errors, {
      'prices.2.starts_at': ['This period overlaps that of row 1 of the same store.'],
    })
    const faults = await owner.put(path, {
      prices: [
        { store_id: here.id, price: '1', starts_at: inDays(2), ends_at: inDays(2) },
        { store_id: here.id, price: '1', starts_at: '0001-01-01T00:00:00Z' },
      ],
    })
    assert.deepEqual(Object.keys(faults.body.errors).sort(), ['prices.0.ends_at', 'prices.1.starts_at'])
    const unknown = await owner.put(path, { prices: [{ store_id: 999_999, price: '1' }] })
    assert.deepEqual(unknown.body.errors, { 'prices.0.store_id': ['Ce magasin n’existe pas.'] })
    assert.equal((await owner.put('/api/v1/product-variants/999999/prices', { prices: [] })).status, 404)
  })

  it('never overlap, whoever writes at once', async () => {
    const { path, id } = await newVariant()
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        owner.put(path, { prices: [{ store_id: here.id, price: index, starts_at: inDays(-index) }] }),
      ),
    )
    const [{ rows }] = await sql<[{ rows: number }]>`
      select count(*)::int as rows from variant_prices where variant_id = ${id}`
    assert.equal(rows, 1)
    assert.deepEqual(log.faults, [])
  })

  it('of a manager are those of the own stores; others are neither told nor touched', async () => {
    const { path } = await newVariant()
    await owner.put(path, {
      prices: [
        { store_id: here.id, price: '5' },
        { store_id: there.id, price: '6' },
      ],
    })
    assert.deepEqual(shown((await manager.get(path)).body.data), [[here.id, '5.00', 'CAD']])
    assert.deepEqual((await manager.put(path, { prices: [] })).body.data, [])
    assert.deepEqual(shown((await owner.get(path)).body.data), [[there.id, '6.00', 'EUR']])
    const foreign = await manager.put(path, { prices: [{ store_id: there.id, price: '1' }] })
    assert.deepEqual(foreign.body.errors, { 'prices.0.store_id': ['Ce magasin n’existe pas.'] })
  })
})

it('prices keep the currency in which they were given', async () => {
  const store = await makeStore(sql)
  const { path } = await newVariant()
  await owner.put(path, { prices: [{ store_id: store.id, price: '5' }] })
  const refused = await owner.patch(`/api/v1/stores/${store.id}`, { currency: 'EUR' })
  assert.deepEqual(
    [refused.status, refused.body.code, refused.body.error],
    [
      409,
      'store_currency_in_use',
      'La devise de ce magasin ne peut plus changer\u00a0: il a des prix à lui dans cette devise.',
    ],
  )
  await owner.put(path, { prices: [] })
  assert.equal((await owner.patch(`/api/v1/stores/${store.id}`, { currency: 'EUR' })).status, 200)
})

describe('what a store asks at the moment', () => {
  it('is shown by lists and details that name the store', async () => {
    const { productId, id, path } = await newVariant('20.00')
    await owner.put(path, {
      prices: [
        { store_id: here.id, price: '15.00', compare_at_price: '20', starts_at: inDays(-1), ends_at: inDays(1) },
        { store_id: here.id, price: '1.00', starts_at: inDays(1) },
        { store_id: there.id, price: '99.00', starts_at: inDays(-3), ends_at: inDays(-1) },
      ],
    })
    const priceOf = async (address: string) => (await owner.get(address)).body.data.price
    assert.equal(await priceOf(`/api/v1/products/${productId}`), '20.00')
    assert.equal(await priceOf(`/api/v1/products/${productId}?store_id=${here.id}`), '15.00')
    assert.equal(await priceOf(`/api/v1/products/${productId}?store_id=${there.id}`), '20.00')
    assert.equal(await priceOf(`/api/v1/product-variants/${id}?store_id=${here.id}`), '15.00')
    const [listed] = (await owner.get(`/api/v1/products?ids=${productId}&store_id=${here.id}`)).body.data
    assert.deepEqual([listed.price, listed.price_max], ['15.00', '15.00'])
    const [variant] = (await owner.get(`/api/v1/products/${productId}/variants?store_id=${here.id}`)).body.data
    assert.deepEqual([variant.price, variant.compare_at_price], ['15.00', '20.00'])
  })

  it('is another store’s secret', async () => {
    const { productId, id, path } = await newVariant()
    await owner.put(path, {
      prices: [
        { store_id: here.id, price: '3' },
        { store_id: there.id, price: '4' },
      ],
    })
    const whole = (await other.get(`/api/v1/products/${productId}?include=prices`)).body.data
    assert.deepEqual(shown(whole.variants[0].prices), [[there.id, '4.00', 'EUR']])
    const [listed] = (await other.get(`/api/v1/products?ids=${productId}&include=prices`)).body.data
    assert.deepEqual(shown(listed.variants[0].prices), [[there.id, '4.00', 'EUR']])
    for (const address of [`products/${productId}`, `product-variants/${id}`, `products/${productId}/variants`]) {
      const answer = await other.get(`/api/v1/${address}?store_id=${here.id}`)
      assert.deepEqual([answer.status, answer.body.errors], [422, { store_id: ['Ce magasin n’existe pas.'] }], address)
    }
    assert.deepEqual((await other.get(`/api/v1/products?ids=${productId}&store_id=${here.id}`)).body.data, [])
    assert.equal((await owner.get(`/api/v1/products/${productId}?include=secrets`)).status, 422)
  })

  it('changes by the clock: no page is kept beyond it', async () => {
    const { productId, path } = await newVariant('20.00')
    const soon = new Date(Date.now() + 400).toISOString()
    await owner.put(path, { prices: [{ store_id: here.id, price: '15.00', starts_at: soon }] })
    const read = async () =>
      (await owner.get(`/api/v1/products/${productId}?store_id=${here.id}`)).body.data.price as string
    assert.equal(await read(), '20.00')
    while (Date.now() < Date.parse(soon) + 20) await new Promise((done) => setTimeout(done, 20))
    assert.equal(await read(), '15.00')
  })

  it('is what filters and orders by price go by, in the store that they name', async () => {
    const category = (await owner.post('/api/v1/product-categories', { name: 'Prix' })).body.data
    const make = async (price: string, own?: string) => {
      const product = await makeProduct(sql, { price, category_id: category.id })
      const prices = own === undefined ? [] : [{ store_id: here.id, price: own, starts_at: inDays(-1) }]
      await owner.put(`/api/v1/product-variants/${firstVariant(product)}/prices`, { prices })
      return product.id
    }
    const [cheap, dear, sale] = [await make('10'), await make('30'), await make('50', '20')]
    const raised = await make('15', '60')
    await sql`
      insert into product_variants (product_id, name, price, is_active) values (${sale}, 'Retirée', 1, false)`
    const list = async (query: string, client = owner) =>
      (await client.get(`/api/v1/products?category_id=${category.id}&${query}`)).body
    const ids = async (query: string) => (await list(query)).data.map(({ id }: { id: number }) => id)
    const at = `store_id=${here.id}&`
    assert.deepEqual(await ids('sort=price'), [cheap, raised, dear, sale])
    assert.deepEqual(await ids(`${at}sort=price`), [cheap, sale, dear, raised])
    assert.deepEqual(await ids(`${at}sort=-price`), [raised, dear, sale, cheap])
    assert.deepEqual(await ids(`${at}sort=id&price_min=15&price_max=25`), [sale])
    assert.deepEqual(await ids(`${at}sort=id&price_max=20`), [cheap, sale])
    assert.deepEqual(await ids(`${at}sort=id&price_min=45`), [raised])
    assert.deepEqual(await ids(`store_id=${there.id}&sort=id&price_min=45`), [sale])
    const { data, meta } = await list(`${at}sort=price&price_max=25&per_page=1&page=2`)
    assert.deepEqual([data[0].price, meta.total], ['20.00', 2])
    const walked: number[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await list(`${at}sort=-price&per_page=1&cursor=${encodeURIComponent(cursor)}`)
      walked.push(...page.data.map(({ id }: { id: number }) => id))
      cursor = page.meta.next_cursor
    }
    assert.deepEqual(walked, [raised, dear, sale, cheap])
    const facets = async (query: string) =>
      (await owner.get(`/api/v1/products/facets?category_id=${category.id}&include=price_ranges&${query}`)).body.data
    assert.deepEqual((await facets(`${at}price_min=60`)).price_ranges, [{ from: '60.00', to: null, count: 1 }])
    assert.deepEqual(await facets(`${at}price_max=5`), { total: 0, price_ranges: [] })
    // Whoever does not act there finds nothing by what it asks.
    assert.equal((await list(`${at}price_min=60`, other)).meta.total, 0)
  })

  it('orders the variants of a product, too', async () => {
    const product = await makeProduct(sql, { price: '10', variants: [{ price: '20' }, { price: '30' }] })
    const ids = (product.variants ?? []).map(({ id }) => id)
    await owner.put(`/api/v1/product-variants/${ids[2]}/prices`, { prices: [{ store_id: here.id, price: '5' }] })
    const sorted = (await owner.get(`/api/v1/products/${product.id}/variants?sort=price&store_id=${here.id}`)).body.data
    assert.deepEqual(
      sorted.map(({ id, price }: { id: number; price: string }) => [id, price]),
      [
        [ids[2], '5.00'],
        [ids[0], '10.00'],
        [ids[1], '20.00'],
      ],
    )
  })

  it('enters and leaves a filter by the clock, without a write', async () => {
    const { productId, path } = await newVariant('20.00')
    const soon = new Date(Date.now() + 1000).toISOString()
    await owner.put(path, { prices: [{ store_id: here.id, price: '15.00', starts_at: soon }] })
    const count = async () =>
      (await owner.get(`/api/v1/products?ids=${productId}&store_id=${here.id}&price_max=16`)).body.meta.total as number
    assert.equal(await count(), 0)
    while (Date.now() < Date.parse(soon) + 20) await new Promise((done) => setTimeout(done, 20))
    assert.equal(await count(), 1)
  })
})
