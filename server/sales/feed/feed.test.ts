import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { unpack } from 'msgpackr'
import { type Caller, testApplication } from '../../../test/harness/app.ts'
import { firstVariant, makeCategory, makeProduct, nextBarcode } from '../../../test/harness/catalog.ts'
import { eventually } from '../../../test/harness/eventually.ts'
import { makeAddress, makeRole, makeStore, makeToken, makeUser } from '../../../test/harness/factories.ts'
import {
  applyAnswer,
  askFeed,
  contentsOf,
  feedAddress,
  followFeed,
  freshCopy,
  newCopy,
} from '../../../test/harness/feed.ts'
import { makeCustomer, makeTill, stockUp } from '../../../test/harness/sales.ts'
import { purgeFeedChanges } from './purge-feed-changes.ts'

const { sql, as, withToken, guest } = await testApplication({ after })
const owner = as('owner')
let storeId = 0
let otherId = 0
let cashier: Caller

before(async () => {
  storeId = (await makeStore(sql, { legal_name: 'Épicerie du Port inc.', receipt_footer: 'Merci !' })).id
  otherId = (await makeStore(sql)).id
  cashier = as('cashier', { storeIds: [storeId] })
})

const send = async (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) => {
  const answer = await owner.send(method, `/api/v1${path}`, body)
  assert.ok(answer.status < 300, `${method} ${path}: ${JSON.stringify(answer.body)}`)
  return answer.body.data
}

/** A copy of the store that is up to date. */
async function copyOf(id = storeId, client: Caller = cashier) {
  const copy = newCopy()
  await followFeed(client, id, copy)
  return copy
}

/** What a change made of a copy: the one answer that tells it. */
async function told(change: () => Promise<unknown>, id = storeId, client: Caller = cashier) {
  const copy = await copyOf(id, client)
  await change()
  const pages = await followFeed(client, id, copy)
  assert.equal(pages.length, 1)
  assert.deepEqual(contentsOf(copy), await freshCopy(client, id))
  return pages[0]
}

