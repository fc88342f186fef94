import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { makeStore } from '../../test/harness/factories.ts'
import { makeArticle, type TestArticle } from '../../test/harness/inventory.ts'
import { withTransaction } from '../platform/database/connect.ts'
import { type Movement, postMovements } from './index.ts'

type Row = { id: number; variant_id: number; kind: string; quantity: string; balance_after: string }

const { sql, as } = await testApplication({ after })
const montreal = await makeStore(sql)
const vancouver = await makeStore(sql, { time_zone: 'America/Vancouver' })
const owner = as('owner')
let tea: TestArticle
let cup: TestArticle

const list = async (query: string) => {
  const answer = await owner.get(`/api/v1/stock-movements?${query}`)
  assert.equal(answer.status, 200, answer.raw.toString())
  return answer.body as { data: Row[]; meta: { total: number; next_cursor: string | null } }
}
const story = (rows: readonly Row[]) => rows.map((row) => [row.kind, row.quantity, row.balance_after])

before(async () => {
  tea = await makeArticle(sql, { name: 'Thé' })
  cup = await makeArticle(sql, { name: 'Tasse' })
  const at = (storeId: number, article: TestArticle, kind: Movement['kind'], quantity: bigint, occurredAt: string) => ({
    storeId,
    variantId: article.variantId,
    kind,
    quantity,
    valueMinor: quantity / 4n,
    reason: null,
    referenceType: 'ticket',
    referenceId: '0198f2c4-0000-7000-8000-000000000000',
    referenceLine: 1,
    actorId: null,
    actorName: 'Élise',
    occurredAt,
    lastCount: null,
  })
  await withTransaction(sql, {}, (tx) =>
    postMovements(tx, [
      at(montreal.id, tea, 'receipt', 10_000n, '2026-03-01T15:00:00Z'),
      at(montreal.id, cup, 'receipt', 4000n, '2026-03-01T15:00:00Z'),
      at(montreal.id, tea, 'sale', -2500n, '2026-03-02T04:30:00Z'),
      at(vancouver.id, tea, 'receipt', 5000n, '2026-03-02T04:30:00Z'),
      at(montreal.id, tea, 'sale', -8000n, '2026-03-02T15:00:00Z'),
      at(montreal.id, cup, 'sale', -1000n, '2026-03-02T15:00:00Z'),
      at(montreal.id, tea, 'cost_variance', 0n, '2026-03-02T15:00:00Z'),
      at(montreal.id, tea, 'return', 1000n, '2026-03-03T15:00:00Z'),
    ]),
  )
})

describe('the movements of stock', () => {
  test('explain the number: each carries what was on hand after it, the newest first', async () => {
    const body = await list(`store_id=${montreal.id}&variant_id=${tea.variantId}`)
    assert.deepEqual(story(body.data), [
      ['return', '1', '0.5'],
      ['cost_variance', '0', '-0.5'],
      ['sale', '-8', '-0.5'],
      ['sale', '-2.5', '7.5'],
      ['receipt', '10', '10'],
    ])
    assert.equal(body.meta.total, 5)
    const [level] = (await owner.get(`/api/v1/stock?store_id=${montreal.id}&variant_id=${tea.variantId}`)).body.data
    assert.equal(body.data[0]?.balance_after, level.on_hand)
    const { id, recorded_at, ...newest } = body.data[0] as Row & { recorded_at: string }
    assert.ok(id > 0 && Date.parse(recorded_at) > 0)
    assert.deepEqual(newest, {
      store_id: montreal.id,
      variant_id: tea.variantId,
      product_id: tea.productId,
      product_name: 'Thé',
      variant_name: '',
      sku: null,
      kind: 'return',
      quantity: '1',
      balance_after: '0.5',
      value: '2.50',
      reason: null,
      reference_type: 'ticket',
      reference_id: '0198f2c4-0000-7000-8000-000000000000',
      reference_line: 1,
      reference_url: '/api/v1/sales/0198f2c4-0000-7000-8000-000000000000',
      unit_cost: '2.50',
      actor_id: null,
      actor_name: 'Élise',
      occurred_at: '2026-03-03T15:00:00.000Z',
    })
  })

  test('keep their balances under any filter', async () => {
    const sales = await list('kind=sale')
    assert.deepEqual(story(sales.data), [
      ['sale', '-1', '3'],
      ['sale', '-8', '-0.5'],
      ['sale', '-2.5', '7.5'],
    ])
    assert.equal((await list(`ids=${sales.data[2]?.id}`)).data[0]?.balance_after, '7.5')
    assert.deepEqual(story((await list('q=tasse')).data), [
      ['sale', '-1', '3'],
      ['receipt', '4', '4'],
    ])
    const picked = await list(`ids=${sales.data[2]?.id}&fields=balance_after`)
    assert.deepEqual(picked.data, [{ id: sales.data[2]?.id, balance_after: '7.5' }])
  })

  test('are of the days of their store', async () => {
    // 04:30 UTC on 2 March is 23:30 on the first in Montréal, and 20:30 in Vancouver.
    const count = async (query: string) => (await list(query)).meta.total
    assert.equal(await count('date_from=2026-03-01&date_to=2026-03-01'), 4)
    assert.equal(await count('date_debut=2026-03-02&date_fin=2026-03-02'), 3)
    assert.equal(await count('date_from=2026-03-02'), 4)
    assert.equal(await count('date_to=2026-03-02'), 7)
  })

  test('are walked by cursor and by page, in both directions, each once', async () => {
    for (const filter of ['', `&variant_id=${tea.variantId}`, `&store_id=${montreal.id}`]) {
      for (const sort of ['-id', 'id']) {
        const whole = (await list(`sort=${sort}${filter}`)).data
        const walked: Row[] = []
        for (let cursor: string | null = ''; cursor !== null; ) {
          const body = await list(`per_page=3&cursor=${cursor}&sort=${sort}${filter}`)
          walked.push(...body.data)
          cursor = body.meta.next_cursor
        }
        assert.deepEqual(walked, whole)
        const second = (await list(`per_page=3&page=2&sort=${sort}${filter}`)).data
        assert.deepEqual(second, whole.slice(3, 6))
      }
    }
    assert.deepEqual((await list('page=50')).data, [])
    assert.deepEqual((await list('variant_id=987654&cursor=')).meta, { next_cursor: null, per_page: 15 })
  })

  test('of another store do not exist', async () => {
    const manager = as('manager', { storeIds: [vancouver.id] })
    const { data } = (await manager.get('/api/v1/stock-movements')).body
    assert.deepEqual(story(data), [['receipt', '5', '5']])
  })

  test('refuse days that run backwards, and what they do not understand', async () => {
    const status = async (query: string) => (await owner.get(`/api/v1/stock-movements?${query}`)).status
    assert.equal(await status('date_from=2026-03-02&date_to=2026-03-01'), 422)
    assert.equal(await status('date_from=2026-02-30'), 400)
    assert.equal(await status('date_to=9999-12-31&date_from=0001-01-01'), 200)
    assert.equal(await status('kind=theft'), 422)
    assert.equal(await status('sort=quantity'), 422)
    assert.equal(await status('cursor=WyItaWQiLCJ4Il0'), 400)
  })
})
