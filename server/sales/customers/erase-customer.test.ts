import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeCustomer, makeShop, newId, saleOf } from '../../../test/harness/sales.ts'
import { BatchReport } from '../../platform/csv/index.ts'
import { withTransaction } from '../../platform/database/connect.ts'
import { verifyInstallation } from '../../verification.ts'
import { ensureCustomers } from '../import/ensure-customers.ts'
import type { SaleRow } from '../import/read-sale-row.ts'

const { sql, as, log } = await testApplication({ after })
const shop = await makeShop(sql, { articles: [{ price: '10.00', taxClass: 'exempt' }] })
const elsewhere = await makeShop(sql)
const manager = as('manager', { storeIds: [shop.store.id] })
const cashier = as('cashier', { storeIds: [shop.store.id] })
const owner = as('owner')
const CUSTOMERS = '/api/v1/customers'
const EN = { 'accept-language': 'en' }

/** Words that only this customer's data holds, wherever it may have gone. */
const PERSONAL = {
  name: 'Zéphirine Qwaxlot',
  email: 'qwaxlot@exemple.com',
  phone: '+1 819 555-7731',
  address_line1: '77, rue Qwaxlot',
  city: 'Qwaxville',
  postal_code: 'J8X 7W7',
  region: 'QC',
  country: 'CA',
  note: 'Qwaxlot préfère le matin',
  external_id: 'CRM-QWAXLOT',
  tax_exemption: { certificate_number: 'QWAXLOT-5' },
}
const TRACES = /qwaxlot|qwaxville|819 ?555|8195557731|J8X/i

/** A row of a file that names a customer. */
const rowOf = (customer: string): SaleRow => ({
  line: 2,
  ticket: 'T1',
  store: 'M1',
  time: { year: 2025, month: 1, day: 31, timeMs: null, offsetMs: null },
  article: null,
  description: 'Article',
  customer,
  customerName: customer === 'OLD-1' ? 'Parti' : 'Autre',
  country: 'CA',
  paymentMethod: 'card',
  quantity: 1000n,
  unitPrice: 10_000n,
  amount: null,
})

/** The customer with all that can gather around one: tickets with notes, credit, a parked ticket, kept answers. */
async function makeKnown() {
  const key = { 'idempotency-key': `make-${newId()}` }
  const made = await manager.post(CUSTOMERS, { ...PERSONAL, external_id: `CRM-QWAXLOT-${newId()}` }, key)
  const id: number = made.body.data.id
  await manager.patch(`${CUSTOMERS}/${id}`, { note: PERSONAL.note }, { 'idempotency-key': `change-${newId()}` })
  await manager.post(
    `${CUSTOMERS}/${id}/credit`,
    { amount: '15', reason: 'Pour Mme Qwaxlot' },
    { 'idempotency-key': newId() },
  )
  const sale = saleOf(shop, {
    customer_id: id,
    note: 'Livrer chez Qwaxlot',
    payments: [{ method: 'credit', amount: '10.00' }],
  })
  assert.equal((await manager.post('/api/v1/sales', sale)).status, 201)
  const parked = await cashier.post(
    '/api/v1/parked-sales',
    {
      store_id: shop.store.id,
      name: 'Mme Qwaxlot',
      note: 'Qwaxlot repasse',
      customer_id: id,
      lines: [{ description: 'Ruban', unit_price: '1.00', quantity: 1 }],
    },
    { 'idempotency-key': newId() },
  )
  assert.equal(parked.status, 201)
  return { id, key, saleId: sale.id, parkedId: parked.body.data.id as string, externalId: made.body.data.external_id }
}

