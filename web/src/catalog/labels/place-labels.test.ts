import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PrintLabelsData } from '../../api/index.ts'
import { barsOf, placeFirstPage } from './place-labels.ts'

const SHEET = {
  name: 'avery-5160',
  page_width: 100,
  page_height: 100,
  label_width: 40,
  label_height: 20,
  columns: 2,
  rows: 2,
  left: 5,
  top: 10,
  column_pitch: 45,
  row_pitch: 25,
} satisfies PrintLabelsData['sheet']

test('copies follow each other along the rows, from the first free label to the end of the page', () => {
  const labels = [{ copies: 2 }, { copies: 5 }] as PrintLabelsData['labels']
  const placed = placeFirstPage({ sheet: SHEET, labels, start_at: 2 } as PrintLabelsData)
  assert.deepEqual(
    placed.map(({ x, y, label }) => [x, y, label.copies]),
    [
      [50, 10, 2],
      [5, 35, 2],
      [50, 35, 5],
    ],
  )
})

test('bars stand where the spaces leave them', () => {
  assert.deepEqual(barsOf([1, 2, 3], 10, 0.5), [
    { x: 10, width: 0.5 },
    { x: 11.5, width: 1.5 },
  ])
})
