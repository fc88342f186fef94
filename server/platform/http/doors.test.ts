import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import { until } from '../../../test/harness/processes.ts'
import { addLeaving } from './leaving.ts'

type Open = { readonly app: FastifyInstance; readonly port: number; release(): void }

/** A server whose answers wait until they are released. */
async function openServer(t: TestContext, forceCloseConnections: 'idle' | true = 'idle'): Promise<Open> {
  const app = Fastify({ forceCloseConnections })
  addLeaving(app)
  const { promise, resolve: release } = Promise.withResolvers<void>()
  app.get('/', async () => {
    await promise
    return 'here'
  })
  await app.doors.open({ host: '127.0.0.1', port: 0, isShared: false })
  t.after(async () => {
    release()
    await app.close()
  })
  const address = app.server.address()
  assert.ok(address !== null && typeof address === 'object')
  return { app, port: address.port, release }
}

/** Clients who ask, and what they have read. */
async function ask(t: TestContext, port: number, clients: number): Promise<{ socket: Socket; read: string }[]> {
  const all = Array.from({ length: clients }, () => {
    const client = { socket: connect(port, '127.0.0.1'), read: '' }
    client.socket.on('data', (chunk) => {
      client.read += chunk
    })
    client.socket.on('error', () => {})
    client.socket.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n')
    t.after(() => client.socket.destroy())
    return client
  })
  await Promise.all(all.map(({ socket }) => once(socket, 'connect')))
  return all
}

test('many who come at once are taken in within few turns of the event loop', async (t) => {
  const { app, port } = await openServer(t)
  let taken = 0
  app.server.on('connection', () => {
    taken += 1
  })
  const clients = 320
  for (let number = 0; number < clients; number += 1) {
    const socket = connect(port, '127.0.0.1')
    t.after(() => socket.destroy())
  }
  // Twenty for each door when they are spread evenly, which they are not quite; by one door it would take 320.
  for (let turn = 0; turn < 100 && taken < clients; turn += 1) await nextTurn()
  assert.equal(taken, clients)
})

test('whichever door they came through, they are counted, answered and waited for', async (t) => {
  const { app, port, release } = await openServer(t)
  const clients = await ask(t, port, 64)
  await until(async () => (await app.doors.count()) === 64)
  app.doors.close()
  const late = connect(port, '127.0.0.1')
  const [refusal] = await once(late, 'error')
  assert.equal(refusal.code, 'ECONNREFUSED')

  let isClosed = false
  const closing = app.close().then(() => {
    isClosed = true
  })
  for (let turn = 0; turn < 100; turn += 1) await nextTurn()
  assert.equal(isClosed, false)
  release()
  await closing
  await until(() => clients.every(({ read }) => read.startsWith('HTTP/1.1 200') && read.endsWith('here')))
  assert.equal(await app.doors.count(), 0)
})

test('who asks for nothing holds up no end', async (t) => {
  const { app, port, release } = await openServer(t)
  release()
  const clients = await ask(t, port, 32)
  await until(() => clients.every(({ read }) => read.endsWith('here')))
  assert.equal(await app.doors.count(), 32)
  await app.close()
  assert.equal(await app.doors.count(), 0)
})

test('a server that cuts everybody off waits for nobody', async (t) => {
  const { app, port } = await openServer(t, true)
  const clients = await ask(t, port, 32)
  await until(async () => (await app.doors.count()) === 32)
  const gone = Promise.all(clients.map(({ socket }) => once(socket, 'close')))
  await app.close()
  await gone
})
