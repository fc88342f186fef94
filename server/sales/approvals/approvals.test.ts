// Approvals by PIN: who may give them, how far they reach, that each is good for one ticket, and what the log says.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import type { Answer, Client } from '../../../test/harness/client.ts'
import { makeRole, makeToken, makeUser } from '../../../test/harness/factories.ts'
import { givePin, PIN, WRONG_PIN } from '../../../test/harness/pins.ts'
import { makeShop, newId, saleOf } from '../../../test/harness/sales.ts'

const SALES = '/api/v1/sales'
const APPROVALS = '/api/v1/approvals'
const ENGLISH = { 'accept-language': 'en' }
const application = await testApplication({ after })
const { sql, as, withToken, service, log } = application
const shop = await makeShop(sql, { articles: [{ price: '100.00', name: 'Chaise' }, { price: '50.00' }] })
const other = await makeShop(sql)
const here = { storeIds: [shop.store.id] }
const cashier = as('cashier', here)
const colleague = withToken((await makeToken(sql, (await makeUser(sql, { roles: ['cashier'], ...here })).id)).secret)
const manager = await makeUser(sql, { name: 'Gisèle', roles: ['manager'], ...here })
await givePin(sql, manager.id)

const off = (value: string) => ({
  lines: [{ variant_id: shop.articles[0]?.variantId, quantity: '1', discount: { type: 'percent', value } }],
})
const at = (unitPrice: string) => ({
  lines: [{ variant_id: shop.articles[0]?.variantId, quantity: '1', unit_price: unitPrice }],
})
const asking = (input: object = {}) => ({
  store_id: shop.store.id,
  approver_id: manager.id,
  pin: PIN,
  action: 'discount',
  reason: 'Emballage abîmé',
  details: { from: '100.00', percent: '25' },
  ...input,
})
const ask = (input: object = {}, client: Client = cashier): Promise<Answer> => client.post(APPROVALS, asking(input))
async function approve(input: object = {}, client: Client = cashier): Promise<string> {
  const answer = await ask(input, client)
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body.data.id
}
const override = { action: 'price_override', details: { line: 1, from: '100.00', to: '80.00' } }
/** Attempts of earlier tests say nothing about this one. */
const forgetAttempts = () => sql`delete from login_attempts`

test('a manager approves by PIN what the cashier may not give, and the ticket names it', async () => {
  const answer = await ask()
  assert.deepEqual(
    [answer.status, answer.body.message, answer.headers['cache-control']],
    [201, 'Approbation donnée.', 'no-store'],
  )
  const { id, expires_at: expiresAt, ...rest } = answer.body.data
  assert.deepEqual(rest, { action: 'discount', approver_id: manager.id, approver_name: 'Gisèle' })
  const minutes = (Date.parse(expiresAt) - Date.now()) / 60_000
  assert.ok(minutes > 9 && minutes <= 10.1, `${minutes} minutes`)
  const sale = saleOf(shop, { ...off('25'), approvals: [id] })
  const sold = await cashier.post(SALES, sale)
  assert.equal(sold.status, 201, JSON.stringify(sold.body))
  const named = [
    { id, approver_id: manager.id, approver_name: 'Gisèle', action: 'discount', reason: 'Emballage abîmé' },
  ]
  assert.deepEqual(sold.body.data.approvals, named)
  assert.deepEqual((await cashier.get(`${SALES}/${sale.id}`)).body.data.approvals, named)
  const again = await cashier.post(SALES, sale)
  assert.deepEqual([again.status, again.headers['idempotent-replayed']], [200, 'true'])
  assert.deepEqual(again.body.data, sold.body.data)
})

test('an approval is good for one ticket', async () => {
  const id = await approve()
  assert.equal((await cashier.post(SALES, saleOf(shop, { ...off('20'), approvals: [id] }))).status, 201)
  const second = await cashier.post(SALES, saleOf(shop, { ...off('20'), approvals: [id] }))
  assert.deepEqual([second.status, second.body.code], [409, 'approval_used'])
  // Also within one set: a batch shares its transaction.
  const shared = await approve()
  const batch = await cashier.post(`${SALES}/batch`, {
    records: [1, 2, 3].map(() => saleOf(shop, { ...off('20'), approvals: [shared] })),
  })
  const statuses = batch.body.data.map((each: { status: number }) => each.status)
  assert.deepEqual(statuses.toSorted(), [201, 409, 409])
})