/** Every table whose rows hold one of the traces. */
async function tablesWithTraces(): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`
  const found: string[] = []
  for (const { name } of tables) {
    const [row] = await sql<[{ has: boolean }]>`
      select exists (select from ${sql(name)} t where to_jsonb(t)::text ~* ${TRACES.source}) as has`
    if (row.has) found.push(name)
  }
  return found
}

test('erasing forgets everywhere; tickets and their hashes stay', async () => {
  const { id, key, saleId, parkedId, externalId } = await makeKnown()
  const merged = (await manager.post(CUSTOMERS, { name: 'Z. Qwaxlot', email: 'z@qwaxlot.example' })).body.data.id
  assert.equal((await manager.post(`${CUSTOMERS}/${id}/merge`, { customer_id: merged })).status, 200)
  const before = (await manager.get(`/api/v1/sales/${saleId}`)).body.data
  assert.ok((await tablesWithTraces()).length > 3)

  assert.equal((await cashier.post(`${CUSTOMERS}/${id}/erase`, {})).status, 403)
  const owed = await manager.post(`${CUSTOMERS}/${id}/erase`, '', { ...EN, 'content-type': 'application/json' })
  assert.deepEqual([owed.status, owed.body.code], [409, 'customer_has_credit'])
  assert.equal(owed.body.error, 'This customer still has store credit: $5.00')
  assert.equal((await manager.del(`${CUSTOMERS}/${id}`)).body.code, 'customer_has_credit')
  const erased = await manager.post(`${CUSTOMERS}/${id}/erase`, { forfeit_credit: true })
  assert.equal(erased.status, 200, JSON.stringify(erased.body))
  assert.deepEqual(erased.body.data.forfeited, [{ currency: 'CAD', balance: '5.00' }])

  // The certificate stays with the tickets that charge no tax because of it.
  assert.deepEqual(await tablesWithTraces(), ['sales'])
  const after = (await manager.get(`/api/v1/sales/${saleId}`)).body.data
  assert.deepEqual(after, { ...before, note: null })
  assert.equal(after.tax_exemption_number, 'QWAXLOT-5')
  assert.doesNotMatch(JSON.stringify((await manager.get(`/api/v1/sales/${saleId}/receipt`)).body), /Zéphirine/)
  const parked = (await cashier.get(`/api/v1/parked-sales/${parkedId}`)).body.data
  assert.deepEqual([parked.name, parked.note, parked.customer_id, parked.lines.length], ['—', null, null, 1])
  for (const gone of [id, merged]) assert.equal((await manager.get(`${CUSTOMERS}/${gone}`)).status, 404)
  for (const query of ['q=qwaxlot', 'q=8195557731', 'email=qwaxlot@exemple.com', `external_id=${externalId}`]) {
    assert.deepEqual((await manager.get(`${CUSTOMERS}?${query}`)).body.data, [], query)
  }
  const replayed = await manager.post(CUSTOMERS, { ...PERSONAL, external_id: externalId }, key)
  assert.equal(replayed.headers['idempotent-replayed'], 'true')
  assert.doesNotMatch(JSON.stringify(replayed.body), TRACES)
  const who = await sql<{ operation: string; after: Record<string, unknown> | null }[]>`
    select operation, after from audit_log where entity_type = 'customer' and entity_id = ${String(id)} order by id desc limit 1`
  assert.equal(who[0]?.operation, 'eraseCustomer')
  assert.equal(who[0]?.after?.email, null)
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )
  assert.equal((await manager.post(`${CUSTOMERS}/${id}/erase`, { forfeit_credit: true })).status, 404)
  const refused = await manager.post('/api/v1/sales', saleOf(shop, { customer_id: id }))
  assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [422, ['customer_id']])
})

test('what a device delivered of them and waits for a manager no longer names them', async () => {
  const { body: made } = await manager.post(CUSTOMERS, { name: 'Aline Roy' })
  const id = made.data.id as number
  const hold = (customerId: number) => sql<{ id: string }[]>`
    insert into held_records (store_id, register_id, device_id, kind, series, number, record_id, body_hash, reason, body)
    values (1, 1, gen_random_uuid(), 'sale', 1, 1, gen_random_uuid(), '', 'device_revoked',
      ${sql.json({ kind: 'sale', customer_id: customerId, note: 'Pour Aline' })})
    returning id`
  const [[theirs], [another]] = [await hold(id), await hold(id + 1000)]
  assert.equal((await manager.post(`${CUSTOMERS}/${id}/erase`)).status, 200)
  const rows = await sql<{ id: string; body: object }[]>`select id, body from held_records`
  const bodyOf = (heldId?: string) => rows.find((row) => row.id === heldId)?.body
  assert.deepEqual(bodyOf(theirs?.id), { kind: 'sale' })
  assert.deepEqual(bodyOf(another?.id), { kind: 'sale', customer_id: id + 1000, note: 'Pour Aline' })
})

test('a return of an erased customer’s sale is taken, but not as credit', async () => {
  const { id, saleId } = await makeKnown()
  await manager.post(`${CUSTOMERS}/${id}/erase`, { forfeit_credit: true })
  const takeBack = (refunds: object[], extra: object = {}) =>
    manager.post(`/api/v1/sales/${saleId}/returns`, {
      id: newId(),
      lines: [{ sale_line: 1, quantity: '1' }],
      refunds,
      ...extra,
    })
  const refund = [{ method: 'credit', amount: '10.00' }]
  const refused = await takeBack(refund)
  assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [422, ['refunds.0.method']])
  const taken = await takeBack([{ method: 'other', amount: '10.00' }])
  assert.equal(taken.body.code, 'refund_beyond_tender')
})

test('a deleted customer is erased too, and an import does not bring an erased one back', async () => {
  const made = await manager.post(CUSTOMERS, { name: 'Parti', external_id: 'OLD-1' })
  const { id } = made.body.data
  assert.equal((await manager.del(`${CUSTOMERS}/${id}`)).status, 200)
  assert.equal((await manager.post(`${CUSTOMERS}/${id}/erase`)).status, 200)
  const kept = await manager.post(CUSTOMERS, { name: 'Gardé', external_id: 'OLD-2' })
  const other = await manager.post(CUSTOMERS, { name: 'Gardée', external_id: 'OLD-3' })
  await manager.post(`${CUSTOMERS}/${kept.body.data.id}/merge`, { customer_id: other.body.data.id })
  const found = await withTransaction(sql, {}, (tx) =>
    ensureCustomers(tx, ['OLD-1', 'OLD-3', 'NEW'].map(rowOf), new BatchReport()),
  )
  assert.deepEqual([...found.keys()].sort(), ['NEW', 'OLD-3'])
  assert.equal(found.get('OLD-3'), kept.body.data.id)
  assert.deepEqual((await manager.get(`${CUSTOMERS}?q=parti`)).body.data, [])
})

test('who is sold to while being erased leaves no note behind, and nothing is owed that nobody can spend', async () => {
  for (let round = 0; round < 4; round += 1) {
    const id = await makeCustomer(sql)
    const old = await makeCustomer(sql)
    await manager.post(`${CUSTOMERS}/${id}/merge`, { customer_id: old })
    const work = Array.from({ length: 12 }, (_, call) =>
      call % 4 === 3
        ? manager.post(`${CUSTOMERS}/${id}/credit`, { amount: '1.00', currency: 'CAD', reason: 'Pour Qwaxlot' })
        : manager.post('/api/v1/sales', saleOf(shop, { customer_id: call % 2 === 0 ? id : old, note: 'Chez Qwaxlot' })),
    )
    const erasure = manager.post(`${CUSTOMERS}/${id}/erase`, { forfeit_credit: true })
    for (const { status } of await Promise.all(work)) assert.ok([201, 404, 422].includes(status), String(status))
    assert.equal((await erasure).status, 200)
    const [left] = await sql<[{ notes: number; reasons: number; owed: number }]>`
      select (select count(*)::int from sales where customer_id = ${id} and note is not null) as notes,
        (select count(*)::int from customer_credit_movements where customer_id = ${id} and reason is not null) as reasons,
        (select coalesce(sum(balance_minor), 0)::int from customer_credits where customer_id = ${id}) as owed`
    assert.deepEqual(left, { notes: 0, reasons: 0, owed: 0 })
  }
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )
})

test('an export holds all that is known, in every store, and nothing of who served', async () => {
  const { id, saleId, parkedId } = await makeKnown()
  const there = saleOf(elsewhere, { customer_id: id })
  await owner.post('/api/v1/sales', there)
  const merged = (await manager.post(CUSTOMERS, { name: 'Avant' })).body.data.id
  await manager.post(`${CUSTOMERS}/${id}/merge`, { customer_id: merged })
  assert.equal((await cashier.get(`${CUSTOMERS}/${id}/export`)).status, 403)
  assert.equal((await manager.get(`${CUSTOMERS}/999999/export`)).status, 404)
  const answer = await manager.get(`${CUSTOMERS}/${id}/export`)
  assert.equal(answer.status, 200)
  assert.match(String(answer.headers['content-disposition']), /attachment/)
  assert.equal(answer.headers['cache-control'], 'no-store')
  const { data } = answer.body
  assert.equal(data.customer.email, PERSONAL.email)
  assert.deepEqual(
    data.merged.map((each: { id: number }) => each.id),
    [merged],
  )
  assert.deepEqual(data.sales.map((sale: { id: string }) => sale.id).sort(), [saleId, there.id].sort())
  assert.equal(data.credit_movements.length, 2)
  assert.deepEqual(
    data.parked_sales.map((sale: { id: string }) => sale.id),
    [parkedId],
  )
  const person = await manager.person
  assert.doesNotMatch(JSON.stringify(data), new RegExp(person.name))
  assert.doesNotMatch(JSON.stringify(data), /cashier_id|actor_name|parked_by|resumed_by"|cost/)
})

test('an export of many tickets is whole', async () => {
  const id = await makeCustomer(sql)
  const sales = Array.from({ length: 205 }, () => saleOf(shop, { customer_id: id }))
  const { body } = await owner.post('/api/v1/sales/batch', { records: sales })
  assert.ok(body.data.every(({ status }: { status: number }) => status === 201))
  const { data } = (await owner.get(`${CUSTOMERS}/${id}/export`)).body
  assert.equal(new Set(data.sales.map((sale: { id: string }) => sale.id)).size, 205)
})

test('nothing of all this was a fault of the server', () => assert.deepEqual(log.faults, []))
