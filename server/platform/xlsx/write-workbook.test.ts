import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readXlsx, readZip } from '../../../test/harness/read-xlsx.ts'
import { type Sheet, writeWorkbook } from './write-workbook.ts'

const bytesOf = async (sheets: readonly Sheet[], rowsMax?: number) =>
  Buffer.concat(await Array.fromAsync(writeWorkbook(sheets, rowsMax)))

const heading = [{ value: 'Nom' }]
const valuesOf = (rows: readonly (readonly { value: string }[])[]) => rows.map((row) => row.map(({ value }) => value))

test('any text comes back as it was, but for what XML cannot say; nothing is read as a code or a formula', async () => {
  const texts = [
    '<a & "b">',
    '=1+1',
    ' bords ',
    'é 😀',
    'ligne\nsuivante',
    '_x0041_',
    'a\u0000b\u0008\ud800',
    'x'.repeat(40_000),
  ]
  const rows = texts.map((value) => [{ value }])
  const [sheet] = readXlsx(await bytesOf([{ name: 'Textes', widths: [10], rows: [rows] }]))
  const read = valuesOf(sheet?.rows ?? []).flat()
  assert.deepEqual(read.slice(0, 5), texts.slice(0, 5))
  assert.equal(read[5], '_x005F_x0041_')
  assert.equal(read[6], 'ab\ufffd')
  assert.equal(read[7]?.length, 32_767)
  assert.ok(sheet?.rows.every(([cell]) => cell?.isText))
})

test('rows beyond what a sheet holds go on in the next under the same heading; the last row closes the last', async () => {
  const batches = [
    [1, 2, 3],
    [4, 5],
  ].map((some) => some.map((n) => [{ value: n, isNumber: true }]))
  const sheets = readXlsx(
    await bytesOf(
      [{ name: 'R', widths: [10], heading, rows: batches, closing: () => [[{ value: 15, isNumber: true }]] }],
      3,
    ),
  )
  assert.deepEqual(
    sheets.map(({ name, rows }) => [name, valuesOf(rows).flat()]),
    [
      ['R', ['Nom', '1', '2']],
      ['R (2)', ['Nom', '3', '4']],
      ['R (3)', ['Nom', '5', '15']],
    ],
  )
})

test('names of sheets are made such as a workbook may have them, each once', async () => {
  const names = ['Ventes: [a/b]', 'ventes  a b', "'", 'n'.repeat(40), 'N'.repeat(40)]
  const sheets = readXlsx(await bytesOf(names.map((name) => ({ name, widths: [1], rows: [] }))))
  const made = sheets.map(({ name }) => name)
  assert.ok(made.every((name) => name.length <= 31 && !/[[\]:*?/\\]/.test(name) && name !== ''))
  assert.equal(new Set(made.map((name) => name.toLowerCase())).size, names.length)
})

test('whoever stops reading ends the reading of the rows', async () => {
  let isEnded = false
  async function* rows() {
    try {
      for (let n = 0; ; n += 1) yield [[{ value: `${n} ${Math.random()}` }]]
    } finally {
      isEnded = true
    }
  }
  for await (const piece of writeWorkbook([{ name: 'R', widths: [1], rows: rows() }])) if (piece.length > 1000) break
  assert.ok(isEnded)
})

test('an error of the rows is the reader’s to know', async () => {
  async function* rows() {
    yield [[{ value: 'a' }]]
    throw new Error('The database left.')
  }
  await assert.rejects(bytesOf([{ name: 'R', widths: [1], rows: rows() }]), /The database left/)
})

test('the archive is one that others read: its directory names every part', async () => {
  const parts = readZip(await bytesOf([{ name: 'R', widths: [1], rows: [] }]))
  assert.deepEqual([...parts.keys()].sort(), [
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
  ])
})
