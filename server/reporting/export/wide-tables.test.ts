import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPdf } from '../../../test/harness/read-pdf.ts'
import { measureText } from '../../platform/pdf/pdf-font.ts'
import { text } from '../../platform/text.ts'
import { STOCK_MEASURES } from '../inventory/stock-measures.ts'
import { type Measure, SALES_MEASURES } from '../measures.ts'
import { cellText } from './cell-text.ts'
import { PAGE } from './pdf/sheet-of-paper.ts'
import type { CellUnit, Column, ReportTable } from './report-table.ts'
import { writePdf } from './write-pdf.ts'

const CATEGORIES = [
  'Pâtes, riz et légumineuses sèches du monde entier',
  'Fruits et légumes',
  'Boulangerie et pâtisserie artisanales, sans gluten comprises',
  'Produits ménagers',
]
/** As long as figures of a large chain are, and each of them another. */
const BASES: Partial<Record<CellUnit, (nth: number) => string>> = {
  money: (nth) => `-${1_150_182 + nth * 1_013}.${String(nth % 100).padStart(2, '0')}`,
  quantity: (nth) => `${245_881 + nth * 17}.125`,
  count: (nth) => String(98_765 + nth),
  rate: (nth) => `0.${String(1_000 + nth)}`,
  number: (nth) => `${1_200 + nth}.25`,
  id: (nth) => String(70_000 + nth),
}

/** A report by category of these measures, beside the figures that it must show. */
function wideTable(measures: Readonly<Record<string, Pick<Measure, 'label' | 'unit'>>>) {
  const columns: Column[] = [
    { name: 'label', label: text('Catégorie', 'Category'), unit: 'text' },
    { name: 'key', label: text('Identifiant', 'Id'), unit: 'id' },
    { name: 'currency', label: text('Devise', 'Currency'), unit: 'text' },
    ...Object.entries(measures).map(([name, { label, unit }]) => ({ name, label, unit })),
  ]
  const figuresOf = (row: number) =>
    columns.slice(3).map(({ unit }, column) => BASES[unit]?.(row * columns.length + column) ?? '')
  const rows = CATEGORIES.map((name, row) => [name, row + 1, 'CAD', ...figuresOf(row)])
  const totals = [null, null, 'CAD', ...figuresOf(CATEGORIES.length)]
  const table: ReportTable = {
    fileName: 'ventes',
    title: text('Rapport', 'Report'),
    facts: [],
    columns,
    sections: () => [{ currency: 'CAD', rows: [rows], totals }],
  }
  const figures = [...rows, totals].flatMap((row) =>
    row.slice(3).map((value, index) => cellText(value, columns[index + 3] as Column, 'CAD', 'fr')),
  )
  return { table, columns, figures }
}

async function pagesOf(table: ReportTable) {
  const { pages } = readPdf(Buffer.concat(await Array.fromAsync(writePdf(table, { language: 'fr' }))))
  return pages
}

for (const [name, measures, count] of [
  ['sales by category', SALES_MEASURES, 14],
  ['stock and turnover', STOCK_MEASURES, Object.keys(STOCK_MEASURES).length],
] as const) {
  test(`${name}: ${count} columns of large amounts, each figure whole, nothing over anything else`, async () => {
    const { table, columns, figures } = wideTable(measures)
    assert.equal(columns.length - 3, count)
    const pages = await pagesOf(table)
    const texts = pages.flatMap((page) => page.texts)
    const shown = new Set(texts.map((one) => one.text))
    for (const figure of figures) assert.ok(shown.has(figure), `${figure} is not whole`)
    assert.deepEqual(
      texts.filter((one) => one.text.includes('…')),
      [],
    )
    const written = texts.map((one) => one.text).join(' ')
    // A heading or a name may stand on several lines, and is broken between its words only.
    const words = [...CATEGORIES, ...columns.slice(3).map(({ label }) => label.fr)].flatMap((label) => label.split(' '))
    for (const word of words) assert.ok(written.includes(word), word)
    for (const one of texts) assert.ok(one.size >= 7, `${one.text} at ${one.size} points`)
    for (const page of pages) assertApart(page.texts)
  })
}

/** Whether each text ends before the next of its line, and before the margin. */
function assertApart(texts: readonly { text: string; x: number; y: number; size: number }[]): void {
  const lines = Map.groupBy(texts, ({ y }) => y.toFixed(2))
  for (const line of lines.values()) {
    const sorted = line.toSorted((one, other) => one.x - other.x)
    for (const [index, one] of sorted.entries()) {
      const end = one.x + measureText(one.text, one.size, false)
      assert.ok(end <= (sorted[index + 1]?.x ?? PAGE.width - PAGE.margin) + 0.5, `${one.text} runs into its neighbour`)
    }
  }
}

test('columns that have no room beside each other stand in panels, each with the names of the rows', async () => {
  const pages = await pagesOf(wideTable(STOCK_MEASURES).table)
  const texts = pages.flatMap((page) => page.texts.map((one) => one.text))
  const parts = texts.filter((one) => one.startsWith('Colonnes, partie'))
  assert.ok(parts.length >= 2)
  assert.equal(parts.at(-1), `Colonnes, partie ${parts.length} de ${parts.length}`)
  const counts = (name: string) => texts.filter((one) => one === name).length
  assert.deepEqual(['Catégorie', 'Produits ménagers', 'Total'].map(counts), [parts.length, parts.length, parts.length])
})

test('what fits stands in one piece, in the largest letters', async () => {
  const { tickets, net } = SALES_MEASURES
  const [page, ...others] = await pagesOf(wideTable({ tickets, net }).table)
  assert.deepEqual(others, [])
  assert.ok(page?.texts.every(({ text }) => !text.startsWith('Colonnes')))
  assert.equal(page?.texts.find(({ text }) => text === 'Catégorie')?.size, 9)
})
