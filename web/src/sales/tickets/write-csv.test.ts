import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeCsv } from './write-csv.ts'

async function* rowsOf(...rows: object[]) {
  yield* rows
}

test('quotes what must be quoted, and lets no cell run as a formula', async () => {
  const csv = await writeCsv(
    rowsOf({
      reference: '1-1-0-000001',
      total: '-34.50',
      customer_name: '=HYPERLINK("x")',
      cashier_name: 'Roy, Léa',
      flags: ['a', 'b'],
    }),
  )
  const [head, row] = csv.split('\r\n')
  assert.ok(head?.startsWith('\ufeffreference,kind,'))
  assert.match(row ?? '', /"'=HYPERLINK\(""x""\)"/)
  assert.match(row ?? '', /"Roy, Léa"/)
  assert.match(row ?? '', /,-34\.50,a b,/)
})
