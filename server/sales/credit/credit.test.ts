import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeCustomer, makeShop, newId, saleOf } from '../../../test/harness/sales.ts'
import { verifyInstallation } from '../../verification.ts'

const { sql, as, log, service } = await testApplication({ after }, { max: 10 })
const shop = await makeShop(sql, { articles: [{ price: '10.00', taxClass: 'exempt' }], stock: 5_000 })
const elsewhere = await makeShop(sql, { articles: [{ price: '10.00', taxClass: 'exempt' }] })
const manager = as('manager', { storeIds: [shop.store.id] })
const cashier = as('cashier', { storeIds: [shop.store.id] })
const EN = { 'accept-language': 'en' }
const creditPath = (id: number) => `/api/v1/customers/${id}/credit`

const change = (id: number, body: object) => manager.post(creditPath(id), { reason: 'Geste commercial', ...body }, EN)

async function customerWith(amount: string): Promise<number> {
  const id = await makeCustomer(sql)
  const { status, body } = await change(id, { amount })
  assert.equal(status, 201, JSON.stringify(body))
  return id
}

async function balanceOf(id: number): Promise<string> {
  const { balances } = (await service.get(creditPath(id))).body.data
  return balances[0]?.balance ?? '0.00'
}

const assertSound = async () => {
  const findings = await verifyInstallation(sql)
  assert.deepEqual(
    findings.filter(({ faults }) => faults > 0),
    [],
  )
}

/** A sale of one unit at 10.00, paid as said. */
const pay = (payments: object[], overrides: object = {}) =>
  cashier.post('/api/v1/sales', saleOf(shop, { payments, ...overrides }), EN)
const credit = (amount: string) => ({ method: 'credit', amount })
const cash = (amount: string) => ({ method: 'cash', amount })

test('a manager grants and withdraws with a reason; each movement keeps the balance that it left', async () => {
  const id = await makeCustomer(sql)
  const granted = await change(id, { amount: '25.00', currency: 'CAD' })
  assert.equal(granted.status, 201, JSON.stringify(granted.body))
  const { id: _id, recorded_at: _at, ...data } = granted.body.data
  const person = await manager.person
  assert.deepEqual(data, {
    customer_id: id,
    kind: 'grant',
    currency: 'CAD',
    amount: '25.00',
    balance_after: '25.00',
    reason: 'Geste commercial',
    store_id: null,
    sale_id: null,
    other_customer_id: null,
    actor_id: person.id,
    actor_name: person.name,
  })
  const withdrawn = await change(id, { amount: '-5.25' })
  assert.deepEqual(
    [withdrawn.body.data.kind, withdrawn.body.data.amount, withdrawn.body.data.balance_after],
    ['withdrawal', '-5.25', '19.75'],
  )
  const { body } = await cashier.get(creditPath(id))
  assert.deepEqual(body.data.balances, [{ currency: 'CAD', balance: '19.75' }])
  assert.deepEqual(
    body.data.movements.map(({ amount }: { amount: string }) => amount),
    ['-5.25', '25.00'],
  )
  const all = await cashier.get(`${creditPath(id)}/movements?per_page=1`)
  assert.deepEqual([all.body.data.length, all.body.meta.total], [1, 2])
  const grants = await cashier.get(`${creditPath(id)}/movements?kind=grant&currency=CAD&cursor=`)
  assert.deepEqual(grants.body.data, [granted.body.data])
  assert.deepEqual((await cashier.get(`/api/v1/customers/${id}`)).body.data.credit, body.data.balances)
})

test('what cannot be is refused, and says why', async () => {
  const id = await customerWith('10.00')
  const below = await change(id, { amount: '-10.01' })
  assert.deepEqual([below.status, below.body.code], [409, 'insufficient_credit'])
  assert.equal(below.body.error, 'The store credit of this customer is only $10.00')
  const wrong: [object, string][] = [
    [{ amount: '0' }, 'amount'],
    [{ amount: '1.001' }, 'amount'],
    [{ amount: 'x' }, 'amount'],
    [{ amount: '99999999999' }, 'amount'],
    [{ amount: '1', currency: 'JPY' }, 'currency'],
    [{ amount: '1', currency: 'cad' }, 'currency'],
    [{ amount: '1', reason: '' }, 'reason'],
    [{ amount: '1', reason: null }, 'reason'],
  ]
  for (const [body, field] of wrong) {
    const answer = await change(id, body)
    assert.deepEqual([answer.status, Object.keys(answer.body.errors ?? {})], [422, [field]], JSON.stringify(body))
  }
  assert.equal((await change(999_999, { amount: '1' })).status, 404)
  assert.equal((await cashier.get(creditPath(999_999))).status, 404)
  assert.equal((await cashier.post(creditPath(id), { amount: '1', reason: 'x' })).status, 403)
  assert.equal(await balanceOf(id), '10.00')
})

