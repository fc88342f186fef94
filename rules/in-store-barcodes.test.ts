import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  fieldCheckDigit,
  type InStoreLayout,
  overlaps,
  readInStoreBarcode,
  readInStoreLayout,
  writeInStoreBarcode,
} from './in-store-barcodes.ts'

const layoutOf = (pattern: string): InStoreLayout => {
  const reading = readInStoreLayout(pattern)
  assert.ok(reading.ok, pattern)
  return reading.layout
}

test('labels of scales', () => {
  const table: [pattern: string, code: string, item: string, value: bigint, what: string][] = [
    ['20PPPPPVVVVVC', '2012345005129', '12345', 512n, '512 g of the PLU 12345'],
    ['21PPPPPVVVVVC', '2100042012493', '42', 1249n, '12,49 for the PLU 42: zeros before it do not count'],
    ['2PPPPPVVVVVC', '234567012347', '34567', 1234n, 'a UPC-A of twelve digits'],
    ['2PPPPPVVVVVC', '0234567012347', '34567', 1234n, 'the same, read as thirteen'],
    ['02PPPPPVVVVVC', '234567012347', '34567', 1234n, 'the same layout, written for thirteen'],
    ['28PPPPPKVVVVC', '2812345928752', '12345', 2875n, 'with a price verifier of four digits'],
    ['24PPPPKVVVVVC', '2412346146850', '1234', 14685n, 'with a price verifier of five'],
    ['29PPPPPVVVVVC', '2900000000001', '', 0n, 'nothing of no article'],
  ]
  for (const [pattern, code, item, value, what] of table) {
    assert.deepEqual(readInStoreBarcode(layoutOf(pattern), code), { ok: true, item, value }, what)
    assert.equal(writeInStoreBarcode(layoutOf(pattern), item || '0', value), code.padStart(13, '0'), what)
  }
})

test('the check digit of a field (the two examples of GS1)', () => {
  assert.equal(fieldCheckDigit('2875'), 9, '4 + 6−1 + 1 + 5−2 = 13, three times is 39')
  assert.equal(fieldCheckDigit('14685'), 6, '5 + 8 + 7 + 4 + 9 = 33; 7 completes it, which 6 weighs')
  assert.throws(() => fieldCheckDigit('123'), RangeError)
})

test('the reason of a refusal is the first thing wrong', () => {
  const layout = layoutOf('28PPPPPKVVVVC')
  const table: [string, string][] = [
    ['28123459287', 'length'],
    ['28123459287520', 'length'],
    ['28123459x8752', 'length'],
    ['2012345005129', 'prefix'],
    ['2812345928753', 'check_digit'],
    ['2812345828755', 'inner_check_digit'],
  ]
  for (const [code, reason] of table) assert.deepEqual(readInStoreBarcode(layout, code), { ok: false, reason }, code)
})

test('what a layout must be', () => {
  const table: [string, string][] = [
    ['20PPPPVVVC', 'length'],
    ['20PPPPPPVVVVVC', 'length'],
    ['20VVVVVPPPPPC', 'order'],
    ['20PPPPPVVVVVV', 'order'],
    ['20PPPPPPPPPPC', 'order'],
    ['30PPPPPVVVVVC', 'prefix'],
    ['03PPPPPVVVVVC', 'prefix'],
    ['20PPPKVVVVVVC', 'inner_check_length'],
  ]
  for (const [pattern, reason] of table) assert.deepEqual(readInStoreLayout(pattern), { ok: false, reason }, pattern)
})

test('layouts whose prefixes begin alike share codes', () => {
  const share = (one: string, other: string) => overlaps(layoutOf(one), layoutOf(other))
  assert.equal(share('20PPPPPVVVVVC', '21PPPPPVVVVVC'), false)
  assert.equal(share('2PPPPPPVVVVVC', '21PPPPPVVVVVC'), true)
  assert.equal(share('2PPPPPVVVVVC', '02PPPPPVVVVVC'), true)
  assert.equal(share('2PPPPPVVVVVC', '20PPPPPVVVVVC'), false, 'twelve digits have a zero before them')
})

/** A layout of any prefix and lengths, and an article and a value that fit it. */
const arbitraryLabel = fc
  .record({
    prefix: fc.constantFrom('2', '20', '27', '299', '02', '04'),
    hasInner: fc.boolean(),
    valueLength: fc.integer({ min: 3, max: 6 }),
  })
  .map(({ prefix, hasInner, valueLength }) => {
    const inner = hasInner && (valueLength === 4 || valueLength === 5) ? 'K' : ''
    const items = 13 - prefix.length - inner.length - valueLength - 1
    return `${prefix}${'P'.repeat(items)}${inner}${'V'.repeat(valueLength)}C`
  })
  .chain((pattern) =>
    fc.record({
      pattern: fc.constant(pattern),
      item: fc.integer({ min: 1, max: 10 ** pattern.split('P').length / 10 - 1 }).map(String),
      value: fc.bigInt({ min: 0n, max: 10n ** BigInt(pattern.split('V').length - 1) - 1n }),
    }),
  )

test('what is written is read back', () => {
  fc.assert(
    fc.property(arbitraryLabel, ({ pattern, item, value }) => {
      const code = writeInStoreBarcode(layoutOf(pattern), item, value)
      assert.equal(code.length, 13)
      assert.deepEqual(readInStoreBarcode(layoutOf(pattern), code), { ok: true, item, value })
    }),
  )
})

test('one wrong digit is never read as another article or value', () => {
  fc.assert(
    fc.property(
      arbitraryLabel,
      fc.nat(12),
      fc.integer({ min: 1, max: 9 }),
      ({ pattern, item, value }, place, error) => {
        const code = writeInStoreBarcode(layoutOf(pattern), item, value)
        const wrong = code.slice(0, place) + ((Number(code[place]) + error) % 10) + code.slice(place + 1)
        assert.equal(readInStoreBarcode(layoutOf(pattern), wrong).ok, false)
      },
    ),
  )
})

test('what does not fit is not written', () => {
  const layout = layoutOf('20PPPPPVVVVVC')
  for (const [item, value] of [
    ['123456', 1n],
    ['1', 100_000n],
    ['1', -1n],
    ['A', 1n],
  ] as const) {
    assert.throws(() => writeInStoreBarcode(layout, item, value), RangeError)
  }
})