test('a ticket that is refused does not use it up', async () => {
  const id = await approve()
  const unpaid = saleOf(shop, { ...off('25'), approvals: [id], payments: [{ method: 'card', amount: '1.00' }] })
  assert.equal((await cashier.post(SALES, unpaid)).status, 422)
  assert.equal((await cashier.post(SALES, saleOf(shop, { ...off('30'), approvals: [id] }))).status, 403)
  assert.equal((await cashier.post(SALES, saleOf(shop, { ...off('25'), approvals: [id] }))).status, 201)
})

test('it reaches as far as was asked, and no further', async () => {
  const refuses = async (approval: object, sale: object, field: string) => {
    const id = await approve(approval)
    const answer = await cashier.post(SALES, saleOf(shop, { ...sale, approvals: [id] }))
    assert.deepEqual([answer.status, answer.body.code], [403, 'approval_required'], JSON.stringify(sale))
    assert.deepEqual(Object.keys(answer.body.errors), [field])
  }
  await refuses({}, off('25.5'), 'lines.0.discount')
  await refuses({ details: { from: '100', percent: '25', line: 2 } }, off('20'), 'lines.0.discount')
  await refuses({ details: { from: '100', to: '80' } }, off('20.5'), 'lines.0.discount')
  await refuses(override, off('20'), 'lines.0.discount')
  await refuses(override, at('79.99'), 'lines.0.unit_price')
  await refuses({ ...override, details: { from: '90', to: '80' } }, at('80'), 'lines.0.unit_price')
  await refuses({ ...override, details: { line: 2, from: '100', to: '80' } }, at('80'), 'lines.0.unit_price')
  await refuses({}, at('80'), 'lines.0.unit_price')
  const sells = async (approval: object, sale: object) => {
    const answer = await cashier.post(SALES, saleOf(shop, { ...sale, approvals: [await approve(approval)] }))
    assert.equal(answer.status, 201, JSON.stringify([approval, answer.body]))
  }
  await sells({ details: { from: '100', to: '80' } }, off('20'))
  await sells(override, at('80'))
  await sells(override, at('85.5'))
  await sells({ ...override, details: { from: '100', to: '120' } }, at('120'))
})

test('what was shown of a small line is not for a dear one, nor of a ticket for a larger', async () => {
  const answerTo = async (details: object, sale: object) => {
    const approvals = [await approve({ details })]
    const { status, body } = await cashier.post(SALES, saleOf(shop, { ...sale, approvals }))
    return status === 201 ? status : [body.code, ...Object.keys(body.errors)]
  }
  const [chair, stool] = shop.articles.map(({ variantId }) => variantId)
  const half = { type: 'percent', value: '50' }
  const many = { lines: [{ variant_id: chair, quantity: '10', discount: half }] }
  const refused = ['approval_required', 'lines.0.discount']
  assert.deepEqual(await answerTo({ line: 1, from: '5.00', to: '2.50', percent: '50' }, many), refused)
  assert.deepEqual(await answerTo({ line: 1, from: '999.99', percent: '50' }, many), refused)
  assert.equal(await answerTo({ line: 1, from: '1000.00', to: '500.00', percent: '50' }, many), 201)
  // Less than what was shown is fewer of them.
  assert.equal(await answerTo({ line: 1, from: '100.00', percent: '50' }, off('50')), 201)
  const both = [chair, stool].map((variant_id) => ({ variant_id, quantity: '1' }))
  const ticket = { lines: both, discount: half }
  assert.deepEqual(await answerTo({ from: '149.99', percent: '50' }, ticket), ['approval_required', 'discount'])
  assert.equal(await answerTo({ from: '150.00', percent: '50' }, ticket), 201)
  // Without a line named it is the ticket that was shown, whichever line bears the discount.
  const second = { lines: [both[0], { ...both[1], discount: half }] }
  assert.deepEqual(await answerTo({ from: '50.00', percent: '50' }, second), ['approval_required', 'lines.1.discount'])
  assert.equal(await answerTo({ line: 2, from: '50.00', percent: '50' }, second), 201)
  // 10 % of 1.04 are 0.10, which is less than a tenth.
  assert.equal((await ask({ details: { from: '1.04', to: '0.94', percent: '10' } })).status, 201)
})

