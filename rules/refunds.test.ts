import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enterTicket, refundable, settleRefunds, type TenderLedger } from './refunds.ts'

const ledgerOf = (kept: Record<string, bigint>): TenderLedger => ({
  kept: new Map(Object.entries(kept)),
  refunded: new Map(),
  dueBefore: 0n,
  hasCash: Object.hasOwn(kept, 'cash'),
})
const cash = (amount: bigint) => ({ method: 'cash', amount })
const card = (amount: bigint) => ({ method: 'card', amount })
const settle = (ledger: TenderLedger | null, due: bigint, refunds: { method: string; amount: bigint }[]) =>
  settleRefunds({ due, refunds, ledger, cashStep: 5n })

test('what a card paid comes back to the cent, what cash paid to the coin', () => {
  assert.deepEqual(settle(ledgerOf({ card: 4599n }), 4599n, [card(4599n)]).isExact, true)
  assert.deepEqual(settle(ledgerOf({ card: 4599n }), 4599n, [card(4600n)]).beyond, { index: 0, limit: 4599n })
  const inCash = settle(ledgerOf({ cash: 4600n }), 4599n, [cash(4600n)])
  assert.deepEqual([inCash.isExact, inCash.given, inCash.wanted], [true, 4600n, 4600n])
  const short = settle(ledgerOf({ cash: 4600n }), 4599n, [cash(4595n)])
  assert.deepEqual([short.isExact, short.wanted], [false, 4600n])
})

test('an exchange that brought money in gives it back by the tender that brought it', () => {
  const ledger = ledgerOf({ card: 4599n })
  enterTicket(ledger, { total: 1150n, payments: [{ method: 'cash', amount: 2000n, change: 850n }] })
  assert.deepEqual([refundable(ledger, 'card'), refundable(ledger, 'cash')], [4599n, 1150n])
  assert.deepEqual(settle(ledger, 5749n, [card(5749n)]).beyond, { index: 0, limit: 4599n })
  const both = settle(ledger, 5749n, [card(4599n), cash(1150n)])
  assert.deepEqual([both.isExact, both.beyond], [true, null])
})

test('nothing owed is nothing given, whatever coins were rounded before', () => {
  const ledger = ledgerOf({ cash: 1000n })
  enterTicket(ledger, { total: -502n, payments: [{ method: 'cash', amount: -500n, change: 0n }] })
  assert.equal(settle(ledger, 0n, []).isExact, true)
  assert.equal(settle(ledger, 0n, [cash(5n)]).isExact, false)
})

test('store credit takes the place of any tender, up to what all of them paid', () => {
  const ledger = ledgerOf({ card: 1000n, cash: 500n })
  assert.equal(refundable(ledger, 'credit'), 1500n)
  const credit = [card(300n), { method: 'credit', amount: 1200n }]
  assert.deepEqual(settle(ledger, 1500n, credit).isExact, true)
  assert.deepEqual(settle(ledger, 1501n, [card(300n), { method: 'credit', amount: 1201n }]).beyond, {
    index: 1,
    limit: 1500n,
  })
})

test('without a receipt any tender gives back, cash to the coin', () => {
  for (const refunds of [[card(998n)], [cash(1000n)], [card(498n), cash(500n)], [{ method: 'other', amount: 998n }]]) {
    const settled = settle(null, 998n, refunds)
    assert.deepEqual([settled.isExact, settled.beyond], [true, null], JSON.stringify(refunds.map(String)))
  }
  assert.equal(settle(null, 998n, [card(998n), cash(5n)]).isExact, false)
  assert.equal(settle(null, 998n, [card(999n)]).isExact, false)
})
