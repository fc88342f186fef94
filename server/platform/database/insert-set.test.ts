import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { testDatabase } from '../../../test/harness/database.ts'
import { arrayLiteral } from './insert-set.ts'

const { sql } = await testDatabase({ after }, { max: 1 })

const storableText = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0') && value.isWellFormed())
const readBack = async (texts: readonly (string | null)[]) => {
  // As JSON: the driver takes a null in an array for a word.
  const [row] = await sql<[{ texts: unknown }]>`select to_jsonb(${arrayLiteral(texts)}::text::text[]) as texts`
  return row.texts
}

test('a column of texts arrives as it was given, whatever the texts', async () => {
  const special = [
    '',
    ' ',
    'null',
    'NULL',
    'Null',
    null,
    '{}',
    '{a,b}',
    ',',
    '"',
    '\\',
    '\\"',
    "'",
    'a b',
    '\n',
    '[1:2]=',
    '-',
    '1e3',
  ]
  assert.deepEqual(await readBack(special), special)
  assert.deepEqual(await readBack([]), [])
  const anyText = fc.oneof(storableText, fc.constantFrom(...special))
  await fc.assert(
    fc.asyncProperty(fc.array(anyText, { maxLength: 20 }), async (texts) => {
      assert.deepEqual(await readBack(texts), texts)
    }),
    { numRuns: 200 },
  )
})

test('numbers of any size, truth values and nothing arrive as they are', async () => {
  const [row] = await sql`
    select ${arrayLiteral([1, -2n, 2n ** 62n, null])}::text::bigint[]::text as numbers,
      ${arrayLiteral([true, false, null])}::text::boolean[]::text as truths`
  assert.deepEqual(row, { numbers: '{1,-2,4611686018427387904,NULL}', truths: '{t,f,NULL}' })
})
