import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop } from '../../../test/harness/sales.ts'
import { type DeliveredRecord, makeTillOn } from '../../../test/harness/tills.ts'
import { verifyInstallation } from '../../verification.ts'

const application = await testApplication({ after })
const { sql, as, log } = application
const shop = await makeShop(sql, {
  tills: 12,
  articles: [{ price: '40.00' }, { price: '50.00' }, { price: '24.95', taxClass: 'books' }],
})
const [medium = 0, large = 0, novel = 0] = shop.articles.map(({ variantId }) => variantId)
const manager = as('manager', { storeIds: [shop.store.id] })
let tills = 0
const newTill = () => {
  tills += 1
  return makeTillOn(application, manager, { storeId: shop.store.id, registerId: shop.tillIds[tills - 1] ?? 0 })
}
type Till = Awaited<ReturnType<typeof newTill>>

const card = (amount: string) => [{ method: 'card', amount }]
const cash = (amount: string) => [{ method: 'cash', amount }]
const line = (variant_id: number, unit_price: string) => ({ variant_id, quantity: '1', unit_price })
const soldMedium = (till: Till, payments = card('45.99')) =>
  till.record('sale', { lines: [line(medium, '40.00')], payments, total: '45.99' })
const exchangeOf = (till: Till, sale: DeliveredRecord, content: object = {}) =>
  till.record('return', {
    sale_id: sale.id,
    lines: [{ sale_line: 1, quantity: '1' }],
    exchange_lines: [line(large, '50.00')],
    payments: card('11.50'),
    total: '11.50',
    taxes: [
      { code: 'TPS', amount: '0.50' },
      { code: 'TVQ', amount: '1.00' },
    ],
    ...content,
  })

async function deliver(till: Till, records: DeliveredRecord[]) {
  const { status, body } = await till.deliver(records)
  assert.equal(status, 200, JSON.stringify(body))
  return body.data
}

test('a till’s exchange is one ticket, as its receipt says it', async () => {
  const till = await newTill()
  const sale = soldMedium(till)
  const [sold, exchanged] = await deliver(till, [sale, exchangeOf(till, sale)])
  assert.deepEqual([sold.status, exchanged.status], [201, 201], JSON.stringify(exchanged))
  assert.deepEqual([exchanged.data.kind, exchanged.data.total, exchanged.data.flags], ['return', '11.50', []])
  assert.deepEqual(
    exchanged.data.lines.map((each: Record<string, unknown>) => [each.kind, each.total]),
    [
      ['return', '-45.99'],
      ['sale', '57.49'],
    ],
  )
})

test('what its receipt says otherwise is recorded and flagged, without moving what came back', async () => {
  const till = await newTill()
  const sale = soldMedium(till)
  const odd = exchangeOf(till, sale, {
    payments: card('11.52'),
    total: '11.52',
    taxes: [
      { code: 'TPS', amount: '0.51' },
      { code: 'TVQ', amount: '1.01' },
    ],
  })
  const [, { data }] = await deliver(till, [sale, odd])
  assert.deepEqual([data.total, data.tax_total, data.flags], ['11.52', '1.52', ['total_differs']])
  assert.deepEqual(
    data.lines.map(({ taxes }: { taxes: { amount: string }[] }) => taxes.map(({ amount }) => amount)),
    [
      ['-2.00', '-3.99'],
      ['2.51', '5.00'],
    ],
  )
  const even = soldMedium(till)
  // It left out the taxes that come to nothing, and added a cent.
  const silent = exchangeOf(till, even, {
    exchange_lines: [line(medium, '40.00')],
    payments: cash('0.01'),
    total: '0.01',
    taxes: [],
  })
  const [, answer] = await deliver(till, [even, silent])
  assert.equal(answer.data.total, '0.01')
  const back = till.record('return', {
    sale_id: silent.id,
    lines: [{ sale_line: 2, quantity: '1' }],
    refunds: card('45.99'),
    total: '-45.99',
  })
  const [returned] = await deliver(till, [back])
  assert.deepEqual(
    returned.data.taxes.map(({ code, amount }: Record<string, string>) => [code, amount]),
    [
      ['TPS', '-2.00'],
      ['TVQ', '-3.99'],
    ],
  )
})

test('money that moved both ways, too much that came back, an unknown article: recorded, and somebody looks at it', async () => {
  const till = await newTill()
  const sale = soldMedium(till)
  const both = exchangeOf(till, sale, { payments: card('20.00'), refunds: cash('8.50') })
  const twice = exchangeOf(till, sale, {
    exchange_lines: [{ sku: 'JAMAIS-VU', description: 'Pain', quantity: '1', unit_price: '3.00', tax_class: 'exempt' }],
    payments: [],
    refunds: card('42.99'),
    total: '-42.99',
    taxes: undefined,
  })
  const [, first] = await deliver(till, [sale, both])
  const [second] = await deliver(till, [twice])
  assert.deepEqual([first.status, first.data.flags], [201, ['total_differs']], JSON.stringify(first))
  assert.deepEqual(
    first.data.payments.map(({ method, amount }: Record<string, string>) => [method, amount]),
    [
      ['card', '20.00'],
      ['cash', '-8.50'],
    ],
  )
  assert.deepEqual([first.data.paid, first.data.rounding], ['11.50', '0.00'])
  assert.deepEqual(second.data.flags.toSorted(), ['over_returned', 'unknown_article'])
})

test('whatever comes first: a sale, its exchange, and the return of what was exchanged, in any order', async () => {
  for (const order of [
    [2, 1, 0],
    [1, 2, 0],
    [2, 0, 1],
  ]) {
    const till = await newTill()
    const sale = soldMedium(till)
    const exchange = exchangeOf(till, sale)
    const back = till.record('return', {
      sale_id: exchange.id,
      lines: [{ sale_line: 2, quantity: '1' }],
      exchange_lines: [line(novel, '24.95')],
      refunds: card('31.29'),
      total: '-31.29',
    })
    const records = [sale, exchange, back]
    const answers = []
    for (const place of order) answers.push(...(await deliver(till, [records[place] as DeliveredRecord])))
    assert.deepEqual(
      answers.map(({ status, code }: { status: number; code?: string }) => code ?? status),
      order.map((place, turn) => {
        const before = order.slice(0, turn)
        return [0, 1].every((earlier) => earlier >= place || before.includes(earlier)) ? 201 : 'waits_for_sale'
      }),
    )
    const again = await deliver(till, records)
    assert.deepEqual(
      again.map(({ status, data }: { status: number; data: { flags: string[] } }) => [status, data.flags]),
      [0, 1, 2].map(() => [200, []]),
    )
  }
})

test('a return against a ticket that has sold nothing is no return of anything', async () => {
  const till = await newTill()
  const sale = soldMedium(till)
  const back = till.record('return', {
    sale_id: sale.id,
    lines: [{ sale_line: 1, quantity: '1' }],
    refunds: card('45.99'),
  })
  const of = till.record('return', { sale_id: back.id, lines: [{ sale_line: 1, quantity: '1' }], refunds: [] })
  const [, , answer] = await deliver(till, [sale, back, of])
  assert.deepEqual([answer.status, Object.keys(answer.errors ?? {})], [422, ['sale_id']])
  const open = till.record('return', {
    lines: [line(medium, '40.00')],
    refunds: cash('46.00'),
    exchange_lines: [line(large, '50.00')],
  })
  const [noReceipt] = await deliver(till, [open])
  assert.deepEqual([noReceipt.status, Object.keys(noReceipt.errors)], [422, ['exchange_lines']])
})

test('everything adds up', async () => {
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )
  assert.deepEqual(log.faults, [])
})
