// What a limit on discounts lets pass, as an accountant would check it; then what holds for every ticket.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { discountedLines, discountRatePpm, isWithinLimit } from './discount-limits.ts'
import type { Discount } from './discounts.ts'
import { parseDecimal } from './money.ts'
import { priceTicket } from './pricing.ts'

const percent = (value: string): Discount => ({ type: 'percent', percentPpm: parseDecimal(value, 4) ?? 0n })
const amount = (value: string): Discount => ({ type: 'amount', amount: parseDecimal(value, 2) ?? 0n })
const ppm = (value: string): number => Number(parseDecimal(value, 4))

type Line = readonly [quantity: string, unitPrice: string, discount: Discount | null]

function linesOf(lines: readonly Line[], discount: Discount | null, pricesIncludeTax = false) {
  const inputs = lines.map(([quantity, unitPrice, own]) => ({
    quantity: parseDecimal(quantity, 3) ?? 0n,
    unitPrice: parseDecimal(unitPrice, 4) ?? 0n,
    discount: own,
    taxes: [{ code: 'TVA', ratePpm: 200_000 }],
  }))
  const priced = priceTicket({ decimals: 2, pricesIncludeTax, lines: inputs, discount })
  return discountedLines({ lines: inputs, discount }, priced.lines)
}

const TABLE: [what: string, lines: readonly Line[], ticket: Discount | null, limit: string, isWithin: boolean][] = [
  ['nothing off, nothing allowed', [['1', '29.99', null]], null, '0', true],
  ['10 % where 10 % are allowed', [['2', '29.99', percent('10')]], null, '10', true],
  ['10.0001 % of 1,000.00', [['1', '1000', percent('10.0001')]], null, '10', true],
  ['10.01 % of 1,000.00', [['1', '1000', percent('10.01')]], null, '10', false],
  ['rounding makes 10 % of 0.05 a fifth of it', [['1', '0.05', percent('10')]], null, '10', true],
  ['the amount that 10 % comes to', [['2', '29.99', amount('6.00')]], null, '10', true],
  ['a cent more than that', [['2', '29.99', amount('6.01')]], null, '10', false],
  ['an amount beyond the price counts as all of it', [['1', '5', amount('9.00')]], null, '99', false],
  ['all of it, where all is allowed', [['1', '5', amount('9.00')]], null, '100', true],
  [
    '10 % off the ticket',
    [
      ['1', '0.33', null],
      ['1', '0.33', null],
      ['1', '0.33', null],
    ],
    percent('10'),
    '10',
    true,
  ],
  [
    '10.01 % off the ticket of 100.00',
    [
      ['1', '60', null],
      ['1', '40', null],
    ],
    percent('10.01'),
    '10',
    false,
  ],
  ['5 % and 5 % are 9.75 %', [['1', '100', percent('5')]], percent('5'), '9.75', true],
  ['5 % and 5 % are more than 9.74 %', [['1', '100', percent('5')]], percent('5'), '9.74', false],
  ['6 % and 5 % are 10.7 %', [['1', '100', percent('6')]], percent('5'), '10', false],
  [
    'an amount off the ticket, shared',
    [
      ['1', '60', null],
      ['1', '40', null],
    ],
    amount('10.00'),
    '10',
    true,
  ],
  [
    'a line of its own brings the ticket’s beyond',
    [
      ['1', '60', percent('1')],
      ['1', '40', null],
    ],
    amount('10.00'),
    '10',
    false,
  ],
]

test('a limit lets pass what was asked for, line and ticket together, over the gross', () => {
  for (const [what, lines, ticket, limit, isWithin] of TABLE) {
    for (const pricesIncludeTax of [false, true]) {
      const found = linesOf(lines, ticket, pricesIncludeTax).every((line) => isWithinLimit(line, ppm(limit)))
      assert.equal(found, isWithin, `${what}, ${pricesIncludeTax ? 'with' : 'without'} tax`)
    }
  }
})

const arbitraryRate = fc.integer({ min: 0, max: 1_000_000 })
const arbitraryLine = fc.tuple(
  fc.bigInt({ min: 1n, max: 20_000n }),
  fc.bigInt({ min: 0n, max: 5_000_000n }),
  arbitraryRate,
)

test('percentages that come to no more than the limit are within it, whatever rounding does', () => {
  fc.assert(
    fc.property(fc.array(arbitraryLine, { minLength: 1, maxLength: 6 }), arbitraryRate, (lines, ticketRate) => {
      const discount: Discount = { type: 'percent', percentPpm: BigInt(ticketRate) }
      const inputs = lines.map(([quantity, unitPrice, rate]) => ({
        quantity,
        unitPrice,
        discount: { type: 'percent', percentPpm: BigInt(rate) } as Discount,
        taxes: [],
      }))
      const priced = priceTicket({ decimals: 2, pricesIncludeTax: false, lines: inputs, discount })
      for (const [index, line] of discountedLines({ lines: inputs, discount }, priced.lines).entries()) {
        const rate = lines[index]?.[2] ?? 0
        const limit = Math.ceil(1e6 - ((1e6 - rate) * (1e6 - ticketRate)) / 1e6)
        assert.ok(isWithinLimit(line, Math.min(1_000_000, limit + 1)))
        assert.ok(isWithinLimit(line, discountRatePpm(line)))
        assert.ok(isWithinLimit(line, null))
      }
    }),
  )
})

test('what exceeds a limit by more than rounding never passes', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1_000n, max: 10_000_000n }), fc.integer({ min: 0, max: 900_000 }), (gross, limit) => {
      // Two minor units more than the limit gives.
      const off = (gross * BigInt(limit)) / 1_000_000n + 2n
      const [line] = linesOf(
        [['1', `${gross / 100n}.${String(gross % 100n).padStart(2, '0')}`, { type: 'amount', amount: off }]],
        null,
      )
      assert.ok(line !== undefined && !isWithinLimit(line, limit))
    }),
  )
})
