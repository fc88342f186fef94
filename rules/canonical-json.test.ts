import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from './canonical-json.ts'

test('keys stand in the order of their code units, however many there are', () => {
  assert.equal(
    canonicalJson({ b: 1, a: [true, null, 'é"'], B: {}, '10': 0, '9': -0 }),
    '{"10":0,"9":0,"B":{},"a":[true,null,"é\\""],"b":1}',
  )
  const names = Array.from({ length: 40 }, (_, index) => `n${(index * 7) % 40}`)
  const text = canonicalJson(Object.fromEntries(names.map((name) => [name, 1])))
  assert.equal(
    text,
    `{${[...names]
      .sort()
      .map((name) => `"${name}":1`)
      .join(',')}}`,
  )
})

test('what JSON leaves out is left out, and what is read back is the same', () => {
  assert.equal(canonicalJson({ kept: [undefined], gone: undefined }), '{"kept":[null]}')
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value)
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))
      assert.equal(canonicalJson(JSON.parse(text)), text)
    }),
  )
})
