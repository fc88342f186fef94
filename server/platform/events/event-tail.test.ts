import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '../../../test/harness/database.ts'
import { EventTail } from './event-tail.ts'
import type { Heard } from './page.ts'

const { sql } = await testDatabase({ after })

const tell = () => sql`select record_event('product.changed', null, 'products.view', '{}')`

/** A tail, with what it has handed out. */
function follow() {
  const heard: Heard[] = []
  const onNewEpoch = () => assert.fail('the database has not changed')
  const tail = new EventTail({ sql, onPage: (page) => heard.push(...page), onNewEpoch })
  return { tail, heard }
}

test('a tail that rests while it reads begins later with what happens then, not with what it was reading', async () => {
  const { tail, heard } = follow()
  const first = tail.advance()
  tail.rest()
  await first
  assert.equal(tail.moment, null)

  await tail.advance()
  await tell()
  const later = tail.advance()
  tail.rest()
  await later
  assert.equal(tail.moment, null)

  await tell()
  await tail.advance()
  assert.notEqual(tail.moment, null)
  await tail.advance()
  assert.deepEqual(heard, [])
  await tell()
  await tail.advance()
  assert.equal(heard.length, 1)
})