test('several approvals of one ticket reach as far as each of them', async () => {
  const lines = [
    { variant_id: shop.articles[0]?.variantId, quantity: '1', unit_price: '80' },
    { variant_id: shop.articles[1]?.variantId, quantity: '1', discount: { type: 'percent', value: '25' } },
  ]
  const approvals = [await approve(override), await approve({ details: { line: 2, from: '50', percent: '25' } })]
  const one = await cashier.post(SALES, saleOf(shop, { lines, approvals: approvals.slice(0, 1) }))
  assert.equal(one.status, 403)
  const both = await cashier.post(SALES, saleOf(shop, { lines, approvals }))
  assert.equal(both.status, 201, JSON.stringify(both.body))
  assert.equal(both.body.data.approvals.length, 2)
})

test('it is whose it is: another seller, another store and another id find nothing', async () => {
  const id = await approve()
  for (const [client, sale] of [
    [colleague, saleOf(shop, { ...off('20'), approvals: [id] })],
    [as('owner'), saleOf(other, { approvals: [id] })],
    [cashier, saleOf(shop, { ...off('20'), approvals: [newId()] })],
  ] as const) {
    const answer = await client.post(SALES, sale)
    assert.deepEqual([answer.status, Object.keys(answer.body.errors)], [422, ['approvals.0']])
  }
  await sql`update approvals set expires_at = now() where id = ${id}`
  const late = await cashier.post(SALES, saleOf(shop, { ...off('20'), approvals: [id] }), ENGLISH)
  assert.deepEqual([late.status, late.body.code], [409, 'approval_expired'])
})

test('a return names approvals too', async () => {
  const sale = saleOf(shop, { payments: [{ method: 'card', amount: '114.98' }] })
  assert.equal((await cashier.post(SALES, sale)).status, 201)
  const id = await approve({ action: 'return_without_receipt', details: { amount: '200.00' } })
  const back = {
    id: newId(),
    lines: [{ sale_line: 1, quantity: '1' }],
    refunds: [{ method: 'card', amount: '114.98' }],
  }
  const unknown = await cashier.post(`${SALES}/${sale.id}/returns`, { ...back, approvals: [newId()] })
  assert.deepEqual([unknown.status, Object.keys(unknown.body.errors)], [422, ['approvals.0']])
  const answer = await cashier.post(`${SALES}/${sale.id}/returns`, { ...back, approvals: [id] })
  assert.deepEqual([answer.status, answer.body.data?.approvals.length], [201, 1], JSON.stringify(answer.body))
})

test('nobody, a stranger, somebody without a PIN and a wrong PIN are answered alike', async () => {
  const stranger = await makeUser(sql, { roles: ['manager'], storeIds: [other.store.id] })
  await givePin(sql, stranger.id)
  const pinless = await makeUser(sql, { roles: ['manager'], ...here })
  const gone = await makeUser(sql, { roles: ['manager'], ...here })
  await givePin(sql, gone.id)
  await sql`update users set deleted_at = now() where id = ${gone.id}`
  const answers = [
    await ask({ pin: WRONG_PIN }),
    await ask({ approver_id: stranger.id }),
    await ask({ approver_id: pinless.id }),
    await ask({ approver_id: gone.id }),
    await ask({ approver_id: 999_999_999 }),
  ]
  for (const { status, body } of answers) {
    assert.deepEqual([status, body], [answers[0]?.status, answers[0]?.body])
  }
  assert.deepEqual([answers[0]?.status, answers[0]?.body.code], [422, 'bad_pin'])
  await forgetAttempts()
})

