import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { makeArticle } from '../../../test/harness/inventory.ts'
import { findStockFaults } from '../index.ts'

const { sql, as, log } = await testApplication({ after }, { max: 16 })
const store = await makeStore(sql)
const elsewhere = await makeStore(sql)
const manager = as('manager', { storeIds: [store.id] })
const clerk = as('stock_clerk', { storeIds: [store.id] })
const stranger = as('manager', { storeIds: [elsewhere.id] })
const PATH = '/api/v1/stock-receipts'
const UNDONE = new Error('undone')

const receive = (lines: readonly object[], more: object = {}, headers: Record<string, string> = {}) =>
  manager.post(PATH, { store_id: store.id, lines, ...more }, headers)
const levelOf = async (variantId: number) => (await manager.get(`/api/v1/stock/${store.id}/${variantId}`)).body.data
const adjust = (variantId: number, delta: string) =>
  manager.put(`/api/v1/product-variants/${variantId}/stock`, { store_id: store.id, reason: 'Comptage', delta })

describe('goods received from outside', () => {
  test('come in line by line at their cost, with a movement each', async () => {
    const [first, second] = [await makeArticle(sql, { name: 'Bol' }), await makeArticle(sql)]
    await adjust(first.variantId, '10')
    const answer = await receive(
      [
        { variant_id: first.variantId, quantity: '10', unit_cost: '3' },
        { variant_id: second.variantId, quantity: '1.234', unit_cost: '0.9999' },
        { variant_id: first.variantId, quantity: 1, unit_cost: '0' },
        { variant_id: second.variantId, quantity: '2' },
      ],
      { reference: ' BL-20417 ', note: 'Deux cartons', received_at: '2026-01-15T14:00:00Z' },
    )
    assert.equal(answer.status, 201, answer.raw.toString())
    assert.equal(answer.body.message, 'Marchandises reçues avec succès.')
    const { lines, id, recorded_at, ...head } = answer.body.data
    assert.deepEqual(head, {
      store_id: store.id,
      reference: 'BL-20417',
      note: 'Deux cartons',
      currency: 'CAD',
      lines_count: 4,
      total_quantity: '14.234',
      total_cost: '36.23',
      actor_id: (await manager.person).id,
      actor_name: (await manager.person).name,
      received_at: '2026-01-15T14:00:00.000Z',
    })
    assert.deepEqual(
      lines.map((line: Record<string, unknown>) => [line.line, line.quantity, line.unit_cost, line.cost]),
      [
        [1, '10', '3.00', '30.00'],
        [2, '1.234', '0.9999', '1.23'],
        [3, '1', '0.00', '0.00'],
        [4, '2', '2.50', '5.00'],
      ],
    )
    assert.equal(lines[0].product_name, 'Bol')
    const level = await levelOf(first.variantId)
    assert.deepEqual([level.on_hand, level.value, level.average_cost], ['21', '55.00', '2.619'])
    const movements = (await manager.get(`/api/v1/stock-movements?variant_id=${first.variantId}&kind=receipt`)).body
      .data
    assert.deepEqual(
      movements.map((entry: Record<string, unknown>) => [entry.quantity, entry.reference_id, entry.reference_line]),
      [
        ['1', String(id), 3],
        ['10', String(id), 1],
      ],
    )
    assert.equal(movements[0].occurred_at, '2026-01-15T14:00:00.000Z')
    assert.ok(Date.parse(recorded_at) > 0)
  })

  test('set the average where some were missing, and post the difference', async () => {
    const { variantId } = await makeArticle(sql)
    await adjust(variantId, '-2')
    const { data } = (await receive([{ variant_id: variantId, quantity: '10', unit_cost: '3' }])).body
    assert.deepEqual([data.lines[0].cost, data.lines[0].cost_variance], ['30.00', '-1.00'])
    const level = await levelOf(variantId)
    assert.deepEqual([level.on_hand, level.value, level.average_cost], ['8', '24.00', '3.00'])
    await adjust(variantId, '-8')
    assert.equal((await levelOf(variantId)).value, '0.00')
  })

  test('come in once for one idempotency key', async () => {
    const { variantId } = await makeArticle(sql)
    const key = { 'idempotency-key': randomUUID() }
    const lines = [{ variant_id: variantId, quantity: '3' }]
    const answers = await Promise.all(Array.from({ length: 5 }, () => receive(lines, {}, key)))
    assert.equal(new Set(answers.map((answer) => answer.body.data.id)).size, 1)
    assert.equal((await levelOf(variantId)).on_hand, '3')
    assert.equal((await receive([{ variant_id: variantId, quantity: '4' }], {}, key)).status, 409)
  })

  test('show no cost to whoever may not see it', async () => {
    const { variantId } = await makeArticle(sql)
    const body = { store_id: store.id, lines: [{ variant_id: variantId, quantity: '3', unit_cost: '7.77' }] }
    const answer = await clerk.post(PATH, body)
    assert.equal(answer.status, 201)
    const read = await clerk.get(`${PATH}/${answer.body.data.id}`)
    const list = await clerk.get(`${PATH}?variant_id=${variantId}`)
    for (const { body: shown } of [answer, read, list])
      assert.doesNotMatch(JSON.stringify(shown), /cost|"7\.77|"23\.31/)
    assert.equal((await manager.get(`${PATH}?variant_id=${variantId}`)).body.data[0].total_cost, '23.31')
  })

  test('are listed by store, article, reference and day, to those who work there', async () => {
    const { variantId } = await makeArticle(sql)
    const made = await receive([{ variant_id: variantId, quantity: '1' }], {
      reference: 'Été 7',
      received_at: '2026-03-01T04:30:00Z',
    })
    const { id } = made.body.data
    const idsOf = async (query: string) =>
      (await manager.get(`${PATH}?variant_id=${variantId}&${query}`)).body.data.map((row: { id: number }) => row.id)
    // 4:30 UTC of 1 March is 28 February in Montréal.
    for (const query of ['reference=%C3%89t%C3%A9%207', 'q=ete', 'date_to=2026-02-28', `ids=${id}`, 'cursor=']) {
      assert.deepEqual(await idsOf(query), [id], query)
    }
    for (const query of ['reference=7', 'q=hiver', 'date_from=2026-03-01', `store_id=${elsewhere.id}`]) {
      assert.deepEqual(await idsOf(query), [], query)
    }
    assert.equal((await stranger.get(`${PATH}/${id}`)).status, 404)
    assert.deepEqual((await stranger.get(PATH)).body.data, [])
  })

  test('stay as they were written', async () => {
    await assert.rejects(sql`update stock_receipts set note = 'x'`, /append-only/)
    await assert.rejects(sql`delete from stock_receipt_lines`, /append-only/)
  })
})

