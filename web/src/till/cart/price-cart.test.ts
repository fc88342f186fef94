import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { changeCart } from './change-cart.ts'
import { composeRecord } from './compose-record.ts'
import { priceCart } from './price-cart.ts'
import { settleCart } from './settle-cart.ts'
import { adds, cartOf, DAY, testArticle, testStore } from './testing/scene.ts'

const QUEBEC = testStore('QC')
const FRANCE = testStore('FR')

describe('a ticket', () => {
  test('comes to what the contract’s example says', () => {
    const article = testArticle({ price: '29.99' })
    const one = cartOf(adds(article, '2'))
    const cart = changeCart(one, {
      type: 'discount',
      key: one.lines[0]?.key ?? null,
      discount: { type: 'percent', value: '10' },
    })
    const priced = priceCart(cart, QUEBEC, DAY)
    assert.equal(priced.subtotal, 5398n)
    assert.deepEqual(
      priced.taxes.map(({ code, amount }) => [code, amount]),
      [
        ['TPS', 270n],
        ['TVQ', 538n],
      ],
    )
    assert.equal(priced.total, 6206n)
    const paid = changeCart(cart, { type: 'pay', payment: { method: 'cash', amount: '80.00' } })
    const settled = settleCart(paid, priced.total, QUEBEC)
    assert.deepEqual([settled.isSettled, settled.changeDue, settled.rounding], [true, 1795n, -1n])
  })

  test('puts the same article on one line, and what was weighed on its own', () => {
    const tea = testArticle({ price: '4.50' })
    const cheese = testArticle({ price: '21.90', sold_by: 'weight', tax_class: 'basic_groceries' })
    const cart = cartOf(adds(tea), adds(tea), adds(cheese, '0.312'), adds(cheese, '0.25'))
    assert.deepEqual(
      cart.lines.map(({ quantity }) => quantity),
      ['2', '0.312', '0.25'],
    )
    const { rows } = priceCart(cart, QUEBEC, DAY)
    // 0.312 × 21.90 = 6.8328
    assert.deepEqual(
      rows.map(({ gross }) => gross),
      [900n, 683n, 548n],
    )
  })

  test('charges deposits right after their article, out of the ticket’s discount', () => {
    const drink = testArticle({
      price: '2.00',
      fees: [{ kind: 'deposit', label: 'Consigne', amount: '0.10', tax_class: 'exempt' }],
    })
    const cart = cartOf(adds(drink, '3'), {
      type: 'discount',
      key: null,
      discount: { type: 'percent', value: '50' },
    })
    const priced = priceCart(cart, QUEBEC, DAY)
    assert.deepEqual(
      priced.rows.map(({ name, total, isFee, feeOf, ticketDiscount }) => [name, total, isFee, feeOf, ticketDiscount]),
      [
        [drink.name, 345n, false, null, 300n],
        ['Consigne', 30n, true, 1, 0n],
      ],
    )
    const record = composeRecord({
      cart,
      priced,
      settled: settleCart(cart, priced.total, QUEBEC),
      store: QUEBEC,
      cashierId: 7,
      language: 'fr',
    })
    assert.equal(record.kind, 'sale')
    assert.deepEqual(record.content.lines, [
      { variant_id: drink.id, quantity: '3', unit_price: '2.00' },
      { description: 'Consigne', tax_class: 'exempt', quantity: '3', unit_price: '0.10', fee_of: 1 },
    ])
    assert.equal(record.content.total, '3.75')
  })

  test('takes the tax out of French prices for whoever is exempt, until the certificate ends', () => {
    const book = testArticle({ price: '12.00', tax_class: 'standard' })
    const customer = {
      id: 3,
      name: 'Mairie',
      email: null,
      tax_exemption: { certificate_number: 'EX-1', expires_on: DAY },
    }
    const cart = cartOf(adds(book), { type: 'customer', customer })
    const exempt = priceCart(cart, FRANCE, DAY)
    assert.deepEqual([exempt.total, exempt.exemptedTax, exempt.exemption], [1000n, 200n, 'EX-1'])
    const later = priceCart(cart, FRANCE, '2026-11-28')
    assert.deepEqual([later.total, later.exemption], [1200n, null])
  })

  test('is nothing without lines', () => {
    const priced = priceCart(cartOf(), QUEBEC, DAY)
    assert.deepEqual([priced.total, priced.rows.length], [0n, 0])
  })
})

describe('lines', () => {
  test('go when nothing of them is left, with what was approved for them', () => {
    const cart = cartOf(adds(testArticle({ price: '5.00' })))
    const [line] = cart.lines
    assert.ok(line)
    const approval = {
      approver_id: 2,
      approver_name: 'Zoé',
      action: 'discount' as const,
      reason: 'Abîmé',
      given_at: '2026-11-27T15:00:00.000Z',
      lineKey: line.key,
      from: '5.00',
      to: null,
      percent: '50',
      amount: null,
    }
    const approved = changeCart(cart, { type: 'approve', approval })
    assert.equal(approved.approvals.length, 1)
    const emptied = changeCart(approved, { type: 'quantity', key: line.key, quantity: '0' })
    assert.deepEqual([emptied.lines.length, emptied.approvals.length, emptied.selected], [0, 0, null])
  })

  test('are walked through by keys and stay within the ticket', () => {
    const cart = cartOf(adds(testArticle({ price: '1.00' })), adds(testArticle({ price: '2.00' })))
    const up = changeCart(cart, { type: 'move', by: -1 })
    assert.equal(up.selected, cart.lines[0]?.key)
    assert.equal(changeCart(up, { type: 'move', by: -1 }).selected, cart.lines[0]?.key)
  })
})
