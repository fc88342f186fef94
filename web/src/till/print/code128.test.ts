import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { code128 } from './code128.ts'

const bwip = createRequire(import.meta.url)('bwip-js/node') as typeof import('bwip-js/node')

test('references are drawn as a known library draws them', () => {
  for (const reference of ['1-2-1-000042', '12-345-6-1234567', 'FORMATION', '3-1-0-999999']) {
    const [symbol] = bwip.raw({ bcid: 'code128', text: reference })
    assert.ok(symbol !== undefined && 'sbs' in symbol)
    const modules = (widths: readonly number[]) => widths.reduce((sum, width) => sum + width, 0)
    // Another choice of code sets is as good, but never shorter here.
    assert.ok(modules(code128(reference)) <= modules(symbol.sbs) + 11, reference)
  }
  const [symbol] = bwip.raw({ bcid: 'code128', text: 'FORMATION' })
  assert.ok(symbol !== undefined && 'sbs' in symbol)
  assert.deepEqual(code128('FORMATION'), [...symbol.sbs])
  const [numbered] = bwip.raw({ bcid: 'code128', text: '1-2-1-000042' })
  assert.ok(numbered !== undefined && 'sbs' in numbered)
  assert.deepEqual(code128('1-2-1-000042'), [...numbered.sbs])
})
