import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { priceTicket } from './pricing.ts'
import { adoptStated, type StatableLine, type StatableTicket } from './stated-amounts.ts'
import { arbitraryTicket } from './testing/arbitraries.ts'

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n)

/** A ticket of at least one line, as it is recorded. */
const arbitraryPriced = arbitraryTicket
  .filter((input) => input.lines.length > 0)
  .map((input) => {
    const priced = priceTicket(input)
    const lines = priced.lines.map((line) => ({
      gross: line.grossNet,
      discount: line.discountNet,
      net: line.net,
      tax: line.tax,
      total: line.total,
      taxShares: line.taxAmounts.map(({ code, amount }) => ({ code, amount })),
    }))
    return { pricesIncludeTax: input.pricesIncludeTax, lines, taxes: priced.taxes, total: priced.total }
  })

const amount = fc.bigInt({ min: -10_000n, max: 1_000_000n })
const arbitraryStated = fc.record({
  total: fc.option(amount, { nil: null }),
  taxes: fc.option(
    fc.array(fc.record({ code: fc.constantFrom('TPS', 'TVQ', 'TVA20', 'X'), amount }), { maxLength: 4 }),
    {
      nil: null,
    },
  ),
})

const bearersOf = (lines: readonly StatableLine[], code: string): readonly StatableLine[] =>
  lines.filter(({ taxShares }) => taxShares.some((share) => share.code === code))

const amountOf = (taxes: StatableTicket<never>['taxes'], code: string): bigint =>
  sum(taxes.filter((tax) => tax.code === code).map((tax) => tax.amount))

test('what the receipt says is what comes out, and the parts add up to it', () => {
  fc.assert(
    fc.property(arbitraryPriced, arbitraryStated, (ticket, stated) => {
      const adopted = adoptStated(ticket, stated, () => 0)
      if (adopted === null) return
      if (stated.total !== null) assert.equal(adopted.total, stated.total)
      for (const code of ['TPS', 'TVQ', 'TVA20', 'X']) {
        if (stated.taxes === null) continue
        const said = sum(stated.taxes.filter((tax) => tax.code === code).map((tax) => tax.amount))
        assert.equal(amountOf(adopted.taxes, code), said)
      }
      assert.equal(sum(adopted.lines.map((line) => line.net)), adopted.subtotal)
      assert.equal(sum(adopted.lines.map((line) => line.total)), adopted.total)
      assert.equal(sum(adopted.taxes.map((tax) => tax.amount)), adopted.taxTotal)
      assert.equal(adopted.subtotal + adopted.taxTotal, adopted.total)
      for (const [index, line] of adopted.lines.entries()) {
        assert.equal(line.gross - line.discount, line.net)
        assert.equal(line.discount, ticket.lines[index]?.discount)
        assert.equal(line.net + line.tax, line.total)
        assert.equal(sum(line.taxShares.map((share) => share.amount)), line.tax)
      }
      for (const { code, amount: taxAmount, base } of adopted.taxes) {
        const bearing = bearersOf(adopted.lines, code)
        const shares = bearing.flatMap(({ taxShares }) => taxShares.filter((share) => share.code === code))
        assert.equal(sum(shares.map((share) => share.amount)), taxAmount)
        assert.equal(sum(bearing.map((line) => line.net)), base)
      }
    }),
  )
})

test('a receipt that says what we would have computed changes nothing', () => {
  fc.assert(
    fc.property(arbitraryPriced, (ticket) => {
      const taxes = ticket.taxes.map(({ code, amount: taxAmount }) => ({ code, amount: taxAmount }))
      assert.equal(
        adoptStated(ticket, { total: ticket.total, taxes }, () => 0),
        null,
      )
      assert.equal(
        adoptStated(ticket, { total: null, taxes: null }, () => 0),
        null,
      )
      assert.equal(
        adoptStated(ticket, { total: ticket.total, taxes: [...taxes, { code: 'X', amount: 0n }] }, () => 0),
        null,
      )
    }),
  )
})

test('a cent of difference moves one cent of one line', () => {
  const line = {
    gross: 1000n,
    discount: 0n,
    net: 1000n,
    tax: 50n,
    total: 1050n,
    taxShares: [{ code: 'TPS', amount: 50n }],
  }
  const ticket = {
    pricesIncludeTax: false,
    lines: [line, { ...line }],
    taxes: [{ code: 'TPS', ratePpm: 50_000, base: 2000n, amount: 100n }],
  }
  const adopted = adoptStated(ticket, { total: 2101n, taxes: [{ code: 'TPS', amount: 100n }] }, () => 0)
  assert.deepEqual(
    adopted?.lines.map(({ net, tax, total }) => [net, tax, total]),
    [
      [1001n, 50n, 1051n],
      [1000n, 50n, 1050n],
    ],
  )
  const taxed = adoptStated(ticket, { total: 2100n, taxes: [{ code: 'TPS', amount: 101n }] }, () => 0)
  assert.deepEqual([taxed?.subtotal, taxed?.taxTotal, taxed?.taxes[0]?.base], [1999n, 101n, 1999n])
})

test('what an exchange takes back keeps its taxes: only the difference of the receipt is shared out', () => {
  const line = (net: bigint, tax: bigint) => ({
    ...{ gross: net, net, tax, total: net + tax },
    taxShares: tax === 0n ? [] : [{ code: 'TPS', amount: tax }],
  })
  const ticket = {
    pricesIncludeTax: false,
    lines: [line(-4000n, -200n), line(4000n, 200n)],
    taxes: [{ code: 'TPS', ratePpm: 50_000, base: 0n, amount: 0n }],
  }
  const sharesOf = (stated: Parameters<typeof adoptStated>[1]) =>
    adoptStated(ticket, stated, () => 0)?.lines.map(({ taxShares }) => taxShares[0]?.amount)
  assert.deepEqual(sharesOf({ total: 1n, taxes: [{ code: 'TPS', amount: 1n }] }), [-199n, 200n])
  // A receipt that leaves out a tax of nothing does not take it from the lines.
  assert.deepEqual(sharesOf({ total: 1n, taxes: [] }), [-200n, 200n])
})