describe('a complete copy', () => {
  test('holds everything that selling takes, and no costs', async () => {
    const category = await makeCategory(sql, { name: 'Boissons' })
    const barcode = nextBarcode()
    const product = await makeProduct(sql, {
      name: 'Limonade',
      category_id: category.id,
      price: '3.5',
      compare_at_price: '4',
      cost: '1.2345',
      sku: 'LIM-1',
      barcode,
      variants: [{ name: '2 L', price: '0.0099', sold_by: 'weight', plu: '412', cost: '77.7777' }],
    })
    const variantId = firstVariant(product)
    const bulkId = product.variants?.[1]?.id
    await send('PUT', `/product-variants/${variantId}/fees`, {
      fees: [{ kind: 'deposit', label: 'Consigne', amount: '0.10', tax_class: 'exempt' }],
    })
    const coming = new Date(Date.now() + 86_400_000).toISOString()
    await send('PUT', `/product-variants/${variantId}/prices`, {
      prices: [
        { store_id: storeId, price: '2.99', ends_at: coming },
        { store_id: storeId, price: '2.49', compare_at_price: '3.5', starts_at: coming },
        { store_id: otherId, price: '666.66' },
      ],
    })
    await makeAddress(sql, { owner_id: storeId })
    const tillId = await makeTill(sql, storeId)
    await stockUp(sql, storeId, [variantId], 7)
    await send('POST', '/reservations', { store_id: storeId, variant_id: variantId, quantity: '2', expires_at: coming })
    const customerId = await makeCustomer(sql)
    await send('PATCH', `/customers/${customerId}`, {
      phone: '514 555-0142',
      note: 'Doit de l’argent',
      tax_exemption: { certificate_number: 'CERT-1', expires_on: '2030-01-31' },
    })
    const { id: cashierId, name } = await cashier.person
    await send('PUT', `/users/${cashierId}/pin`, { pin: '482913' })

    const [page, ...rest] = await followFeed(cashier, storeId, newCopy())
    assert.equal(rest.length, 0)
    assert.equal(page.complete, true)
    assert.equal(page.has_more, false)
    assert.deepEqual(
      page.articles.find(({ id }: { id: number }) => id === variantId),
      {
        id: variantId,
        product_id: product.id,
        name: 'Limonade',
        product_name: 'Limonade',
        variant_name: '',
        position: 1,
        sku: 'LIM-1',
        barcodes: [{ code: barcode, type: 'gtin' }],
        category_id: category.id,
        tax_class: 'standard',
        price: '2.99',
        compare_at_price: null,
        chain_price: '3.50',
        chain_compare_at_price: '4.00',
        store_prices: [
          { price: '2.99', compare_at_price: null, starts_at: null, ends_at: coming },
          { price: '2.49', compare_at_price: '3.50', starts_at: coming, ends_at: null },
        ],
        is_open_price: false,
        sold_by: 'unit',
        plu: null,
        fees: [{ kind: 'deposit', label: 'Consigne', amount: '0.10', tax_class: 'exempt' }],
        image: null,
      },
    )
    const bulk = page.articles.find(({ id }: { id: number }) => id === bulkId)
    assert.deepEqual([bulk.name, bulk.price, bulk.sold_by, bulk.plu], ['Limonade (2 L)', '0.0099', 'weight', '412'])
    assert.deepEqual(page.stock, [{ variant_id: variantId, on_hand: '7', available: '5' }])
    assert.deepEqual(page.categories.at(-1), { id: category.id, name: 'Boissons', parent_id: null, position: 0 })
    const customer = page.customers.find(({ id }: { id: number }) => id === customerId)
    assert.deepEqual(customer, {
      id: customerId,
      name: customer.name,
      email: null,
      phone: '514 555-0142',
      external_id: null,
      tax_exemption: { certificate_number: 'CERT-1', expires_on: '2030-01-31' },
    })
    const { store } = page
    assert.deepEqual(store.registers, [{ id: tillId, name: store.registers[0].name, is_active: true }])
    const person = store.cashiers.find(({ id }: { id: number }) => id === cashierId)
    assert.deepEqual([person.name, person.has_pin, person.discount_limit], [name, true, '10'])
    assert.ok(person.permissions.includes('sales.create') && !person.permissions.includes('products.view'))
    assert.deepEqual(
      [store.cash_step, store.below_zero, store.currency, store.receipt_footer, store.legal_name],
      ['0.05', 'warn', 'CAD', 'Merci !', 'Épicerie du Port inc.'],
    )
    assert.deepEqual(
      store.taxes.map(({ code, rate }: { code: string; rate: string }) => [code, rate]),
      [
        ['TPS', '5'],
        ['TVQ', '9.975'],
      ],
    )
    assert.deepEqual(store.tax_classes.find(({ code }: { code: string }) => code === 'standard').tax_codes, [
      'TPS',
      'TVQ',
    ])
    const whole = JSON.stringify(page)
    for (const secret of ['1.2345', '77.7777', '666.66', 'argon2', 'hash', '"cost"', 'Doit de l']) {
      assert.ok(!whole.includes(secret), secret)
    }
  })

  test('is the same in pages of any length, and as MessagePack, and compressed', async () => {
    const whole = await freshCopy(cashier, storeId)
    for (const limit of [1, 2, 3]) {
      const copy = newCopy()
      const pages = await followFeed(cashier, storeId, copy, { limit })
      assert.ok(pages.length > 2)
      assert.deepEqual(
        pages.map(({ complete }) => complete),
        pages.map((_page, index) => index === 0),
      )
      assert.deepEqual(contentsOf(copy), whole)
    }
    const packed = await cashier.get(feedAddress(storeId), { accept: 'application/msgpack' })
    assert.equal(packed.headers['content-type'], 'application/msgpack')
    const plain = await cashier.get(feedAddress(storeId))
    assert.equal(plain.headers['content-type'], 'application/json; charset=utf-8')
    assert.equal(plain.headers['cache-control'], 'no-store')
    const { cursor: _one, at: _now, ...unpacked } = unpack(packed.raw).data
    const { cursor: _other, at: _then, ...parsed } = plain.body.data
    assert.deepEqual(unpacked, parsed)
    for (const encoding of ['br', 'gzip', 'zstd']) {
      const { headers } = await cashier.get(feedAddress(storeId), { 'accept-encoding': encoding })
      assert.equal(headers['content-encoding'], encoding)
    }
  })

  test('leaves out what is not sold in the store', async () => {
    const elsewhere = await makeProduct(sql, { store_ids: [otherId] })
    const inactive = await makeProduct(sql, { is_active: false })
    const ids = (await copyOf()).lists.articles
    assert.ok(!ids.has(firstVariant(elsewhere)) && !ids.has(firstVariant(inactive)))
    assert.ok((await copyOf(otherId, owner)).lists.articles.has(firstVariant(elsewhere)))
  })

  test('shows customers and stock to those who may see them, and starts over when that changes', async () => {
    const person = await makeUser(sql, { roles: [await makeRole(sql, ['sales.create'])], storeIds: [storeId] })
    const seller = withToken((await makeToken(sql, person.id)).secret)
    const page = await askFeed(seller, storeId)
    assert.deepEqual([page.customers, page.stock], [[], []])
    const again = await askFeed(cashier, storeId, { since: page.cursor })
    assert.equal(again.complete, true)
    assert.ok(again.customers.length > 0 && again.stock.length > 0)
  })
})

