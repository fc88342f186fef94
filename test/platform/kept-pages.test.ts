// Pages that are kept: who may not hold up a connection with them, and whose fault is nobody else's.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { test } from 'node:test'
import { Type } from 'typebox'
import { read } from '../../server/platform/http/route.ts'
import { text } from '../../server/platform/text.ts'
import { PERMISSION, startSmallServer } from './small-server.ts'

/** More than the system takes in for somebody who does not read. */
const LARGE = 12 * 1024 * 1024

const largePage = read({
  tag: 'things',
  summary: text('Long', 'Long'),
  description: text('Long à lire.', 'Long to read.'),
  path: '/large',
  operation: 'readLarge',
  access: PERMISSION,
  cache: { namespaces: ['things'], time: 'productsList' },
  response: Type.String(),
  run: async () => ({ data: 'x'.repeat(LARGE) }),
})

test('whoever does not read a kept page is cut off, when it is made, found, or known', {
  timeout: 40_000,
}, async (t) => {
  const { app, cache } = await startSmallServer(t, [largePage], { clientTimeoutMs: 500 })
  t.after(() => app.close())
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  for (const hits of [0, 1, 2]) {
    const client = connect({ port, host: '127.0.0.1' })
    client.on('error', () => {})
    t.after(() => client.destroy())
    const [connection] = (await once(app.server, 'connection')) as [Socket]
    client.write('GET /large HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ann\r\n\r\n')
    await once(connection, 'close')
    assert.ok(connection.bytesWritten > 0, 'it was being answered')
    assert.equal(cache.statistics().hits, hits)
  }
})

test('what is wrong with one request is not answered to the others that wait for the same page', async (t) => {
  const { ann } = await startSmallServer(t, [largePage])
  const [bad, good] = await Promise.all([
    ann.get('/large', { 'idempotency-key': 'x'.repeat(5_000) }),
    ann.get('/large'),
  ])
  assert.deepEqual([bad.status, good.status], [422, 200])
})
