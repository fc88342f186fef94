import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { ageJournal, testSigner } from '../../../test/harness/journal.ts'
import { makeArticle, makeCustomer, makeShop, newId, saleOf } from '../../../test/harness/sales.ts'
import { makeTillOn } from '../../../test/harness/tills.ts'
import { type Tx, withTransaction } from '../../platform/database/connect.ts'
import type { Finding } from '../../platform/verification/findings.ts'
import { closeJournalPeriods } from '../journal/close-journal-periods.ts'
import { findSalesFaults } from './find-sales-faults.ts'
import type { SalesInvariant } from './sales-invariants.ts'

const application = await testApplication({ after })
const { sql, as } = application
const shop = await makeShop(sql, { tills: 2, articles: [{}, { taxClass: 'books', price: '19.95' }] })
const other = await makeShop(sql)
const manager = as('manager', { storeIds: [shop.store.id, other.store.id] })

const sale = saleOf(shop, {
  register_id: shop.tillIds[0],
  lines: shop.articles.map(({ variantId }, index) => ({
    variant_id: variantId,
    quantity: String(index + 2),
    discount: { type: 'percent', value: '10' },
  })),
  discount: { type: 'amount', value: '3.00' },
})
await record('/api/v1/sales', sale)
await record('/api/v1/sales', saleOf(shop, { register_id: shop.tillIds[0] }))
await record('/api/v1/sales', saleOf(shop, { register_id: shop.tillIds[0] }))
const returnId = newId()
await returnUnit({ id: returnId, store_id: other.store.id })
await returnUnit({ restock: false })

// A customer with store credit, of which a ticket took some, and a record that was merged into theirs.
const customerId = await makeCustomer(sql)
const mergedId = await makeCustomer(sql)
await record(`/api/v1/customers/${customerId}/credit`, { amount: '100.00', reason: 'Geste' })
const onCredit = saleOf(shop, { customer_id: customerId, payments: [{ method: 'credit', amount: '34.48' }] })
await record('/api/v1/sales', onCredit)
const merge = await manager.post(`/api/v1/customers/${customerId}/merge`, { customer_id: mergedId })
assert.equal(merge.status, 200)
const till = await makeTillOn(application, manager, { storeId: shop.store.id, registerId: shop.tillIds[1] ?? 0 })
const sold = {
  lines: [{ variant_id: shop.articles[0]?.variantId, quantity: '1', unit_price: '29.99' }],
  payments: [{ method: 'card', amount: '34.48' }],
}
const sealed = [till.record('drawer_open', { reason: 'Monnaie' }), till.record('sale', sold), till.record('sale', sold)]
await till.deliver(sealed.toSpliced(1, 1))
await manager.post(`/api/v1/registers/${till.registerId}/release`, { device_id: till.deviceId })

const drawerId = newId()
const sessions = '/api/v1/register-sessions'
await record(`/api/v1/registers/${shop.tillIds[0]}/sessions`, { id: drawerId, opening_float: '100.00' })
await record(`${sessions}/${drawerId}/cash-movements`, { type: 'out', amount: '5.00', reason: 'Livreur' })
await record('/api/v1/sales', saleOf(shop, { register_id: shop.tillIds[0], session_id: drawerId }))
await record(`${sessions}/${drawerId}/close`, { counted: { cash: '95.00' } }, 200)
const lateId = newId()
await record('/api/v1/sales', saleOf(shop, { id: lateId, register_id: shop.tillIds[0], session_id: drawerId }))

