import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkBarcode } from '../../../../rules/index.ts'
import { makeBarcode } from './make-barcode.ts'

test('a made code is a GTIN of the shop’s own range', () => {
  const code = makeBarcode(345, []) ?? ''
  assert.match(code, /^290000000345\d$/)
  assert.equal(checkBarcode(code).ok, true)
})

test('no made code is one that a scale could print', () => {
  assert.match(makeBarcode(1, ['29PPPPPVVVVVC', '28PPPPPVVVVVC']) ?? '', /^27/)
  assert.equal(makeBarcode(1, ['2PPPPPPVVVVVC']), null)
})
