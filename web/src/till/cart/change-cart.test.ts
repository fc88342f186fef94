import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Cart, emptyCart } from './cart.ts'
import { changeCart } from './change-cart.ts'
import { creditOn } from './settle-cart.ts'
import { adds, cartOf, testArticle } from './testing/scene.ts'

const milk = testArticle({ price: '3.00' })
const bread = testArticle({ price: '5.00' })
const names = ({ lines }: Cart) => lines.map(({ name, quantity }) => `${quantity} ${name}`)
const keyOf = (cart: Cart, index = 0): string => cart.lines[index]?.key ?? ''

describe('what is removed from a ticket', () => {
  test('comes back where it was, also when it was all of it', () => {
    const cart = cartOf(adds(milk), adds(bread))
    const [line] = cart.lines
    assert.ok(line)
    const back = { type: 'putBack', ids: [cart.id, 'next'], removed: { ...cart, lines: [line] }, place: 0 } as const
    const without = changeCart(cart, { type: 'remove', key: line.key, nextId: 'next' })
    assert.equal(without.id, cart.id)
    assert.deepEqual(names(changeCart(without, back)), names(cart))
    const none = changeCart(without, { type: 'remove', key: keyOf(without), nextId: 'next' })
    assert.equal(none.id, 'next')
    assert.deepEqual(names(changeCart(none, back)), [`1 ${milk.name}`])
  })

  test('comes back once', () => {
    const cart = cartOf(adds(milk))
    const back = { type: 'putBack', ids: ['next'], removed: cart, place: 0 } as const
    const cleared = changeCart(cart, { type: 'clear', id: 'next' })
    assert.deepEqual(names(changeCart(changeCart(cleared, back), back)), names(cart))
  })

  test('does not come back into the ticket after it, nor under a number that was recorded', () => {
    const cart = cartOf(adds(milk), adds(bread))
    const cleared = changeCart(cart, { type: 'clear', id: 'next' })
    const sold = changeCart(cleared, adds(bread))
    const after = changeCart(sold, { type: 'finish', recorded: sold, nextId: 'third' })
    assert.deepEqual(changeCart(after, { type: 'putBack', ids: ['next'], removed: cart, place: 0 }), emptyCart('third'))
  })

  test('does not come back once money was taken', () => {
    const cart = cartOf(adds(milk), adds(bread), { type: 'pay', payment: { method: 'card', amount: '2.00' } })
    const back = { type: 'putBack', ids: [cart.id], removed: cartOf(adds(milk)), place: 0 } as const
    assert.equal(changeCart(cart, back), cart)
  })
})

test('what was added while a ticket was being recorded is the next ticket’s', () => {
  const recorded = cartOf(adds(milk))
  const since = changeCart(changeCart(recorded, adds(milk)), adds(bread))
  const next = changeCart(since, { type: 'finish', recorded, nextId: 'next' })
  assert.equal(next.id, 'next')
  assert.deepEqual(names(next), [`1 ${milk.name}`, `1 ${bread.name}`])
  assert.equal(changeCart(next, { type: 'finish', recorded, nextId: 'third' }), next)
})

test('a ticket that is found again keeps what was scanned meanwhile', () => {
  const kept = cartOf(adds(milk))
  const found = changeCart({ ...cartOf(adds(bread)), id: 'fresh' }, { type: 'resume', cart: kept })
  assert.equal(found.id, kept.id)
  assert.deepEqual(names(found), [`1 ${milk.name}`, `1 ${bread.name}`])
})

describe('while money is taken for a ticket', () => {
  const paid = cartOf(adds(milk), { type: 'pay', payment: { method: 'card', amount: '2.00' } })

  test('nothing turns it around or puts another in its place', () => {
    assert.equal(changeCart(paid, { type: 'openReturn', reason: 'Cadeau' }), paid)
    assert.equal(changeCart(paid, { type: 'endReturn' }), paid)
    assert.equal(changeCart(paid, { type: 'resume', cart: emptyCart('other') }), paid)
    assert.equal(changeCart(paid, adds(bread)).lines.length, 2)
  })

  test('of a return its amounts stay too', () => {
    const back: Cart = { ...paid, returned: { kind: 'open', reason: 'Cadeau' } }
    assert.equal(changeCart(back, { type: 'remove', key: keyOf(back), nextId: 'next' }), back)
    assert.equal(changeCart(back, adds(bread)), back)
    assert.deepEqual(changeCart(back, { type: 'unpay', index: 0 }).payments, [])
  })

  test('the credit of a customer leaves with them', () => {
    const customer = { id: 1, name: 'Ada', email: null, tax_exemption: null }
    const credit = { type: 'pay', payment: { method: 'credit', amount: '1.00' } } as const
    const cart = changeCart(changeCart(paid, { type: 'customer', customer }), credit)
    assert.equal(creditOn(cart, 'CAD'), 100n)
    assert.equal(changeCart(cart, { type: 'customer', customer }).payments.length, 2)
    assert.deepEqual(changeCart(cart, { type: 'customer', customer: null }).payments, paid.payments)
  })
})

test('another price than a label’s is asked of the label’s', () => {
  const price = milk.price ?? ''
  const label = {
    type: 'add',
    key: 'label',
    article: milk,
    quantity: '1',
    unitPrice: '4.50',
    askedPrice: price,
  } as const
  const cart = cartOf({ ...label, isFromLabel: true })
  const [line] = changeCart(cart, { type: 'price', key: 'label', unitPrice: '1.00' }).lines
  assert.deepEqual([line?.unitPrice, line?.askedPrice, line?.isFromLabel], ['1.00', '4.50', false])
  assert.equal(changeCart(cart, { type: 'price', key: 'label', unitPrice: '4.50' }), cart)
})