// A bottle with its deposit, exchanged for two.
const bottle = await makeArticle(sql, {
  price: '4.00',
  taxClass: 'exempt',
  fees: [{ label: 'Consigne', amount: '0.10' }],
})
const bottles = (quantity: string) => [{ variant_id: bottle.variantId, quantity }]
const bottleSale = saleOf(shop, { lines: bottles('1'), payments: [{ method: 'card', amount: '4.10' }] })
await record('/api/v1/sales', bottleSale)
const exchangeId = newId()
await record(`/api/v1/sales/${bottleSale.id}/returns`, {
  id: exchangeId,
  lines: [{ sale_line: 1, quantity: '1' }],
  exchange_lines: bottles('2'),
  payments: [{ method: 'card', amount: '4.10' }],
})
// All of it was accepted yesterday, and the day is closed.
await ageJournal(sql, shop.store.id, 1)
assert.ok((await closeJournalPeriods(sql, testSigner(sql))) >= 1)

async function record(path: string, body: object, status = 201): Promise<void> {
  const answer = await manager.post(path, body)
  assert.equal(answer.status, status, JSON.stringify(answer.body))
}

/** Returns a unit of the first sale for what it is worth, which a refusal tells. */
async function returnUnit(options: { id?: string; store_id?: number; restock?: boolean }): Promise<void> {
  const { restock = true, ...head } = options
  const body = (amount: string) => ({
    id: newId(),
    ...head,
    lines: [{ sale_line: 1, quantity: '1', restock }],
    refunds: [{ method: 'cash', amount }],
  })
  const path = `/api/v1/sales/${sale.id}/returns`
  const refused = await manager.post(path, body('0.01'), { 'accept-language': 'en' })
  const due = /\$(\d+\.\d\d)/.exec(refused.body.error)?.[1] ?? ''
  await record(path, body(due))
}

const faulty = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.filter(({ faults }) => faults > 0).map(({ name, faults }) => [name, faults]))

class Undo extends Error {}

/** What is found once the rows were changed behind the back of every guard. All of it is undone. */
async function findAfter(tamper: (tx: Tx) => PromiseLike<unknown>): Promise<readonly Finding[]> {
  let findings: readonly Finding[] = []
  const tampering = withTransaction(sql, {}, async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`alter table sale_lines drop constraint sale_lines_check1, drop constraint sale_lines_check2`
    await tx`alter table journal_entries drop constraint journal_entries_signed_since_version_2`
    await tamper(tx)
    findings = (await findSalesFaults(tx)).list()
    throw new Undo()
  })
  await assert.rejects(tampering, Undo)
  return findings
}

test('sound tickets have no fault, and every invariant was checked on something', async () => {
  const progress: [number, number][] = []
  const findings = (await findSalesFaults(sql, (done, total) => progress.push([done, total]))).list()
  assert.deepEqual(faulty(findings), {})
  for (const { name, checked } of findings) assert.ok(checked > 0, `${name} was checked on nothing`)
  assert.deepEqual(progress.at(-1), [12, 12])
})

const HASH_CLOSING_AND_STOCK: SalesInvariant[] = ['journal_hashes_hold', 'closings_add_up', 'stock_moves_with_lines']
const SUMS: SalesInvariant = 'session_totals_are_tickets'

