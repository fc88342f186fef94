import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/harness/database.ts'
import { purgeEvents } from './purge-events.ts'

test('events are forgotten after seven days, and it is noted up to where', async (t) => {
  const { sql } = await testDatabase(t)
  const told = (age: string, count: number) => sql`
    insert into events (type, permission, data, at)
    select 'product.changed', 'products.view', '{}', now() - ${age}::interval from generate_series(1, ${count}::int)`
  assert.equal(await purgeEvents(sql), 0)
  const [nothing] = await sql<{ kept_from: string }[]>`select kept_from::text from event_feed`
  assert.equal(nothing?.kept_from, '0')
  await told('8 days', 6_000)
  await told('6 days', 3)
  assert.equal(await purgeEvents(sql), 6_000)
  const [left] = await sql`
    select count(*)::int as events, bool_and(events.xid >= event_feed.kept_from) as are_kept, bool_and(noted <> '0') as is_noted
    from events cross join (select *, kept_from::text as noted from event_feed) event_feed`
  assert.deepEqual({ ...left }, { events: 3, are_kept: true, is_noted: true })
  assert.equal(await purgeEvents(sql), 0)
})
