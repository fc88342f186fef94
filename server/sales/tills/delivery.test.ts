import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import type { Answer } from '../../../test/harness/client.ts'
import { makeUser } from '../../../test/harness/factories.ts'
import { makeShop, newId, onHandOf } from '../../../test/harness/sales.ts'
import { enrolDevice, makeTillOn } from '../../../test/harness/tills.ts'
import { findSalesFaults } from '../faults/find-sales-faults.ts'

const application = await testApplication({ after })
const { sql, as, guest, log } = application
const shop = await makeShop(sql, { tills: 15, articles: [{ price: '10.00' }, { price: '20.00', taxClass: 'books' }] })
const manager = as('manager', { storeIds: [shop.store.id] })
const BATCH = '/api/v1/sales/batch'
let tills = 0
const newTill = () => {
  const registerId = shop.tillIds[tills] ?? 0
  tills += 1
  return makeTillOn(application, manager, { storeId: shop.store.id, registerId })
}
const [first, second] = shop.articles.map(({ variantId }) => variantId)

/** Two pieces at 10.00 with the taxes of Québec, paid in cash. */
const sold = (overrides: Record<string, unknown> = {}) => ({
  lines: [{ variant_id: first, quantity: '2', unit_price: '10.00' }],
  payments: [{ method: 'cash', amount: '25.00' }],
  total: '23.00',
  taxes: [
    { code: 'TPS', amount: '1.00' },
    { code: 'TVQ', amount: '2.00' },
  ],
  ...overrides,
})

const faults = async () =>
  (await findSalesFaults(sql))
    .list()
    .flatMap(({ name, faults: count, first: shown }) => (count > 0 ? [{ name, shown }] : []))

test('a till’s ticket keeps its number, its seal and what its receipt says', async () => {
  const till = await newTill()
  const record = till.record('sale', sold({ cashier_id: 4_000_000, session_id: newId() }))
  const { status, body } = await till.deliver([record])
  assert.equal(status, 200, JSON.stringify(body))
  const [answer] = body.data
  assert.equal(answer.status, 201, JSON.stringify(answer))
  const { series, number, device_id, flags, total, change_due, cashier_id } = answer.data
  assert.deepEqual(
    { series, number, device_id, flags, total, change_due, cashier_id },
    {
      series: 1,
      number: 1,
      device_id: till.deviceId,
      flags: [],
      total: '23.00',
      change_due: '2.00',
      cashier_id: 4_000_000,
    },
  )
  const again = await till.deliver([record])
  assert.deepEqual([again.body.data[0].status, again.body.data[0].data], [200, answer.data])
  const [kept] = await sql`
    select encode(hash, 'hex') as hash, kind from till_records where id = ${record.id}`
  assert.deepEqual([kept?.hash, kept?.kind], [record.hash, 'sale'])
  const [lease] = await sql`
    select last_number::int, record_count::int from register_leases where device_id = ${till.deviceId}`
  assert.deepEqual([lease?.last_number, lease?.record_count], [1, 1])
  const shown = await manager.get(`/api/v1/devices/${till.deviceId}`)
  assert.ok(Math.abs(shown.body.data.clock_offset_ms) < 60_000)
})

test('the stock that a till’s ticket moves is signed by its cashier, and by the device where nobody is named', async () => {
  const till = await newTill()
  const person = await makeUser(sql, { name: 'Zoé Lacroix', roles: ['cashier'], storeIds: [shop.store.id] })
  const records = [till.record('sale', sold({ cashier_id: person.id })), till.record('sale', sold())]
  assert.equal((await till.deliver(records)).status, 200)
  const { body } = await manager.get(`/api/v1/stock-movements?store_id=${shop.store.id}&variant_id=${first}&per_page=2`)
  const names = records.map(
    ({ id }) => body.data.find((row: { reference_id: string }) => row.reference_id === id)?.actor_name,
  )
  const [device] = await sql`select name from devices where id = ${till.deviceId}`
  assert.deepEqual(names, ['Zoé Lacroix', device?.name])
})

