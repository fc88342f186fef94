import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { temporaryFile } from '../../../test/harness/imports.ts'
import { text } from '../text.ts'
import { formatCsvRecord } from './csv-cell.ts'
import { ErrorFile } from './error-file.ts'
import { BatchReport, type Problem } from './problems.ts'
import { formatCount, ProgressLine } from './progress.ts'

test('cells are quoted where they must be, and never become formulas', () => {
  assert.equal(
    formatCsvRecord(['a', 'b,c', 'd"e', 'f\ng', ' h', -5, '-5.25']),
    'a,"b,c","d""e","f\ng"," h",-5,-5.25\r\n',
  )
  assert.equal(formatCsvRecord(['=1+1', '+33', '-x', '@cmd', '\tz']), `'=1+1,'+33,'-x,'@cmd,"'\tz"\r\n`)
})

test('a report counts what it lists, and shows the beginning of long values', () => {
  const report = new BatchReport()
  report.count('nothing', 0)
  report.refuse(3, text('« {value} » non', '"{value}" no'), {
    field: 'price',
    value: 'x'.repeat(500),
    values: { value: 'x' },
  })
  report.warn(4, text('Hm', 'Hm'))
  assert.deepEqual(report.counts, { refused: 1, warnings: 1 })
  assert.deepEqual(report.problems[0]?.reason, text('« x » non', '"x" no'))
  assert.equal(report.problems[0]?.value?.length, 121)
  assert.equal(report.problems[1]?.field, null)
})

describe('the file of problems', () => {
  const problem = (line: number): Problem => ({
    line,
    severity: 'refused',
    field: 'sku',
    value: '=A1',
    reason: text('Prix', 'Price'),
  })
  test('is cut back to what was committed when the import takes up again', (t) => {
    const path = temporaryFile(t, 'something else')
    const first = new ErrorFile(path, 'fr', 0)
    first.write([problem(9)])
    const kept = first.write([problem(2)])
    first.keep(kept)
    first.write([problem(3), problem(4)])
    first.close()
    const lost = new ErrorFile(path, 'fr', kept)
    lost.write([problem(5)])
    const again = new ErrorFile(path, 'fr', kept)
    again.keep(again.write([problem(3)]))
    again.close()
    assert.equal(
      readFileSync(path, 'utf8'),
      "\ufeffline,severity,field,value,reason\r\n2,refusée,sku,'=A1,Prix\r\n3,refusée,sku,'=A1,Prix\r\n",
    )
  })
  test('begins anew when the earlier one is gone', (t) => {
    const path = temporaryFile(t, 'short')
    const file = new ErrorFile(path, 'en', 5_000)
    file.close()
    assert.match(readFileSync(path, 'utf8'), /^\ufeffline,severity/)
  })
})

describe('progress', () => {
  const progress = { records: 12_345, bytesRead: 500, totalBytes: 1_000 }
  test('rewrites one line of a terminal', () => {
    const written: string[] = []
    const line = new ProgressLine({ isTTY: true, columns: 60, write: (text) => written.push(text) }, 'fr', 0)
    line.show(progress, 2_000)
    line.show(progress, 2_050)
    line.clear()
    line.clear()
    assert.deepEqual(written, [
      '\r\u001b[2K12\u00a0345 lignes, 6\u00a0173 lignes/s, 50\u00a0% du fichier',
      '\r\u001b[2K',
    ])
  })
  test('adds a line every few seconds elsewhere', () => {
    const written: string[] = []
    const line = new ProgressLine({ write: (text) => written.push(text) }, 'en', 0)
    line.startAt(345)
    line.show(progress, 4_000)
    line.show(progress, 6_000)
    line.show({ ...progress, totalBytes: 0 }, 12_000)
    line.clear()
    assert.deepEqual(written, [
      '12,345 rows, 2,000 rows/s, 50% of the file\n',
      '12,345 rows, 1,000 rows/s, 100% of the file\n',
    ])
  })
})

test('counts are written as each language does it', () => {
  assert.deepEqual([formatCount(1234567, 'fr'), formatCount(1234567, 'en')], ['1\u00a0234\u00a0567', '1,234,567'])
})
