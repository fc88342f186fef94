import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLeftToChoice, makeScope, readCurrency, readPeriod, readStores } from './report-scope.ts'

const TODAY = '2026-11-27'

test('a period is what the address calls it, two days of the address, or the usual one', () => {
  const read = (state: Record<string, string>) => {
    const { period, name } = readPeriod(state, 'last_30_days', TODAY)
    return `${name} ${period.date_from}/${period.date_to}`
  }
  assert.equal(read({ period: 'last_month' }), 'last_month 2026-10-01/2026-10-31')
  assert.equal(read({ date_from: '2026-10-02', date_to: '2026-10-31' }), 'null 2026-10-02/2026-10-31')
  // Dates stay dates, although a name means them today: a report that is kept of them is not about another month later.
  assert.equal(read({ date_from: '2026-10-01', date_to: '2026-10-31' }), 'null 2026-10-01/2026-10-31')
  assert.equal(read({}), 'last_30_days 2026-10-29/2026-11-27')
  for (const nonsense of [{ period: 'soon' }, { date_from: '2026-02-30', date_to: '2026-03-01' }]) {
    assert.equal(read(nonsense as Record<string, string>), 'last_30_days 2026-10-29/2026-11-27')
  }
  assert.equal(read({ date_from: '2026-03-02', date_to: '2026-03-01' }), 'last_30_days 2026-10-29/2026-11-27')
})

test('the stores of the address come before the one chosen for everything', () => {
  assert.equal(readStores({}, null), null)
  assert.equal(readStores({}, 3), '3')
  assert.equal(readStores({ store_id: '1,2' }, 3), '1,2')
  assert.equal(readStores({ store_id: 'all' }, 3), null)
  assert.equal(readStores({ store_id: 'x' }, null), null)
})

test('stores are those of the choice for everything where the address says nothing of them', () => {
  assert.equal(isLeftToChoice({}, 3), true)
  assert.equal(isLeftToChoice({ store_id: 'x' }, 3), true)
  assert.equal(isLeftToChoice({ store_id: 'all' }, 3), false)
  assert.equal(isLeftToChoice({ store_id: '3' }, 3), false)
  assert.equal(isLeftToChoice({}, null), false)
})

test('the API is asked about stores only where there are some', () => {
  const period = { period: { date_from: '2026-01-01', date_to: '2026-01-31' }, name: null }
  assert.deepEqual(makeScope(period, null).query, period.period)
  assert.deepEqual(makeScope(period, null, readCurrency({ currency: 'EUR' })).query, {
    ...period.period,
    currency: 'EUR',
  })
  assert.equal(readCurrency({ currency: 'euro' }), null)
  assert.deepEqual(makeScope(period, '1').query, { ...period.period, store_id: '1' })
})
