import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '../../../test/harness/database.ts'
import type { Queryable } from '../database/connect.ts'
import { openTransaction } from '../database/open-transaction.ts'
import { type Reading, readMoment, readMoreEvents, readNewEvents } from './read-events.ts'

const { sql } = await testDatabase({ after })

const tell = (n: number, tx: Queryable = sql) =>
  tx`select record_event('stock.low', null, 'stock.view', jsonb_build_object('n', ${n}::int))`
const numbersOf = ({ events }: Reading) => events.map(({ data }) => ('n' in data ? data.n : null))

test('a page holds the first by id, of those that were under way and of those that came later', async () => {
  await tell(0)
  const early = openTransaction(sql)
  await tell(1, early.tx)
  await tell(2)
  const { snapshot: since } = await readMoment(sql)
  await tell(3)
  await tell(4, early.tx)
  await tell(5)
  await early.commit()
  await tell(6)
  const { snapshot: to } = await readMoment(sql)
  await tell(7)

  assert.deepEqual(numbersOf(await readNewEvents(sql, since, null, 500)), [1, 3, 4, 5, 6, 7])
  assert.deepEqual(numbersOf(await readNewEvents(sql, since, to, 500)), [1, 3, 4, 5, 6])
  const first = await readNewEvents(sql, since, to, 2)
  assert.deepEqual(numbersOf(first), [1, 3])
  const last = first.events.at(-1)?.id ?? 0
  assert.deepEqual(numbersOf(await readMoreEvents(sql, since, { to, after: last }, 2)), [4, 5])
  assert.deepEqual(numbersOf(await readNewEvents(sql, to, to, 2)), [])
})
