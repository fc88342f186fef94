import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { testDatabase } from '../../../test/harness/database.ts'
import { eventually } from '../../../test/harness/eventually.ts'
import { type Actor, systemActor } from '../actor.ts'
import { openTransaction } from '../database/open-transaction.ts'
import { AppError } from '../errors.ts'
import type { Listener } from './listener.ts'
import { Live, type LiveOptions } from './live.ts'

const { sql } = await testDatabase({ after })
const EVERYTHING = { types: null, storeId: null }
const log = { error() {} }

/** Whoever listens, with what they have heard. */
async function listenTo(live: Live, actor: Actor = systemActor) {
  const listener = await live.open(actor, EVERYTHING, undefined)
  return { listener, words: wordsOf(listener) }
}

function wordsOf(listener: Listener): () => string {
  let words = ''
  listener.on('data', (chunk) => {
    words += chunk
  })
  return () => words
}

/** Closed with the file, so that a test which fails leaves nothing running. */
function make(options: Partial<LiveOptions>): Live {
  const live = new Live({ sql, log, reload: async (actors) => actors, ...options })
  after(() => live.close())
  return live
}
const refusal = (status: number) => (error: unknown) => error instanceof AppError && error.status === status

describe('those who listen', () => {
  test('are told that somebody is there, and where they stand, when nothing happens', async () => {
    const live = make({ limits: { keepAliveMs: 20 } })
    const { words } = await listenTo(live)
    const said = await eventually(
      async () => words().split('\n\n').slice(1, -1),
      (blocks) => blocks.filter((block) => block.includes('id')).length > 2,
    )
    // While the tail is being read nobody knows where it stands.
    for (const block of said) assert.match(block, /^:(\nid: [0-9a-f]{12}\.[0-9a-z-]+)?$/)
    await live.close()
    assert.equal(live.listeners, 0)
  })

  test('are refused when there are too many of them, of one person or of all', async () => {
    const live = make({ limits: { listeners: 3, listenersOfOne: 2 } })
    const [one, other, third] = ['user:1', 'user:2', 'user:3'].map((key) => ({ ...systemActor, key }))
    const first = await listenTo(live, one)
    await listenTo(live, one)
    await assert.rejects(listenTo(live, one), refusal(429))
    await listenTo(live, other)
    await assert.rejects(listenTo(live, third), refusal(503))
    first.listener.destroy()
    await eventually(
      async () => live.listeners,
      (count) => count === 2,
    )
    await listenTo(live, one)
    await live.close()
    await assert.rejects(listenTo(live, one), refusal(503))
  })

  test('hear nothing more once nobody can tell for long what they may hear', async () => {
    const live = make({
      limits: { checkMs: 10, uncheckedMs: 50 },
      reload: () => Promise.reject(new Error('no database')),
    })
    const { words } = await listenTo(live)
    await eventually(
      async () => live.listeners,
      (count) => count === 0,
    )
    assert.match(words(), /event: end\ndata: {"reason":"unavailable"}\n\n$/)
    await live.close()
  })

  test('hear nothing more either while the question who they are hangs', async () => {
    let asked = 0
    const live = make({
      limits: { checkMs: 10, pollMs: 10, uncheckedMs: 50 },
      reload: () => {
        asked += 1
        return new Promise(() => {})
      },
    })
    const { words } = await listenTo(live)
    await eventually(
      async () => live.listeners,
      (count) => count === 0,
    )
    assert.match(words(), /event: end\ndata: {"reason":"unavailable"}\n\n$/)
    assert.equal(asked, 1)
  })

  test('are handed no page whose rights nobody has looked at for long', async () => {
    const live = make({ limits: { pollMs: 100, checkMs: 60_000, uncheckedMs: 20 } })
    const { words } = await listenTo(live)
    await sql`select record_event('product.changed', null, 'products.view', '{"n": 1}')`
    await eventually(
      async () => live.listeners,
      (count) => count === 0,
    )
    assert.doesNotMatch(words(), /product\.changed/)
    assert.match(words(), /event: end\ndata: {"reason":"unavailable"}\n\n$/)
  })

  test('take no place when their position could not be read', async (t) => {
    const { sql: broken } = await testDatabase(t)
    await broken`delete from event_feed`
    const live = make({ sql: broken })
    await assert.rejects(listenTo(live), /event_feed/)
    await eventually(
      async () => live.listeners,
      (count) => count === 0,
    )
    assert.equal(live.listeners, 0)
    await live.close()
  })

  test('hear what commits late when it commits, and nothing twice', async () => {
    const live = make({ limits: { pollMs: 20 } })
    const { words } = await listenTo(live)
    const heard = async () => [...words().matchAll(/"n":(\d)/g)].map(([, n]) => Number(n))
    const hear = (count: number) => eventually(heard, ({ length }) => length >= count)
    const early = openTransaction(sql)
    await early.tx`select record_event('product.changed', null, 'products.view', '{"n": 1}')`
    await sql`select record_event('product.changed', null, 'products.view', '{"n": 2}')`
    assert.deepEqual(await hear(1), [2])
    await early.commit()
    assert.deepEqual(await hear(2), [2, 1])
    await sql`select record_event('product.changed', null, 'products.view', '{"n": 3}')`
    assert.deepEqual(await hear(3), [2, 1, 3])
    await live.close()
  })
})