describe('a delta', () => {
  test('of nothing is empty, and its cursor goes on', async () => {
    const copy = await copyOf()
    const page = await askFeed(cashier, storeId, { since: copy.cursor })
    const nothing = { categories: [], customers: [], articles: [], stock: [] }
    const { at: _at, cursor, ...rest } = page
    assert.deepEqual(rest, { complete: false, store: null, ...nothing, deleted: nothing, has_more: false })
    assert.equal((await askFeed(cashier, storeId, { since: cursor })).complete, false)
  })

  test('tells what changed of articles, whatever they depend on', async () => {
    const category = await makeCategory(sql)
    const product = await makeProduct(sql, { name: 'Bol' })
    const variantId = firstVariant(product)
    const changes: [string, () => Promise<unknown>][] = [
      ['name', () => send('PATCH', `/products/${product.id}`, { name: 'Grand bol' })],
      ['category', () => send('PATCH', `/products/${product.id}`, { category_id: category.id })],
      ['tax class', () => send('PATCH', `/products/${product.id}`, { tax_class: 'exempt' })],
      ['price', () => send('PATCH', `/product-variants/${variantId}`, { price: '11' })],
      ['barcodes', () => send('PATCH', `/product-variants/${variantId}`, { barcodes: [nextBarcode()] })],
      [
        'store price',
        () => send('PUT', `/product-variants/${variantId}/prices`, { prices: [{ store_id: storeId, price: '9' }] }),
      ],
      [
        'fees',
        () =>
          send('PUT', `/product-variants/${variantId}/fees`, {
            fees: [{ kind: 'eco_fee', label: 'Éco', amount: '1', tax_class: 'standard' }],
          }),
      ],
      [
        'picture',
        async () => {
          const key = 'ab'.repeat(32)
          await sql`insert into files (key, bytes, width, height, state, sizes) values (${key}, 1, 1, 1, 'ready', '{"small": {}}')`
          await sql`insert into product_images (product_id, file_id) select ${product.id}, id from files where key = ${key}`
        },
      ],
    ]
    for (const [what, change] of changes) {
      const page = await told(change)
      assert.deepEqual(
        page.articles.map(({ id }: { id: number }) => id),
        [variantId],
        what,
      )
    }
    const [article] = (await told(() => sql`update files set sizes = '{"small": {"width": 1}}'`)).articles
    assert.deepEqual(article.image, { url: `/files/${'ab'.repeat(32)}/small.webp`, version: 'abababababababab' })
  })

  test('takes any change of whatever it follows', async () => {
    const followed = await sql<{ name: string; column: string }[]>`
      select tgrelid::regclass::text as name, (
        select attname from pg_attribute where attrelid = tgrelid and attnum > 0 and not attisdropped and attgenerated = ''
          and attidentity = '' order by attnum limit 1) as column
      from pg_trigger where tgname = 'feed_update' order by 1`
    assert.ok(followed.length > 20)
    for (const { name, column } of followed) await sql`update ${sql(name)} set ${sql(column)} = ${sql(column)}`
    await told(() => sql`update product_images set position = position + 10`)
    await told(() => sql`update variant_prices set price = price + 1`)
    await told(() => sql`update variant_fees set label = label || '!'`)
  })

  test('tells nothing of what a till has no copy of', async () => {
    const product = await makeProduct(sql)
    const variantId = firstVariant(product)
    const page = await told(async () => {
      await send('PATCH', `/products/${product.id}`, { description: 'Neuf', is_featured: true })
      await send('PATCH', `/product-variants/${variantId}`, { cost: '3' })
      await send('PUT', `/product-variants/${variantId}/prices`, { prices: [{ store_id: otherId, price: '9' }] })
    })
    assert.deepEqual([page.articles, page.deleted.articles, page.store], [[], [], null])
  })

  test('tells what left, and what came back', async () => {
    const product = await makeProduct(sql)
    const id = firstVariant(product)
    const leaves = async (change: () => Promise<unknown>) => {
      assert.deepEqual((await told(change)).deleted.articles, [id])
    }
    const comes = async (change: () => Promise<unknown>) => {
      const { articles } = await told(change)
      assert.deepEqual(
        articles.map((article: { id: number }) => article.id),
        [id],
      )
    }
    await leaves(() => send('PATCH', `/product-variants/${id}`, { is_active: false }))
    await comes(() => send('PATCH', `/product-variants/${id}`, { is_active: true }))
    await leaves(() => send('PATCH', `/products/${product.id}`, { is_active: false }))
    await comes(() => send('PATCH', `/products/${product.id}`, { is_active: true }))
    await leaves(() => send('PATCH', `/products/${product.id}`, { store_ids: [otherId] }))
    await comes(() => send('POST', `/products/${product.id}/stores`, { store_ids: [storeId] }))
    await leaves(() => send('DELETE', `/products/${product.id}/stores/${storeId}`))
    await comes(() => send('POST', `/products/${product.id}/stores`, { store_ids: [storeId] }))
    await leaves(() => send('DELETE', `/products/${product.id}`))
    await comes(() => send('POST', `/products/${product.id}/restore`))
  })

  test('tells the prices that begin and end by the clock', async () => {
    const product = await makeProduct(sql, { price: '10' })
    const id = firstVariant(product)
    await sql`
      insert into variant_prices (variant_id, store_id, price, starts_at, ends_at)
      values (${id}, ${storeId}, 8, now() + interval '0.4 s', now() + interval '0.8 s')`
    const copy = await copyOf()
    const prices = new Set([copy.lists.articles.get(id).price])
    while (copy.lists.articles.get(id).store_prices.length > 0) {
      await followFeed(cashier, storeId, copy)
      prices.add(copy.lists.articles.get(id).price)
    }
    assert.deepEqual([...prices].sort(), ['10.00', '8.00'])
    assert.equal(copy.lists.articles.get(id).price, '10.00')
    assert.deepEqual(contentsOf(copy), await freshCopy(cashier, storeId))
  })

  test('tells what a sale, a receipt and a reservation did to the stock of the store', async () => {
    const id = firstVariant(await makeProduct(sql))
    const received = await told(() => stockUp(sql, storeId, [id], 3))
    assert.deepEqual(received.stock, [{ variant_id: id, on_hand: '3', available: '3' }])
    const sold = await told(() =>
      send('POST', '/sales', {
        store_id: storeId,
        id: crypto.randomUUID(),
        lines: [{ variant_id: id, quantity: '2' }],
        payments: [{ method: 'cash', amount: '1000' }],
      }),
    )
    assert.deepEqual(sold.stock, [{ variant_id: id, on_hand: '1', available: '1' }])
    assert.deepEqual(sold.articles, [])
    const expiresAt = new Date(Date.now() + 60_000).toISOString()
    const held = await told(() =>
      send('POST', '/reservations', { store_id: storeId, variant_id: id, quantity: '1', expires_at: expiresAt }),
    )
    assert.deepEqual(held.stock, [{ variant_id: id, on_hand: '1', available: '0' }])
    const [reservation] = await sql<{ id: number }[]>`select id from stock_reservations where variant_id = ${id}`
    await told(() => send('DELETE', `/reservations/${reservation?.id}`))
    const gone = await told(() => stockUp(sql, storeId, [id], 0))
    assert.deepEqual([gone.stock, gone.deleted.stock], [[], [id]])
    assert.deepEqual((await told(() => stockUp(sql, otherId, [id], 5))).stock, [])
  })

  test('tells categories and customers that changed, were merged, deleted or erased', async () => {
    const category = await makeCategory(sql)
    const renamed = await told(() => send('PATCH', `/product-categories/${category.id}`, { name: 'Autre rayon' }))
    assert.deepEqual(
      renamed.categories.map(({ name }: { name: string }) => name),
      ['Autre rayon'],
    )
    const left = await told(() => send('DELETE', `/product-categories/${category.id}`))
    assert.deepEqual(left.deleted.categories, [category.id])
    const [one, two, three] = [await makeCustomer(sql), await makeCustomer(sql), await makeCustomer(sql)]
    const merged = await told(() => send('POST', `/customers/${one}/merge`, { customer_id: two }))
    assert.deepEqual(merged.deleted.customers, [two])
    const erased = await told(() => send('POST', `/customers/${one}/erase`, {}))
    // With whoever was merged into them.
    assert.deepEqual(erased.deleted.customers, [one, two])
    const deleted = await told(() => send('DELETE', `/customers/${three}`))
    assert.deepEqual(deleted.deleted.customers, [three])
  })

  test('tells the whole store when anything of it changed, and only that store', async () => {
    const person = await makeUser(sql, { roles: ['cashier'] })
    const changes: [string, () => Promise<unknown>][] = [
      ['receipt', () => send('PATCH', `/stores/${storeId}`, { receipt_header: 'Bonjour' })],
      ['tax in prices', () => send('PATCH', `/stores/${storeId}`, { prices_include_tax: true })],
      ['policy', () => send('PUT', `/stores/${storeId}/stock-policy`, { below_zero: 'refuse' })],
      ['register', () => send('POST', `/stores/${storeId}/registers`, { name: 'Caisse du fond' })],
      ['cashier', () => send('POST', `/stores/${storeId}/users`, { user_ids: [person.id] })],
      ['cashier gone', () => send('DELETE', `/stores/${storeId}/users/${person.id}`)],
    ]
    for (const [what, change] of changes) {
      const other = await copyOf(otherId, owner)
      const page = await told(change)
      assert.equal(page.store.id, storeId, what)
      assert.deepEqual(page.articles, [])
      assert.equal((await askFeed(owner, otherId, { since: other.cursor })).store, null, what)
    }
    const everywhere: [string, () => Promise<unknown>][] = [
      ['name', () => send('PATCH', `/users/${person.id}`, { name: 'Autre nom' })],
      ['role', () => send('PUT', `/users/${person.id}/roles`, { roles: ['manager'] })],
      ['limit', () => sql`update roles set discount_limit = 12.5 where name = 'cashier'`],
      ['tax', () => sql`update taxes set rate_ppm = 99760 where code = 'TVQ'`],
      ['class', () => send('POST', '/tax-classes', { code: 'wine', name_fr: 'Vins', name_en: 'Wine' })],
      [
        'layouts',
        () =>
          send('PUT', '/barcode-layouts', {
            layouts: [{ name: 'Balance', pattern: '20PPPPPVVVVVC', measure: 'price' }],
          }),
      ],
    ]
    for (const [what, change] of everywhere) assert.notEqual((await told(change)).store, null, what)
  })
})

