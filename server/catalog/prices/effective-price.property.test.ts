import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import fc from 'fast-check'
import { testApplication } from '../../../test/harness/app.ts'
import { makeProduct } from '../../../test/harness/catalog.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { variantInStock } from '../../inventory/index.ts'
import { systemActor } from '../../platform/actor.ts'
import { type Tx, withTransaction } from '../../platform/database/connect.ts'
import { presentPrice } from '../money.ts'
import { listProducts } from '../products/list-products.ts'
import type { ProductItem } from '../schema.ts'
import { askedPrice, findVariantsById } from '../variants/find-variants-for-sale.ts'
import { joinAskedPrice } from './effective-price.ts'

const { sql } = await testApplication({ after })
const [here, there] = [await makeStore(sql), await makeStore(sql)]

/** Bounds of periods that follow each other, in milliseconds from now: many at this very millisecond or beside it. */
const bounds = fc.uniqueArray(fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -1e9, max: 1e9 })), {
  maxLength: 5,
})
const period = fc.record({ isAsked: fc.boolean(), price: fc.integer({ min: 0, max: 99_999_999 }) })
const article = fc.record({
  chain: fc.integer({ min: 0, max: 99_999_999 }),
  bounds,
  periods: fc.array(period, { minLength: 6, maxLength: 6 }),
})
type Article = typeof article extends fc.Arbitrary<infer Value> ? Value : never

const decimal = (tenThousandths: number) => (tenThousandths / 10_000).toFixed(4)

/** Gives a variant the periods: before the first bound, between two of them, after the last. */
async function ask(tx: Tx, variantId: number, { bounds: times, periods }: Article): Promise<void> {
  const ordered = times.toSorted((left, right) => left - right)
  const moment = (offset: number | undefined, unbounded: string) =>
    offset === undefined
      ? tx`${unbounded}::text::timestamptz`
      : tx`date_trunc('milliseconds', now()) + ${offset}::float8 * interval '1 millisecond'`
  for (let index = 0; index <= ordered.length; index += 1) {
    const { isAsked, price } = periods[index] as Article['periods'][number]
    if (!isAsked) continue
    await tx`
      insert into variant_prices (variant_id, store_id, price, starts_at, ends_at)
      values (${variantId}, ${here.id}, ${decimal(price)}, ${moment(ordered[index - 1], '-infinity')},
        ${moment(ordered[index], 'infinity')})`
  }
  // What another store asks is nothing to this one.
  await tx`insert into variant_prices (variant_id, store_id, price) values (${variantId}, ${there.id}, 1234.5678)`
}

it('a sale asks what lists and details show, and what filters find by, at every moment of any periods', async () => {
  const articles = fc.sample(article, { numRuns: 200, seed: 7 })
  const products: ProductItem[] = []
  for (const { chain } of articles) products.push(await makeProduct(sql, { price: decimal(chain) }))
  const variantIds = products.map(({ variants }) => variants?.[0]?.id ?? 0)
  // One moment for all: a transaction's.
  await withTransaction(sql, {}, async (tx) => {
    for (const [index, one] of articles.entries()) await ask(tx, variantIds[index] ?? 0, one)
    const [{ now }] = await tx<[{ now: string }]>`select now()`
    const moments = { storeIds: [here.id], earliest: now, latest: now }
    const sold = await findVariantsById(tx, variantIds, moments)
    const shown = await tx<{ id: number; price: string }[]>`
      select v.id, asked.price from product_variants v ${joinAskedPrice(tx, here.id)}
      where v.id = any(${variantIds}::bigint[])`
    const prices = new Map(shown.map(({ id, price }) => [id, price]))
    for (const [index, id] of variantIds.entries()) {
      const facts = sold.get(id)
      assert.ok(facts !== undefined)
      const asked = decimal(Number(askedPrice(facts, here.id, Date.parse(now))))
      assert.equal(prices.get(id), asked, JSON.stringify(articles[index]))
      const query = { store_id: here.id, price_min: asked, price_max: asked, ids: String(products[index]?.id) }
      const { data } = await listProducts(tx, systemActor, query, variantInStock)
      assert.deepEqual(
        data.map((product) => product.price),
        [presentPrice(asked)],
        JSON.stringify(articles[index]),
      )
    }
    assert.ok(variantIds.some((id, index) => prices.get(id) !== decimal(articles[index]?.chain ?? 0)))
  })
})