/** What is changed, by whoever has the database in hand, and the invariants that must tell. */
const tampered: Record<string, [(tx: Tx) => PromiseLike<unknown>, SalesInvariant[]]> = {
  'a total is changed': [
    (tx) => tx`update sales set total_minor = total_minor + 1 where id = ${sale.id}`,
    [
      'total_is_lines',
      'total_is_subtotal_and_tax',
      'payments_cover_total',
      'journal_hashes_hold',
      'closings_add_up',
      'session_totals_are_tickets',
      'sessions_are_days',
    ],
  ],
  'a subtotal is changed': [
    (tx) => tx`update sales set subtotal_minor = subtotal_minor - 1 where id = ${sale.id}`,
    ['total_is_subtotal_and_tax', 'subtotal_is_lines'],
  ],
  'a discount is changed': [
    (tx) => tx`update sales set discount_minor = 0 where id = ${sale.id}`,
    ['discount_is_lines'],
  ],
  'the net of a line is changed': [
    (tx) => tx`update sale_lines set net_minor = net_minor - 1 where sale_id = ${sale.id} and line_no = 1`,
    ['line_adds_up', 'subtotal_is_lines', 'tax_is_shares', 'closings_add_up', 'session_totals_are_tickets'],
  ],
  'the quantity of a line is changed': [
    (tx) => tx`update sale_lines set quantity = quantity + 1 where sale_id = ${sale.id} and line_no = 2`,
    ['journal_hashes_hold', 'stock_moves_with_lines', 'session_totals_are_tickets'],
  ],
  'a line is removed': [
    (tx) => tx`delete from sale_lines where sale_id = ${sale.id} and line_no = 2`,
    ['total_is_lines', 'subtotal_is_lines', 'discount_is_lines', 'tax_is_shares', ...HASH_CLOSING_AND_STOCK, SUMS],
  ],
  'the cost of a line is changed': [
    (tx) => tx`update sale_lines set cost_minor = 1 where sale_id = ${sale.id} and line_no = 2`,
    ['stock_moves_with_lines'],
  ],
  'the name of an article is changed': [
    (tx) => tx`update sale_lines set name = 'Autre chose' where sale_id = ${sale.id} and line_no = 1`,
    ['journal_hashes_hold'],
  ],
  'a share of a tax is changed': [
    (tx) => tx`update sale_lines set tax_shares_minor[1] = 0 where sale_id = ${sale.id} and line_no = 1`,
    ['line_adds_up', 'tax_is_shares', 'journal_hashes_hold'],
  ],
  'a tax is changed': [
    (tx) => tx`update sale_taxes set amount_minor = amount_minor + 5 where sale_id = ${sale.id} and position = 1`,
    ['tax_is_shares', 'tax_total_is_taxes', 'journal_hashes_hold', 'closings_add_up', 'session_shares_are_records'],
  ],
  'the tax total is changed': [
    (tx) => tx`update sales set tax_minor = tax_minor + 1 where id = ${sale.id}`,
    ['total_is_subtotal_and_tax', 'tax_total_is_taxes', 'sessions_are_days'],
  ],
  'a payment is changed': [
    (tx) => tx`update sale_payments set amount_minor = amount_minor - 100 where sale_id = ${sale.id}`,
    [
      'payments_cover_total',
      'paid_is_payments',
      'journal_hashes_hold',
      'closings_add_up',
      'session_shares_are_records',
    ],
  ],
  'the change is kept': [(tx) => tx`update sales set change_minor = 0 where id = ${sale.id}`, ['paid_is_payments']],
  'a business day is moved': [
    (tx) => tx`update sales set business_day = business_day - 1 where id = ${sale.id}`,
    [
      'business_day_is_local',
      'journal_hashes_hold',
      'closings_add_up',
      'session_totals_are_tickets',
      'session_shares_are_records',
      'sessions_are_days',
      'tickets_are_records',
    ],
  ],
  'a ticket is removed': [
    (tx) => tx`with gone as (delete from sales where id = ${sale.id} returning id) select from gone`,
    [
      'journal_holds_every_ticket',
      'closings_add_up',
      'identity_is_ticket',
      'numbers_are_consecutive',
      'tenders_cover_refunds',
      'stock_moves_with_lines',
      'session_totals_are_tickets',
      'session_shares_are_records',
      'sessions_are_days',
      'tickets_are_records',
    ],
  ],
  'a ticket is inserted': [
    (tx) => tx`
      insert into sales select (jsonb_populate_record(sale, ${`{"id":"${newId()}","number":99}`}::text::jsonb)).*
      from sales sale where id = ${sale.id}`,
    [
      'journal_holds_every_ticket',
      'identity_is_ticket',
      'numbers_are_consecutive',
      'session_totals_are_tickets',
      'sessions_are_days',
      'tickets_are_records',
    ],
  ],
  'a journal entry is removed': [
    (tx) => tx`delete from journal_entries where register_id = ${shop.tillIds[0] ?? 0} and position = 2`,
    ['journal_holds_every_ticket', 'journal_is_consecutive', 'journal_is_chained', 'closings_add_up'],
  ],
  'the last journal entry is removed with its ticket': [
    (tx) => tx`
      with entry as (delete from journal_entries where register_id = ${shop.tillIds[0] ?? 0} and position = 6 returning record_id),
      ticket as (delete from sales using entry where id = record_id returning id)
      delete from sale_identities identity using ticket where identity.id = ticket.id`,
    [
      'journal_head_is_last',
      'closings_cover_once',
      'closings_add_up',
      'numbers_are_consecutive',
      'stock_moves_with_lines',
      'session_totals_are_tickets',
      'session_shares_are_records',
      'sessions_are_days',
      'tickets_are_records',
    ],
  ],
  'a journal entry is rewritten': [
    (tx) =>
      tx`update journal_entries set hash = sha256('') where register_id = ${shop.tillIds[0] ?? 0} and position = 2`,
    ['journal_hashes_hold', 'journal_is_chained', 'journal_signatures_hold'],
  ],
  'a signature is taken off': [
    (tx) => tx`
      update journal_entries set key_id = null, signature = null
      where register_id = ${shop.tillIds[0] ?? 0} and position = 2`,
    ['journal_signatures_hold'],
  ],
  'an entry is signed with a key of somebody else’s': [
    (tx) => tx`
      with key as (
        insert into journal_keys (public_key, sealed_private_key) values (sha256('x'), 'x') returning id)
      update journal_entries set key_id = key.id from key where register_id = ${shop.tillIds[0] ?? 0} and position = 2`,
    ['journal_signatures_hold'],
  ],
  'a closing of a session is rewritten': [
    (tx) => tx`
      update journal_entries set content = replace(content, '"CAD"', '"EUR"') where record_id = ${drawerId}`,
    ['journal_hashes_hold'],
  ],
  'a closing is rewritten': [
    (tx) => tx`update journal_closings set content = replace(content, '"tickets":', '"tickets":1')`,
    ['closings_are_chained', 'closings_add_up'],
  ],
  'a closing covers a position again': [
    (tx) => tx`update journal_closings set content = replace(content, '"from":1,', '"from":2,')`,
    ['closings_are_chained', 'closings_cover_once', 'closings_add_up'],
  ],
  'the first closing is numbered anew': [
    (tx) => tx`update journal_closings set number = number + 1 where position = 1`,
    ['closings_are_chained'],
  ],
  'the head of a journal is moved': [
    (tx) => tx`update register_journals set position = position + 1 where register_id = ${shop.tillIds[0] ?? 0}`,
    ['journal_head_is_last'],
  ],
  'the counter of a register is moved': [
    (tx) => tx`update register_journals set last_number = last_number + 1 where register_id = ${shop.tillIds[0] ?? 0}`,
    ['numbers_are_consecutive'],
  ],
  'a number is skipped': [
    (tx) => tx`update sales set number = 7 where register_id = ${shop.tillIds[0] ?? 0} and number = 3`,
    ['journal_hashes_hold', 'numbers_are_consecutive', 'tickets_are_records'],
  ],
  'an identity is removed': [
    (tx) => tx`delete from sale_identities where id = ${sale.id}`,
    ['identity_is_ticket', 'tenders_cover_refunds'],
  ],
  'an exchange forgets which sale it began with': [
    (tx) => tx`update sales set origin_sale_id = null, origin_store_id = null where id = ${exchangeId}`,
    ['journal_hashes_hold', 'returns_are_counted'],
  ],
  'an exchange gives back what nobody paid': [
    (tx) => tx`update sale_payments set amount_minor = -411 where sale_id = ${exchangeId}`,
    [
      'payments_cover_total',
      'paid_is_payments',
      'journal_hashes_hold',
      'closings_add_up',
      'tenders_cover_refunds',
      'session_shares_are_records',
    ],
  ],
  'a deposit is taken from its bottle': [
    (tx) => tx`update sale_lines set fee_of = null where sale_id = ${bottleSale.id} and is_fee`,
    ['journal_hashes_hold', 'fees_follow_lines'],
  ],
  'a deposit is called an article': [
    (tx) => tx`update sale_lines set is_fee = false, fee_of = null where sale_id = ${bottleSale.id} and is_fee`,
    ['journal_hashes_hold', 'session_totals_are_tickets'],
  ],
  'an identity is invented': [
    (tx) => tx`insert into sale_identities (id, store_id, body_hash) values (${newId()}, 1, '')`,
    ['identity_is_ticket'],
  ],
  'a record of a till is removed': [
    (tx) => tx`delete from till_records where id = ${sealed[0]?.id ?? ''}`,
    ['identity_is_ticket', 'leases_count_records'],
  ],
  'the record of a ticket is renumbered': [
    (tx) => tx`update till_records set number = 2 where id = ${sealed[2]?.id ?? ''}`,
    ['journal_hashes_hold', 'tickets_are_records', 'leases_count_records', 'records_are_chained'],
  ],
  'a seal is changed': [
    (tx) => tx`update till_records set hash = sha256('') where id = ${sealed[2]?.id ?? ''}`,
    ['journal_hashes_hold'],
  ],
  'the seal of a first record is torn': [
    (tx) => tx`update till_records set previous_hash = sha256('') where id = ${sealed[0]?.id ?? ''}`,
    ['records_are_chained'],
  ],
  'a lease forgets a record': [
    (tx) => tx`update register_leases set record_count = 3 where device_id = ${till.deviceId}`,
    ['leases_count_records', 'gaps_are_flagged'],
  ],
  'nobody is told of a gap': [(tx) => tx`delete from reviews where flag = 'number_gap'`, ['gaps_are_flagged']],
  'a return counter is lowered': [
    (tx) => tx`update return_counters set returned_quantity = 0 where sale_id = ${sale.id}`,
    ['returns_are_counted'],
  ],
  'more came back than was sold': [
    (tx) => tx`
      with raised as (update return_counters set returned_quantity = 9 where sale_id = ${sale.id})
      update sale_lines set quantity = -8 where sale_id = ${returnId}`,
    ['journal_hashes_hold', 'returns_are_counted', 'stock_moves_with_lines', 'session_totals_are_tickets'],
  ],
  'a movement is removed': [
    (tx) => tx`delete from stock_movements where reference_id = ${sale.id} and reference_line = 1`,
    ['stock_moves_with_lines'],
  ],
  'a movement is doubled': [
    (tx) => tx`
      insert into stock_movements (store_id, variant_id, kind, quantity, value_minor, reference_type, reference_id,
        reference_line, actor_name, occurred_at, balance_after)
      select store_id, variant_id, kind, 0, 0, reference_type, reference_id, reference_line, actor_name, occurred_at,
        balance_after
      from stock_movements where reference_id = ${sale.id} and reference_line = 1`,
    ['stock_moves_with_lines'],
  ],
  'a credit balance is raised': [
    (tx) => tx`update customer_credits set balance_minor = balance_minor + 1 where customer_id = ${customerId}`,
    ['credit_is_movements'],
  ],
  'a grant of credit is removed': [
    (tx) => tx`delete from customer_credit_movements where customer_id = ${customerId} and kind = 'grant'`,
    ['credit_is_movements', 'credit_is_chained'],
  ],
  'a payment in credit is lowered': [
    (tx) => tx`
      with movement as (
        update customer_credit_movements set amount_minor = amount_minor + 1, balance_after_minor = balance_after_minor + 1
        where ticket_id = ${onCredit.id})
      update customer_credits set balance_minor = balance_minor + 1 where customer_id = ${customerId}`,
    ['credit_moves_with_tickets'],
  ],
  'a ticket paid in credit is another customer’s': [
    (tx) => tx`update sales set customer_id = null where id = ${onCredit.id}`,
    ['credit_moves_with_tickets'],
  ],
  'a ticket still names a merged customer': [
    (tx) => tx`update sales set customer_id = ${mergedId} where id = ${sale.id}`,
    ['merged_customers_hold_nothing'],
  ],
  'a session sum is raised': [
    (tx) => tx`update session_totals set total_minor = total_minor + 1 where session_id = ${drawerId} and not is_late`,
    ['session_totals_are_tickets', 'sessions_are_days'],
  ],
  'a late ticket is counted in time': [
    (tx) => tx`
      with late as (delete from session_totals where session_id = ${drawerId} and is_late returning *)
      update session_totals kept set tickets = 2, total_minor = kept.total_minor + late.total_minor,
        tax_minor = kept.tax_minor + late.tax_minor, rounding_minor = kept.rounding_minor + late.rounding_minor
      from late where kept.session_id = ${drawerId}`,
    ['session_totals_are_tickets'],
  ],
  'a late ticket is no longer flagged': [
    (tx) => tx`update sales set flags = array_remove(flags, 'session_closed') where id = ${lateId}`,
    ['session_totals_are_tickets', 'session_shares_are_records'],
  ],
  'a ticket is moved into another session': [
    (tx) => tx`update sales set session_id = ${drawerId} where id = ${sale.id}`,
    ['session_totals_are_tickets', 'session_shares_are_records'],
  ],
  'a session is removed': [
    (tx) => tx`delete from register_sessions where id = ${drawerId}`,
    [
      'journal_holds_every_z',
      'session_totals_are_tickets',
      'session_shares_are_records',
      'sessions_are_days',
      'z_numbers_are_consecutive',
    ],
  ],
  'cash that went out is forgotten': [
    (tx) => tx`delete from cash_movements where session_id = ${drawerId}`,
    ['session_shares_are_records'],
  ],
  'cash that was paid is counted as a card': [
    (tx) => tx`
      update session_shares set key = 'card' where session_id = ${drawerId} and kind = 'payment' and not is_late`,
    ['session_shares_are_records'],
  ],
  'the number of an opening is lost': [
    (tx) => tx`delete from till_records where session_id = ${drawerId} and kind = 'session_open'`,
    ['identity_is_ticket', 'numbers_are_consecutive'],
  ],
  'a Z number is skipped': [
    (tx) => tx`update register_sessions set z_number = 2 where id = ${drawerId}`,
    ['journal_holds_every_z', 'z_numbers_are_consecutive'],
  ],
  'the counter of Z numbers is moved': [
    (tx) => tx`update register_journals set last_z = 0 where register_id = ${shop.tillIds[0] ?? 0}`,
    ['z_numbers_are_consecutive'],
  ],
}

for (const [what, [tamper, expected]] of Object.entries(tampered)) {
  test(`it is found when ${what}`, async () => {
    const found = faulty(await findAfter(tamper))
    assert.deepEqual(Object.keys(found), expected)
  })
}

test('a fault names its ticket as people say it and as programs look it up', async () => {
  const findings = await findAfter((tx) => tx`update sales set total_minor = 1 where id = ${sale.id}`)
  const [fault] = findings.find(({ name }) => name === 'total_is_lines')?.first ?? []
  assert.equal(fault?.subject, `${shop.store.id}-${shop.tillIds[0]}-0-000001 (${sale.id})`)
  assert.equal(fault?.found, '1')
})

test('of many faults the first twenty are kept, and all are counted', async () => {
  const findings = await findAfter(
    (tx) => tx`
      insert into sale_identities (id, store_id, body_hash) select gen_random_uuid(), 1, '' from generate_series(1, 50)`,
  )
  const finding = findings.find(({ name }) => name === 'identity_is_ticket')
  assert.deepEqual([finding?.faults, finding?.first.length], [50, 20])
})
