import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeRound, takeStep } from '../../../test/harness/transfers.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { findStockFaults } from '../index.ts'

const application = await testApplication({ after }, { max: 16 })
const { sql, service, log } = application
const round = await makeRound(application)
const { warehouse, shop, atWarehouse, atShop, stocked, levelOf } = round
const UNDONE = new Error('undone')

type Line = Record<string, string | number>
const became = (line: Line | undefined) =>
  ['shipped', 'received', 'surplus', 'returned', 'lost', 'in_transit'].map((name) => Number(line?.[name]))
const settle = (variantId: number, outcome: string, quantity: string, reason = 'Introuvable') => ({
  lines: [{ variant_id: variantId, outcome, quantity, reason }],
})

describe('what does not arrive', () => {
  test('stays under way until it comes, comes back or is given up', async () => {
    const variantId = await stocked('10', '1.01')
    const id = await round.sent({ [variantId]: '10' })
    const short = await takeStep(atShop.clerk, id, 'receive', { [variantId]: '6' })
    assert.deepEqual(became(short.body.data.lines[0]), [10, 6, 0, 0, 0, 4])
    assert.equal(short.body.data.status, 'partially_received')
    assert.deepEqual(short.body.data.actions, ['receive'])

    assert.equal((await takeStep(atShop.clerk, id, 'receive', { [variantId]: '1' })).status, 200)
    const back = await takeStep(
      atWarehouse.clerk,
      id,
      'settle',
      undefined,
      settle(variantId, 'returned', '2', 'Refusés'),
    )
    assert.deepEqual(became(back.body.data.lines[0]), [10, 7, 0, 2, 0, 1])
    assert.deepEqual(await levelOf(warehouse.id, variantId), {
      onHand: 2,
      value: 202,
      reserved: 0,
      inTransit: 0,
      inTransitValue: 0,
    })
    const given = await takeStep(atWarehouse.manager, id, 'settle', undefined, settle(variantId, 'lost', '1'))
    assert.deepEqual(became(given.body.data.lines[0]), [10, 7, 0, 2, 1, 0])
    assert.equal(given.body.data.status, 'received')
    const [last] = given.body.data.steps.slice(-1)
    assert.deepEqual(
      [last.kind, last.actor_name, last.entries],
      [
        'settled',
        (await atWarehouse.manager.person).name,
        [{ variant_id: variantId, kind: 'lost', quantity: '1', reason: 'Introuvable', value: '1.01' }],
      ],
    )
    // All that left is somewhere: seven here, two there, one given up.
    assert.deepEqual(await levelOf(shop.id, variantId), {
      onHand: 7,
      value: 707,
      reserved: 0,
      inTransit: 0,
      inTransitValue: 0,
    })
    assert.equal((await takeStep(atShop.clerk, id, 'receive')).body.code, 'transfer_state')
  })

  test('takes the residue of the value with the last of it', async () => {
    const variantId = await stocked('0')
    const lines = [
      { variant_id: variantId, quantity: '2', unit_cost: '0.33' },
      { variant_id: variantId, quantity: '1', unit_cost: '0.34' },
    ]
    await service.post('/api/v1/stock-receipts', { store_id: warehouse.id, lines })
    const id = await round.sent({ [variantId]: '3' })
    const values: number[] = []
    for (let delivery = 0; delivery < 3; delivery += 1) {
      await takeStep(atShop.clerk, id, 'receive', { [variantId]: '1' })
      values.push((await levelOf(shop.id, variantId)).value)
    }
    assert.deepEqual(values, [33, 67, 100])
  })

  test('can be refused whole, and goes back', async () => {
    const variantId = await stocked('3')
    const id = await round.sent({ [variantId]: '3' })
    assert.equal((await takeStep(atShop.clerk, id, 'cancel')).body.code, 'transfer_state')
    const answer = await takeStep(
      atWarehouse.clerk,
      id,
      'settle',
      undefined,
      settle(variantId, 'returned', '3', 'Refusé'),
    )
    assert.equal(answer.body.data.status, 'received')
    assert.deepEqual((await levelOf(warehouse.id, variantId)).value, 750)
  })
})