test('a sale takes from the credit of its customer, and never more than there is', async () => {
  const id = await customerWith('12.00')
  const nobody = await pay([credit('10.00')])
  assert.deepEqual([nobody.status, Object.keys(nobody.body.errors)], [422, ['payments.0.method']])
  const paid = await pay([credit('10.00')], { customer_id: id })
  assert.equal(paid.status, 201, JSON.stringify(paid.body))
  const sale = { customer_id: id, id: newId() }
  const beyond = await pay([cash('5.00'), credit('5.00')], sale)
  assert.deepEqual([beyond.status, beyond.body.code], [409, 'insufficient_credit'])
  assert.deepEqual(beyond.body.errors, { 'payments.1.amount': ['At most $2.00 of credit.'] })
  const french = await cashier.post('/api/v1/sales', saleOf(shop, { payments: [credit('10.00')], customer_id: id }))
  assert.equal(french.body.error, 'Le crédit en magasin de ce client n’est que de 2,00\u00a0$')
  const both = await pay([credit('1.00'), cash('8.00'), credit('1.00')], sale)
  assert.equal(both.status, 201, JSON.stringify(both.body))
  assert.equal(await balanceOf(id), '0.00')
  const again = await pay([credit('1.00'), cash('8.00'), credit('1.00')], sale)
  assert.equal(again.status, 200)
  const over = await pay([credit('11.00')], { customer_id: await customerWith('50.00') })
  assert.deepEqual([over.status, over.body.code], [422, 'overpaid'])
  const { movements } = (await cashier.get(creditPath(id))).body.data
  assert.deepEqual(
    movements.map(({ kind, amount, sale_id: ticket, store_id: store }: Record<string, unknown>) => [
      kind,
      amount,
      ticket,
      store,
    ]),
    [
      ['payment', '-2.00', sale.id, shop.store.id],
      ['payment', '-10.00', paid.body.data.id, shop.store.id],
      ['grant', '12.00', null, null],
    ],
  )
  await assertSound()
})

test('of what happened in another store one sees how much, and neither the ticket nor who served', async () => {
  const id = await customerWith('30.00')
  const owner = as('owner')
  await owner.post('/api/v1/sales', saleOf(elsewhere, { payments: [credit('10.00')], customer_id: id }))
  const [movement] = (await cashier.get(creditPath(id))).body.data.movements
  assert.deepEqual(
    [movement.amount, movement.store_id, movement.sale_id, movement.actor_id, movement.actor_name],
    ['-10.00', null, null, null, null],
  )
  const [whole] = (await owner.get(creditPath(id))).body.data.movements
  assert.equal(whole.store_id, elsewhere.store.id)
})

test('a return gives credit back, in the place of any tender, to whoever bought or is named', async () => {
  const id = await customerWith('4.00')
  const other = await makeCustomer(sql)
  const takeBack = (sale: string, refunds: object[], extra: object = {}) =>
    cashier.post(
      `/api/v1/sales/${sale}/returns`,
      { id: newId(), lines: [{ sale_line: 1, quantity: '1' }], refunds, ...extra },
      EN,
    )
  const sold = (
    await pay([credit('4.00'), cash('16.00')], {
      customer_id: id,
      lines: [{ variant_id: shop.articles[0]?.variantId, quantity: '2' }],
    })
  ).body.data
  const anothers = await takeBack(sold.id, [credit('10.00')], { customer_id: other })
  assert.deepEqual([anothers.status, Object.keys(anothers.body.errors)], [422, ['customer_id']])
  const first = await takeBack(sold.id, [credit('10.00')])
  assert.equal(first.status, 201, JSON.stringify(first.body))
  assert.equal(await balanceOf(id), '10.00')
  const beyond = await takeBack(sold.id, [cash('4.00'), credit('6.01')])
  assert.equal(beyond.body.code, 'refund_beyond_tender')
  assert.equal((await takeBack(sold.id, [cash('6.00'), credit('4.00')])).status, 201)
  assert.equal(await balanceOf(id), '14.00')

  const anonymous = (await pay([cash('10.00')])).body.data
  const whose = await takeBack(anonymous.id, [credit('10.00')])
  assert.deepEqual([whose.status, Object.keys(whose.body.errors)], [422, ['refunds.0.method']])
  const given = await takeBack(anonymous.id, [credit('10.00')], { customer_id: other })
  assert.deepEqual([given.status, given.body.data.customer_id], [201, other])
  assert.equal(await balanceOf(other), '10.00')
  await assertSound()
})

test('what rounding kept of a sale in cash does not come back as credit', async () => {
  const id = await makeCustomer(sql)
  const lines = [{ description: 'Ruban', unit_price: '10.02', tax_class: 'exempt', quantity: '1' }]
  const { body } = await pay([cash('10.00')], { customer_id: id, lines })
  const takeBack = (amount: string) =>
    cashier.post(`/api/v1/sales/${body.data.id}/returns`, {
      id: newId(),
      lines: [{ sale_line: 1, quantity: '1' }],
      refunds: [credit(amount)],
    })
  assert.equal((await takeBack('10.02')).status, 422)
  assert.equal((await takeBack('10.00')).status, 201)
  assert.equal(await balanceOf(id), '10.00')
})

