import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addTotals,
  addUpSums,
  CLOSING_AMOUNTS,
  CLOSING_KINDS,
  type ClosingSums,
  type ClosingTotals,
  canonicalClosing,
  type JournalClosing,
  NO_TOTALS,
  readClosing,
} from './journal-closing.ts'

const amount = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
const count = fc.nat({ max: 1_000_000 })
const totals: fc.Arbitrary<ClosingTotals> = fc
  .tuple(count, count, ...CLOSING_AMOUNTS.map(() => amount))
  .map(([tickets, returnTickets, ...amounts]) => ({
    ...NO_TOTALS,
    tickets,
    returnTickets,
    ...Object.fromEntries(CLOSING_AMOUNTS.map((name, index) => [name, amounts[index] ?? 0n])),
  }))
const sums: fc.Arbitrary<ClosingSums> = fc.record({
  totals,
  taxes: fc.array(
    fc.record({ code: fc.constantFrom('TPS', 'TVQ', 'é'), ratePpm: fc.nat({ max: 3 }), base: amount, amount }),
    { maxLength: 4 },
  ),
  payments: fc.array(fc.record({ method: fc.constantFrom('cash', 'card'), count, amount }), { maxLength: 3 }),
})
const closing: fc.Arbitrary<JournalClosing> = fc
  .record({
    storeId: count,
    position: count,
    kind: fc.constantFrom(...CLOSING_KINDS),
    period: fc.constantFrom('2026', '2026-11', '2026-11-20'),
    number: count,
    currency: fc.constantFrom('CAD', 'EUR'),
    madeAt: fc.constantFrom('2026-11-21T05:05:00.000Z'),
    covers: fc.array(fc.record({ registerId: count, from: count, to: count, hash: fc.constantFrom('0'.repeat(64)) }), {
      maxLength: 2,
    }),
    days: fc.array(
      sums.map((one) => ({ businessDay: '2026-11-20', ...one })),
      { maxLength: 2 },
    ),
    sums,
    perpetual: totals,
  })
  .map(({ sums: own, ...rest }) => ({ ...rest, ...own }))

test('a closing is read back from its form whole, however large its amounts', () => {
  fc.assert(fc.property(closing, (one) => assert.deepEqual(readClosing(canonicalClosing(one)), structuredClone(one))))
})

test('what is added up in any order and in any parts is the same', () => {
  fc.assert(
    fc.property(fc.array(sums, { maxLength: 5 }), (parts) => {
      const whole = addUpSums(parts)
      assert.deepEqual(addUpSums(parts.toReversed()), whole)
      assert.deepEqual(addUpSums([addUpSums(parts.slice(0, 2)), addUpSums(parts.slice(2))]), whole)
      assert.deepEqual(
        whole.totals,
        parts.reduce((sum, part) => addTotals(sum, part.totals), NO_TOTALS),
      )
    }),
  )
})
