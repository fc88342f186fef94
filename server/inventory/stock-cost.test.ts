import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { costOfFoundGoods, costOfIssue, entryIntoStock, receiptIntoStock } from './stock-cost.ts'

/** Quantities in thousandths, values in cents, unit costs in ten-thousandths of a dollar. */
type IssueCase = [what: string, onHand: bigint, value: bigint, quantity: bigint, fallback: bigint, cost: bigint]

const ISSUES: readonly IssueCase[] = [
  ['one of ten worth 25.00 costs 2.50', 10_000n, 2500n, 1000n, 0n, 250n],
  ['one of three worth 1.00 costs 0.33', 3000n, 100n, 1000n, 0n, 33n],
  ['one of the two that are left of it, worth 0.67, costs 0.34 (half away from zero)', 2000n, 67n, 1000n, 0n, 34n],
  ['the last unit takes the residue, 0.33', 1000n, 33n, 1000n, 0n, 33n],
  ['two of three worth 1.00 cost 0.67', 3000n, 100n, 2000n, 0n, 67n],
  ['345 g of 2 kg worth 18.99 cost 3.28', 2000n, 1899n, 345n, 0n, 328n],
  ['all is all', 7000n, 1234n, 7000n, 99_999n, 1234n],
  ['three of two: the value of two, and the article’s own cost for the third', 2000n, 500n, 3000n, 26_000n, 760n],
  ['from nothing: the article’s own cost', 0n, 0n, 2000n, 12_345n, 247n],
  ['from less than nothing: the article’s own cost', -4000n, -1000n, 1000n, 30_000n, 300n],
  ['from nothing, cost unknown: nothing', 0n, 0n, 5000n, 0n, 0n],
  ['nothing costs nothing', 3000n, 100n, 0n, 50_000n, 0n],
  ['goods worth nothing', 4000n, 0n, 3000n, 50_000n, 0n],
]

type ReceiptCase = [
  what: string,
  onHand: bigint,
  value: bigint,
  quantity: bigint,
  unitCost: bigint,
  change: bigint,
  variance: bigint,
]

const RECEIPTS: readonly ReceiptCase[] = [
  ['ten at 2.50 into nothing', 0n, 0n, 10_000n, 25_000n, 2500n, 0n],
  ['ten at 3.00 onto ten at 2.50: the average becomes 2.75', 10_000n, 2500n, 10_000n, 30_000n, 3000n, 0n],
  ['1.234 kg at 0.9999', 0n, 0n, 1234n, 9999n, 123n, 0n],
  ['ten at 3.00 where two were missing at 2.50: eight at 3.00 are left', -2000n, -500n, 10_000n, 30_000n, 3000n, -100n],
  ['ten at 2.00 where two were missing at 2.50: eight at 2.00 are left', -2000n, -500n, 10_000n, 20_000n, 2000n, 100n],
  ['exactly what was missing: nothing is left, worth nothing', -3000n, -750n, 3000n, 30_000n, 900n, -150n],
  ['less than what was missing: the rest is missing at the new cost', -5000n, -1000n, 2000n, 30_000n, 600n, -500n],
  ['missing goods of unknown cost', -2000n, 0n, 5000n, 10_000n, 500n, -200n],
  ['at the cost that they were thought to have: no variance', -2000n, -500n, 10_000n, 25_000n, 2500n, 0n],
]

describe('the cost of what goes out', () => {
  for (const [what, onHand, valueMinor, quantity, fallbackUnitCost, expected] of ISSUES) {
    test(what, () => {
      assert.equal(costOfIssue({ onHand, valueMinor, quantity, fallbackUnitCost, decimals: 2 }), expected)
    })
  }

  test('knows the currency’s decimals', () => {
    const issue = { onHand: 0n, valueMinor: 0n, quantity: 1500n, fallbackUnitCost: 1_234_567n }
    assert.equal(costOfIssue({ ...issue, decimals: 0 }), 185n)
    assert.equal(costOfIssue({ ...issue, decimals: 3 }), 185_185n)
  })

  test('refuses to take out less than nothing', () => {
    const issue = { onHand: 1000n, valueMinor: 1n, quantity: -1n, fallbackUnitCost: 0n, decimals: 2 }
    assert.throws(() => costOfIssue(issue), RangeError)
  })
})

