import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KeyBurst, type KeyStroke, readCode } from './key-burst.ts'
import { ScanQueue } from './scan-queue.ts'

const stroke = (key: string, atMs: number, code = ''): KeyStroke => ({ key, code, atMs })

function type(burst: KeyBurst, text: string, fromMs: number, gapMs: number): number {
  let at = fromMs
  for (const key of text) {
    burst.take(stroke(key, at))
    at += gapMs
  }
  return at
}

test('a scanner is told from a person by its pace', () => {
  const burst = new KeyBurst()
  let at = type(burst, '3009001319682', 0, 8)
  assert.equal(burst.take(stroke('Enter', at)), 'ends')
  assert.equal(readCode(burst.end()), '3009001319682')
  at = type(burst, 'crème', at + 500, 120)
  assert.equal(burst.take(stroke('Enter', at)), 'none')
  assert.equal(burst.isCode(true), false)
})

test('keys that are rolled over in typing are no code, however the rest follows', () => {
  const burst = new KeyBurst()
  const at = type(burst, 'the', 0, 40)
  type(burst, 'ière', at + 60, 100)
  assert.equal(burst.isCode(false), false)
  assert.equal(burst.isCode(true), false)
})

test('without a key that ends it, a code takes more letters to be one', () => {
  const burst = new KeyBurst()
  type(burst, '12345', 0, 10)
  assert.deepEqual([burst.isCode(true), burst.isCode(false)], [true, false])
  burst.take(stroke('6', 50))
  assert.equal(burst.isCode(false), true)
})

test('a machine that is busy hands on the rest of a code late', () => {
  const burst = new KeyBurst()
  const at = type(burst, '3009001', 0, 5)
  const end = type(burst, '319682', at + 250, 5)
  assert.equal(burst.take(stroke('Enter', end)), 'ends')
  assert.equal(readCode(burst.end()), '3009001319682')
})

test('another first key begins anew', () => {
  const burst = new KeyBurst()
  assert.equal(burst.take(stroke('a', 0)), 'first')
  assert.equal(burst.take(stroke('b', 300)), 'first')
  assert.equal(burst.take(stroke('ArrowUp', 310)), 'none')
  assert.equal(burst.length, 1)
})

test('digits of a scanner with another keyboard are read by their places', () => {
  const french = [...'&é"\'('].map((key, index) => stroke(key, index, `Digit${index + 1}`))
  assert.equal(readCode(french), '12345')
  assert.equal(readCode([stroke('A', 0, 'KeyQ'), ...french]), 'A&é"\'(')
  assert.equal(readCode([stroke('4', 0, 'Numpad4')]), '4')
})

test('codes are worked off in their order, and one that fails stops no other', async (t) => {
  const error = t.mock.method(console, 'error', () => {})
  const worked: string[] = []
  const queue = new ScanQueue(async (code) => {
    await new Promise((done) => setTimeout(done, code === '1' ? 20 : 0))
    if (code === '2') throw new Error('unknown')
    worked.push(code)
  })
  for (const code of ['1', '2', '3', '3']) queue.add(code)
  await new Promise((done) => setTimeout(done, 80))
  assert.deepEqual([worked, queue.waiting, error.mock.callCount()], [['1', '3', '3'], 0, 1])
})