test('what a till sells in another register’s session counts in its own register’s day, and somebody looks at it', async () => {
  const [till, other] = [await newTill(), await newTill()]
  const session_id = newId()
  const opened_at = new Date().toISOString()
  const opening = other.record('session_open', { session_id, opening_float: '100.00', opened_at })
  assert.equal((await other.deliver([opening])).body.data[0].status, 201)
  const sale = till.record('sale', sold({ session_id }))
  const drop = till.record('cash_movement', { session_id, type: 'drop', amount: '50.00', reason: 'Coffre' })
  const { body } = await till.deliver([sale, drop])
  const [recorded, held] = body.data
  assert.deepEqual([recorded.status, recorded.data.flags], [201, ['session_elsewhere']], JSON.stringify(body))
  assert.notEqual(recorded.data.session_id, session_id)
  assert.equal(recorded.data.register_id, till.registerId)
  assert.equal(held.status, 202, JSON.stringify(held))
  const [review] = await sql`
    select details ->> 'named_session_id' as session_id from reviews where subject_id = ${sale.id} and flag = 'session_elsewhere'`
  assert.equal(review?.session_id, session_id)
  const [kept] = (await manager.get('/api/v1/reviews?flag=duplicate_id&subject_type=held_record&state=open')).body.data
  const accepted = await manager.post(`/api/v1/reviews/${kept.id}/settle`, { settlement: 'accepted' })
  const why = { session_id: ['Cette session est celle d’une autre caisse.'] }
  assert.deepEqual([accepted.status, accepted.body.errors], [422, why])
  const [day] = await sql`select kind, register_id::int from register_sessions where id = ${recorded.data.session_id}`
  assert.deepEqual([day?.kind, day?.register_id], ['day', till.registerId])
  assert.deepEqual((await till.deliver([sale])).body.data[0].data, recorded.data)
  assert.deepEqual(await faults(), [])
})

test('every kind of record takes a number, and answers as it was recorded', async () => {
  const till = await newTill()
  const session_id = newId()
  const records = [
    till.record('session_open', { session_id, opening_float: '100.00', opened_at: new Date().toISOString() }),
    till.record('sale', sold({ session_id })),
    till.record('cash_movement', { session_id, type: 'drop', amount: '50.00', reason: 'Coffre' }),
    till.record('drawer_open', { session_id, reason: 'Monnaie' }),
    till.record('session_close', {
      session_id,
      counted: [{ denomination: '20.00', count: 3 }],
      closed_at: new Date().toISOString(),
      last_number: 5,
      totals: { total: '23.00' },
      note: null,
    }),
  ]
  const { body } = await till.deliver(records)
  assert.deepEqual(
    body.data.map((answer: { status: number; record?: { kind: string; number: number } }) => [
      answer.status,
      answer.record?.kind ?? 'sale',
      answer.record?.number ?? 2,
    ]),
    [
      [201, 'session_open', 1],
      [201, 'sale', 2],
      [201, 'cash_movement', 3],
      [201, 'drawer_open', 4],
      [201, 'session_close', 5],
    ],
    JSON.stringify(body),
  )
  const again = await till.deliver(records.toReversed())
  assert.deepEqual(
    again.body.data.map(({ status }: { status: number }) => status),
    Array(5).fill(200),
  )
})

test('what is odd is recorded as the receipt says it, and flagged with what one must know', async () => {
  const till = await newTill()
  const record = till.record('sale', {
    ...sold(),
    customer_id: 4_000_000,
    lines: [
      { variant_id: second, quantity: '500', unit_price: '9.00' },
      { sku: 'JAMAIS-VU', description: 'Pain', quantity: '1', unit_price: '3.00' },
      { variant_id: 4_000_000, quantity: '1', unit_price: '1.00' },
    ],
    payments: [{ method: 'card', amount: '5000.00' }],
    total: '5000.01',
    taxes: [
      { code: 'TPS', amount: '217.39' },
      { code: 'TVQ', amount: '433.70' },
      { code: 'ECO', amount: '0.05' },
    ],
    occurred_at: '2001-01-01T00:00:00Z',
  })
  const { body } = await till.deliver([record])
  const { data } = body.data[0]
  assert.deepEqual(
    data?.flags.toSorted(),
    ['clock_skew', 'price_differs', 'stock_negative', 'total_differs', 'unknown_article', 'unknown_customer'],
    JSON.stringify(body),
  )
  assert.deepEqual([data.total, data.tax_total, data.customer_id], ['5000.01', '651.14', null])
  assert.deepEqual(
    data.taxes.map(({ code, amount }: { code: string; amount: string }) => [code, amount]),
    [
      ['TPS', '217.39'],
      ['TVQ', '433.70'],
      ['ECO', '0.05'],
    ],
  )
  assert.deepEqual(data.lines.map(({ name }: { name: string }) => name).slice(1), ['Pain', '#4000000'])
  const reviews = await sql`select flag, details from reviews where subject_id = ${record.id} order by flag`
  assert.deepEqual(
    reviews.map(({ flag }) => flag),
    data.flags.toSorted(),
  )
  const details = new Map(reviews.map((review) => [review.flag, review.details]))
  assert.equal(details.get('total_differs').stated.total, '5000.01')
  assert.deepEqual(details.get('price_differs').lines[0].unit_price, '9.00')
  assert.deepEqual(await faults(), [])
})

