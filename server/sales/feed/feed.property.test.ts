import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { ReservedSql } from 'postgres'
import { testApplication } from '../../../test/harness/app.ts'
import { firstVariant, makeCategory, makeProduct, nextBarcode } from '../../../test/harness/catalog.ts'
import { makeStore, makeUser, nextNumber } from '../../../test/harness/factories.ts'
import { contentsOf, followFeed, freshCopy, newCopy, type TillCopy } from '../../../test/harness/feed.ts'
import { makeCustomer } from '../../../test/harness/sales.ts'

const { sql, as, log } = await testApplication({ after }, { max: 16 })
const owner = as('owner')
const stores: number[] = []
const people: number[] = []
const roles = ['cashier', 'manager', 'analyst']
const products: number[] = []
const variants: number[] = []
const categories: number[] = []
const customers: number[] = []

before(async () => {
  for (let count = 0; count < 2; count += 1) stores.push((await makeStore(sql)).id)
  people.push((await makeUser(sql, { roles: ['cashier'], storeIds: stores })).id)
  for (let count = 0; count < 6; count += 1) await addProduct()
  for (let count = 0; count < 3; count += 1) categories.push((await makeCategory(sql)).id)
  for (let count = 0; count < 4; count += 1) customers.push(await makeCustomer(sql))
})

async function addProduct(): Promise<void> {
  const product = await makeProduct(sql)
  products.push(product.id)
  variants.push(firstVariant(product))
}

/** One of the youngest. */
const pick = <T>(values: readonly T[], place: number): T => values.slice(-6)[place % Math.min(6, values.length)] as T

/** What people do, through the API: most of it is possible, and what is not is refused. */
const send = async (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) => {
  const { status } = await owner.send(method, `/api/v1${path}`, body)
  assert.ok(status < 500, `${method} ${path}: ${status}`)
}

type Act = (a: number, b: number) => Promise<unknown>
const ACTS: Readonly<Record<string, Act>> = {
  addProduct,
  renameProduct: (a) => send('PATCH', `/products/${pick(products, a)}`, { name: `Nom ${nextNumber()}` }),
  moveProduct: (a, b) => send('PATCH', `/products/${pick(products, a)}`, { category_id: pick(categories, b) }),
  taxProduct: (a, b) =>
    send('PATCH', `/products/${pick(products, a)}`, { tax_class: pick(['standard', 'exempt', 'books'], b) }),
  switchProduct: (a, b) => send('PATCH', `/products/${pick(products, a)}`, { is_active: b % 2 === 0 }),
  deleteProduct: (a) => send('DELETE', `/products/${pick(products, a)}`),
  restoreProduct: (a) => send('POST', `/products/${pick(products, a)}/restore`),
  attachProduct: (a, b) => send('POST', `/products/${pick(products, a)}/stores`, { store_ids: [pick(stores, b)] }),
  detachProduct: (a, b) => send('DELETE', `/products/${pick(products, a)}/stores/${pick(stores, b)}`),
  addOption: (a) => send('POST', `/products/${pick(products, a)}/options`, { name: 'Taille', values: ['P', 'M'] }),
  makeMatrix: (a) => send('POST', `/products/${pick(products, a)}/variants/matrix`, { price: '5.00' }),
  renameValue: async (a) => {
    const [value] = await sql<
      { id: number }[]
    >`select id from product_option_values order by md5(id::text || ${a}) limit 1`
    if (value !== undefined) await send('PATCH', `/product-option-values/${value.id}`, { value: `V${nextNumber()}` })
  },
  priceVariant: (a, b) => send('PATCH', `/product-variants/${pick(variants, a)}`, { price: `${b % 90}.5` }),
  switchVariant: (a, b) => send('PATCH', `/product-variants/${pick(variants, a)}`, { is_active: b % 2 === 0 }),
  codeVariant: (a) => send('PATCH', `/product-variants/${pick(variants, a)}`, { barcodes: [nextBarcode()] }),
  deleteVariant: (a) => send('DELETE', `/product-variants/${pick(variants, a)}`),
  priceInStore: (a, b) =>
    send('PUT', `/product-variants/${pick(variants, a)}/prices`, {
      prices: stores.slice(b % 2).map((storeId) => ({
        store_id: storeId,
        price: `${b % 50}`,
        // Some begin and end while the copies are followed.
        ...(b % 3 > 0 && { starts_at: new Date(Date.now() + (b % 300)).toISOString() }),
        ...(b % 3 > 1 && { ends_at: new Date(Date.now() + 300 + (b % 300)).toISOString() }),
      })),
    }),
  fees: (a, b) =>
    send('PUT', `/product-variants/${pick(variants, a)}/fees`, {
      fees: b % 2 ? [] : [{ kind: 'deposit', label: 'Consigne', amount: '0.1', tax_class: 'exempt' }],
    }),
  renameCategory: (a) => send('PATCH', `/product-categories/${pick(categories, a)}`, { name: `Rayon ${nextNumber()}` }),
  addCategory: async () => categories.push((await makeCategory(sql)).id),
  deleteCategory: (a) => send('DELETE', `/product-categories/${pick(categories, a)}`),
  addCustomer: async () => customers.push(await makeCustomer(sql)),
  changeCustomer: (a, b) => send('PATCH', `/customers/${pick(customers, a)}`, { phone: `514 555 01${(b % 90) + 10}` }),
  mergeCustomers: (a, b) => send('POST', `/customers/${pick(customers, a)}/merge`, { customer_id: pick(customers, b) }),
  eraseCustomer: (a) => send('POST', `/customers/${pick(customers, a)}/erase`, {}),
  stock: (a, b) =>
    send('PUT', `/product-variants/${pick(variants, a)}/stock`, {
      store_id: pick(stores, b),
      on_hand: String(b % 5),
      reason: 'Compté',
    }),
  reserve: (a, b) =>
    send('POST', '/reservations', {
      store_id: pick(stores, b),
      variant_id: pick(variants, a),
      quantity: '1',
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    }),
  sell: (a, b) =>
    send('POST', '/sales', {
      id: crypto.randomUUID(),
      store_id: pick(stores, b),
      lines: [{ variant_id: pick(variants, a), quantity: '1' }],
      payments: [{ method: 'cash', amount: '1000' }],
    }),
  changeStore: (_a, b) => send('PATCH', `/stores/${pick(stores, b)}`, { receipt_footer: `Merci ${nextNumber()}` }),
  taxInPrices: (a, b) => send('PATCH', `/stores/${pick(stores, b)}`, { prices_include_tax: a % 2 === 0 }),
  changeTax: (a) => sql`update taxes set rate_ppm = ${90_000 + (a % 9999)} where code = 'TVQ'`,
  addRegister: (_a, b) => send('POST', `/stores/${pick(stores, b)}/registers`, { name: `Caisse ${nextNumber()}` }),
  hire: (a, b) => send('POST', `/stores/${pick(stores, b)}/users`, { user_ids: [pick(people, a)] }),
  dismiss: (a, b) => send('DELETE', `/stores/${pick(stores, b)}/users/${pick(people, a)}`),
  changeRole: (a, b) => send('PUT', `/users/${pick(people, a)}/roles`, { roles: [pick(roles, b)] }),
}

