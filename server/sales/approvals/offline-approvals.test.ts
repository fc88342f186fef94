// What was approved at a till that was alone: kept with its ticket, never refused, and always looked at.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeRole, makeUser } from '../../../test/harness/factories.ts'
import { makeShop } from '../../../test/harness/sales.ts'
import { type DeliveredRecord, makeTillOn } from '../../../test/harness/tills.ts'

const application = await testApplication({ after })
const { sql, as, log } = application
const shop = await makeShop(sql, { articles: [{ price: '100.00' }], tills: 1 })
const other = await makeShop(sql)
const here = { storeIds: [shop.store.id] }
const manager = as('manager', here)
const till = await makeTillOn(application, manager, { storeId: shop.store.id, registerId: shop.tillIds[0] ?? 0 })
const cashier = await makeUser(sql, { name: 'Camille', roles: ['cashier'], ...here })
const approver = await makeUser(sql, { name: 'Gisèle', roles: ['manager'], ...here })

/** A sale of 100.00 with this much off, paid on card. */
function sold(percent: string | null, content: object = {}): DeliveredRecord {
  const discount = percent === null ? null : { type: 'percent', value: percent }
  const net = Math.round(100 * (100 - Number(percent ?? 0)))
  const tax = Math.round(net * 0.05) + Math.round(net * 0.09975)
  return till.record('sale', {
    cashier_id: cashier.id,
    lines: [{ variant_id: shop.articles[0]?.variantId, quantity: '1', unit_price: '100.00', discount }],
    payments: [{ method: 'card', amount: ((net + tax) / 100).toFixed(2) }],
    ...content,
  })
}
const approval = (input: object = {}) => ({
  approver_id: approver.id,
  action: 'discount',
  reason: 'Panne de réseau',
  details: { line: 1, from: '100.00', to: '70.00' },
  given_at: '2026-11-20T14:00:00Z',
  ...input,
})

async function deliver(record: DeliveredRecord) {
  const { body } = await till.deliver([record])
  const [answer] = body.data
  assert.equal(answer.status, 201, JSON.stringify(answer))
  return answer.data
}
const reviewsOf = (ticketId: string) => sql<{ subject_type: string; flag: string; details: Record<string, unknown> }[]>`
  select subject_type, flag, details from reviews
  where subject_id = ${ticketId} or details ->> 'ticket_id' = ${ticketId} order by id`

test('an approval is kept with its ticket, and looked at', async () => {
  const record = sold('30', { approvals: [approval()] })
  const ticket = await deliver(record)
  assert.deepEqual(ticket.flags, [])
  const named = [
    {
      id: ticket.approvals[0].id,
      approver_id: approver.id,
      approver_name: 'Gisèle',
      action: 'discount',
      reason: 'Panne de réseau',
    },
  ]
  assert.deepEqual(ticket.approvals, named)
  assert.deepEqual((await manager.get(`/api/v1/sales/${ticket.id}`)).body.data.approvals, named)
  const [review, ...none] = await reviewsOf(ticket.id)
  assert.deepEqual([review?.subject_type, review?.flag, none], ['approval', 'approved_offline', []])
  assert.deepEqual(review?.details, {
    ticket_id: ticket.id,
    cashier_id: cashier.id,
    register_id: till.registerId,
    action: 'discount',
    approver_id: approver.id,
    approver_name: 'Gisèle',
    reason: 'Panne de réseau',
    details: { line: 1, from: '100.00', to: '70.00' },
    given_at: '2026-11-20T14:00:00.000Z',
    doubt: null,
  })
  // Delivered again, it is the same approval and the same review.
  const [again] = (await till.deliver([record])).body.data
  assert.deepEqual([again.status, again.data.approvals], [200, named])
  assert.equal((await reviewsOf(ticket.id)).length, 1)
  const [item] = (await manager.get(`/api/v1/approvals?ids=${named[0]?.id}`)).body.data
  assert.deepEqual([item.is_offline, item.ticket_id, item.expires_at], [true, ticket.id, null])
  const [entry] = await sql<[{ actor_key: string; operation: string }]>`
    select actor_key, operation from audit_log where entity_type = 'approval' and entity_id = ${item.id}`
  assert.deepEqual([entry.actor_key, entry.operation], [`device:${till.deviceId}`, 'recordSales'])
})

test('details whose names could not be kept are refused, naming them; the record without them is kept', async () => {
  const record = sold('30', { approvals: [approval()] })
  const withName = (name: string) => ({ ...record, approvals: [approval({ details: { [name]: 'x' } })] })
  const cases: [string, string][] = [
    ['a\0', 'approvals.0.details'],
    ['\ud800', 'approvals.0.details'],
    ['Line', 'approvals.0.details.Line'],
    ['', 'approvals.0.details'],
    ['a'.repeat(51), `approvals.0.details.${'a'.repeat(51)}`],
  ]
  const { status, body } = await till.deliver(cases.map(([name]) => withName(name)))
  assert.equal(status, 200, JSON.stringify(body))
  for (const [index, [, field]] of cases.entries()) {
    const { status: refused, errors } = body.data[index]
    assert.equal(refused, 422)
    assert.ok(
      Object.keys(errors).some((path) => path.startsWith(field)),
      JSON.stringify([field, errors]),
    )
  }
  assert.equal((await deliver(record)).id, record.id)
})

test('a manager settles it', async () => {
  const ticket = await deliver(sold('30', { approvals: [approval()] }))
  const query = `subject_type=approval&subject_id=${ticket.approvals[0].id}`
  const [review] = (await manager.get(`/api/v1/reviews?${query}`)).body.data
  const settled = await manager.post(`/api/v1/reviews/${review.id}/settle`, { settlement: 'accepted', note: 'Vu' })
  assert.deepEqual([settled.status, settled.body.data.settlement], [200, 'accepted'])
})

