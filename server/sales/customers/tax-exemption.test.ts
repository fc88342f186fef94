import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, newId, type Shop, saleOf } from '../../../test/harness/sales.ts'
import { verifyInstallation } from '../../verification.ts'

const { sql, as, log } = await testApplication({ after })
const quebec = await makeShop(sql, { articles: [{ price: '100.00' }] })
const france = await makeShop(sql, {
  store: { tax_zone: 'FR', currency: 'EUR', time_zone: 'Europe/Paris' },
  articles: [{ price: '29.99' }, { price: '11.00', taxClass: 'books' }],
})
const owner = as('owner')

async function makeExempt(expiresOn: string | null): Promise<number> {
  const { body } = await owner.post('/api/v1/customers', {
    name: 'Ambassade',
    tax_exemption: { certificate_number: 'EX-204', expires_on: expiresOn },
  })
  return body.data.id
}

async function sell(shop: Shop, overrides: Record<string, unknown>) {
  const { status, body } = await owner.post('/api/v1/sales', saleOf(shop, overrides))
  assert.equal(status, 201, JSON.stringify(body))
  return body.data
}

test('where prices exclude tax, an exempt customer pays the price, and the ticket keeps the certificate’s number', async () => {
  const ticket = await sell(quebec, {
    customer_id: await makeExempt(null),
    payments: [{ method: 'card', amount: '100' }],
  })
  assert.deepEqual(
    [ticket.subtotal, ticket.tax_total, ticket.total, ticket.taxes, ticket.tax_exemption_number],
    ['100.00', '0.00', '100.00', [], 'EX-204'],
  )
})

test('where prices include tax, an exempt customer pays the total less its tax', async () => {
  const id = await makeExempt('2031-12-31')
  const ticket = await sell(france, { customer_id: id, payments: [{ method: 'card', amount: '24.99' }] })
  assert.deepEqual([ticket.subtotal, ticket.tax_total, ticket.total, ticket.taxes], ['24.99', '0.00', '24.99', []])
  assert.deepEqual([ticket.lines[0].gross, ticket.lines[0].total], ['29.99', '24.99'])
  const receipt = (await owner.get(`/api/v1/sales/${ticket.id}/receipt`)).body.data
  assert.deepEqual([receipt.exempted_tax, receipt.exemption_certificate], ['5.00', 'EX-204'])
  const paper = (await owner.get(`/api/v1/sales/${ticket.id}/receipt?format=text`)).body
  assert.match(paper, /Exonéré, certificat\s: EX-204/)
  assert.match(paper, /Taxe non perçue\s+-?5,00/)
  const returned = await owner.post(`/api/v1/sales/${ticket.id}/returns`, {
    id: newId(),
    lines: [{ sale_line: 1, quantity: '1' }],
    refunds: [{ method: 'card', amount: '24.99' }],
  })
  assert.equal(returned.status, 201, JSON.stringify(returned.body))
  assert.deepEqual(
    [returned.body.data.total, returned.body.data.taxes, returned.body.data.tax_exemption_number],
    ['-24.99', [], 'EX-204'],
  )
})

test('a certificate holds to its last day by the store’s calendar, and not a day longer', async () => {
  const id = await makeExempt('2026-11-20')
  const at = (occurredAt: string) =>
    sell(quebec, { customer_id: id, occurred_at: occurredAt, payments: [{ method: 'card', amount: '100.00' }] })
  // Half an hour before midnight in Montréal is the next day in Greenwich.
  assert.equal((await at('2026-11-21T04:30:00Z')).tax_exemption_number, 'EX-204')
  const after = await owner.post(
    '/api/v1/sales',
    saleOf(quebec, { customer_id: id, occurred_at: '2026-11-21T05:30:00Z' }),
  )
  assert.deepEqual([after.body.data.total, after.body.data.tax_exemption_number], ['114.98', null])
  await owner.patch(`/api/v1/customers/${id}`, { tax_exemption: null })
  const ended = await owner.post(
    '/api/v1/sales',
    saleOf(quebec, { customer_id: id, occurred_at: '2026-11-20T15:00:00Z' }),
  )
  assert.equal(ended.body.data.total, '114.98')
})

test('tickets of exempt customers are sound', async () => {
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )
  assert.deepEqual(log.faults, [])
})
