import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { meet } from '../../../test/harness/meet.ts'
import { makeCustomer, makeShop, newId, saleOf } from '../../../test/harness/sales.ts'
import { verifyInstallation } from '../../verification.ts'

const { sql, as, log } = await testApplication({ after }, { max: 10 })
const shop = await makeShop(sql, { articles: [{ price: '10.00', taxClass: 'exempt' }] })
const elsewhere = await makeShop(sql)
const manager = as('manager', { storeIds: [shop.store.id] })
const owner = as('owner')
const CUSTOMERS = '/api/v1/customers'
const EN = { 'accept-language': 'en' }

const assertSound = async () => {
  const findings = await verifyInstallation(sql)
  assert.deepEqual(
    findings.filter(({ faults }) => faults > 0),
    [],
  )
}

async function sell(customerId: number, overrides: object = {}): Promise<string> {
  const answer = await owner.post('/api/v1/sales', saleOf(shop, { customer_id: customerId, ...overrides }))
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body.data.id
}
const merge = (kept: number, merged: number) => manager.post(`${CUSTOMERS}/${kept}/merge`, { customer_id: merged }, EN)
const grant = (id: number, amount: string) =>
  owner.post(`${CUSTOMERS}/${id}/credit`, { amount, currency: 'CAD', reason: 'Geste' })
const ticketsOf = async (id: number): Promise<string[]> =>
  (await owner.get(`${CUSTOMERS}/${id}/sales`)).body.data.map((ticket: { id: string }) => ticket.id)

test('the history of a customer holds the tickets of one’s stores, and no other', async () => {
  const id = await makeCustomer(sql)
  const here = await sell(id)
  const there = await sell(id, saleOf(elsewhere, { customer_id: id }))
  const answer = await manager.get(`${CUSTOMERS}/${id}/sales`)
  assert.equal(answer.status, 200)
  assert.deepEqual([answer.body.data.map((ticket: { id: string }) => ticket.id), answer.body.meta.total], [[here], 1])
  assert.equal((await manager.get(`${CUSTOMERS}/${id}/sales?store_id=${elsewhere.store.id}`)).status, 404)
  assert.deepEqual((await ticketsOf(id)).sort(), [here, there].sort())
  assert.equal((await manager.get(`${CUSTOMERS}/999999/sales`)).status, 404)
  assert.equal((await manager.get(`${CUSTOMERS}/${id}/sales?customer_id=1`)).status, 400)
})

test('tickets, credit and parked sales follow; the merged one points to the other', async () => {
  const [kept, merged] = [await makeCustomer(sql), await makeCustomer(sql)]
  await manager.patch(`${CUSTOMERS}/${kept}`, { phone: '514 555-0101', note: 'A' })
  await manager.patch(`${CUSTOMERS}/${merged}`, {
    phone: '514 555-0102',
    email: 'm@exemple.com',
    note: 'B',
    external_id: 'CRM-M',
    tax_exemption: { certificate_number: 'X1' },
  })
  const ticket = await sell(merged)
  const paid = await sell(kept)
  await grant(kept, '1.00')
  await grant(merged, '4.50')
  const parked = await owner.post('/api/v1/parked-sales', {
    store_id: shop.store.id,
    name: 'Comptoir',
    customer_id: merged,
    lines: [{ description: 'x', unit_price: '1', quantity: 1 }],
  })
  assert.equal(parked.status, 201, JSON.stringify(parked.body))
  const answer = await merge(kept, merged)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  const { id, phone, email, note, external_id, tax_exemption, credit } = answer.body.data
  assert.deepEqual(
    { id, phone, email, note, external_id, tax_exemption, credit },
    {
      id: kept,
      phone: '514 555-0101',
      email: 'm@exemple.com',
      note: 'A\nB',
      external_id: 'CRM-M',
      tax_exemption: { certificate_number: 'X1', expires_on: null },
      credit: [{ currency: 'CAD', balance: '5.50' }],
    },
  )
  assert.deepEqual((await ticketsOf(kept)).sort(), [ticket, paid].sort())
  assert.equal((await owner.get(`/api/v1/parked-sales/${parked.body.data.id}`)).body.data.customer_id, kept)
  const old = await manager.get(`${CUSTOMERS}/${merged}`)
  assert.deepEqual([old.status, old.body.data.merged_into_id, old.body.data.credit], [200, kept, []])
  const { movements } = (await manager.get(`${CUSTOMERS}/${kept}/credit`)).body.data
  assert.deepEqual(
    movements.map(({ kind, amount, other_customer_id: other }: Record<string, unknown>) => [kind, amount, other]),
    [
      ['merge', '4.50', merged],
      ['grant', '1.00', null],
    ],
  )
  // What still names the merged one means the other, and pays with the other's credit.
  const late = await sell(merged, {
    payments: [
      { method: 'credit', amount: '5.50' },
      { method: 'cash', amount: '4.50' },
    ],
  })
  assert.equal((await owner.get(`/api/v1/sales/${late}`)).body.data.customer_id, kept)
  await assertSound()
})

