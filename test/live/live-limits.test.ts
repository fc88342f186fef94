// Many who listen, some who do not read, and the end of the process.
import assert from 'node:assert/strict'
import { connect as connectSocket } from 'node:net'
import { after, test } from 'node:test'
import { testApplication } from '../harness/app.ts'
import { eventually } from '../harness/eventually.ts'
import { makeToken, makeUser } from '../harness/factories.ts'
import { readLive } from '../harness/live.ts'

const application = await testApplication({ after })
const { app, sql, guest, log } = application
const address = await app.listen({ port: 0, host: '127.0.0.1' })
const newToken = async () => (await makeToken(sql, (await makeUser(sql, { roles: ['owner'] })).id)).secret
const countListeners = async () => {
  const { body } = await guest.get('/metrics')
  return Number(/live_listeners\{[^}]*\} (\d+)/.exec(body)?.[1])
}
const nobodyListens = async () => assert.equal(await eventually(countListeners, (count) => count === 0), 0)

test('two hundred hear the same, and all are gone when they leave', async () => {
  const tokens = await Promise.all(Array.from({ length: 10 }, newToken))
  const readers = await Promise.all(
    Array.from({ length: 200 }, (_, index) => readLive({ address, token: tokens[index % 10] ?? '' })),
  )
  assert.equal(await countListeners(), 200)
  for (let product = 1; product <= 5; product += 1) {
    await sql`select record_event('product.changed', null, 'products.view', jsonb_build_object('product_id', ${product}::int))`
  }
  for (const reader of readers) {
    const events = await reader.heard(5)
    assert.deepEqual(
      events.map(({ data }) => data.data.product_id),
      [1, 2, 3, 4, 5],
    )
  }
  for (const reader of readers) reader.leave()
  await nobodyListens()
})

test('one person listens in 32 places at most', async () => {
  const token = await newToken()
  const readers = await Promise.all(Array.from({ length: 32 }, () => readLive({ address, token })))
  const refused = await fetch(`${address}/api/v1/live`, { headers: { authorization: `Bearer ${token}` } })
  assert.equal(refused.status, 429)
  assert.equal(refused.headers.get('retry-after'), '5')
  assert.equal(((await refused.json()) as { code: string }).code, 'too_many_streams')
  readers[0]?.leave()
  await eventually(countListeners, (count) => count < 32)
  const again = await readLive({ address, token })
  for (const reader of [...readers, again]) reader.leave()
  await nobodyListens()
})

test('whoever does not read is cut off, may come back for it, and keeps nobody waiting', async () => {
  const token = await newToken()
  const { hostname, port } = new URL(address)
  const socket = connectSocket(Number(port), hostname)
  socket.write(`GET /api/v1/live HTTP/1.1\r\nhost: here\r\nauthorization: Bearer ${token}\r\n\r\n`)
  await new Promise<void>((resolve) => socket.once('data', () => resolve()))
  socket.pause()
  const reader = await readLive({ address, token })
  const start = reader.cursor()
  // More than what the system's own buffers take.
  const [count, size] = [3_000, 8_000]
  for (let told = 0; told < count; told += 500) {
    await sql`
      select record_event('product.changed', null, 'products.view', jsonb_build_object('filling', repeat('x', ${size}::int)))
      from generate_series(1, 500)`
  }
  assert.equal((await reader.heard(count)).length, count)
  assert.equal(await eventually(countListeners, (left) => left === 1), 1)
  socket.destroy()
  const resumed = await readLive({ address, token, lastEventId: start })
  const events = await resumed.heard(count)
  assert.deepEqual(
    events.map(({ data }) => data.id),
    reader.events.map(({ data }) => data.id),
  )
  reader.leave()
  resumed.leave()
  await nobodyListens()
})

test('what is gone before it began takes no place', async () => {
  const token = await newToken()
  for (let round = 0; round < 20; round += 1) {
    const abort = new AbortController()
    const asked = fetch(`${address}/api/v1/live`, {
      headers: { authorization: `Bearer ${token}` },
      signal: abort.signal,
    })
    setImmediate(() => abort.abort())
    await asked.catch(() => {})
  }
  await nobodyListens()
})

test('it passes uncompressed and at once also to those who take compression', async () => {
  const token = await newToken()
  const reader = await readLive({ address, token, headers: { 'accept-encoding': 'gzip, br, zstd' } })
  assert.equal(reader.headers.get('content-encoding'), null)
  await sql`select record_event('product.changed', null, 'products.view', '{}')`
  assert.equal((await reader.heard(1)).length, 1)
  reader.leave()
  await nobodyListens()
})

test('a process that leaves says so at once, and takes nobody in', async () => {
  const token = await newToken()
  const reader = await readLive({ address, token })
  await app.close()
  await reader.over()
  const last = reader.events.at(-1)
  assert.deepEqual([last?.type, last?.data], ['end', { reason: 'closing' }])
  await assert.rejects(readLive({ address, token }))
  assert.deepEqual(log.faults, [])
})
