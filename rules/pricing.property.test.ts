import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lineAmount, type PricedTicket, priceTicket, type TicketInput } from './pricing.ts'
import { arbitrarySale, arbitraryTicket } from './testing/arbitraries.ts'

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n)
const magnitude = (value: bigint): bigint => (value < 0n ? -value : value)

test('the parts of a ticket add up to the ticket', () => {
  fc.assert(
    fc.property(arbitraryTicket, (ticket) => {
      const priced = priceTicket(ticket)
      assert.equal(sum(priced.lines.map((line) => line.gross)), priced.grossTotal)
      assert.equal(sum(priced.lines.map((line) => line.lineDiscount + line.ticketDiscount)), priced.discountTotal)
      assert.equal(sum(priced.lines.map((line) => line.net)), priced.subtotal)
      assert.equal(sum(priced.lines.map((line) => line.tax)), priced.taxTotal)
      assert.equal(sum(priced.lines.map((line) => line.total)), priced.total)
      assert.equal(sum(priced.taxes.map((tax) => tax.amount)), priced.taxTotal)
      assert.equal(priced.subtotal + priced.taxTotal, priced.total)
      for (const tax of priced.taxes) {
        const own = ticket.lines.flatMap((line, index) =>
          line.taxes.some((rule) => rule.code === tax.code && rule.ratePpm === tax.ratePpm)
            ? [priced.lines[index]?.taxAmounts.find((share) => share.code === tax.code)]
            : [],
        )
        assert.equal(sum(own.map((share) => share?.amount ?? 0n)), tax.amount)
        assert.equal(sum(own.map((share) => share?.base ?? 0n)), tax.base)
      }
    }),
  )
})

test('the amounts of a line add up', () => {
  fc.assert(
    fc.property(arbitraryTicket, (ticket) => {
      for (const line of priceTicket(ticket).lines) {
        assert.equal(line.grossNet - line.discountNet, line.net)
        assert.equal(line.net + line.tax, line.total)
        assert.equal(sum(line.taxAmounts.map((tax) => tax.amount)), line.tax)
        for (const tax of line.taxAmounts) assert.equal(tax.base, line.net)
      }
    }),
  )
})

test('a customer pays the printed prices less the discounts, plus tax only where it is not included', () => {
  fc.assert(
    fc.property(arbitraryTicket, (ticket) => {
      const priced = priceTicket(ticket)
      const left = priced.grossTotal - priced.discountTotal
      assert.equal(ticket.pricesIncludeTax ? priced.total + priced.exemptedTax : priced.subtotal, left)
      if (ticket.taxExempt) assert.deepEqual(priced.taxes, [])
      else assert.equal(priced.exemptedTax, 0n)
    }),
  )
})

test('a discount never passes its line, nor the ticket', () => {
  fc.assert(
    fc.property(arbitraryTicket, (ticket) => {
      for (const line of priceTicket(ticket).lines) {
        const left = line.gross - line.lineDiscount - line.ticketDiscount
        assert.ok(magnitude(left) <= magnitude(line.gross))
        assert.ok(left === 0n || left < 0n === line.gross < 0n)
      }
    }),
  )
})

test('each tax is the exact tax of the ticket, rounded once, and each share is within a unit of its own', () => {
  fc.assert(
    fc.property(arbitraryTicket, (ticket) => {
      const priced = priceTicket(ticket)
      for (const tax of priced.taxes) checkAgainstExact(ticket, priced, tax)
    }),
  )
})

/** Recomputes one tax with a denominator that every set of taxes divides, and compares without rounding. */
function checkAgainstExact(ticket: TicketInput, priced: PricedTicket, tax: PricedTicket['taxes'][number]): void {
  const denominators = ticket.lines.map((line) =>
    ticket.pricesIncludeTax ? line.taxes.reduce((total, rule) => total + BigInt(rule.ratePpm), 1_000_000n) : 1_000_000n,
  )
  const common = denominators.reduce((product, denominator) => product * denominator, 1n)
  let exact = 0n
  ticket.lines.forEach((input, index) => {
    const line = priced.lines[index]
    if (line === undefined || !input.taxes.some((rule) => rule.code === tax.code)) return
    const left = line.gross - line.lineDiscount - line.ticketDiscount
    const share = left * BigInt(tax.ratePpm) * (common / (denominators[index] ?? 1n))
    exact += share
    const given = line.taxAmounts.find((candidate) => candidate.code === tax.code)?.amount ?? 0n
    assert.ok(magnitude(given * common - share) < common)
    if (share === 0n) assert.equal(given, 0n)
  })
  assert.ok(2n * magnitude(tax.amount * common - exact) <= common)
}

test('a line is its quantity times its price, rounded once, half away from zero', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -1_000_000_000n, max: 1_000_000_000n }),
      fc.bigInt({ min: -1_000_000_000n, max: 1_000_000_000n }),
      fc.integer({ min: 0, max: 4 }),
      (quantity, unitPrice, decimals) => {
        const unit = 10n ** BigInt(7 - decimals)
        const amount = lineAmount(quantity, unitPrice, decimals)
        const error = magnitude(amount) * unit - magnitude(quantity * unitPrice)
        assert.ok(2n * error <= unit && 2n * error > -unit)
      },
    ),
  )
  assert.throws(() => lineAmount(1n, 1n, 5), RangeError)
})

test('the mirrored ticket has the mirrored price', () => {
  fc.assert(
    fc.property(arbitraryTicket, (ticket) => {
      const mirrored: TicketInput = {
        ...ticket,
        lines: ticket.lines.map((line) => ({
          ...line,
          quantity: -line.quantity,
          amount: line.amount === undefined ? undefined : -line.amount,
        })),
      }
      const priced = priceTicket(ticket)
      const opposite = priceTicket(mirrored)
      assert.equal(opposite.total, -priced.total)
      assert.deepEqual(
        opposite.lines.map((line) => -line.total),
        priced.lines.map((line) => line.total),
      )
    }),
  )
})

test('a fee has no part in the discount of its ticket, and no other line has less for it', () => {
  fc.assert(
    fc.property(arbitrarySale, arbitrarySale, (ticket, bearing) => {
      const fees = bearing.lines.map((line) => ({ ...line, discount: null, isFee: true }))
      const { decimals, pricesIncludeTax } = ticket
      const alone = priceTicket({ ...ticket, decimals, pricesIncludeTax })
      const together = priceTicket({ ...ticket, lines: [...ticket.lines, ...fees] })
      for (const [index, line] of together.lines.entries()) {
        assert.equal(line.ticketDiscount, alone.lines[index]?.ticketDiscount ?? 0n)
      }
    }),
  )
})
