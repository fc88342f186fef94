import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choiceFault, currencyFault, dayFault, numberFault, periodFault, storesFault } from './address-faults.ts'

const period = (url: Record<string, string>) => periodFault(url, 'last_30_days', 'trente jours')

test('days that are none are told, and the address says what is shown', () => {
  assert.deepEqual(period({ date_from: '2026-02-30', date_to: '2026-03-01' }), {
    asked: 'date_from=2026-02-30&date_to=2026-03-01',
    shown: 'trente jours',
    patch: { date_from: undefined, date_to: undefined, period: 'last_30_days' },
  })
  assert.notEqual(period({ date_from: '2026-03-02', date_to: '2026-03-01' }), null)
  assert.equal(period({ date_from: '2026-03-02' })?.asked, 'date_from=2026-03-02')
  assert.equal(period({ period: 'soon' })?.asked, 'period=soon')
  assert.equal(period({ date_from: 'x', period: 'last_year' })?.patch.period, 'last_year')
  assert.equal(dayFault({ date: '2026-13-45' }, 'aujourd’hui')?.asked, 'date=2026-13-45')
})

test('what exists is no fault', () => {
  for (const url of [{}, { period: 'last_year' }, { date_from: '2026-03-01', date_to: '2026-03-01' }]) {
    assert.equal(period(url as Record<string, string>), null)
  }
  assert.equal(dayFault({ date: '2026-11-27' }, ''), null)
  for (const store_id of ['all', '1,2']) assert.equal(storesFault({ store_id }, ''), null)
  assert.equal(currencyFault({ currency: 'EUR' }, ''), null)
  assert.equal(choiceFault({ by: 'units' }, 'by', [{ value: 'units', label: 'Unités' }], 'revenue'), null)
  assert.equal(numberFault({ limit: '10' }, 'limit', 10), null)
})

test('a choice that is none gives way to the one that is taken', () => {
  const options = [
    { value: 'revenue', label: 'Chiffre d’affaires' },
    { value: 'units', label: 'Unités' },
  ]
  assert.deepEqual(choiceFault({ by: 'love' }, 'by', options, 'revenue'), {
    asked: 'by=love',
    shown: 'Chiffre d’affaires',
    patch: { by: 'revenue' },
  })
  assert.deepEqual(numberFault({ limit: '-5' }, 'limit', 1), { asked: 'limit=-5', shown: '1', patch: { limit: '1' } })
  assert.equal(storesFault({ store_id: 'x' }, 'Tous')?.asked, 'store_id=x')
  assert.equal(currencyFault({ currency: 'euro' }, 'Toutes')?.asked, 'currency=euro')
})
