import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkBarcode, gtin14, gtinCheckDigit } from './barcodes.ts'

test('codes of every length', () => {
  const table: [string, string, string][] = [
    ['96385074', 'GTIN-8', '3×(9+3+5+7) + 6+8+0 = 86, and 4 completes it to 90'],
    ['036000291452', 'GTIN-12', '3×(0+6+0+2+1+5) + 3+0+0+9+4 = 58, and 2 completes it to 60'],
    ['4006381333931', 'GTIN-13', '3×(0+6+8+3+3+3) + 4+0+3+1+3+9 = 89, and 1 completes it to 90'],
    ['10614141000415', 'GTIN-14', '3×(1+6+4+4+0+0+1) + 0+1+1+1+0+4 = 55, and 5 completes it to 60'],
  ]
  for (const [code, kind, calculation] of table) {
    assert.deepEqual(checkBarcode(code), { ok: true, kind, normalized: code }, calculation)
  }
})

test('the reason of a refusal is the first thing wrong', () => {
  const table: [string, string][] = [
    ['', 'length'],
    ['   ', 'length'],
    ['123', 'length'],
    ['40063813339', 'length'],
    ['400638133393100', 'length'],
    ['3.65275E+11', 'characters'],
    ['4006381-33931', 'characters'],
    ['٤٠٠٦٣٨١٣٣٣٩٣١', 'characters'],
    ['4006381333932', 'check_digit'],
    ['96385075', 'check_digit'],
  ]
  for (const [code, reason] of table) assert.deepEqual(checkBarcode(code), { ok: false, reason }, code)
})

test('white space around a code is the scanner’s, not the code’s', () => {
  assert.deepEqual(checkBarcode(' 96385074\r\n'), { ok: true, kind: 'GTIN-8', normalized: '96385074' })
})

test('codes of the chain’s own', () => {
  assert.deepEqual(checkBarcode(' RAYON 12-B ', 'internal'), { ok: true, kind: 'internal', normalized: 'RAYON 12-B' })
  assert.deepEqual(checkBarcode('', 'internal'), { ok: false, reason: 'length' })
  assert.deepEqual(checkBarcode('x'.repeat(65), 'internal'), { ok: false, reason: 'length' })
  assert.deepEqual(checkBarcode('été', 'internal'), { ok: false, reason: 'characters' })
  assert.deepEqual(checkBarcode('a\u0000b', 'internal'), { ok: false, reason: 'characters' })
})

test('one article read as UPC-A and as EAN-13 is one article', () => {
  assert.equal(gtin14('036000291452'), gtin14('0036000291452'))
  assert.equal(checkBarcode(gtin14('036000291452')).ok, true)
})

const arbitraryDigits = fc
  .constantFrom(7, 11, 12, 13)
  .chain((length) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }))

test('the computed check digit is accepted, and any other refused', () => {
  fc.assert(
    fc.property(arbitraryDigits, fc.integer({ min: 1, max: 9 }), (digits, error) => {
      const body = digits.join('')
      const checkDigit = gtinCheckDigit(body)
      assert.equal(checkBarcode(body + checkDigit).ok, true)
      assert.deepEqual(checkBarcode(body + ((checkDigit + error) % 10)), { ok: false, reason: 'check_digit' })
    }),
  )
  assert.throws(() => gtinCheckDigit('12a'), RangeError)
})

test('one wrong digit is always found', () => {
  fc.assert(
    fc.property(arbitraryDigits, fc.nat(), fc.integer({ min: 1, max: 9 }), (digits, place, error) => {
      const code = digits.join('') + gtinCheckDigit(digits.join(''))
      const index = place % code.length
      const wrong = (Number(code[index]) + error) % 10
      assert.equal(checkBarcode(code.slice(0, index) + wrong + code.slice(index + 1)).ok, false)
    }),
  )
})
