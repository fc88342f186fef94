import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { temporaryFile } from '../../../test/harness/imports.ts'
import { findDelimiter } from './delimiter.ts'
import { ImportRefused } from './import-refused.ts'
import { inspectFile } from './inspect-file.ts'
import { type CsvRecord, readRecords } from './read-records.ts'

async function readAll(path: string): Promise<CsvRecord[]> {
  const records: CsvRecord[] = []
  for await (const chunk of readRecords(await inspectFile(path))) records.push(...chunk.records)
  return records
}

const utf16 = (text: string, littleEndian: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le')
  return littleEndian ? bytes : bytes.swap16()
}

const TEXT = 'nom;prix\nThé glacé;1,50\n'
const forms: readonly (readonly [name: string, content: Buffer, encoding: string])[] = [
  ['UTF-8', Buffer.from(TEXT), 'utf-8'],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`), 'utf-8'],
  ['UTF-16 LE with a mark', utf16(`\ufeff${TEXT}`, true), 'utf-16le'],
  ['UTF-16 BE with a mark', utf16(`\ufeff${TEXT}`, false), 'utf-16be'],
  ['UTF-16 LE without', utf16(TEXT, true), 'utf-16le'],
  ['UTF-16 BE without', utf16(TEXT, false), 'utf-16be'],
  ['Windows-1252', Buffer.from(TEXT, 'latin1'), 'windows-1252'],
  ['gzip', gzipSync(Buffer.from(TEXT)), 'utf-8'],
  ['gzip of Windows-1252', gzipSync(Buffer.from(TEXT, 'latin1')), 'windows-1252'],
  ['CR only', Buffer.from(TEXT.replaceAll('\n', '\r')), 'utf-8'],
  ['CRLF', Buffer.from(TEXT.replaceAll('\n', '\r\n')), 'utf-8'],
]

describe('every form of the same file reads the same', () => {
  for (const [name, content, encoding] of forms) {
    test(name, async (t) => {
      const path = temporaryFile(t, content)
      assert.equal((await inspectFile(path)).encoding, encoding)
      assert.deepEqual(await readAll(path), [
        { line: 1, fields: ['nom', 'prix'] },
        { line: 2, fields: ['Thé glacé', '1,50'] },
      ])
    })
  }
})

test('a UTF-8 letter that falls on the edge of a chunk is not taken for Windows-1252', async (t) => {
  const path = temporaryFile(t, `a,b\n${'é,è\n'.repeat(150_000)}`)
  assert.equal((await inspectFile(path)).encoding, 'utf-8')
  assert.equal((await readAll(path)).length, 150_001)
})

test('lines are physical ones, through quotes, blank lines and mixed line ends', async (t) => {
  const path = temporaryFile(t, 'a,b\r\n"x\r\ny",2\r\n\r\n3,"p\nq\n\nr"\n , \n  4 , "z" \r5,12" de large\r\n6,7,8\n')
  assert.deepEqual(await readAll(path), [
    { line: 1, fields: ['a', 'b'] },
    { line: 2, fields: ['x\r\ny', '2'] },
    { line: 5, fields: ['3', 'p\nq\n\nr'] },
    { line: 10, fields: ['4', 'z'] },
    { line: 11, fields: ['5', '12" de large'] },
    { line: 12, fields: ['6', '7', '8'] },
  ])
})

test('a first line that names the delimiter is not the header', async (t) => {
  const path = temporaryFile(t, 'sep=|\r\na|b\r\n1|2,5\r\n')
  assert.deepEqual(await readAll(path), [
    { line: 2, fields: ['a', 'b'] },
    { line: 3, fields: ['1', '2,5'] },
  ])
})

const delimiters: readonly (readonly [sample: string, expected: string])[] = [
  ['a,b,c\n1,2,3\n', ','],
  ['a;b;c\n1,5;2,5;3\n', ';'],
  ['a\tb\n"x;y;z"\t2\n', '\t'],
  ['a|b\n1|2\n', '|'],
  ['nom;"de; à"\n1;2\n', ';'],
  ['seule\n1\n', ','],
  ['a;b,c\n1;2\n3;4\n', ';'],
]
for (const [sample, expected] of delimiters) {
  test(`${JSON.stringify(sample)} is divided by ${JSON.stringify(expected)}`, () => {
    assert.equal(findDelimiter(sample, true).delimiter, expected)
  })
}

describe('a file that cannot be read is refused with a reason', () => {
  const refusals: readonly (readonly [name: string, content: string | Buffer, reason: RegExp])[] = [
    ['an empty one', '', /is empty/],
    ['a quotation mark never closed', 'a,b\n1,2\n"3,4\n5,6\n', /^Line 3: a quotation mark/],
    ['a record without end', `a,b\n1,2\n"${'x'.repeat(5_000_000)}\n`, /^Line 3: a quotation mark/],
    ['text after a closed quotation mark', 'a,b\n1,2\n"3"x,4\n', /^Line 3: after the quotation mark(?!.*line \d)/],
    ['damaged compression', gzipSync(Buffer.from(TEXT.repeat(1000))).subarray(0, 40), /cannot be read/],
  ]
  for (const [name, content, reason] of refusals) {
    test(name, async (t) => {
      const path = temporaryFile(t, content)
      await assert.rejects(readAll(path), (error) => error instanceof ImportRefused && reason.test(error.text.en))
    })
  }
  test('one that is not there', async () => {
    await assert.rejects(inspectFile('/nowhere/at/all.csv'), /There is no file/)
  })
  test('a folder', async () => {
    await assert.rejects(inspectFile('/'), /There is no file/)
  })
})