test('32 clients spend one balance: exactly what there was is spent, and no more', async () => {
  const id = await customerWith('500.00')
  const answers = await Promise.all(
    Array.from({ length: 32 }, async (_, client) => {
      const statuses: number[] = []
      for (let call = 0; call < 4; call += 1) {
        const store = client % 2 === 0 ? shop : elsewhere
        const answer = await service.post(
          '/api/v1/sales',
          saleOf(store, { payments: [credit('10.00')], customer_id: id }),
        )
        statuses.push(answer.status)
      }
      return statuses
    }),
  )
  const statuses = answers.flat()
  assert.equal(statuses.filter((status) => status === 201).length, 50)
  assert.equal(statuses.filter((status) => status === 409).length, 78)
  assert.equal(await balanceOf(id), '0.00')
  await assertSound()
})

test('sales, returns, grants and withdrawals at once, of two customers: the balances are the sums', async () => {
  const ids = [await customerWith('200.00'), await customerWith('200.00')]
  const expected = [20_000, 20_000]
  await Promise.all(
    Array.from({ length: 32 }, async (_, client) => {
      const place = client % 2
      const id = ids[place] as number
      for (let call = 0; call < 3; call += 1) {
        const sale = saleOf(shop, { payments: [credit('10.00')], customer_id: id })
        const sold = await service.post('/api/v1/sales', sale)
        if (sold.status === 201) expected[place] = (expected[place] ?? 0) - 1000
        else assert.equal(sold.body.code, 'insufficient_credit')
        if (sold.status === 201 && call % 2 === 0) {
          const back = { id: newId(), lines: [{ sale_line: 1, quantity: '1' }], refunds: [credit('10.00')] }
          const returned = await service.post(`/api/v1/sales/${sale.id}/returns`, back)
          assert.equal(returned.status, 201, JSON.stringify(returned.body))
          expected[place] = (expected[place] ?? 0) + 1000
        }
        const amount = call === 1 ? -700 : 300
        const changed = await service.post(creditPath(id), {
          amount: (amount / 100).toFixed(2),
          currency: 'CAD',
          reason: 'x',
        })
        if (changed.status === 201) expected[place] = (expected[place] ?? 0) + amount
        else assert.equal(changed.body.code, 'insufficient_credit')
      }
    }),
  )
  assert.deepEqual(
    await Promise.all(ids.map(balanceOf)),
    expected.map((minor) => (minor / 100).toFixed(2)),
  )
  await assertSound()
})

test('a batch pays with credit too, each record for itself', async () => {
  const id = await customerWith('20.00')
  const records = Array.from({ length: 3 }, () => saleOf(shop, { payments: [credit('10.00')], customer_id: id }))
  const { body } = await cashier.post('/api/v1/sales/batch', { records })
  // Which of the three comes too late is nobody's to say: they are recorded at once.
  assert.deepEqual(body.data.map(({ status }: { status: number }) => status).sort(), [201, 201, 409])
  assert.equal(await balanceOf(id), '0.00')
})

test('the ledger is only added to; the database itself keeps a balance from going below zero', async () => {
  const id = await customerWith('10.00')
  await assert.rejects(sql`update customer_credits set balance_minor = -1 where customer_id = ${id}`, /not_negative/)
  await assert.rejects(
    sql`update customer_credit_movements set amount_minor = 1 where customer_id = ${id}`,
    /append-only/,
  )
  await assert.rejects(sql`update customer_credit_movements set reason = 'y' where customer_id = ${id}`, /append-only/)
  await assert.rejects(sql`delete from customer_credit_movements where customer_id = ${id}`, /append-only/)
})

test('a grant that is sent twice with one key happens once', async () => {
  const id = await makeCustomer(sql)
  const send = () => manager.post(creditPath(id), { amount: '5', reason: 'x' }, { 'idempotency-key': 'grant-once' })
  const answers = await Promise.all([send(), send(), send()])
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201, 201],
  )
  assert.equal(await balanceOf(id), '5.00')
})

test('where stores sell in several currencies, the grant says in which', async () => {
  await makeShop(sql, { store: { tax_zone: 'FR', currency: 'EUR', time_zone: 'Europe/Paris' } })
  const id = await makeCustomer(sql)
  const unsaid = await service.post(creditPath(id), { amount: '5', reason: 'x' })
  assert.deepEqual([unsaid.status, Object.keys(unsaid.body.errors)], [422, ['currency']])
  assert.equal((await service.post(creditPath(id), { amount: '5', currency: 'EUR', reason: 'x' })).status, 201)
  const refused = await pay([credit('5.00'), cash('5.00')], { customer_id: id })
  assert.equal(refused.body.code, 'insufficient_credit')
})

test('nothing of all this was a fault of the server', () => assert.deepEqual(log.faults, []))