describe('a cursor', () => {
  test('that was kept while transactions were open misses nothing that they commit', async () => {
    const early = await makeProduct(sql, { name: 'Tôt' })
    const late = await makeProduct(sql, { name: 'Tard' })
    const connection = await sql.reserve()
    await connection`begin`
    await connection`update products set name = 'Tard, changé' where id = ${late.id}`
    const copy = await copyOf()
    await sql`update products set name = 'Tôt, changé' where id = ${early.id}`
    const first = await followFeed(cashier, storeId, copy)
    assert.deepEqual(
      first[0].articles.map(({ name }: { name: string }) => name),
      ['Tôt, changé'],
    )
    await connection`commit`
    connection.release()
    const second = await followFeed(cashier, storeId, copy)
    // What was told already is not told again, although a transaction of before had not ended.
    assert.deepEqual(
      second[0].articles.map(({ name }: { name: string }) => name),
      ['Tard, changé'],
    )
  })

  test('of a walk of several answers goes on where it stood, and asks again for what changed on the way', async () => {
    const products = []
    for (let count = 0; count < 4; count += 1) products.push(await makeProduct(sql))
    const copy = newCopy()
    const pages = []
    for (let index = 0; index === 0 || pages.at(-1).has_more; index += 1) {
      const page = await askFeed(cashier, storeId, { since: copy.cursor, limit: 5 })
      applyAnswer(copy, page)
      pages.push(page)
      // Behind the place where the walk stands, and before it.
      if (index === 1) {
        await sql`update product_categories set position = 7 where id = (select min(id) from product_categories)`
        await send('DELETE', `/products/${products[3]?.id}`)
      }
    }
    assert.deepEqual(pages.filter(({ complete }) => complete).length, 1)
    assert.deepEqual(contentsOf(copy), await freshCopy(cashier, storeId))
  })

  test('of another store or of before a restore starts over', async () => {
    const { cursor } = await copyOf()
    const isComplete = async (id = storeId, client = cashier) =>
      (await askFeed(client, id, { since: cursor })).complete as boolean
    assert.equal(await isComplete(otherId, owner), true)
    assert.equal(await isComplete(), false)
    // The files of before this start of the database were put back: they do not know it.
    await sql`update feed_starts set started_at = started_at - interval '1 hour'`
    assert.equal(await isComplete(), true)
    assert.equal(await isComplete(), false)
    // Files taken while it ran were put back, and it was started before its log came as far as it had been.
    await sql`insert into feed_starts (started_at, log_position) values (now(), '0/1')`
    assert.equal(await isComplete(), true)
    await sql`delete from feed_starts where log_position = '0/1'`
    assert.equal(await isComplete(), false)
    await sql`update feed_state set epoch = gen_random_uuid()`
    assert.equal(await isComplete(), true)
  })

  test('hears of deletions for ninety days, and then starts over', async () => {
    const product = await makeProduct(sql)
    const copy = await copyOf()
    await send('DELETE', `/products/${product.id}`)
    await sql`update feed_changes set recorded_at = now() - interval '89 days'`
    await purgeFeedChanges(sql)
    const page = await askFeed(cashier, storeId, { since: copy.cursor })
    assert.deepEqual([page.complete, page.deleted.articles], [false, [firstVariant(product)]])
    await sql`update feed_changes set recorded_at = now() - interval '91 days'`
    assert.ok((await purgeFeedChanges(sql)) > 0)
    assert.equal(await purgeFeedChanges(sql), 0)
    const over = await askFeed(cashier, storeId, { since: copy.cursor })
    assert.equal(over.complete, true)
    // Once those who write in other databases of this server have ended.
    const isGood = async () => !(await askFeed(cashier, storeId, { since: (await copyOf()).cursor })).complete
    assert.ok(await eventually(isGood, Boolean))
  })

  test('that is none is refused, and nothing that is like one makes a fault', async () => {
    const { cursor } = await copyOf()
    const parts = Buffer.from(cursor ?? '', 'base64url')
      .toString()
      .split('|')
    const changed = (place: number, value: string) =>
      Buffer.from(parts.map((part, index) => (index === place ? value : part)).join('|')).toString('base64url')
    const wrong = [
      'abc',
      'éé',
      changed(5, '5:4:'),
      changed(5, '1:2'),
      changed(5, '0:1:'),
      changed(5, '5:9:7,6'),
      changed(5, '5:9:9'),
      changed(5, '5:9:,'),
      changed(5, ''),
      changed(6, ''),
      changed(3, '0x1'),
      changed(0, 'zz'),
      changed(8, '12'),
    ]
    for (const since of wrong) {
      const { status, body } = await cashier.get(feedAddress(storeId, { since: encodeURIComponent(since) }))
      assert.equal(status, 422, since)
      assert.deepEqual(Object.keys(body.errors), ['since'])
    }
    const { body } = await cashier.get(feedAddress(storeId, { since: 'abc' }), { 'accept-language': 'en' })
    assert.deepEqual(body.errors.since, ['This is no cursor: give it back as it was given.'])
  })
})

test('is for those who sell, in their stores', async () => {
  const address = feedAddress(storeId)
  assert.equal((await guest.get(address)).status, 401)
  assert.equal((await as('analyst', { storeIds: [storeId] }).get(address)).status, 403)
  assert.equal((await as('stock_clerk', { storeIds: [storeId] }).get(address)).status, 403)
  assert.equal((await as('cashier', { storeIds: [otherId] }).get(address)).status, 404)
  assert.equal((await owner.get(feedAddress(999_999))).status, 404)
  assert.equal((await cashier.get('/api/v1/pos/catalog')).status, 422)
  assert.equal((await cashier.get(feedAddress(storeId, { limit: 0 }))).status, 422)
  const closed = await makeStore(sql)
  await send('DELETE', `/stores/${closed.id}`)
  assert.equal((await owner.get(feedAddress(closed.id))).status, 404)
})