test('a merged record takes no more part, and is found through a chain of merges', async () => {
  const [first, second, third] = [await makeCustomer(sql), await makeCustomer(sql), await makeCustomer(sql)]
  assert.equal((await merge(second, first)).status, 200)
  for (const answer of [
    await merge(third, first),
    await merge(first, third),
    await manager.patch(`${CUSTOMERS}/${first}`, { name: 'x' }),
    await manager.del(`${CUSTOMERS}/${first}`),
    await grant(first, '1.00'),
    await manager.post(`${CUSTOMERS}/${first}/erase`, {}),
  ]) {
    assert.deepEqual([answer.status, answer.body.code], [409, 'customer_merged'])
  }
  const refused = await manager.patch(`${CUSTOMERS}/${first}`, { name: 'x' }, EN)
  assert.equal(refused.body.error, `This customer was merged into customer ${second}`)
  assert.equal((await merge(third, second)).status, 200)
  assert.equal((await manager.get(`${CUSTOMERS}/${first}`)).body.data.merged_into_id, third)
  assert.deepEqual((await ticketsOf(third)).length, 0)
  const ticket = await sell(first)
  assert.deepEqual(await ticketsOf(third), [ticket])
  const self = await merge(third, third)
  assert.deepEqual([self.status, Object.keys(self.body.errors)], [422, ['customer_id']])
  assert.equal((await merge(third, 999999)).status, 404)
  const cashier = as('cashier', { storeIds: [shop.store.id] })
  assert.equal((await cashier.post(`${CUSTOMERS}/${third}/merge`, { customer_id: 1 })).status, 403)
})

test('a ticket that is being written while its customer is merged goes over with the others', async () => {
  const [kept, merged] = [await makeCustomer(sql), await makeCustomer(sql)]
  const id = newId()
  const answer = await meet(
    sql,
    (tx) => tx`select from customers where id = ${merged} for key share`,
    () => merge(kept, merged),
    (tx) => tx`
      insert into sales select (jsonb_populate_record(sale, ${`{"id":"${id}","number":900,"customer_id":${merged}}`}::text::jsonb)).*
      from sales sale where customer_id is not null limit 1`,
  )
  assert.equal(answer.status, 200)
  const [row] = await sql`select customer_id from sales where id = ${id}`
  assert.deepEqual(row?.customer_id, kept)
  await sql`delete from sales where id = ${id}`
})

test('a sale that waits for a merge is the other’s; of merges against each other one is done', async () => {
  const [kept, merged] = [await makeCustomer(sql), await makeCustomer(sql)]
  await grant(merged, '10.00')
  const id = await meet(
    sql,
    async (tx) => {
      await tx`select from customers where id in (${kept}, ${merged}) order by id for update`
      await tx`
        update customers set merged_into_id = ${kept}, deleted_at = now() where id = ${merged}`
      await tx`
        insert into customer_credits select ${kept}, currency, balance_minor from customer_credits where customer_id = ${merged}`
      await tx`update customer_credit_movements set reason = null where customer_id = ${merged}`
    },
    () => sell(merged, { payments: [{ method: 'credit', amount: '10.00' }] }),
  )
  const [row] = await sql`select customer_id from sales where id = ${id}`
  assert.equal(row?.customer_id, kept)
  const [movement] =
    await sql`select customer_id, balance_after_minor from customer_credit_movements where ticket_id = ${id}`
  assert.deepEqual([movement?.customer_id, movement?.balance_after_minor], [kept, 0])
  // The hand-made merge moved no credit by the ledger.
  await sql`update customer_credits set balance_minor = 0 where customer_id = ${merged}`

  const [one, other] = [await makeCustomer(sql), await makeCustomer(sql)]
  const answers = await Promise.all([merge(one, other), merge(other, one), merge(one, other), merge(other, one)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409])
})

test('while customers are merged, sold to and granted credit, nothing is lost', async () => {
  const ids: number[] = []
  for (let count = 0; count < 6; count += 1) ids.push(await makeCustomer(sql))
  for (const id of ids) assert.equal((await grant(id, '100.00')).status, 201)
  const [kept = 0, ...others] = ids
  const payments = [{ method: 'credit', amount: '10.00' }]
  const work = ids.flatMap((id) =>
    Array.from({ length: 8 }, () => owner.post('/api/v1/sales', saleOf(shop, { customer_id: id, payments }))),
  )
  const merges = others.map((id) => merge(kept, id))
  const sold = await Promise.all(work)
  assert.deepEqual(
    (await Promise.all(merges)).map(({ status }) => status),
    others.map(() => 200),
  )
  assert.deepEqual(
    sold.filter(({ status }) => status !== 201).map(({ body }) => body),
    [],
  )
  const { balances } = (await owner.get(`${CUSTOMERS}/${kept}/credit`)).body.data
  assert.deepEqual(balances, [{ currency: 'CAD', balance: '120.00' }])
  assert.equal((await owner.get(`${CUSTOMERS}/${kept}/sales`)).body.meta.total, 48)
  const faults = (await verifyInstallation(sql)).filter(({ name, faults }) => faults > 0 && name.startsWith('merged'))
  assert.deepEqual(faults, [])
})

test('nothing of all this was a fault of the server', () => assert.deepEqual(log.faults, []))
