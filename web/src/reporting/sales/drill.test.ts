import assert from 'node:assert/strict'
import { test } from 'node:test'
import { narrow, nextDimension, readPath, type Step, writePath } from './drill.ts'

const OCTOBER: Step = {
  dimension: 'month',
  key: '2026-10',
  days: { date_from: '2026-10-01', date_to: '2026-10-31' },
}
const store = (key: string | null): Step => ({ dimension: 'store', key, days: null })
const YEAR = { date_from: '2026-01-01', date_to: '2026-12-31' }

test('the way to where one is stands in the address and is read back', () => {
  const path: Step[] = [OCTOBER, store('3'), { dimension: 'city', key: 'Saint-Jean, N.-B.:@', days: null }]
  assert.equal(writePath(path).startsWith('month:2026-10@2026-10-01..2026-10-31,store:3,city:'), true)
  assert.deepEqual(readPath(writePath(path)), path)
  assert.deepEqual(readPath(writePath([store(null)])), [store(null)])
  assert.deepEqual(readPath(undefined), [])
})

test('what is not understood is left out, with what comes after it', () => {
  assert.deepEqual(readPath('nothing:3,store:3'), [])
  assert.deepEqual(readPath('store:3,month:2026-10'), [store('3')])
  assert.deepEqual(readPath('store:3@2026-10-01..2026-10-31'), [])
  assert.deepEqual(readPath('city:%E0%A4%A'), [{ dimension: 'city', key: '%E0%A4%A', days: null }])
})

test('a row of a time narrows the days, any other filters', () => {
  assert.deepEqual(narrow(YEAR, [OCTOBER, store('3'), store(null)]), {
    period: OCTOBER.days,
    filters: [
      { dimension: 'store', values: ['3'] },
      { dimension: 'store', values: [null] },
    ],
  })
  const half = { date_from: '2026-10-15', date_to: '2026-11-15' }
  assert.deepEqual(narrow(half, [OCTOBER]).period, { date_from: '2026-10-15', date_to: '2026-10-31' })
  const later = { date_from: '2026-12-01', date_to: '2026-12-31' }
  assert.deepEqual(narrow(later, [OCTOBER]).period, OCTOBER.days)
})

test('the next question is about what one does not know yet', () => {
  assert.equal(nextDimension([OCTOBER]), 'day')
  assert.equal(nextDimension([store('3')]), 'category')
  const day: Step = { dimension: 'day', key: '2026-10-02', days: null }
  const hour: Step = { dimension: 'hour', key: '9', days: null }
  assert.equal(nextDimension([store('3'), OCTOBER, day, hour]), 'category')
  const variant: Step = { dimension: 'variant', key: '1', days: null }
  const rest: Step[] = ['category', 'product'].map((dimension) => ({ dimension, key: '1', days: null }) as Step)
  assert.equal(nextDimension([store('3'), ...rest, variant]), 'payment_method')
})