test('a broken seal is recorded and flagged, whichever of two neighbours comes first', async () => {
  const till = await newTill()
  const [one, two, three] = [till.record('sale', sold()), till.record('sale', sold()), till.record('sale', sold())]
  const forged = { ...two, occurred_at: new Date(Date.parse(String(two.occurred_at)) - 1000).toISOString() }
  const answers = await till.deliver([three, one, forged])
  assert.deepEqual(
    answers.body.data.map(({ data }: { data: { flags: string[] } }) => data.flags),
    [[], [], ['chain_broken']],
  )
  const other = await newTill()
  const [four, five] = [other.record('sale', sold()), other.record('sale', sold())]
  const { hashOf } = { hashOf: five }
  await other.deliver([hashOf])
  const torn = await makeTillOn(
    application,
    manager,
    { storeId: shop.store.id, registerId: other.registerId },
    { takeOver: true },
  )
  const stranger = torn.record('sale', sold())
  const late = await other.deliver([{ ...four, previous_hash: stranger.hash }])
  assert.deepEqual(late.body.data[0].data.flags, ['chain_broken'])
  assert.deepEqual(await faults(), [])
})

test('a second record under one number or one id is held, and answers the same however often it comes', async () => {
  const till = await newTill()
  const one = till.record('sale', sold())
  await till.deliver([one])
  const sameNumber = { ...one, id: newId() }
  const sameId = { ...one, number: 2 }
  for (let time = 0; time < 2; time += 1) {
    const { body } = await till.deliver([sameNumber, sameId])
    assert.deepEqual(
      body.data.map(({ status, code, message }: Record<string, unknown>) => [status, code, message]),
      [
        [202, 'held_for_review', 'Gardé pour un gérant : ce numéro est déjà celui d’un autre enregistrement.'],
        [202, 'held_for_review', 'Gardé pour un gérant : cet identifiant désigne déjà un autre enregistrement.'],
      ],
    )
  }
  const held = await sql`select reason from held_records where device_id = ${till.deviceId} order by reason`
  assert.deepEqual(
    held.map(({ reason }) => reason),
    ['duplicate_id', 'duplicate_number'],
  )
  const [{ count } = { count: 0 }] = await sql`
    select count(*)::int from reviews where flag in ('duplicate_id', 'duplicate_number') and details ->> 'device_id' = ${till.deviceId}`
  assert.equal(count, 2)
})

test('a return that comes before its sale waits for it, in the batch or out of it', async () => {
  const till = await newTill()
  const sale = till.record('sale', sold())
  const back = till.record('return', {
    sale_id: sale.id,
    lines: [{ sale_line: 1, quantity: '1' }],
    refunds: [{ method: 'cash', amount: '11.50' }],
  })
  const early = await till.deliver([back])
  assert.deepEqual([early.body.data[0].status, early.body.data[0].code], [202, 'waits_for_sale'])
  const shelf = await onHandOf(sql, shop.store.id, first ?? 0)
  const late = await till.deliver([sale])
  assert.equal(late.body.data[0].status, 201)
  assert.equal(Number(await onHandOf(sql, shop.store.id, first ?? 0)), Number(shelf) - 1)
  const known = await till.deliver([back])
  assert.deepEqual([known.body.data[0].status, known.body.data[0].data.total], [200, '-11.50'])
  const [review] = await sql`
    select settlement from reviews where flag = 'sale_missing' and details ->> 'record_id' = ${back.id}`
  assert.equal(review?.settlement, 'resolved')
  const [next, again] = [
    till.record('sale', sold()),
    till.record('return', { sale_id: 'placeholder', lines: [], refunds: [] }),
  ]
  const together = {
    ...again,
    sale_id: next.id,
    lines: [{ sale_line: 1, quantity: '2' }],
    refunds: [{ method: 'cash', amount: '23.00' }],
  }
  const both = await till.deliver([together, next])
  assert.deepEqual(
    both.body.data.map(({ status }: { status: number }) => status),
    [201, 201],
    JSON.stringify(both.body),
  )
  assert.deepEqual(await faults(), [])
})

