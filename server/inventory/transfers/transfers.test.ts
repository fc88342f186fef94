import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeRole, makeStore, makeToken, makeUser } from '../../../test/harness/factories.ts'
import { makeRound, takeStep } from '../../../test/harness/transfers.ts'
import { findStockFaults } from '../index.ts'

const application = await testApplication({ after }, { max: 16 })
const { sql, as, log, service, withToken } = application
const round = await makeRound(application)
const { warehouse, shop, atWarehouse, atShop, stocked, levelOf } = round
const PATH = '/api/v1/transfers'

const body = (lines: object[], more: object = {}) => ({
  source_id: warehouse.id,
  destination_id: shop.id,
  lines,
  ...more,
})
const at = async (storeId: number, variantId: number) => {
  const { onHand, reserved, inTransit } = await levelOf(storeId, variantId)
  return [onHand, reserved, inTransit]
}

describe('a transfer', () => {
  test('lives from the request to the last delivery', async () => {
    const [first, second] = [await stocked('10', '3', 'Bol'), await stocked('4')]
    const asked = await atShop.clerk.post(
      PATH,
      body(
        [
          { variant_id: first, quantity: '8' },
          { variant_id: second, quantity: 2.5 },
        ],
        { reference: ' T-1 ', note: 'Pour samedi' },
      ),
    )
    assert.equal(asked.status, 201, asked.raw.toString())
    assert.equal(asked.body.message, 'Transfert demandé avec succès.')
    const { id, lines, steps, actions, requested_at, updated_at, ...head } = asked.body.data
    assert.deepEqual(head, {
      source_id: warehouse.id,
      source_name: warehouse.name,
      destination_id: shop.id,
      destination_name: shop.name,
      origin: 'request',
      status: 'requested',
      reference: 'T-1',
      note: 'Pour samedi',
      currency: 'CAD',
      lines_count: 2,
      requested: '10.5',
      approved: null,
      shipped: '0',
      received: '0',
      surplus: '0',
      returned: '0',
      lost: '0',
      in_transit: '0',
      requested_by: (await atShop.clerk.person).name,
      approved_at: null,
      shipped_at: null,
      received_at: null,
      cancelled_at: null,
    })
    assert.ok(Date.parse(requested_at) > 0 && Date.parse(updated_at) > 0)
    assert.deepEqual(actions, ['change', 'cancel'])
    assert.equal(lines[0].product_name, 'Bol')
    assert.deepEqual(
      steps.map((step: { kind: string; entries: object[] }) => [step.kind, step.entries.length]),
      [['requested', 2]],
    )

    const approved = await takeStep(atWarehouse.manager, id, 'approve', { [first]: '6' }, { note: 'Il en reste peu' })
    assert.equal(approved.status, 200, approved.raw.toString())
    assert.deepEqual([approved.body.data.status, approved.body.data.approved], ['approved', '8.5'])
    assert.deepEqual(await at(warehouse.id, first), [10, 6, 0])
    assert.deepEqual(await at(shop.id, first), [0, 0, 0])

    const picked = await takeStep(atWarehouse.clerk, id, 'pick', { [first]: '5' })
    assert.deepEqual([picked.body.data.status, picked.body.data.lines[0].picked], ['picking', '5'])
    assert.equal((await takeStep(atWarehouse.clerk, id, 'pick', { [first]: '6', [second]: '2' })).status, 200)

    const shipped = await takeStep(atWarehouse.clerk, id, 'ship')
    assert.deepEqual([shipped.body.data.status, shipped.body.data.in_transit], ['shipped', '8'])
    assert.deepEqual(await at(warehouse.id, first), [4, 0, 0])
    assert.deepEqual(await at(warehouse.id, second), [2, 0, 0])
    assert.deepEqual(await at(shop.id, first), [0, 0, 6])
    assert.equal((await levelOf(shop.id, first)).inTransitValue, 1800)

    const part = await takeStep(atShop.clerk, id, 'receive', { [first]: '4' })
    assert.equal(part.body.data.status, 'partially_received')
    assert.deepEqual(await at(shop.id, first), [4, 0, 2])
    const rest = await takeStep(atShop.clerk, id, 'receive')
    assert.deepEqual([rest.body.data.status, rest.body.data.received], ['received', '8'])
    assert.ok(Date.parse(rest.body.data.received_at) > 0)
    assert.deepEqual(rest.body.data.actions, [])
    assert.deepEqual(await levelOf(shop.id, first), {
      onHand: 6,
      value: 1800,
      reserved: 0,
      inTransit: 0,
      inTransitValue: 0,
    })
    assert.deepEqual(
      rest.body.data.steps.map((step: { kind: string }) => step.kind),
      ['requested', 'approved', 'picked', 'picked', 'shipped', 'received', 'received'],
    )
  })

  test('explains the stock of both stores', async () => {
    const variantId = await stocked('3')
    const id = await round.sent({ [variantId]: '2' })
    await takeStep(atShop.clerk, id, 'receive')
    const why = async (client: typeof atShop.clerk, storeId: number) => {
      const { movements } = (await client.get(`/api/v1/stock/${storeId}/${variantId}/history`)).body.data
      return movements[0]
    }
    const left = await why(atWarehouse.manager, warehouse.id)
    const came = await why(atShop.manager, shop.id)
    for (const [movement, kind, quantity, value] of [
      [left, 'transfer_out', '-2', '-5.00'],
      [came, 'transfer_in', '2', '5.00'],
    ]) {
      assert.deepEqual(
        [movement.kind, movement.quantity, movement.value, movement.unit_cost],
        [kind, quantity, value, '2.50'],
      )
      assert.deepEqual(
        [movement.reference_type, movement.reference_id, movement.reference_line, movement.reference_url],
        ['transfer', String(id), 1, `/api/v1/transfers/${id}`],
      )
    }
  })

  test('may be changed while nobody has agreed to it, by who asked', async () => {
    const [first, second] = [await stocked('9'), await stocked('9')]
    const id = await round.request({ [first]: '1' })
    const change = { note: 'Autre', lines: [{ variant_id: second, quantity: '3' }] }
    assert.equal((await atWarehouse.manager.patch(`${PATH}/${id}`, change)).body.code, 'transfer_side')
    const changed = await atShop.clerk.patch(`${PATH}/${id}`, change)
    assert.equal(changed.status, 200, changed.raw.toString())
    const { lines, note, steps } = changed.body.data
    assert.deepEqual([lines.length, lines[0].variant_id, lines[0].requested, note], [1, second, '3', 'Autre'])
    assert.equal(steps.at(-1).kind, 'changed')
    assert.equal((await atShop.clerk.patch(`${PATH}/${id}`, { reference: 'R' })).body.data.lines.length, 1)
    await takeStep(atWarehouse.manager, id, 'approve')
    const late = await atShop.clerk.patch(`${PATH}/${id}`, change)
    assert.deepEqual([late.status, late.body.code], [409, 'transfer_state'])
    assert.match(late.body.error, /il est approuvé/)
  })

  test('reserves what was approved, and gives it back when it is called off', async () => {
    const variantId = await stocked('10')
    const id = await round.request({ [variantId]: '7' })
    await takeStep(atWarehouse.manager, id, 'approve')
    assert.deepEqual(await at(warehouse.id, variantId), [10, 7, 0])
    const query = `/api/v1/reservations?variant_id=${variantId}&status=active&sort=expires_at`
    const [reservation] = (await atWarehouse.clerk.get(query)).body.data
    assert.deepEqual([reservation.transfer_id, reservation.expires_at, reservation.quantity], [id, null, '7'])
    // Nobody else is promised it, sells it by its number, or gives it up.
    const promise = { store_id: warehouse.id, variant_id: variantId, quantity: '4' }
    assert.equal((await atWarehouse.manager.post('/api/v1/reservations', promise)).body.code, 'not_enough_stock')
    const released = await atWarehouse.manager.del(`/api/v1/reservations/${reservation.id}`)
    assert.deepEqual([released.status, released.body.code], [409, 'reservation_of_transfer'])
    const sale = await service.post('/api/v1/sales', {
      id: randomUUID(),
      store_id: warehouse.id,
      lines: [{ variant_id: variantId, quantity: '1', reservation_id: reservation.id }],
      payments: [{ method: 'cash', amount: '1000' }],
    })
    assert.deepEqual([sale.status, Object.keys(sale.body.errors)], [422, ['lines.0.reservation_id']])
    const cancelled = await takeStep(atShop.clerk, id, 'cancel', undefined, { note: 'Trop tard' })
    assert.equal(cancelled.body.data.status, 'cancelled')
    assert.equal(cancelled.body.data.steps.at(-1).note, 'Trop tard')
    assert.deepEqual(await at(warehouse.id, variantId), [10, 0, 0])
    assert.equal((await takeStep(atWarehouse.manager, id, 'ship')).body.code, 'transfer_state')
  })

  test('promises no more to sales where its source refuses to sell below zero', async () => {
    const careful = await makeStore(sql, { tax_zone: 'NONE' })
    const manager = as('manager', { storeIds: [careful.id, shop.id] })
    await manager.put(`/api/v1/stores/${careful.id}/stock-policy`, { below_zero: 'refuse' })
    const variantId = await stocked('0')
    const lines = [{ variant_id: variantId, quantity: '5' }]
    await manager.post('/api/v1/stock-receipts', { store_id: careful.id, lines })
    const ask = async (quantity: string) => {
      const wanted = { source_id: careful.id, destination_id: shop.id, lines: [{ variant_id: variantId, quantity }] }
      return (await manager.post(PATH, wanted)).body.data.id
    }
    const [one, other] = [await ask('4'), await ask('2')]
    assert.equal((await takeStep(manager, one, 'approve')).status, 200)
    const refused = await takeStep(manager, other, 'approve')
    assert.deepEqual([refused.status, refused.body.code], [409, 'not_enough_stock'])
    assert.deepEqual(refused.body.errors, { 'lines.0.quantity': ['Il y en a 1 de disponible.'] })
    const sale = (quantity: string) =>
      manager.post('/api/v1/sales', {
        id: randomUUID(),
        store_id: careful.id,
        lines: [{ variant_id: variantId, quantity }],
        payments: [{ method: 'cash', amount: '1000' }],
      })
    assert.equal((await sale('2')).body.code, 'not_enough_stock')
    assert.equal((await sale('1')).status, 201)
    // A loss that nobody foresaw: what is left is less than what was promised.
    const loss = { store_id: careful.id, delta: '-1', reason: 'Bris' }
    await manager.put(`/api/v1/product-variants/${variantId}/stock`, loss)
    assert.equal((await takeStep(manager, one, 'ship')).body.code, 'not_enough_stock')
    assert.equal((await takeStep(manager, one, 'ship', { [variantId]: '3' })).status, 200)
    assert.deepEqual(await at(careful.id, variantId), [0, 0, 0])
  })

  test('may take its source below zero where the store lets it', async () => {
    const variantId = await stocked('1', '2')
    const id = await round.sent({ [variantId]: '3' })
    // One at 2.00, and two that are not there at the article's own cost of 2.50.
    assert.equal((await levelOf(shop.id, variantId)).inTransitValue, 700)
    assert.deepEqual(await at(warehouse.id, variantId), [-2, 0, 0])
    await takeStep(atShop.clerk, id, 'receive')
    assert.equal((await levelOf(shop.id, variantId)).value, 700)
  })

  test('may be offered by its source', async () => {
    const variantId = await stocked('5')
    const offered = await atWarehouse.clerk.post(PATH, body([{ variant_id: variantId, quantity: '1' }]))
    assert.equal(offered.body.data.origin, 'push')
    const { id } = offered.body.data
    assert.equal((await atShop.clerk.patch(`${PATH}/${id}`, { note: 'x' })).body.code, 'transfer_side')
    assert.equal((await takeStep(atShop.clerk, id, 'cancel')).body.code, 'transfer_side')
    assert.equal((await takeStep(atShop.manager, id, 'cancel')).status, 200)
  })
})