test('who could not approve is said, and nothing is refused', async () => {
  const stranger = await makeUser(sql, { roles: ['manager'], storeIds: [other.store.id] })
  const cases: [number, string][] = [
    [999_999_999, 'unknown_approver'],
    [stranger.id, 'approver_works_elsewhere'],
    [cashier.id, 'approver_may_not'],
  ]
  for (const [approverId, doubt] of cases) {
    const ticket = await deliver(sold('30', { approvals: [approval({ approver_id: approverId })] }))
    const [review] = await reviewsOf(ticket.id)
    assert.deepEqual([review?.flag, review?.details.doubt], ['approved_offline', doubt])
  }
})

test('an approval beyond the approver’s limit, and of somebody for themselves, is in doubt', async () => {
  const role = await makeRole(sql, ['sales.create', 'sales.discount', 'approvals.give'])
  await sql`update roles set discount_limit = 20 where name = ${role}`
  const lead = await makeUser(sql, { roles: [role], ...here })
  const price = { action: 'price_override' }
  const cases: [who: number, told: object, doubt: string | null][] = [
    [cashier.id, { details: { percent: '20' } }, null],
    [cashier.id, { details: { percent: 20.5 } }, 'beyond_limit'],
    [cashier.id, { details: { percent: '5', from: '100.00', to: '70.00' } }, 'beyond_limit'],
    [cashier.id, { details: { from: true, to: '70.00', percent: 'x' } }, null],
    [cashier.id, { ...price, details: { from: '100.00', to: '79.99' } }, 'beyond_limit'],
    [cashier.id, { ...price, details: { from: '100.00', to: '80.00' } }, null],
    [cashier.id, { ...price, details: { from: '0', to: '80.00' } }, null],
    [lead.id, { details: { percent: '20' } }, null],
    [lead.id, { details: { percent: '30' } }, 'approved_themselves'],
    [lead.id, { details: null }, 'approved_themselves'],
    [lead.id, { ...price, details: { from: '100.00', to: '90.00' } }, 'approved_themselves'],
  ]
  for (const [who, told, doubt] of cases) {
    const record = sold('10', { cashier_id: who, approvals: [approval({ approver_id: lead.id, ...told })] })
    const [review] = (await reviewsOf((await deliver(record)).id)).filter(({ flag }) => flag === 'approved_offline')
    assert.equal(review?.details.doubt, doubt, JSON.stringify([who === lead.id, told]))
  }
})

test('a discount beyond the cashier’s rights that nobody approved is recorded and looked at', async () => {
  const within = await deliver(sold('10'))
  assert.deepEqual([within.flags, (await reviewsOf(within.id)).length], [[], 0])
  const ticket = await deliver(sold('12.5'))
  assert.deepEqual(ticket.flags, ['not_approved'])
  const [review] = await reviewsOf(ticket.id)
  assert.deepEqual(
    [review?.subject_type, review?.flag, review?.details.limit, review?.details.lines],
    ['ticket', 'not_approved', '10', [{ line: 1, percent: '12.5' }]],
  )
  // An approval of something else does not stand for it, and of nobody nobody knows what they may do.
  const otherwise = await deliver(sold('12.5', { approvals: [approval({ action: 'price_override' })] }))
  assert.deepEqual(otherwise.flags, ['not_approved'])
  assert.deepEqual((await deliver(sold('5', { cashier_id: null }))).flags, ['not_approved'])
  assert.deepEqual((await deliver(sold('80', { cashier_id: approver.id }))).flags, [])
})

test('another price is looked at in any case', async () => {
  const approvals = [approval({ action: 'price_override', details: { from: '100.00', to: '90.00' } })]
  const lines = [{ variant_id: shop.articles[0]?.variantId, quantity: '1', unit_price: '90.00' }]
  const payments = [{ method: 'card', amount: '103.48' }]
  const ticket = await deliver(sold(null, { approvals, lines, payments }))
  assert.deepEqual(ticket.flags, ['price_differs'])
  assert.deepEqual((await reviewsOf(ticket.id)).map(({ flag }) => flag).sort(), ['approved_offline', 'price_differs'])
})

test('a return tells its approvals as well', async () => {
  const sale = await deliver(sold(null))
  const back = till.record('return', {
    sale_id: sale.id,
    cashier_id: cashier.id,
    lines: [{ sale_line: 1, quantity: '1' }],
    refunds: [{ method: 'card', amount: sale.total }],
    approvals: [approval({ action: 'return_without_receipt', details: null, given_at: null })],
  })
  const ticket = await deliver(back)
  assert.equal(ticket.approvals[0].action, 'return_without_receipt')
  const [review] = await reviewsOf(ticket.id)
  assert.equal(review?.details.given_at, ticket.occurred_at)
})

test('what is malformed is refused, and a till keeps what it only practised', async () => {
  const cases: [object, string][] = [
    [{ approvals: [approval({ action: 'gift' })] }, 'approvals.0.action'],
    [{ approvals: [approval({ given_at: 'hier' })] }, 'approvals.0.given_at'],
    [{ approvals: [approval({ given_at: '1200-01-01T00:00:00Z' })] }, 'approvals.0.given_at'],
    [{ approvals: [approval({ details: { deep: { er: 1 } } })] }, 'approvals.0.details.deep'],
    [{ training: true }, 'training'],
  ]
  for (const [content, field] of cases) {
    const { body } = await till.deliver([sold(null, content)])
    const [answer] = body.data
    assert.deepEqual([answer.status, Object.keys(answer.errors ?? {})], [422, [field]], JSON.stringify(answer))
  }
})

test('no request was a fault of ours', () => assert.deepEqual(log.faults, []))
