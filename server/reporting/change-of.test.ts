import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeOf } from './change-of.ts'
import { KPI_MEASURES, SALES_MEASURES } from './measures.ts'
import { NO_FACTS } from './query-facts.ts'

const { returns_rate: returnsRate, margin_rate: marginRate } = KPI_MEASURES

test('rates and averages are compared before they are rounded', () => {
  // 0.4455 % and 0.3795 %, which four decimals show as 0.0045 and 0.0038.
  const now = { ...NO_FACTS, returns: -4_455n, gross: 1_000_000n }
  const before = { ...NO_FACTS, returns: -3_795n, gross: 1_000_000n }
  assert.deepEqual([returnsRate.value(now), returnsRate.value(before)], [45n, 38n])
  assert.equal(changeOf(returnsRate, now, before), '0.1739')
  const average = (net: bigint, tickets: bigint) => ({ ...NO_FACTS, net, tickets })
  assert.equal(changeOf(SALES_MEASURES.average_ticket, average(4n, 3n), average(2n, 3n)), '1.0000')
})

test('what stands below zero grows upwards, also where the quotient is of negative sums', () => {
  const sold = (net: bigint, cost: bigint) => ({ ...NO_FACTS, net, cost })
  // A loss of a half beside a loss of a quarter; then a rate of 2 out of −50 ÷ −25.
  assert.equal(changeOf(marginRate, sold(100n, 150n), sold(100n, 125n)), '-1.0000')
  assert.equal(changeOf(marginRate, sold(-25n, 25n), sold(100n, 0n)), '1.0000')
  assert.equal(changeOf(SALES_MEASURES.net, sold(50n, 0n), sold(-100n, 0n)), '1.5000')
})

test('there is none from nothing, nor to the quotient of nothing', () => {
  const sold = (net: bigint, cost: bigint) => ({ ...NO_FACTS, net, cost })
  assert.equal(changeOf(SALES_MEASURES.net, sold(50n, 0n), NO_FACTS), null)
  assert.equal(changeOf(marginRate, NO_FACTS, sold(100n, 50n)), null)
  assert.equal(changeOf(marginRate, sold(100n, 50n), NO_FACTS), null)
})
