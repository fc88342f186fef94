import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRecordNumber } from './record-number.ts'

test('a record has a number, and nothing else in an address is one', () => {
  for (const text of ['1', '42', '9007199254740991']) assert.ok(isRecordNumber(text), text)
  for (const text of ['nope', '', '0', '-1', '1.5', '1e3', '٣', '9007199254740993'])
    assert.ok(!isRecordNumber(text), text)
})
