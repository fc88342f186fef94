// The client listens: over HTTP, and across connections that break.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  ComptoirError,
  createClient,
  type StreamEventsItem,
  type StreamReset,
} from '../../packages/client/dist/index.js'
import { testApplication } from '../harness/app.ts'
import { makeToken, makeUser } from '../harness/factories.ts'
import { makeShop, saleOf } from '../harness/sales.ts'

const application = await testApplication({ after })
const { app, sql, service } = application
const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' })
const owner = await makeUser(sql, { roles: ['owner'] })
const access = await makeToken(sql, owner.id)
const shop = await makeShop(sql)
const sell = () => service.post('/api/v1/sales', saleOf(shop))

/** A fetch whose streams can be broken off, as a network does. */
function breakable() {
  const broken: AbortController[] = []
  const request: typeof fetch = (url, init) => {
    const abort = new AbortController()
    broken.push(abort)
    const signal = init?.signal == null ? abort.signal : AbortSignal.any([init.signal, abort.signal])
    return fetch(url, { ...init, signal })
  }
  return { fetch: request, breakOff: () => broken.at(-1)?.abort(), connections: () => broken.length }
}

type Heard = StreamEventsItem | StreamReset
const next = async (events: AsyncGenerator<Heard, void>): Promise<Heard> => {
  const { value } = await events.next()
  assert.ok(value)
  return value
}
const idOf = (event: Heard) => (event.type === 'sale.completed' ? event.data.id : event.type)

test('events come with their types, across broken connections, each once, until the loop ends', async () => {
  const network = breakable()
  const comptoir = createClient({ baseUrl, token: access.secret, fetch: network.fetch })
  const events = comptoir.streamEvents({ types: 'sale.completed' })
  const first = next(events)
  // The stream is opened by the first reading, and told where it stands with its first words.
  while ((await service.get('/metrics')).body.includes('live_listeners{instance_id="test"} 0')) await sell()
  const sold = [(await sell()).body.data.id]
  let heard = idOf(await first)
  while (heard !== sold[0]) heard = idOf(await next(events))
  network.breakOff()
  sold.push((await sell()).body.data.id, (await sell()).body.data.id)
  assert.deepEqual([idOf(await next(events)), idOf(await next(events))], sold.slice(1))
  assert.equal(network.connections(), 2)
  await events.return()
})

test('a reset is handed on; a signal and a revoked token end it', async () => {
  const comptoir = createClient({ baseUrl, token: access.secret, retries: 0 })
  const abort = new AbortController()
  const lost = comptoir.streamEvents({ last_event_id: 'before.restoration' }, { signal: abort.signal })
  assert.deepEqual(await next(lost), { type: 'reset' })
  const waiting = lost.next()
  abort.abort(new Error('enough'))
  await assert.rejects(waiting, /enough/)
  const revoked = comptoir.streamEvents()
  const refused = revoked.next()
  await sql`update tokens set revoked_at = now() where id = ${access.id}`
  await assert.rejects(refused, (error) => error instanceof ComptoirError && error.status === 401)
})
