import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Sale } from '../../api/index.ts'
import type { Cart } from './cart.ts'
import { changeCart } from './change-cart.ts'
import { composeRecord, composeTicket } from './compose-record.ts'
import { priceCart } from './price-cart.ts'
import { proposedAmount, quickCash, settleCart } from './settle-cart.ts'
import { allReturnable, returnableOf } from './take-back.ts'
import { adds, cartOf, DAY, testArticle, testStore } from './testing/scene.ts'

const QUEBEC = testStore('QC')

const pays = (cart: Cart, method: 'cash' | 'card', amount: string) =>
  changeCart(cart, { type: 'pay', payment: { method, amount } })

const settled = (cart: Cart) => settleCart(cart, priceCart(cart, QUEBEC, DAY).total, QUEBEC)

/** The ticket as the till keeps it. */
function recorded(cart: Cart, reference: string): Sale {
  const priced = priceCart(cart, QUEBEC, DAY)
  const sums = composeTicket({
    cart,
    priced,
    settled: settleCart(cart, priced.total, QUEBEC),
    store: QUEBEC,
    cashierId: 7,
    language: 'fr',
  })
  return {
    ...sums,
    id: reference,
    reference,
    kind: cart.returned === null ? 'sale' : 'return',
    store_id: 1,
    register_id: 1,
    session_id: '',
    device_id: null,
    series: 1,
    number: 1,
    cashier_id: 7,
    external_id: null,
    occurred_at: '2026-11-27T15:00:00.000Z',
    business_day: DAY,
    flags: [],
    training: false,
    previous_hash: null,
    hash: null,
  }
}

describe('payments', () => {
  test('in cash are rounded, others are not, and change comes in cash', () => {
    const cart = cartOf(adds(testArticle({ price: '9.99' })))
    const due = settled(cart)
    // 9.99 + 0.50 + 1.00 = 11.49
    assert.deepEqual([due.remaining, due.remainingCash], [1149n, 1150n])
    const split = pays(cart, 'card', '5.00')
    assert.deepEqual([settled(split).remaining, settled(split).remainingCash], [649n, 650n])
    const paid = settled(pays(split, 'cash', '20.00'))
    assert.deepEqual([paid.isSettled, paid.changeDue, paid.rounding, paid.changes], [true, 1350n, 1n, [0n, 1350n]])
  })

  test('are proposed as the sums that notes make', () => {
    assert.deepEqual(quickCash(4495n, 'CAD'), [4495n, 4500n, 5000n, 6000n, 10_000n])
    assert.deepEqual(quickCash(2000n, 'CAD'), [2000n, 5000n, 10_000n])
    assert.deepEqual(quickCash(0n, 'CAD'), [])
  })

  test('settle a ticket of nothing at once', () => {
    assert.deepEqual([settled(cartOf()).direction, settled(cartOf()).isSettled], ['none', true])
  })
})

describe('what comes back', () => {
  const article = testArticle({ price: '9.99' })
  const sale = recorded(pays(pays(cartOf(adds(article, '3')), 'card', '10.00'), 'cash', '40.00'), 'sale')

  const returning = (quantity: string, returns: readonly Sale[]): Cart => {
    const ticket = returnableOf(sale, { returns, account: [sale, ...returns], storeName: 'Essai' })
    const picked = [{ line: 1, quantity, restock: true }]
    return changeCart(cartOf(), { type: 'takeBack', ticket, picked })
  }

  test('gives back in parts what was paid, and no tender more than it took', () => {
    const first = returning('1', [])
    assert.equal(priceCart(first, QUEBEC, DAY).total, -1149n)
    assert.equal(proposedAmount(settled(first), 'card'), 1000n)
    const given = pays(first, 'card', '10.00')
    assert.deepEqual([settled(given).remaining, settled(given).remainingCash], [149n, 150n])
    const back = recorded(pays(given, 'cash', '1.50'), 'return')
    const rest = returning('2', [back])
    const restTotal = priceCart(rest, QUEBEC, DAY).total
    assert.equal(restTotal, -(3446n - 1149n))
    assert.equal(settled(rest).mostOf('card'), 0n)
    // The sale kept 24.45 in cash (24.46 rounded) and has given 1.50 of it back.
    assert.equal(settled(rest).remainingCash, 2295n)
    assert.equal(settled(pays(rest, 'cash', '22.95')).isSettled, true)
  })

  test('knows what is left of each line', () => {
    const back = recorded(returning('2', []), 'return')
    const ticket = returnableOf(sale, { returns: [back], account: [sale, back], storeName: 'Essai' })
    assert.deepEqual(allReturnable(ticket), [{ line: 1, quantity: '1', restock: true }])
  })

  test('is exchanged in one ticket: only the difference is paid', () => {
    const other = testArticle({ price: '20.00' })
    const cart = changeCart(returning('1', []), adds(other))
    const priced = priceCart(cart, QUEBEC, DAY)
    assert.equal(priced.total, 2300n - 1149n)
    assert.deepEqual(
      priced.rows.map(({ kind, line, total }) => [kind, line, total]),
      [
        ['return', 1, -1149n],
        ['sale', 2, 2300n],
      ],
    )
    const paid = pays(cart, 'card', '11.51')
    const record = composeRecord({
      cart: paid,
      priced,
      settled: settleCart(paid, priced.total, QUEBEC),
      store: QUEBEC,
      cashierId: 7,
      language: 'en',
    })
    assert.equal(record.kind, 'return')
    assert.ok('sale_id' in record.content)
    assert.deepEqual(record.content.lines, [{ sale_line: 1, quantity: '1', restock: true }])
    assert.deepEqual(record.content.exchange_lines, [{ variant_id: other.id, quantity: '1', unit_price: '20.00' }])
    assert.deepEqual(record.content.payments, [{ method: 'card', amount: '11.51' }])
    assert.equal(record.content.total, '11.51')
  })

  test('without a receipt is negative in every line', () => {
    const cart = changeCart(cartOf(adds(article)), { type: 'openReturn', reason: 'Cadeau' })
    const priced = priceCart(cart, QUEBEC, DAY)
    assert.deepEqual([priced.total, priced.rows[0]?.kind, priced.rows[0]?.quantity], [-1149n, 'return', -1000n])
    assert.equal(settled(cart).remainingCash, 1150n)
  })
})
