import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PreviewImportData } from '../../api/index.ts'
import { repeatedPlaces, toMapping, usualChoices } from './column-choice.ts'

const PREVIEW: PreviewImportData = {
  format: 'comptoir',
  delimiter: ';',
  encoding: 'utf-8',
  columns: [
    { name: 'Nom', field: 'name', samples: [] },
    { name: 'Prix TTC', field: null, samples: [] },
    { name: 'Type', field: 'category', samples: [] },
  ],
  fields: [],
}

test('only what differs from what the server found is said, by the places of the columns', () => {
  assert.deepEqual(toMapping(PREVIEW, usualChoices(PREVIEW)), {})
  assert.deepEqual(toMapping(PREVIEW, ['name', 'price', null]), { '#2': 'price', '#3': '' })
})

test('two columns of one field are found', () => {
  assert.deepEqual([...repeatedPlaces(['name', 'price', 'name', null, null])], [0, 2])
})
