import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { drawBalance } from './balance-steps.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour)).toISOString()
const box = { width: 100, height: 10, until: Date.parse(at(10)) }

describe('the drawn balance', () => {
  test('stays until a movement changes it, the oldest first', () => {
    const movements = [
      { balance_after: '5', occurred_at: at(5) },
      { balance_after: '10', occurred_at: at(0) },
    ]
    assert.deepEqual(drawBalance('0', movements, box), { line: 'M0 10H0V0H50V5H100', zero: null })
  })

  test('never runs backwards: what was told of late stands where the balance stood', () => {
    const movements = [
      { balance_after: '4', occurred_at: at(2) },
      { balance_after: '5', occurred_at: at(5) },
      { balance_after: '10', occurred_at: at(0) },
    ]
    assert.equal(drawBalance('0', movements, box).line, 'M0 10H0V0H50V5H50V6H100')
  })

  test('shows where zero is when some of it was below', () => {
    const movements = [{ balance_after: '-5', occurred_at: at(0) }]
    assert.deepEqual(drawBalance('5', movements, box), { line: 'M0 0H0V10H100', zero: 5 })
  })

  test('is a line at rest where nothing has moved', () => {
    assert.deepEqual(drawBalance('0', [], box), { line: 'M0 10H100', zero: null })
  })
})