test('a line that moved nothing is found', async () => {
  const { variantId } = await makeArticle(sql)
  const { id } = (await receive([{ variant_id: variantId, quantity: '1' }])).body.data
  await sql
    .begin(async (tx) => {
      await tx`
      insert into stock_receipt_lines (store_id, receipt_id, line_no, variant_id, quantity, unit_cost, value_minor,
        cost_variance_minor)
      values (${store.id}, ${id}, 2, ${variantId}, 3, 1, 300, 0)`
      const [fault] = await findStockFaults(tx)
      assert.deepEqual(
        [fault?.invariant, fault?.expected, fault?.found],
        ['stock_receipt_moves_stock', `${id}-2: 3.000, 300`, null],
      )
      throw UNDONE
    })
    .catch((error: unknown) => assert.equal(error, UNDONE))
})

describe('a receipt is refused', () => {
  const CASES: readonly [
    what: string,
    body: (variantId: number) => object,
    status: number,
    fields: readonly string[],
  ][] = [
    ['without lines', () => ({ lines: [] }), 422, ['lines']],
    ['of nothing', (id) => ({ lines: [{ variant_id: id, quantity: '0' }] }), 422, ['lines.0.quantity']],
    ['of less than nothing', (id) => ({ lines: [{ variant_id: id, quantity: '-1' }] }), 422, ['lines.0.quantity']],
    [
      'at less than nothing',
      (id) => ({ lines: [{ variant_id: id, quantity: '1', unit_cost: '-1' }] }),
      422,
      ['lines.0.unit_cost'],
    ],
    [
      'of an article that is not there',
      (id) => ({
        lines: [
          { variant_id: id, quantity: '1' },
          { variant_id: 987_654, quantity: '1' },
        ],
      }),
      422,
      ['lines.1.variant_id'],
    ],
    [
      'still to come',
      (id) => ({ lines: [{ variant_id: id, quantity: '1' }], received_at: '2199-01-01T00:00:00Z' }),
      422,
      ['received_at'],
    ],
    [
      'beyond what can be kept',
      (id) => ({
        lines: Array.from({ length: 11 }, () => ({ variant_id: id, quantity: '999999', unit_cost: '999999999' })),
      }),
      422,
      ['lines.10.quantity'],
    ],
    ['in no store', (id) => ({ store_id: 987_654, lines: [{ variant_id: id, quantity: '1' }] }), 404, []],
    ['in another’s store', (id) => ({ store_id: elsewhere.id, lines: [{ variant_id: id, quantity: '1' }] }), 404, []],
  ]
  for (const [what, body, status, fields] of CASES) {
    test(what, async () => {
      const { variantId } = await makeArticle(sql)
      const answer = await manager.post(PATH, { store_id: store.id, ...body(variantId) })
      assert.equal(answer.status, status, answer.raw.toString())
      assert.deepEqual(Object.keys(answer.body.errors ?? {}), fields)
      const left = await sql`select 1 from stock_movements where variant_id = ${variantId}`
      assert.equal(left.length, 0)
    })
  }
})

test('many receipts and losses of the same articles at once lose nothing', async () => {
  const ids: number[] = []
  for (let article = 0; article < 3; article += 1) ids.push((await makeArticle(sql)).variantId)
  await Promise.all(
    Array.from({ length: 32 }, async (_, client) => {
      for (let round = 0; round < 4; round += 1) {
        const lines = ids.map((variantId, index) => ({
          variant_id: variantId,
          quantity: '2',
          unit_cost: String(1 + ((client + index + round) % 5)),
        }))
        const answer = await receive(client % 2 === 0 ? lines : lines.toReversed())
        assert.equal(answer.status, 201, answer.raw.toString())
        assert.equal((await adjust(ids[client % 3] as number, '-3')).status, 200)
      }
    }),
  )
  const levels = await sql<{ on_hand: string }[]>`
    select on_hand from stock_levels where variant_id = any(${ids}::bigint[]) order by variant_id`
  // 128 receipts of 2; 11, 11 and 10 clients lost 3 four times.
  assert.deepEqual(
    levels.map((level) => level.on_hand),
    ['124.000', '124.000', '136.000'],
  )
  assert.deepEqual(log.faults, [])
  assert.deepEqual(await findStockFaults(sql), [])
})
