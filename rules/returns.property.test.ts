import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cashRefundDue, roundCash, settlePayments } from './cash.ts'
import { priceTicket } from './pricing.ts'
import { type ReturnShares, returnShares, type SoldLine } from './returns.ts'
import { arbitrarySale } from './testing/arbitraries.ts'

/** Cuts a quantity at the given places, so that the pieces add up to it. */
function split(quantity: bigint, cuts: readonly number[]): bigint[] {
  const places = cuts.map((cut) => (quantity * BigInt(cut)) / 1000n).toSorted((left, right) => Number(left - right))
  return [...places, quantity].map((place, index) => place - (places[index - 1] ?? 0n))
}

const arbitraryCuts = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 8 })

function returnInParts(line: SoldLine, sold: bigint, pieces: bigint[], pricesIncludeTax: boolean): ReturnShares[] {
  let returnedBefore = 0n
  return pieces.map((returning) => {
    const shares = returnShares({ soldQuantity: sold, returnedBefore, returning, pricesIncludeTax, line })
    returnedBefore += returning
    return shares
  })
}

const AMOUNTS = [
  'gross',
  'lineDiscount',
  'ticketDiscount',
  'grossNet',
  'discountNet',
  'net',
  'tax',
  'total',
  'cost',
] as const

test('returning everything in any parts gives back exactly what was paid, per line and per tax', () => {
  fc.assert(
    fc.property(arbitrarySale, arbitraryCuts, fc.bigInt({ min: 0n, max: 99_999n }), (ticket, cuts, cost) => {
      priceTicket(ticket).lines.forEach((priced, index) => {
        const sold = ticket.lines[index]?.quantity ?? 0n
        const line: SoldLine = { ...priced, cost }
        const parts = returnInParts(line, sold, split(sold, cuts), ticket.pricesIncludeTax)
        for (const name of AMOUNTS) {
          assert.equal(
            parts.reduce((total, part) => total + part[name], 0n),
            line[name],
            name,
          )
        }
        line.taxAmounts.forEach((tax, position) => {
          const shares = parts.map((part) => part.taxAmounts[position])
          assert.equal(
            shares.reduce((total, share) => total + (share?.amount ?? 0n), 0n),
            tax.amount,
          )
          assert.equal(
            shares.reduce((total, share) => total + (share?.base ?? 0n), 0n),
            tax.base,
          )
        })
      })
    }),
  )
})

test('every part adds up by itself', () => {
  fc.assert(
    fc.property(arbitrarySale, arbitraryCuts, (ticket, cuts) => {
      priceTicket(ticket).lines.forEach((priced, index) => {
        const sold = ticket.lines[index]?.quantity ?? 0n
        const pieces = split(sold, cuts)
        for (const part of returnInParts({ ...priced, cost: 0n }, sold, pieces, ticket.pricesIncludeTax)) {
          assert.equal(part.net + part.tax, part.total)
          assert.equal(part.grossNet - part.discountNet, part.net)
          assert.equal(
            part.taxAmounts.reduce((total, tax) => total + tax.amount, 0n),
            part.tax,
          )
          const printed = part.gross - part.lineDiscount - part.ticketDiscount
          if (!ticket.pricesIncludeTax) assert.equal(printed, part.net)
          else if (!ticket.taxExempt) assert.equal(printed, part.total)
        }
      })
    }),
  )
})

test('cash given back in parts is the cash of one return, and never more than was kept', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 5000n }), { minLength: 1, maxLength: 8 }), (parts) => {
      const total = parts.reduce((sum, part) => sum + part, 0n)
      const sale = settlePayments({ total, payments: [{ method: 'cash', amount: total + 4n }], cashStep: 5n })
      const cashKept = sale.paid - sale.changeDue
      let dueSoFar = 0n
      let cashAlreadyGiven = 0n
      for (const part of parts) {
        dueSoFar += part
        cashAlreadyGiven += cashRefundDue({ dueSoFar, cashAlreadyGiven, cashStep: 5n, cashKept })
        assert.equal(cashAlreadyGiven, roundCash(dueSoFar, 5n))
      }
      assert.equal(cashAlreadyGiven, cashKept)
    }),
  )
})

test('payments, change, rounding and what is left always balance', () => {
  const payment = fc.record({
    method: fc.constantFrom('cash', 'card', 'cheque', 'credit', 'other'),
    amount: fc.bigInt({ min: 0n, max: 5000n }),
  })
  fc.assert(
    fc.property(
      fc.bigInt({ min: -100n, max: 10_000n }),
      fc.array(payment, { maxLength: 5 }),
      fc.constantFrom(null, 5n, 10n),
      (total, payments, cashStep) => {
        const settled = settlePayments({ total, payments, cashStep })
        const due = total > 0n ? total : 0n
        assert.equal(settled.paid - settled.changeDue, due + settled.rounding + settled.overpaid - settled.remaining)
        assert.equal(settled.isCovered, settled.remaining === 0n)
        assert.equal(
          settled.changes.reduce((sum, change) => sum + change, 0n),
          settled.changeDue,
        )
        settled.changes.forEach((change, index) => {
          assert.ok(change >= 0n && change <= (payments[index]?.amount ?? 0n))
          if (payments[index]?.method !== 'cash') assert.equal(change, 0n)
        })
      },
    ),
  )
})

test('a return beyond what was sold goes on at the same rate', () => {
  const line: SoldLine = {
    gross: 2000n,
    lineDiscount: 0n,
    ticketDiscount: 0n,
    grossNet: 2000n,
    discountNet: 0n,
    net: 2000n,
    tax: 100n,
    total: 2100n,
    cost: 900n,
    taxAmounts: [{ code: 'TPS', amount: 100n, base: 2000n }],
  }
  const input = { soldQuantity: 2000n, returnedBefore: 2000n, returning: 1000n, pricesIncludeTax: false, line }
  assert.equal(returnShares(input).total, 1050n)
})

test('what cannot be a return is a fault of the caller', () => {
  const [priced] = priceTicket({
    decimals: 2,
    pricesIncludeTax: false,
    lines: [{ quantity: 1000n, unitPrice: 100_000n, discount: null, taxes: [] }],
    discount: null,
  }).lines
  assert.ok(priced)
  const input = { returnedBefore: 0n, returning: 1000n, pricesIncludeTax: false, line: { ...priced, cost: 0n } }
  assert.throws(() => returnShares({ ...input, soldQuantity: 0n }), RangeError)
  assert.throws(() => returnShares({ ...input, soldQuantity: 1000n, returning: -1n }), RangeError)
  assert.throws(() => returnShares({ ...input, soldQuantity: 1000n, returnedBefore: -1n }), RangeError)
  assert.throws(
    () => settlePayments({ total: 1n, payments: [{ method: 'cash', amount: -1n }], cashStep: null }),
    RangeError,
  )
})