describe('the value of what comes in', () => {
  for (const [what, onHand, valueMinor, quantity, unitCost, change, variance] of RECEIPTS) {
    test(what, () => {
      assert.deepEqual(receiptIntoStock({ onHand, valueMinor, quantity, unitCost, decimals: 2 }), {
        valueMinor: change,
        costVarianceMinor: variance,
      })
    })
  }

  test('a return brings back the cost of its sale', () => {
    assert.deepEqual(entryIntoStock({ onHand: 4000n, valueMinor: 1000n, quantity: 1000n, costMinor: 333n }), {
      valueMinor: 333n,
      costVarianceMinor: 0n,
    })
    assert.deepEqual(entryIntoStock({ onHand: -2000n, valueMinor: -500n, quantity: 1000n, costMinor: 300n }), {
      valueMinor: 300n,
      costVarianceMinor: -100n,
    })
  })

  test('refuses to bring in nothing or less', () => {
    assert.throws(() => entryIntoStock({ onHand: 0n, valueMinor: 0n, quantity: 0n, costMinor: 0n }), RangeError)
    assert.throws(() => entryIntoStock({ onHand: 0n, valueMinor: 0n, quantity: -1n, costMinor: 0n }), RangeError)
  })

  test('goods that are found cost what those that are there cost, else the article’s own cost', () => {
    const found = { quantity: 2000n, fallbackUnitCost: 99_000n, decimals: 2 }
    assert.equal(costOfFoundGoods({ ...found, onHand: 3000n, valueMinor: 100n }), 67n)
    assert.equal(costOfFoundGoods({ ...found, onHand: 0n, valueMinor: 0n }), 1980n)
    assert.equal(costOfFoundGoods({ ...found, onHand: -1000n, valueMinor: -100n }), 1980n)
  })
})

describe('any history of a level', () => {
  const quantity = fc.bigInt({ min: 1n, max: 50_000n })
  const unitCost = fc.bigInt({ min: 0n, max: 2_000_000n })
  const step = fc.oneof(
    fc.record({ kind: fc.constant('issue' as const), quantity, unitCost }),
    fc.record({ kind: fc.constant('receipt' as const), quantity, unitCost }),
    fc.record({ kind: fc.constant('sell out' as const), quantity, unitCost }),
    fc.record({ kind: fc.constant('fill up' as const), quantity, unitCost }),
  )

  test('keeps the promises: nothing is worth nothing, and value has the sign of quantity', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.constantFrom(0, 2, 3), (steps, decimals) => {
        let onHand = 0n
        let valueMinor = 0n
        let taken = 0n
        let brought = 0n
        let variances = 0n
        for (const { kind, quantity: drawn, unitCost: fallbackUnitCost } of steps) {
          const isIssue = kind === 'issue' || (kind === 'sell out' && onHand > 0n)
          if (isIssue) {
            const out = kind === 'issue' ? drawn : onHand
            const cost = costOfIssue({ onHand, valueMinor, quantity: out, fallbackUnitCost, decimals })
            assert.ok(cost >= 0n)
            onHand -= out
            valueMinor -= cost
            taken += cost
          } else {
            const into = kind === 'fill up' && onHand < 0n ? -onHand : drawn
            const receipt = { onHand, valueMinor, quantity: into, unitCost: fallbackUnitCost, decimals }
            const change = receiptIntoStock(receipt)
            assert.ok(onHand < 0n || change.costVarianceMinor === 0n)
            onHand += into
            valueMinor += change.valueMinor + change.costVarianceMinor
            brought += change.valueMinor
            variances += change.costVarianceMinor
          }
          if (onHand === 0n) assert.equal(valueMinor, 0n)
          if (onHand > 0n) assert.ok(valueMinor >= 0n)
          if (onHand < 0n) assert.ok(valueMinor <= 0n)
        }
        assert.equal(valueMinor, brought + variances - taken)
      }),
    )
  })

  test('taking stock out piece by piece costs exactly what it was worth', () => {
    const level = fc.record({
      onHand: fc.bigInt({ min: 1n, max: 100_000n }),
      valueMinor: fc.bigInt({ min: 0n, max: 10_000_000n }),
      piece: fc.bigInt({ min: 1n, max: 5000n }),
    })
    fc.assert(
      fc.property(level, ({ onHand, valueMinor, piece }) => {
        let balance = { onHand, valueMinor }
        let total = 0n
        for (let taken = 0; taken < 200 && balance.onHand > 0n; taken += 1) {
          const quantity = taken === 199 || piece > balance.onHand ? balance.onHand : piece
          const cost = costOfIssue({ ...balance, quantity, fallbackUnitCost: 0n, decimals: 2 })
          balance = { onHand: balance.onHand - quantity, valueMinor: balance.valueMinor - cost }
          total += cost
        }
        assert.deepEqual(balance, { onHand: 0n, valueMinor: 0n })
        assert.equal(total, valueMinor)
      }),
    )
  })
})
