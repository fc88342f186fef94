// The requests that the multi-store system's document shows in Python, curl and k6, sent over HTTP to the demo chain.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { makeDemo } from '../../server/demo/index.ts'
import { testApplication } from '../harness/app.ts'
import { TEST_SECRET_KEY } from '../harness/secret-key.ts'

/** The token that the document prints; an installation that sets it as API_TOKEN runs the document's examples. */
const DOCUMENTED_TOKEN = '9645524dac794691257cb44d61ebc8c3d5876363031ec6f66fbd31e4bf85cd84'
const DAYS = 6

const { app, sql } = await testApplication({ after }, { config: { apiToken: DOCUMENTED_TOKEN } })
let base = ''

before(async () => {
  assert.ok((await makeDemo(sql, { days: DAYS, secretKey: TEST_SECRET_KEY, keepSignIns: () => {} })) !== null)
  base = await app.listen({ host: '127.0.0.1', port: 0 })
})

/** What each client of the document sends beside its request. */
const CLIENTS: Readonly<Record<string, Record<string, string>>> = {
  python: { Authorization: `Bearer ${DOCUMENTED_TOKEN}`, 'Content-Type': 'application/json' },
  curl: { 'X-API-Token': DOCUMENTED_TOKEN },
  k6: { 'X-API-Token': DOCUMENTED_TOKEN, 'Content-Type': 'application/json' },
}

type Got = { status: number; headers: Headers; body: ReturnType<typeof JSON.parse> }

async function send(client: string, method: string, path: string, body?: object): Promise<Got> {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...CLIENTS[client] },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

const dayAgo = (days: number): string => {
  const today = Temporal.Now.plainDateISO('America/Toronto')
  return today.subtract({ days }).toString()
}

for (const client of Object.keys(CLIENTS)) {
  for (const slash of ['', '/']) {
    describe(`${client}, ${slash === '' ? 'without' : 'with'} a slash at the end`, () => {
      it('makes a product from French names', async () => {
        const { status, body } = await send(client, 'POST', `/api/v1/products${slash}`, {
          nom: 'Nouveau Produit',
          prix: 29.99,
          categorie_id: 1,
          description: 'Description du produit',
        })
        assert.equal(status, 201)
        assert.equal(body.success, true)
        const { id, name, price, category, description, slug } = body.data
        assert.ok(id > 1)
        assert.deepEqual(
          { name, price, category, description },
          {
            name: 'Nouveau Produit',
            price: '29.99',
            category: { id: 1, name: 'Épicerie' },
            description: 'Description du produit',
          },
        )
        assert.match(slug, /^nouveau-produit(-\d+)?$/)
        const read = await send(client, 'GET', `/api/v1/products/${id}${slash}`)
        assert.deepEqual([read.status, read.body.data.variants[0].price], [200, '29.99'])
      })

      it('lists products by category and price', async () => {
        const query = 'categorie_id=1&prix_min=10.0&prix_max=50.0&limit=20'
        const { status, body } = await send(client, 'GET', `/api/v1/products${slash}?${query}`)
        assert.equal(status, 200)
        assert.equal(body.meta.per_page, 20)
        assert.ok(body.data.length >= 5 && body.data.length <= 20)
        for (const product of body.data) assert.ok(Number(product.price) <= 50 && Number(product.price_max) >= 10)
        const all = await send(client, 'GET', `/api/v1/products${slash}`)
        assert.ok(all.body.meta.total > 300)
      })

      it('reads a product', async () => {
        const { status, body } = await send(client, 'GET', `/api/v1/products/1${slash}`)
        assert.deepEqual([status, body.data.id, body.data.name], [200, 1, "Huile d'olive vierge extra"])
      })

      it('reads the stores, one of them, and its stock', async () => {
        const list = await send(client, 'GET', `/api/v1/stores${slash}`)
        assert.equal(list.status, 200)
        assert.equal(list.body.data.length, 6)
        const one = await send(client, 'GET', `/api/v1/stores/1${slash}`)
        assert.deepEqual([one.status, one.body.data.id, one.body.data.name], [200, 1, 'Marché du Plateau'])
        const stock = await send(client, 'GET', `/api/v1/stores/1/stock${slash}`)
        assert.equal(stock.status, 200)
        assert.ok(stock.body.meta.total > 300)
        for (const level of stock.body.data) {
          assert.equal(level.store_id, 1)
          assert.match(level.on_hand, /^\d+(\.\d+)?$/)
        }
      })

      it('reports the sales of a store over a period', async () => {
        const asked = await send(
          client,
          'GET',
          `/api/v1/reports/sales${slash}?date_debut=2024-01-01&date_fin=2024-12-31&magasin_id=1`,
        )
        assert.equal(asked.status, 200)
        // The demo chain did not exist yet in the document's year.
        assert.equal(asked.body.data.totals.tickets, 0)
        const query = `date_debut=${dayAgo(DAYS)}&date_fin=${dayAgo(0)}&magasin_id=1`
        const { status, body } = await send(client, 'GET', `/api/v1/reports/sales${slash}?${query}`)
        assert.deepEqual([status, body.data.currency], [200, 'CAD'])
        const [row] = await sql`
          select count(*)::int as tickets, sum(total_minor)::text as total_minor
          from (select * from sales where store_id = 1) sold where kind = 'sale'`
        assert.equal(body.data.totals.tickets, row?.tickets)
        assert.ok(Number(body.data.totals.net) > 0 && Number(body.data.totals.total) * 100 <= Number(row?.total_minor))
      })

      it('reads the cache’s figures and empties it', async () => {
        const before = await send(client, 'GET', `/api/v1/cache/stats${slash}`)
        assert.equal(before.status, 200)
        assert.equal(before.body.data.enabled, true)
        assert.ok(before.body.data.keys > 0)
        const cleared = await send(client, 'DELETE', `/api/v1/cache/clear${slash}`)
        assert.deepEqual([cleared.status, cleared.body.success], [200, true])
        const after = await send(client, 'GET', `/api/v1/cache/stats${slash}`)
        assert.equal(after.body.data.keys, 0)
      })
    })
  }
}

describe('the load test', () => {
  it('finds each endpoint alive, and says which instance answered', async () => {
    for (const path of ['/api/v1/products/', '/api/v1/stores/', '/api/v1/products/1', '/health']) {
      const { status, headers } = await send('k6', 'GET', path)
      assert.equal(status, 200, path)
      assert.equal(headers.get('X-Instance-Id'), 'test', path)
    }
  })
})

describe('the documentation and the health check', () => {
  it('are open to whoever asks, as the document’s curl does', async () => {
    for (const path of ['/health', '/docs', '/redoc', '/openapi.json', '/metrics']) {
      const response = await fetch(`${base}${path}`)
      assert.equal(response.status, 200, path)
      assert.ok((await response.text()).length > 20, path)
    }
  })

  it('while a wrong token opens nothing', async () => {
    const response = await fetch(`${base}/api/v1/stores`, { headers: { Authorization: 'Bearer your-api-token' } })
    assert.equal(response.status, 401)
  })
})