test('each step is for its own store, and nobody else sees the transfer', async () => {
  const variantId = await stocked('5')
  const id = await round.request({ [variantId]: '2' })
  const stranger = as('manager', { storeIds: [(await makeStore(sql)).id] })
  assert.equal((await stranger.get(`${PATH}/${id}`)).status, 404)
  assert.deepEqual((await stranger.get(PATH)).body.data, [])
  assert.equal((await takeStep(stranger, id, 'approve')).status, 404)
  const refused = async (client: typeof stranger, step: string, quantities?: Record<number, string>, more?: object) => {
    const answer = await takeStep(client, id, step, quantities, more)
    assert.deepEqual([answer.status, answer.body.code], [403, 'transfer_side'], step)
  }
  await refused(atShop.manager, 'approve')
  await takeStep(atWarehouse.manager, id, 'approve')
  await refused(atShop.manager, 'pick', { [variantId]: '1' })
  await refused(atShop.manager, 'ship')
  assert.equal((await atShop.manager.get(`${PATH}/${id}/pick-list`)).body.code, 'transfer_side')
  assert.equal((await stranger.get(`${PATH}/${id}/pick-list`)).status, 404)
  await takeStep(atWarehouse.manager, id, 'ship')
  await refused(atWarehouse.manager, 'receive')
  const settle = (outcome: string) => ({ lines: [{ variant_id: variantId, outcome, quantity: '1', reason: 'Perdu' }] })
  await refused(atShop.manager, 'settle', undefined, settle('returned'))
  await refused(atShop.clerk, 'settle', undefined, settle('lost'))
  assert.equal((await takeStep(atWarehouse.clerk, id, 'settle', undefined, settle('returned'))).status, 200)
  assert.equal((await takeStep(atShop.manager, id, 'settle', undefined, settle('lost'))).status, 200)
})