describe('what arrives beyond what was sent', () => {
  test('is a surplus, at the cost of found goods, and leaves what is under way alone', async () => {
    const variantId = await stocked('5', '3')
    const id = await round.sent({ [variantId]: '2' })
    const answer = await takeStep(atShop.clerk, id, 'receive', undefined, {
      lines: [{ variant_id: variantId, quantity: '3', surplus: true, reason: 'Un de plus dans le carton' }],
    })
    assert.deepEqual(became(answer.body.data.lines[0]), [2, 2, 1, 0, 0, 0])
    assert.equal(answer.body.data.status, 'received')
    assert.deepEqual(
      answer.body.data.steps.at(-1).entries.map((entry: Line) => [entry.kind, entry.quantity, entry.reason]),
      [
        ['received', '2', 'Un de plus dans le carton'],
        ['surplus', '1', 'Un de plus dans le carton'],
      ],
    )
    assert.deepEqual(await levelOf(shop.id, variantId), {
      onHand: 3,
      value: 900,
      reserved: 0,
      inTransit: 0,
      inTransitValue: 0,
    })
    assert.equal((await levelOf(warehouse.id, variantId)).onHand, 3)
  })

  test('may be something that was not on the transfer at all', async () => {
    const [sent, other] = [await stocked('1'), await stocked('1')]
    const id = await round.sent({ [sent]: '1' })
    const answer = await takeStep(atShop.clerk, id, 'receive', undefined, {
      lines: [
        { variant_id: sent, quantity: '1' },
        { variant_id: other, quantity: '2', surplus: true },
      ],
    })
    assert.equal(answer.status, 200, answer.raw.toString())
    const line = answer.body.data.lines[1]
    assert.deepEqual([line.line, line.variant_id, line.requested, line.approved], [2, other, '0', null])
    assert.deepEqual(became(line), [0, 0, 2, 0, 0, 0])
    assert.equal((await levelOf(shop.id, other)).value, 500)
    const id2 = await round.sent({ [sent]: '1' })
    const unknown = await takeStep(atShop.clerk, id2, 'receive', { 987654: '1' })
    assert.deepEqual([unknown.status, Object.keys(unknown.body.errors)], [422, ['lines.0.variant_id']])
  })
})

describe('more than is under way', () => {
  const beyond = (most: string) => ({
    fr: `Il y en a ${most} en route ; s’il en est bien arrivé plus, donnez surplus à cette ligne.`,
    en: `There are ${most} of it under way; if more has really arrived, give this line surplus.`,
  })

  test('is refused line by line unless it is said to be a surplus, and says how much there is', async () => {
    const [sent, other] = [await stocked('20'), await stocked('1')]
    const id = await round.sent({ [sent]: '12' })
    const lines = [
      { variant_id: sent, quantity: '120' },
      { variant_id: other, quantity: '1', reason: 'Dans le camion' },
    ]
    for (const language of ['fr', 'en'] as const) {
      const headers = { 'accept-language': language }
      const refused = await atShop.clerk.post(`/api/v1/transfers/${id}/receive`, { lines }, headers)
      assert.equal(refused.status, 422)
      assert.deepEqual(refused.body.errors, {
        'lines.0.quantity': [beyond('12')[language]],
        'lines.1.quantity': [beyond('0')[language]],
      })
    }
    assert.equal((await levelOf(shop.id, sent)).inTransit, 12)
    assert.equal((await levelOf(shop.id, other)).onHand, 0)
  })

  test('does not come in when two people enter one truck at once', async () => {
    const variantId = await stocked('20')
    const id = await round.sent({ [variantId]: '12' })
    const enter = () =>
      takeStep(atShop.clerk, id, 'receive', undefined, {
        id: randomUUID(),
        lines: [{ variant_id: variantId, quantity: '8' }],
      })
    const answers = await Promise.all([enter(), enter()])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 422])
    assert.equal((await levelOf(shop.id, variantId)).onHand, 8)
  })

  test('is answered as it was the first time, when it is sent again', async () => {
    const variantId = await stocked('5')
    const id = await round.sent({ [variantId]: '2' })
    const delivery = { id: randomUUID(), lines: [{ variant_id: variantId, quantity: '1' }] }
    assert.equal((await takeStep(atShop.clerk, id, 'receive', undefined, delivery)).status, 200)
    const more = { id: randomUUID(), lines: [{ variant_id: variantId, quantity: '2', surplus: true }] }
    assert.equal((await takeStep(atShop.clerk, id, 'receive', undefined, more)).status, 200)
    // Nothing is under way any more.
    for (const again of [delivery, more]) {
      const answer = await takeStep(atShop.clerk, id, 'receive', undefined, again)
      assert.deepEqual([answer.status, answer.headers['idempotent-replayed']], [200, 'true'])
    }
    assert.equal((await levelOf(shop.id, variantId)).onHand, 3)
  })
})

test('goods that arrive where some are missing set the average, and the difference is posted', async () => {
  const variantId = await stocked('4', '3')
  // Two were sold here before they were there, at the article's own cost of 2.50.
  await service.put(`/api/v1/product-variants/${variantId}/stock`, { store_id: shop.id, delta: '-2', reason: 'Vendus' })
  const id = await round.sent({ [variantId]: '4' })
  await takeStep(atShop.clerk, id, 'receive')
  assert.deepEqual((await levelOf(shop.id, variantId)).value, 600)
  const { movements } = (await atShop.manager.get(`/api/v1/stock/${shop.id}/${variantId}/history`)).body.data
  assert.deepEqual(
    movements.slice(0, 2).map((movement: Line) => [movement.kind, movement.value]),
    [
      ['cost_variance', '-1.00'],
      ['transfer_in', '12.00'],
    ],
  )
})