test('what a till gave back beyond the sale, or otherwise than it was paid, is given back', async () => {
  const till = await newTill()
  const sale = till.record('sale', sold())
  const back = till.record('return', {
    sale_id: sale.id,
    lines: [{ sale_line: 1, quantity: '3' }],
    refunds: [{ method: 'card', amount: '30.00' }],
    total: '-30.00',
  })
  const { body } = await till.deliver([sale, back])
  const { data } = body.data[1]
  assert.deepEqual(
    [data.total, data.flags.toSorted()],
    ['-30.00', ['over_returned', 'total_differs']],
    JSON.stringify(body),
  )
  const [review] = await sql`select details from reviews where subject_id = ${back.id} and flag = 'over_returned'`
  assert.equal(review?.details.lines[0].beyond, '1')
  assert.deepEqual(await faults(), [])
})

test('a till that was paid too little, or too much, has what it has', async () => {
  const till = await newTill()
  const { body } = await till.deliver([
    till.record('sale', sold({ payments: [{ method: 'card', amount: '20.00' }] })),
    till.record('sale', sold({ payments: [{ method: 'card', amount: '30.00' }] })),
  ])
  assert.deepEqual(
    body.data.map(({ data }: Record<string, Record<string, unknown>>) => [
      data?.total,
      data?.paid,
      data?.rounding,
      data?.flags,
    ]),
    [
      ['23.00', '20.00', '-3.00', ['total_differs']],
      ['23.00', '30.00', '7.00', ['total_differs']],
    ],
  )
  assert.deepEqual(await faults(), [])
})

test('only the device itself is believed, and only about its own leases', async () => {
  const till = await newTill()
  const other = await newTill()
  const record = till.record('sale', sold())
  const payload = JSON.stringify({ records: [record] })
  const expectRefusal = async (answer: Promise<Answer>, code: string, words: string) => {
    const { status, body } = await answer
    assert.deepEqual([status, body.code, body.error], [401, code, words])
  }
  const words = 'Cette signature n’est pas celle d’un appareil inscrit'
  const english = { headers: { 'accept-language': 'en' } }
  const { privateKey: key } = generateKeyPairSync('ed25519')
  await expectRefusal(till.send('POST', BATCH, payload, { key }), 'invalid_signature', words)
  const inEnglish = 'This signature is not that of an enrolled device'
  await expectRefusal(till.send('POST', BATCH, payload, { key, ...english }), 'invalid_signature', inEnglish)
  const good = `Device ${till.deviceId}:${Date.now()}:${'A'.repeat(86)}`
  const ask = (authorization: string) => guest.post(BATCH, { records: [record] }, { authorization })
  for (const authorization of [good, good.replace(till.deviceId, newId())]) {
    await expectRefusal(ask(authorization), 'invalid_signature', words)
  }
  for (const authorization of ['Device x', 'Device ', `${good}AAA`, good.replace(':', '')]) {
    const { status } = await ask(authorization)
    assert.equal(status, 401, authorization)
  }
  // Signed over another body, another path, and without one.
  const signed = await till.send('POST', BATCH, '{"records":[]}')
  assert.equal(signed.status, 422)
  assert.equal((await till.send('GET', '/api/v1/sales')).status, 403)
  assert.equal((await till.send('POST', '/api/v1/sales', payload)).status, 403)
  assert.equal((await till.send('POST', BATCH, undefined)).status, 422)
  const foreign = await other.send('POST', BATCH, payload)
  assert.deepEqual(Object.keys(foreign.body.data[0].errors), ['device_id'])
  const stolen = await other.deliver([{ ...record, device_id: other.deviceId }])
  assert.deepEqual([stolen.body.data[0].status, Object.keys(stolen.body.data[0].errors)], [422, ['series']])
  const elsewhere = await till.deliver([{ ...record, store_id: 4_000_000 }])
  assert.equal(elsewhere.body.data[0].status, 404)
  const recorded = await till.send('POST', BATCH, payload, { sentAtMs: 0 })
  assert.equal(recorded.body.data[0].status, 201, 'a clock that is wrong refuses nothing')
  const shown = await manager.get(`/api/v1/devices/${till.deviceId}`)
  assert.ok(shown.body.data.clock_offset_ms > 1_700_000_000_000)
})

