import type { ApiProcess, Environment } from './environment.ts'
import { httpRequest, runLoad } from './load/http-load.ts'
import { median, type Report } from './report.ts'

const VARIANTS = 500
const ROUNDS = 15
const WARM_UP_ROUNDS = 3

/** One change of a product that changes the price of each of its 500 variants, beside a bare loop of 500 updates. */
export async function measureManyVariants(env: Environment, api: ApiProcess, report: Report): Promise<void> {
  const { product, variants } = await makeProduct(env)
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    const price = (10 + round / 100).toFixed(2)
    const change = await changeOverHttp(env, api, product, variants, price)
    const loop = await changeInLoop(env, variants, `2${price}`)
    if (round < WARM_UP_ROUNDS) continue
    ours.push(change)
    bare.push(loop)
  }
  report.add({
    what: `one change of a product with ${VARIANTS} variants, each with a new price, over HTTP, milliseconds`,
    measured: '',
    ratio: median(ours),
    atMost: 100,
  })
  report.add({
    what: `the same ÷ a bare loop of ${VARIANTS} updates in one transaction`,
    measured: `${median(ours).toFixed(1)} ms ÷ ${median(bare).toFixed(1)} ms`,
    ratio: median(ours.map((time, index) => time / (bare[index] as number))),
  })
}

async function makeProduct({ sql }: Environment): Promise<{ product: number; variants: number[] }> {
  const [row] = await sql<[{ id: number }]>`
    insert into products (name, slug) values ('Cinq cents tailles', 'cinq-cents-tailles') returning id`
  const variants = await sql<{ id: number }[]>`
    insert into product_variants (product_id, name, sku, price, position)
    select ${row.id}, 'Taille ' || n, 'TAILLE-' || n, 9.5, n from generate_series(1, ${VARIANTS}::int) n returning id`
  return { product: row.id, variants: variants.map(({ id }) => id) }
}

async function changeOverHttp(
  { apiToken }: Environment,
  { port }: ApiProcess,
  product: number,
  variants: readonly number[],
  price: string,
): Promise<number> {
  const body = JSON.stringify({ variants: variants.map((id) => ({ id, price })) })
  const request = httpRequest('PATCH', `/api/v1/products/${product}`, { 'X-API-Token': apiToken }, body)
  const isSuccess = (status: number) => status === 200
  const result = await runLoad({ port, connections: 1, total: 1, request: () => request, isSuccess })
  if (result.failures > 0) throw new Error('The product was not changed')
  return result.latenciesMs[0] as number
}

/** One update after the other, with the triggers of the catalogue, which keep its log and its search. */
async function changeInLoop({ sql }: Environment, variants: readonly number[], price: string): Promise<number> {
  const startedAt = performance.now()
  await sql.begin(async (tx) => {
    for (const id of variants) await tx`update product_variants set price = ${price} where id = ${id}`
  })
  return performance.now() - startedAt
}