describe('a delivery', () => {
  test('that names itself comes in once', async () => {
    const variantId = await stocked('9')
    const id = await round.sent({ [variantId]: '6' })
    const delivery = { id: randomUUID(), lines: [{ variant_id: variantId, quantity: '4' }] }
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => takeStep(atShop.clerk, id, 'receive', undefined, delivery)),
    )
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [200, 200, 200, 200, 200, 200],
    )
    assert.equal(answers.filter((answer) => answer.headers['idempotent-replayed'] === 'true').length, 5)
    assert.equal((await levelOf(shop.id, variantId)).onHand, 4)
    await takeStep(atShop.clerk, id, 'receive')
    // Still known when the transfer is over.
    assert.equal((await takeStep(atShop.clerk, id, 'receive', undefined, delivery)).status, 200)
    const other = { ...delivery, lines: [{ variant_id: variantId, quantity: '5' }] }
    assert.equal((await takeStep(atShop.clerk, id, 'receive', undefined, other)).body.code, 'delivery_id_reused')
    const elsewhere = await round.sent({ [variantId]: '1' })
    const reused = await takeStep(atShop.clerk, elsewhere, 'receive', undefined, delivery)
    assert.deepEqual([reused.status, reused.body.code], [409, 'delivery_id_reused'])
  })

  test('under one name for two transfers at once comes in for one', async () => {
    const variantId = await stocked('9')
    const ids = [await round.sent({ [variantId]: '1' }), await round.sent({ [variantId]: '1' })]
    const delivery = { id: randomUUID(), lines: [{ variant_id: variantId, quantity: '1' }] }
    const answers = await Promise.all(ids.map((id) => takeStep(atShop.clerk, id, 'receive', undefined, delivery)))
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409])
    assert.equal((await levelOf(shop.id, variantId)).onHand, 1)
  })

  test('with an idempotency key comes in once, as every step does', async () => {
    const variantId = await stocked('9')
    const id = await round.sent({ [variantId]: '6' })
    const receive = () =>
      atShop.clerk.post(
        `/api/v1/transfers/${id}/receive`,
        { lines: [{ variant_id: variantId, quantity: '2' }] },
        { 'idempotency-key': 'livraison-1' },
      )
    await Promise.all([receive(), receive(), receive()])
    assert.equal((await levelOf(shop.id, variantId)).onHand, 2)
  })
})

test('the history of a transfer stays as it was written', async () => {
  await assert.rejects(sql`update stock_transfer_steps set note = 'x'`, /append-only/)
  await assert.rejects(sql`delete from stock_transfer_entries`, /append-only/)
})

describe('what does not agree is found', () => {
  const found = async (damage: (tx: Tx) => Promise<unknown>) => {
    const invariants = new Set<string>()
    await sql
      .begin(async (tx) => {
        await damage(tx)
        for (const fault of await findStockFaults(tx)) invariants.add(fault.invariant)
        throw UNDONE
      })
      .catch((error: unknown) => assert.equal(error, UNDONE))
    return [...invariants].sort()
  }

  test('in levels, lines, states and promises', async () => {
    const variantId = await stocked('9')
    const id = await round.sent({ [variantId]: '3' })
    const promised = await round.request({ [variantId]: '1' })
    await takeStep(atWarehouse.manager, promised, 'approve')
    assert.deepEqual(
      await found((tx) => tx`update stock_levels set in_transit = in_transit + 1 where variant_id = ${variantId}`),
      ['stock_in_transit_is_sum_of_transfers'],
    )
    assert.deepEqual(
      await found(
        (tx) => tx`
          update stock_levels set in_transit_value_minor = 1 where variant_id = ${variantId} and store_id = ${shop.id}`,
      ),
      ['stock_in_transit_is_sum_of_transfers'],
    )
    assert.deepEqual(await found((tx) => tx`update stock_transfer_lines set received = 1 where transfer_id = ${id}`), [
      'stock_in_transit_is_sum_of_transfers',
      'transfer_line_is_sum_of_entries',
    ])
    assert.deepEqual(
      await found((tx) => tx`update stock_transfers set status = 'received', received_at = now() where id = ${id}`),
      ['transfer_ends_with_what_is_under_way'],
    )
    assert.deepEqual(await found((tx) => tx`update stock_transfers set status = 'requested' where id = ${promised}`), [
      'transfer_is_promised_what_was_approved',
    ])
    assert.deepEqual(
      await found(
        (tx) => tx`
          insert into stock_transfer_entries (store_id, transfer_id, step_no, variant_id, kind, quantity, value_minor)
          values (${shop.id}, ${id}, 1, ${variantId}, 'shipped', 1, 250)`,
      ),
      ['transfer_line_is_sum_of_entries', 'transfer_moves_stock'],
    )
  })
})

test('after all of it, the stock is sound and nothing was a fault of ours', async () => {
  assert.deepEqual(await findStockFaults(sql), [])
  assert.deepEqual(log.faults, [])
})