test('what cannot be understood is refused, whole, and names the field', async () => {
  const till = await newTill()
  const record = till.record('sale', sold())
  const cases: [object, string][] = [
    [{ kind: 'loyalty' }, 'kind'],
    [{ number: 0 }, 'number'],
    [{ series: 2 ** 31 }, 'series'],
    [{ hash: 'AB'.repeat(32) }, 'hash'],
    [{ previous_hash: null }, 'previous_hash'],
    [{ id: 'x' }, 'id'],
    [{ lines: [] }, 'lines'],
    [{ lines: [{ variant_id: first, quantity: '1' }] }, 'lines.0.unit_price'],
    [{ total: '-1.00' }, 'total'],
    [{ total: '1.001' }, 'total'],
    [{ taxes: [{ code: 'TPS', amount: '0.001' }] }, 'taxes.0.amount'],
    [{ occurred_at: '1066-01-01T00:00:00Z' }, 'occurred_at'],
    [{ approvals: [{}] }, 'approvals.0.approver_id'],
    [{ surprise: 1 }, 'surprise'],
    [{ note: 'a\0b' }, 'note'],
    [{ note: 'a\ud800b' }, 'note'],
    [{ kind: 'session_open', opening_float: '1' }, 'session_id'],
    [{ kind: 'return', sale_id: 'x' }, 'sale_id'],
  ]
  const { body } = await till.deliver(cases.map(([change]) => ({ ...record, ...change })))
  for (const [index, [change, field]] of cases.entries()) {
    const answer = body.data[index]
    assert.equal(answer.status, 422, JSON.stringify([change, answer]))
    assert.ok(field in answer.errors, JSON.stringify([field, answer.errors]))
  }
  const odd = await till.send('POST', BATCH, JSON.stringify({ records: [null] }))
  assert.ok(odd.status < 500)
  assert.deepEqual((await till.deliver([record])).body.data[0].status, 201)
})

test('a till delivers after its cashier was dismissed, its store closed and its register deleted', async () => {
  const gone = await makeShop(sql, { tills: 1, stock: 0, articles: [{ price: '10.00' }] })
  const boss = as('manager', { storeIds: [gone.store.id] })
  const till = await makeTillOn(application, boss, { storeId: gone.store.id, registerId: gone.tillIds[0] ?? 0 })
  const cashier = as('cashier', { storeIds: [gone.store.id] })
  const { id: cashier_id } = await cashier.person
  const article = { variant_id: gone.articles[0]?.variantId, quantity: '2', unit_price: '10.00' }
  const records = [1, 2].map(() => till.record('sale', sold({ cashier_id, lines: [article] })))
  await boss.post(`/api/v1/registers/${till.registerId}/release`, { device_id: till.deviceId, final_number: 2 })
  const owner = as('owner')
  assert.equal((await owner.del(`/api/v1/users/${cashier_id}`)).status, 200)
  assert.equal((await boss.del(`/api/v1/registers/${till.registerId}`)).status, 200)
  assert.equal((await owner.patch(`/api/v1/stores/${gone.store.id}`, { name: 'Autrefois' })).status, 200)
  const one = await till.deliver([records[1] ?? {}])
  assert.equal(one.body.data[0].status, 201, JSON.stringify(one.body))
  const [open] = await sql`
    select details, settlement from reviews where store_id = ${gone.store.id} and subject_type = 'lease'`
  assert.deepEqual([open?.details.missing, open?.settlement], [1, null])
  const two = await till.deliver([records[0] ?? {}])
  assert.equal(two.body.data[0].status, 201)
  const [closed] =
    await sql`select settlement from reviews where store_id = ${gone.store.id} and subject_type = 'lease'`
  assert.equal(closed?.settlement, 'resolved', 'what was missing has come')
  assert.deepEqual(await faults(), [])
})

test('no request was a fault of ours', () => assert.deepEqual(log.faults, []))

test('a device that nobody knows is nobody', async () => {
  const device = await enrolDevice(application, manager, shop.store.id)
  await sql`update devices set public_key = null, enrolled_at = null where id = ${device.id}`
  assert.equal((await device.send('POST', BATCH, '{}')).status, 401)
})