const NAMES = Object.keys(ACTS)
type Step =
  | { readonly kind: 'act'; readonly name: string; readonly a: number; readonly b: number }
  | { readonly kind: 'hold'; readonly place: number }
  | { readonly kind: 'release'; readonly commits: boolean }
  | { readonly kind: 'poll'; readonly store: number; readonly limit: number }

const number = fc.nat({ max: 10_000 })
const STEP: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('act' as const), name: fc.constantFrom(...NAMES), a: number, b: number }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hold' as const), place: number }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), commits: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('poll' as const),
      store: fc.nat({ max: 1 }),
      limit: fc.integer({ min: 2, max: 40 }),
    }),
  },
)

/** Transactions that change something of their own and stay open while others come and go. */
class OpenWriters {
  readonly #open: ReservedSql[] = []

  async hold(place: number): Promise<void> {
    if (this.#open.length >= 4) return
    const writer = await sql.reserve()
    this.#open.push(writer)
    await writer`begin`
    // What no other writer touches, so that nobody waits.
    await writer`insert into customers (name) values (${`Client en attente ${place}`})`
    await writer`
      with product as (
        insert into products (name, slug) values ('En attente', ${`en-attente-${nextNumber()}`}) returning id
      ) insert into product_variants (product_id, price) select id, 1 from product`
    await writer`insert into product_categories (name) values (${`En attente ${nextNumber()}`})`
  }

  async release(commits: boolean): Promise<void> {
    const writer = this.#open.shift()
    if (writer === undefined) return
    await (commits ? writer`commit` : writer`rollback`)
    writer.release()
  }

  async releaseAll(): Promise<void> {
    while (this.#open.length > 0) await this.release(true)
  }
}

test('a copy that follows its store, whatever is written meanwhile, is the one that a new till gets', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 40, maxLength: 120, size: 'max' }), async (steps) => {
      // What earlier runs have deleted or merged can no longer change.
      await Promise.all([addProduct(), addProduct(), ACTS.addCategory?.(0, 0), ACTS.addCustomer?.(0, 0)])
      const copies: TillCopy[] = stores.map(() => newCopy())
      for (const index of stores.keys()) await poll(copies, index, 40)
      const writers = new OpenWriters()
      const underWay: Promise<unknown>[] = []
      try {
        for (const step of steps) {
          // Two at a time: a poll meets writes that have not been answered yet.
          if (step.kind === 'act') underWay.push(ACTS[step.name]?.(step.a, step.b) ?? Promise.resolve())
          else if (step.kind === 'hold') await writers.hold(step.place)
          else if (step.kind === 'release') await writers.release(step.commits)
          else await poll(copies, step.store, step.limit)
          if (underWay.length >= 2) await Promise.all(underWay.splice(0))
        }
        await Promise.all(underWay)
      } finally {
        await Promise.allSettled(underWay)
        await writers.releaseAll()
      }
      await assertSame(copies)
    }),
    { numRuns: 12, endOnFailure: true },
  )
  assert.deepEqual(log.faults, [])
})

const poll = (copies: readonly TillCopy[], store: number, limit: number) =>
  followFeed(owner, pick(stores, store), pick(copies, store), { limit })

/** Prices change by the clock: both are read again until none has changed between the two. */
async function assertSame(copies: readonly TillCopy[]): Promise<void> {
  for (const [index, copy] of copies.entries()) {
    const storeId = pick(stores, index)
    for (let attempt = 1; ; attempt += 1) {
      await followFeed(owner, storeId, copy)
      const fresh = await freshCopy(owner, storeId)
      const [followed] = await followFeed(owner, storeId, copy)
      const isStill = followed.articles.length === 0 && followed.deleted.articles.length === 0
      if (!isStill && attempt < 20) continue
      assert.deepEqual(contentsOf(copy), fresh)
      break
    }
  }
}