test('who sees transfers and may say that goods are lost, or call one off, needs to receive or to ask for none', async () => {
  const personWith = async (...permissions: string[]) => {
    const person = await makeUser(sql, { roles: [await makeRole(sql, permissions)], storeIds: [shop.id] })
    return withToken((await makeToken(sql, person.id)).secret)
  }
  const decider = await personWith('transfers.view', 'transfers.approve')
  const reader = await personWith('transfers.view')
  const variantId = await stocked('5')
  const [sent, requested] = [await round.sent({ [variantId]: '2' }), await round.request({ [variantId]: '1' })]
  const lost = { lines: [{ variant_id: variantId, outcome: 'lost', quantity: '2', reason: 'Perdu' }] }
  for (const [id, step, more] of [
    [sent, 'settle', lost],
    [requested, 'cancel', {}],
  ] as const) {
    // What is said to be possible is.
    assert.deepEqual((await decider.get(`${PATH}/${id}`)).body.data.actions, [step])
    assert.deepEqual((await reader.get(`${PATH}/${id}`)).body.data.actions, [])
    const refused = await takeStep(reader, id, step, undefined, more)
    assert.deepEqual([refused.status, refused.body.code], [403, 'transfer_side'])
    const taken = await takeStep(decider, id, step, undefined, more)
    assert.equal(taken.status, 200, taken.raw.toString())
  }
})