test('only who may approve does, and nobody more than they may give', async () => {
  const mate = await makeUser(sql, { roles: ['cashier'], ...here })
  await givePin(sql, mate.id)
  const self = await cashier.person
  await givePin(sql, self.id)
  for (const id of [mate.id, self.id]) {
    const answer = await ask({ approver_id: id })
    assert.deepEqual(
      [answer.status, answer.body.code, Object.keys(answer.body.errors)],
      [403, 'approver_may_not', ['approver_id']],
    )
  }
  const role = await makeRole(sql, ['sales.create', 'sales.discount', 'approvals.give'])
  await sql`update roles set discount_limit = 20 where name = ${role}`
  const lead = await makeUser(sql, { roles: [role], ...here })
  await givePin(sql, lead.id)
  const beyond = await ask({ approver_id: lead.id })
  assert.deepEqual([beyond.status, Object.keys(beyond.body.errors)], [403, ['details.percent']])
  assert.equal((await ask({ approver_id: lead.id, details: { from: '100', percent: '20' } })).status, 201)
  // A lowered price is a discount by another name, and a right of its own.
  const price = (to: string) => ({ ...override, approver_id: lead.id, details: { from: '100', to } })
  const cheap = await ask(price('79.99'), cashier)
  assert.deepEqual([cheap.status, Object.keys(cheap.body.errors)], [403, ['details.to']])
  assert.deepEqual([(await ask(price('80'))).status, (await ask(price('120'))).status], [201, 201])
  const setter = await makeUser(sql, { roles: [role, await makeRole(sql, ['sales.override'])], ...here })
  await givePin(sql, setter.id)
  assert.equal((await ask({ ...price('10'), approver_id: setter.id })).status, 201)
  // Who may do it alone may approve it for themselves, and nothing else.
  const own = withToken((await makeToken(sql, lead.id)).secret)
  assert.equal((await ask({ approver_id: lead.id, details: { from: '100', percent: '20' } }, own)).status, 201)
  const alone = await ask(price('80'), own)
  assert.deepEqual([alone.status, Object.keys(alone.body.errors)], [403, ['approver_id']])
  assert.match(alone.body.errors.approver_id[0], /pour soi/)
  const giver = await makeUser(sql, { roles: [await makeRole(sql, ['sales.create', 'approvals.give'])], ...here })
  await givePin(sql, giver.id)
  const selfGiver = withToken((await makeToken(sql, giver.id)).secret)
  const itself = await ask({ approver_id: giver.id, details: { from: '100', percent: '1' } }, selfGiver)
  assert.deepEqual([itself.status, Object.keys(itself.body.errors)], [403, ['approver_id']])
  // A right PIN is no attempt, whatever its person may do.
  const [left] = await sql<[{ failures: number }]>`
    select coalesce(sum(failures), 0)::int as failures from login_attempts where subject like 'pin%'`
  assert.equal(left.failures, 0)
})

test('what is missing is said of its field', async () => {
  const cases: [object, string][] = [
    [{ details: {} }, 'details.from'],
    [{ details: { percent: '25' } }, 'details.from'],
    [{ details: { from: '100' } }, 'details.percent'],
    [{ details: { from: '5.00', to: '2.50', percent: '50.1' } }, 'details.percent'],
    [{ details: { from: '0', to: '0', percent: '10' } }, 'details.to'],
    [{ details: { from: '80', to: '100' } }, 'details.to'],
    [{ details: { from: '100', percent: '101' } }, 'details.percent'],
    [{ action: 'price_override', details: { to: '80' } }, 'details.from'],
    [{ action: 'price_override', details: { from: '100' } }, 'details.to'],
    [{ action: 'return_without_receipt', details: { amount: '1.001' } }, 'details.amount'],
    [{ action: 'return_without_receipt', details: { amount: '-1' } }, 'details.amount'],
    [{ pin: '12345' }, 'pin'],
    [{ pin: 482913 }, 'pin'],
    [{ reason: '' }, 'reason'],
    [{ action: 'gift' }, 'action'],
    [{ register_id: 999_999 }, 'register_id'],
    [{ details: { from: '100', percent: '10', colour: 'red' } }, 'details.colour'],
  ]
  for (const [input, field] of cases) {
    const answer = await ask(input)
    assert.deepEqual([answer.status, Object.keys(answer.body.errors)], [422, [field]], JSON.stringify(input))
  }
  assert.equal((await ask({ store_id: other.store.id })).status, 404)
  assert.equal((await ask({}, as('stock_clerk', here))).status, 403)
})

