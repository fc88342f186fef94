import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { allocate, divideRounded, formatDecimal, parseDecimal, roundShares } from './money.ts'

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value)

test('what is written is read back, with and without trailing zeros', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n }), fc.integer({ min: 0, max: 8 }), (value, scale) => {
      assert.equal(parseDecimal(formatDecimal(value, scale), scale), value)
      assert.equal(parseDecimal(formatDecimal(value, scale, 0), scale), value)
    }),
  )
})

test('a number is read as the decimal that a person wrote', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 11), max: 10 ** 11 }), (cents) => {
      assert.equal(parseDecimal(cents / 100, 2), BigInt(cents))
    }),
  )
})

test('no text is read by accident', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const value = parseDecimal(text, 2)
      if (value !== null) assert.match(text, /^-?\d+(\.\d+)?$/)
    }),
  )
})

test('a division is rounded to the nearest, and halves away from zero', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.bigInt(), (numerator, denominator) => {
      fc.pre(denominator !== 0n)
      const quotient = divideRounded(numerator, denominator)
      const error = 2n * (magnitude(quotient) * magnitude(denominator) - magnitude(numerator))
      assert.ok(error <= magnitude(denominator) && error > -magnitude(denominator))
      assert.ok(quotient === 0n || quotient < 0n === (numerator < 0n !== denominator < 0n))
    }),
  )
})

const arbitraryWeights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 7n }), { minLength: 1, maxLength: 30 })

test('parts add up to the total, and each is within one unit of its exact share', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), arbitraryWeights, (total, weights) => {
      const parts = allocate(total, weights)
      const sum = weights.reduce((left, right) => left + right, 0n)
      assert.equal(
        parts.reduce((left, right) => left + right, 0n),
        total,
      )
      assert.deepEqual(
        allocate(-total, weights).map((part) => -part),
        parts,
      )
      if (sum === 0n) return
      parts.forEach((part, index) => {
        const weight = weights[index] ?? 0n
        assert.ok(magnitude(part * sum - total * weight) < sum)
        if (weight === 0n) assert.equal(part, 0n)
      })
    }),
  )
})

test('shares of mixed signs keep their own sign and add up', () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: -(10n ** 6n), max: 10n ** 6n }), { maxLength: 20 }),
      fc.bigInt({ min: 1n, max: 10_000n }),
      (numerators, denominator) => {
        const { total, parts } = roundShares(numerators, denominator)
        const exact = numerators.reduce((left, right) => left + right, 0n)
        assert.equal(total, divideRounded(exact, denominator))
        assert.equal(
          parts.reduce((left, right) => left + right, 0n),
          total,
        )
        if (numerators.length === 1) return
        parts.forEach((part, index) => {
          assert.ok(magnitude(part * denominator - (numerators[index] ?? 0n)) < denominator)
        })
      },
    ),
  )
})
