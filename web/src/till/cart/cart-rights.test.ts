import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Cart, CartApproval } from './cart.ts'
import { approversOf, type Cashier, neededApprovals } from './cart-rights.ts'
import { changeCart } from './change-cart.ts'
import { priceCart } from './price-cart.ts'
import { adds, cartOf, DAY, testArticle, testStore } from './testing/scene.ts'

const person = (id: number, permissions: readonly string[], limit: string | null = null): Cashier => ({
  id,
  name: `Personne ${id}`,
  has_pin: true,
  permissions: [...permissions],
  discount_limit: limit,
})
const CASHIER = person(1, ['sales.create', 'sales.discount'], '10')
const MANAGER = person(2, ['sales.create', 'sales.discount', 'sales.override', 'approvals.give'])
const DEPUTY = person(3, ['sales.create', 'sales.discount', 'approvals.give'], '30')
const STORE = testStore('QC', [CASHIER, MANAGER, DEPUTY])

const needsOf = (cart: Cart, cashier: Cashier = CASHIER) =>
  neededApprovals(cart, priceCart(cart, STORE, DAY), cashier, STORE.currency)

const discounted = (percent: string): Cart => {
  const cart = cartOf(adds(testArticle({ price: '20.00' })))
  return changeCart(cart, {
    type: 'discount',
    key: cart.lines[0]?.key ?? null,
    discount: { type: 'percent', value: percent },
  })
}

describe('what a cashier may not do alone', () => {
  test('begins beyond their limit', () => {
    assert.deepEqual(needsOf(discounted('10')), [])
    const [need] = needsOf(discounted('25'))
    assert.deepEqual([need?.action, need?.from, need?.to, need?.percent], ['discount', '20.00', '15.00', '25'])
    assert.deepEqual(needsOf(discounted('25'), MANAGER), [])
  })

  test('is allowed once it is approved, and no further', () => {
    const cart = discounted('25')
    const [need] = needsOf(cart)
    assert.ok(need)
    const { name: _name, ofTicket: _ofTicket, ...shown } = need
    const approval: CartApproval = {
      ...shown,
      approver_id: MANAGER.id,
      approver_name: MANAGER.name,
      reason: 'Abîmé',
      given_at: '2026-11-27T15:00:00.000Z',
    }
    const approved = changeCart(cart, { type: 'approve', approval })
    assert.deepEqual(needsOf(approved), [])
    const [line] = approved.lines
    assert.ok(line)
    assert.equal(needsOf(changeCart(approved, { type: 'quantity', key: line.key, quantity: '2' })).length, 1)
    const more = { type: 'discount', key: line.key, discount: { type: 'percent', value: '30' } } as const
    assert.equal(needsOf(changeCart(approved, more)).length, 1)
  })

  test('says apart what was asked of the ticket and what a line of it reaches', () => {
    const half = cartOf(adds(testArticle({ price: '29.97', name: 'Filet' })), adds(testArticle({ price: '7.98' })))
    const [first] = half.lines
    const cart = [
      { type: 'discount', key: first?.key ?? null, discount: { type: 'percent', value: '10' } } as const,
      { type: 'discount', key: null, discount: { type: 'percent', value: '25' } } as const,
    ].reduce(changeCart, half)
    const [need, ...others] = needsOf(cart)
    assert.deepEqual(others, [])
    assert.deepEqual([need?.lineKey, need?.from, need?.percent], [null, '37.95', '32.5'])
    assert.deepEqual(need?.ofTicket, { asked: { type: 'percent', value: '25' }, worst: 'Filet' })
  })

  test('is another price than the catalogue’s', () => {
    const cart = cartOf(adds(testArticle({ price: '20.00' })))
    const changed = changeCart(cart, { type: 'price', key: cart.lines[0]?.key ?? '', unitPrice: '12.00' })
    const [need] = needsOf(changed)
    assert.deepEqual([need?.action, need?.from, need?.to], ['price_override', '20.00', '12.00'])
    assert.ok(need)
    // It lowers the price by more than the deputy's limit.
    assert.deepEqual(
      approversOf(STORE, need, CASHIER.id).map(({ id }) => id),
      [MANAGER.id],
    )
  })

  test('is to take goods back without a receipt', () => {
    const cart = changeCart(cartOf(adds(testArticle({ price: '10.00' }))), { type: 'openReturn', reason: 'Cadeau' })
    const [need] = needsOf(cart)
    assert.deepEqual([need?.action, need?.amount], ['return_without_receipt', '11.50'])
    assert.deepEqual(needsOf(cart, MANAGER), [])
  })
})