test('costs are for those who may see them', async () => {
  const variantId = await stocked('5', '7.77')
  const id = await round.sent({ [variantId]: '2' })
  const read = async (client: typeof atShop.clerk) => {
    const [one, list] = [await client.get(`${PATH}/${id}`), await client.get(`${PATH}?ids=${id}`)]
    const stock = await client.get(`/api/v1/stock?variant_id=${variantId}`)
    return [one, list, stock].map((answer) => JSON.stringify(answer.body)).join()
  }
  assert.match(await read(atShop.manager), /"in_transit_value":"15\.54"/)
  assert.doesNotMatch(await read(atShop.clerk), /value|"15\.54/)
})

test('the pick list is in the order of the shelves, with what is there', async () => {
  const names = ['Zeste', 'Âne', 'abricot']
  const [zest, donkey, apricot] = [
    await stocked('5', '1', names[0]),
    await stocked('1', '1', names[1]),
    await stocked('2', '1', names[2]),
  ]
  const id = await round.request({ [zest]: '3', [donkey]: '2', [apricot]: '2' })
  await takeStep(atWarehouse.manager, id, 'approve', { [zest]: '0' })
  await takeStep(atWarehouse.clerk, id, 'pick', { [apricot]: '1' })
  const { body: list } = await atWarehouse.clerk.get(`${PATH}/${id}/pick-list`)
  assert.deepEqual(
    list.data.lines.map((line: Record<string, unknown>) => [
      line.product_name,
      line.to_pick,
      line.picked,
      line.on_hand,
      line.is_short,
    ]),
    [
      ['abricot', '2', '1', '2', false],
      ['Âne', '2', null, '1', true],
    ],
  )
  // What nobody noted as picked does not leave.
  const shipped = await takeStep(atWarehouse.clerk, id, 'ship')
  assert.equal(shipped.body.data.shipped, '1')
})

test('transfers are listed by store, article, state and day', async () => {
  const variantId = await stocked('5')
  const id = await round.sent({ [variantId]: '1' })
  await sql`update stock_transfers set reference = 'Été 7' where id = ${id}`
  const found = async (query: string) =>
    (await atShop.clerk.get(`${PATH}?variant_id=${variantId}&${query}`)).body.data.map((row: { id: number }) => row.id)
  for (const query of [
    `store_id=${shop.id}`,
    `store_id=${warehouse.id}`,
    `source_id=${warehouse.id}`,
    `destination_id=${shop.id}`,
    'status=shipped',
    'is_open=true',
    'origin=request',
    'q=ete',
    'reference=%C3%89t%C3%A9%207',
    `ids=${id}`,
    'date_from=2026-01-01',
    'cursor=',
    'sort=-requested_at',
  ]) {
    assert.deepEqual(await found(query), [id], query)
  }
  for (const query of [
    `source_id=${shop.id}`,
    'status=received',
    'is_open=false',
    'origin=push',
    'date_to=2026-01-01',
  ]) {
    assert.deepEqual(await found(query), [], query)
  }
})

test('a store is neither deleted nor given another currency while something is on its way', async () => {
  const store = await makeStore(sql, { tax_zone: 'NONE' })
  const variantId = await stocked('5')
  const owner = as('owner')
  const wanted = {
    source_id: warehouse.id,
    destination_id: store.id,
    lines: [{ variant_id: variantId, quantity: '2' }],
  }
  const { id } = (await owner.post(PATH, wanted)).body.data
  const refusal = async (answer: ReturnType<typeof owner.del>) => [(await answer).body.code, (await answer).body.error]
  const inUse = await refusal(owner.del(`/api/v1/stores/${store.id}`))
  assert.equal(inUse[0], 'store_in_use')
  assert.match(inUse[1], /des transferts y sont en cours/)
  assert.equal(
    (await refusal(owner.patch(`/api/v1/stores/${store.id}`, { currency: 'EUR' })))[0],
    'store_currency_in_use',
  )
  await takeStep(owner, id, 'approve')
  await takeStep(owner, id, 'ship', { [variantId]: '2' })
  await owner.put(`/api/v1/product-variants/${variantId}/stock`, {
    store_id: warehouse.id,
    on_hand: '0',
    reason: 'Vide',
  })
  const kept = await owner.del(`/api/v1/product-variants/${variantId}`)
  assert.match(kept.body.error, /il y en a en route/)
  await takeStep(owner, id, 'receive')
  await owner.put(`/api/v1/product-variants/${variantId}/stock`, { store_id: store.id, on_hand: '0', reason: 'Vide' })
  assert.equal((await owner.del(`/api/v1/stores/${store.id}`)).status, 200)
})

describe('a transfer is refused', () => {
  const CASES: readonly [what: string, change: (id: number) => object, status: number, field: string | null][] = [
    ['without lines', () => ({ lines: [] }), 422, 'lines'],
    ['of nothing', (id) => ({ lines: [{ variant_id: id, quantity: '0' }] }), 422, 'lines.0.quantity'],
    [
      'of an article twice',
      (id) => ({ lines: [1, 2].map((quantity) => ({ variant_id: id, quantity })) }),
      422,
      'lines.1.variant_id',
    ],
    ['of what does not exist', () => ({ lines: [{ variant_id: 987_654, quantity: 1 }] }), 422, 'lines.0.variant_id'],
    ['to where it comes from', () => ({ source_id: shop.id }), 422, 'source_id'],
    ['from nowhere', () => ({ source_id: 987_654 }), 422, 'source_id'],
    ['between two stores of others', () => ({ destination_id: 987_654 }), 404, null],
  ]
  for (const [what, change, status, field] of CASES) {
    test(what, async () => {
      const variantId = await stocked('0')
      const lines = [{ variant_id: variantId, quantity: '1' }]
      const answer = await atShop.clerk.post(PATH, { ...body(lines), ...change(variantId) })
      assert.equal(answer.status, status, answer.raw.toString())
      assert.deepEqual(Object.keys(answer.body.errors ?? {}), field === null ? [] : [field])
    })
  }

  test('to a place that does not exist, by its source', async () => {
    const lines = [{ variant_id: await stocked('1'), quantity: '1' }]
    const answer = await atWarehouse.clerk.post(PATH, { ...body(lines), destination_id: 987_654 })
    assert.deepEqual([answer.status, Object.keys(answer.body.errors)], [422, ['destination_id']])
  })

  test('between two currencies', async () => {
    const abroad = await makeStore(sql, { currency: 'EUR', tax_zone: 'FR', time_zone: 'Europe/Paris' })
    const lines = [{ variant_id: await stocked('1'), quantity: '1' }]
    const answer = await atShop.clerk.post(PATH, { ...body(lines), source_id: abroad.id })
    assert.deepEqual([answer.status, Object.keys(answer.body.errors)], [422, ['source_id']])
  })

  test('beyond what was asked for, approved, or is there to settle', async () => {
    const variantId = await stocked('9')
    const stranger = await stocked('9')
    const id = await round.request({ [variantId]: '5' })
    const fields = async (...args: Parameters<typeof takeStep>) => {
      const answer = await takeStep(...args)
      return [answer.status, answer.body.errors]
    }
    const more = (most: string) => [422, { 'lines.0.quantity': [`C’est plus que les ${most} possibles.`] }]
    const { manager } = atWarehouse
    assert.deepEqual(await fields(manager, id, 'approve', { [variantId]: '6' }), more('5'))
    assert.deepEqual(Object.keys((await fields(manager, id, 'approve', { [variantId]: '0' }))[1]), ['lines'])
    assert.deepEqual(Object.keys((await fields(manager, id, 'approve', { [stranger]: '1' }))[1]), [
      'lines.0.variant_id',
    ])
    await takeStep(manager, id, 'approve', { [variantId]: '4' })
    assert.deepEqual(await fields(manager, id, 'pick', { [variantId]: '5' }), more('4'))
    assert.deepEqual(await fields(manager, id, 'ship', { [variantId]: '5' }), more('4'))
    assert.deepEqual(Object.keys((await fields(manager, id, 'ship', { [variantId]: '0' }))[1]), ['lines'])
    assert.deepEqual(await at(warehouse.id, variantId), [9, 4, 0])
    await takeStep(manager, id, 'ship')
    const settle = { lines: [{ variant_id: variantId, outcome: 'lost', quantity: '5', reason: 'Perdu' }] }
    assert.deepEqual(await fields(manager, id, 'settle', undefined, settle), more('4'))
  })
})

test('after all of it, the stock is sound and nothing was a fault of ours', async () => {
  assert.deepEqual(await findStockFaults(sql), [])
  assert.deepEqual(log.faults, [])
})
