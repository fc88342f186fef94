import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, GENESIS_HASH, tillRecordBytes } from './index.ts'

const HEX = [...'0123456789abcdef']
const hashes = fc.array(fc.constantFrom(...HEX), { minLength: 64, maxLength: 64 }).map((digits) => digits.join(''))
const values = fc.jsonValue({ maxDepth: 3 })
const UNSEALED = ['hash', 'customer_id', 'note']
const contents = fc.dictionary(
  fc.string({ unit: 'binary' }).filter((name) => name !== 'previous_hash' && !UNSEALED.includes(name)),
  values,
)

/** The same value with the keys of its objects the other way round. */
function turned(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(turned)
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, turned(item)]),
  )
}

test('the canonical text is JSON of the same value, whatever the order of the keys', () => {
  fc.assert(
    fc.property(values, (value) => {
      const text = canonicalJson(value)
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))
      assert.equal(canonicalJson(turned(value)), text)
    }),
  )
})

test('two values have one text only when JSON takes them for the same', () => {
  fc.assert(
    fc.property(values, values, (one, other) => {
      // JSON has one zero, and knows nothing of an object's prototype.
      const [read, readOther] = [one, other].map((value) => JSON.parse(JSON.stringify(value)))
      let isSame = true
      try {
        assert.deepEqual(read, readOther)
      } catch {
        isSame = false
      }
      assert.equal(canonicalJson(one) === canonicalJson(other), isSame)
    }),
  )
})

test('a seal covers the previous hash and all of the record but itself and what may have to be erased', () => {
  fc.assert(
    fc.property(contents, hashes, hashes, fc.option(fc.string()), (content, previous, hash, note) => {
      const record = { ...content, previous_hash: previous }
      const bytes = Buffer.from(tillRecordBytes(record))
      assert.deepEqual(Buffer.from(tillRecordBytes({ ...record, hash, note, customer_id: 7 })), bytes)
      assert.equal(bytes.subarray(0, 32).toString('hex'), previous)
      assert.equal(bytes.subarray(32).toString('utf8'), canonicalJson(record))
    }),
  )
})

test('whatever is changed, added or taken away changes the seal', () => {
  const seal = (record: Parameters<typeof tillRecordBytes>[0]) =>
    createHash('sha256').update(tillRecordBytes(record)).digest('hex')
  fc.assert(
    fc.property(contents, fc.string(), values, hashes, (content, key, value, previous) => {
      fc.pre(!UNSEALED.includes(key) && key !== 'previous_hash' && key !== '__proto__')
      const record = { ...content, previous_hash: previous }
      const changed = { ...record, [key]: value }
      if (canonicalJson(record) === canonicalJson(changed)) return
      assert.notEqual(seal(changed), seal(record))
      assert.notEqual(seal({ ...record, previous_hash: GENESIS_HASH }), seal(record))
    }),
  )
})

test('a known record has a known seal, for those who write a till', () => {
  const record = {
    kind: 'drawer_open',
    id: '0198f2c4-7a04-7000-8000-000000000001',
    store_id: 1,
    register_id: 2,
    series: 3,
    number: 1,
    reason: 'Monnaie pour la caisse « 2 »',
    previous_hash: GENESIS_HASH,
  }
  assert.equal(
    canonicalJson(record),
    `{"id":"0198f2c4-7a04-7000-8000-000000000001","kind":"drawer_open","number":1,"previous_hash":"${GENESIS_HASH}","reason":"Monnaie pour la caisse « 2 »","register_id":2,"series":3,"store_id":1}`,
  )
})

test('a previous hash that is none is a fault of the caller', () => {
  for (const previous_hash of ['', 'AB'.repeat(32), '0'.repeat(63)]) {
    assert.throws(() => tillRecordBytes({ previous_hash }), RangeError)
  }
})
