import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReportFields } from '../fields/use-fields.ts'
import { makeScope } from '../scope/report-scope.ts'
import { definitionOf, fileQuestionOf, questionOf, readView } from './sales-question.ts'

const DIMENSIONS = ['day', 'week', 'store'] as const
const measure = (name: string) => ({ name, label: name, meaning: '', unit: 'money' as const, is_additive: true })
const FIELDS: ReportFields = {
  dimensions: DIMENSIONS.map((name) => ({ name, label: name, is_ordered: name !== 'store', is_filter: true })),
  measures: ['net', 'tickets', 'active_customers'].map(measure),
  key_figures: [],
  stock_groupings: [],
  stock_measures: [],
}
const SCOPE = makeScope({ period: { date_from: '2026-10-01', date_to: '2026-10-31' }, name: null }, '2')

const ask = (url: Record<string, string>, sort?: string) => questionOf(readView(url, FIELDS), SCOPE, FIELDS, sort)

test('the address is a question to the API', () => {
  assert.deepEqual(ask({ group_by: 'week', compare: 'previous_year', week_start: 'sunday', path: 'store:3' }, '-net'), {
    dimensions: ['week'],
    measures: ['net', 'tickets'],
    filters: [{ dimension: 'store', values: ['3'] }],
    date_from: '2026-10-01',
    date_to: '2026-10-31',
    store_id: '2',
    compare: 'previous_year',
    week_start: 'sunday',
    sort: '-net',
    limit: 1000,
  })
})

test('what it gets wrong is as if it were not said', () => {
  const usual = ask({})
  assert.deepEqual(usual.dimensions, ['day'])
  assert.deepEqual(ask({ group_by: 'nothing', compare: 'x', path: '?', week_start: 'sunday' }, 'cost'), usual)
})

test('what is no time stands by revenue until somebody orders it otherwise', () => {
  assert.equal(ask({ group_by: 'store' }).sort, '-net')
  assert.equal(ask({ group_by: 'store' }, 'cost').sort, '-net')
  assert.equal(ask({ group_by: 'store' }, '-tickets').sort, '-tickets')
  assert.equal(ask({ group_by: 'day' }).sort, undefined)
})

test('as a report of one’s own it goes with the calendar, where its days are called by it', () => {
  const scope = makeScope({ period: { date_from: '2026-10-01', date_to: '2026-10-31' }, name: 'last_month' }, null)
  const define = (url: Record<string, string>) => {
    const view = readView(url, FIELDS)
    return definitionOf(view, scope, questionOf(view, scope, FIELDS))
  }
  assert.deepEqual(define({}), { dimensions: ['day'], measures: ['net', 'tickets'], period: 'last_month' })
  const chosen = makeScope({ period: scope.period, name: 'last_month' }, '2', null, true)
  const view = readView({}, FIELDS)
  assert.equal(definitionOf(view, chosen, questionOf(view, chosen, FIELDS)).store_id, undefined)
  assert.equal(definitionOf(view, SCOPE, questionOf(view, SCOPE, FIELDS)).store_id, '2')
  const { period, date_from: from } = define({ path: 'day:2026-10-02@2026-10-02..2026-10-02' })
  assert.deepEqual([period, from], [undefined, '2026-10-02'])
})

test('as a file it has the title of the page, all rows, and the columns that are seen', () => {
  const file = fileQuestionOf(ask({}, '-tickets'), 'Ventes', new Set(['group', 'net']))
  assert.deepEqual(file, {
    title: 'Ventes',
    dimensions: ['day'],
    measures: ['net', 'tickets'],
    date_from: '2026-10-01',
    date_to: '2026-10-31',
    store_id: '2',
    sort: '-tickets',
  })
  assert.deepEqual(fileQuestionOf(ask({}), 'Ventes', new Set(['net'])).measures, ['net'])
  assert.deepEqual(fileQuestionOf(ask({}), 'Ventes', new Set()).measures, ['net', 'tickets'])
})