test('the audit log says who approved, who asked, why, before and after, and the ticket', async () => {
  const id = await approve({ ...override, reason: 'Dernier exemplaire' })
  const sale = saleOf(shop, { ...at('80'), approvals: [id] })
  assert.equal((await cashier.post(SALES, sale)).status, 201)
  const { id: cashierId } = await cashier.person
  const entries = (await as('owner').get(`/api/v1/audit-log?entity_type=approval&entity_id=${id}&sort=id`)).body.data
  assert.deepEqual(
    entries.map((entry: { operation: string; action: string; user: { id: number } }) => [
      entry.operation,
      entry.action,
      entry.user.id,
    ]),
    [
      ['giveApproval', 'create', cashierId],
      ['recordSale', 'update', cashierId],
    ],
  )
  const [given, used] = entries
  assert.deepEqual(
    [given.after.approver_id, given.after.approver_name, given.after.asked_by, given.after.reason, given.after.details],
    [manager.id, 'Gisèle', cashierId, 'Dernier exemplaire', { line: 1, from: '100.00', to: '80.00' }],
  )
  assert.deepEqual([used.before.ticket_id, used.after.ticket_id], [null, sale.id])
  assert.doesNotMatch(JSON.stringify(entries), new RegExp(`${PIN}|argon2`))
})

test('approvals are listed in one’s stores, for who approves or reads the log', async () => {
  const unused = await approve({ reason: 'Rien encore' })
  const gisele = as('manager', here)
  const all = await gisele.get(`${APPROVALS}?per_page=100`)
  assert.equal(all.status, 200)
  assert.ok(all.body.data.some((each: { id: string }) => each.id === unused))
  const filtered = await gisele.get(
    `${APPROVALS}?store_id=${shop.store.id}&approver_id=${manager.id}&action=discount&used=false&q=rien`,
  )
  assert.deepEqual(
    filtered.body.data.map((each: { id: string }) => each.id),
    [unused],
  )
  const [item] = filtered.body.data
  assert.deepEqual(
    [item.asked_by.id, item.is_offline, item.used_at, item.ticket_id, item.details],
    [(await cashier.person).id, false, null, null, { from: '100.00', percent: '25' }],
  )
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(new Date())
  assert.equal((await gisele.get(`${APPROVALS}?ids=${unused}&date_from=${today}&date_to=${today}`)).body.data.length, 1)
  assert.equal((await gisele.get(`${APPROVALS}?ids=${unused}&date_to=2020-01-01`)).body.data.length, 0)
  assert.deepEqual((await as('manager', { storeIds: [other.store.id] }).get(APPROVALS)).body.data, [])
  assert.equal(
    (await as('manager', { storeIds: [other.store.id] }).get(`${APPROVALS}?store_id=${shop.store.id}`)).status,
    404,
  )
  const reader = withToken(
    (await makeToken(sql, (await makeUser(sql, { roles: [await makeRole(sql, ['audit.view'])], ...here })).id)).secret,
  )
  assert.equal((await reader.get(APPROVALS)).status, 200)
  assert.deepEqual([(await cashier.get(APPROVALS)).status, (await service.get(APPROVALS)).status], [403, 403])
})

test('no request was a fault of ours, and no PIN is in the log', () => {
  assert.deepEqual(log.faults, [])
  assert.doesNotMatch(JSON.stringify(log), new RegExp(PIN))
})
