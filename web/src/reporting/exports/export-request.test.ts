import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namesStores, parametersOf } from './export-request.ts'

const period = { date_from: '2026-10-01', date_to: '2026-10-31' }
const definition = { dimensions: ['month'], measures: ['net'], period: 'last_month' }

test('a report of the chain is asked about days and stores', () => {
  assert.deepEqual(parametersOf({ kind: 'sales', period, stores: null, report: null }), period)
  assert.deepEqual(parametersOf({ kind: 'tickets', period, stores: '2', report: null }), { ...period, store_id: '2' })
})

test('a saved report is asked about its own days, and about its own stores where it names some', () => {
  const ask = (report: { definition: object; name?: string } | null) =>
    parametersOf({ kind: 'custom', period, stores: '2', report: report as Parameters<typeof namesStores>[0] })
  assert.deepEqual(ask({ definition }), { ...definition, store_id: '2' })
  assert.deepEqual(ask({ definition: { ...definition, store_id: '1' } }), { ...definition, store_id: '1' })
  assert.deepEqual(ask({ definition, name: 'Mois' }), { ...definition, store_id: '2', title: 'Mois' })
  assert.equal(ask(null), null)
  assert.equal(namesStores({ definition: { ...definition, store_id: '1' } }), true)
  assert.equal(namesStores({ definition }), false)
})
