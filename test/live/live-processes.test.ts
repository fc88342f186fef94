// Several processes, as an installation has them: what one writes is heard on the others, once, whatever ends when.
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Sql, withTransaction } from '../../server/platform/database/connect.ts'
import { recordEvents } from '../../server/platform/events/record-events.ts'
import { prepareInstallation } from '../../server/prepare-installation.ts'
import { API_TOKEN, apiProcess } from '../harness/api-process.ts'
import { testDatabase } from '../harness/database.ts'
import { makeToken, makeUser } from '../harness/factories.ts'
import { type HeardEvent, readLive } from '../harness/live.ts'
import { makeShop, saleOf } from '../harness/sales.ts'

const { sql, url } = await testDatabase({ after }, { max: 20 })
await prepareInstallation(sql)
const shop = await makeShop(sql)
const [one, other] = [await apiProcess({ after }, url), await apiProcess({ after }, url)]
await Promise.all([one.start(), other.start()])
const owner = await makeUser(sql, { roles: ['owner'] })
const token = (await makeToken(sql, owner.id)).secret

/** Sells through one process. */
async function sell(address: string): Promise<string> {
  const sale = saleOf(shop)
  const response = await fetch(`${address}/api/v1/sales`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(sale),
  })
  assert.equal(response.status, 201)
  return sale.id
}

const SALES = '?types=sale.completed'

test('what one process writes is heard on the other', async () => {
  const reader = await readLive({ address: other.address, token, query: SALES })
  const sold = [await sell(one.address), await sell(other.address), await sell(one.address)]
  const events = await reader.heard(3)
  assert.deepEqual(
    events.map(({ data }) => data.data.id),
    sold,
  )
  reader.leave()
})

test('a reader goes on elsewhere when their process is killed', async () => {
  const reader = await readLive({ address: one.address, token, query: SALES })
  const sold = [await sell(other.address)]
  await reader.heard(1)
  await one.kill()
  await reader.over()
  sold.push(await sell(other.address), await sell(other.address))
  const again = await readLive({ address: other.address, token, query: SALES, lastEventId: reader.cursor() })
  sold.push(await sell(other.address))
  await again.heard(3)
  assert.deepEqual(
    [...reader.events, ...again.events].map(({ data }) => data.data.id),
    sold,
  )
  again.leave()
  await one.start()
})

const WRITERS = 16
const TRANSACTIONS = 40

/**
 * Commits what this writer tells, a few events at a time. Some transactions stay open while others begin and end, so that
 * ids become visible in another order than they were given; some are undone; one tells more than a page.
 */
async function write(pool: Sql, writer: number): Promise<number> {
  let told = 0
  for (let round = 0; round < TRANSACTIONS; round += 1) {
    const isUndone = randomInt(8) === 0
    const count = writer === 0 && round === 10 ? 1_200 : randomInt(1, 4)
    const events = Array.from({ length: count }, (_, index) => ({
      type: 'product.changed',
      storeId: null,
      permission: 'products.view',
      data: { writer, n: told + index },
    }))
    const work = withTransaction(pool, {}, async (tx) => {
      await recordEvents(tx, events)
      await sleep(randomInt(6) === 0 ? randomInt(200, 900) : randomInt(10))
      if (isUndone) throw new Error('undone')
    })
    await work.catch((error) => assert.equal(error.message, 'undone'))
    if (!isUndone) told += count
  }
  return told
}

/** Listens on one process after the other, leaving after a moment each time, until everything has been written and heard. */
async function wander(addresses: readonly string[], start: string, isWritten: () => boolean): Promise<HeardEvent[]> {
  const heard: HeardEvent[] = []
  let cursor = start
  for (let stay = 0; ; stay += 1) {
    const address = addresses[stay % addresses.length] ?? ''
    const isLast = isWritten()
    const reader = await readLive({ address, token, query: '?types=product.changed', lastEventId: cursor })
    await sleep(isLast ? 1_500 : randomInt(20, 400))
    reader.leave()
    await reader.over()
    cursor = reader.cursor()
    heard.push(...reader.events)
    if (isLast) return heard
  }
}

test('whoever comes and goes while sixteen write misses nothing and hears nothing twice', async () => {
  const addresses = [one.address, other.address]
  const first = await readLive({ address: one.address, token })
  const start = first.cursor()
  first.leave()
  let isWritten = false
  const steady = await readLive({ address: other.address, token, query: '?types=product.changed', lastEventId: start })
  const wanderers = [0, 1, 2, 3].map((index) =>
    wander(index % 2 === 0 ? addresses : addresses.toReversed(), start, () => isWritten),
  )
  const told = await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(sql, writer)))
  isWritten = true
  const total = told.reduce((sum, count) => sum + count, 0)
  const journeys = [...(await Promise.all(wanderers)), await steady.heard(total)]
  steady.leave()
  for (const journey of journeys) {
    assert.equal(new Set(journey.map(({ data }) => data.id)).size, journey.length, 'nothing twice')
    assert.equal(journey.length, total, 'nothing missed')
    for (let writer = 0; writer < WRITERS; writer += 1) {
      const order = journey.filter(({ data }) => data.data.writer === writer).map(({ data }) => data.data.n)
      assert.deepEqual(
        order,
        Array.from({ length: told[writer] ?? 0 }, (_, index) => index),
        'each writer’s in order',
      )
    }
  }
})

test('a position of another installation, of a restored database, or from before what is kept begins with a reset', async () => {
  const reader = await readLive({ address: one.address, token })
  const cursor = reader.cursor()
  const [epoch = '', snapshot = ''] = cursor.split('.')
  const foreign = ['nonsense', `ffffffffffff.${snapshot}`, `${epoch}.zzzzzzz`, `${cursor}.${snapshot}.`]
  for (const lastEventId of foreign) {
    const { events, leave, heard } = await readLive({ address: other.address, token, lastEventId })
    await heard(1)
    assert.deepEqual([events[0]?.type, events[0]?.data], ['reset', {}], lastEventId)
    leave()
  }
  await sql`update event_feed set kept_from = (pg_current_xact_id()::text::bigint + 1)::text::xid8`
  await sql`select record_event('product.changed', null, 'products.view', '{}')`
  const late = await readLive({ address: other.address, token, lastEventId: cursor })
  await late.heard(1)
  assert.equal(late.events[0]?.type, 'reset')
  late.leave()
  // Those who listen are told too.
  const before = reader.events.length
  await sql`update event_feed set epoch = gen_random_uuid()`
  const events = await reader.heard(before + 1)
  assert.equal(events.at(-1)?.type, 'reset')
  await sql`select record_event('product.changed', null, 'products.view', '{}')`
  assert.equal((await reader.heard(before + 2)).at(-1)?.type, 'product.changed')
  reader.leave()
})
