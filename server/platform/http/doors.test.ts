import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import { until } from '../../../test/harness/processes.ts'
import { addLeaving } from './leaving.ts'

/** More than the system keeps for a reader who takes nothing. */
const LARGE_BYTES = 32 * 1024 * 1024

const CLIENTS = 320
/** Twenty come to each door when they are spread evenly, which they are not quite; where there is one door, all of them. */
const MOST_TURNS = process.platform === 'linux' ? 100 : CLIENTS + 100

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
  app.get('/large', async () => Buffer.alloc(LARGE_BYTES, 'x'))
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
  for (let number = 0; number < CLIENTS; number += 1) {
    const socket = connect(port, '127.0.0.1')
    t.after(() => socket.destroy())
  }
  // They ask to come in before this turn is over, and the system has time to let them stand at the doors.
  await new Promise<void>((resolve) => process.nextTick(resolve))
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
  assert.equal(taken, 0)
  for (let turn = 0; turn < MOST_TURNS && taken < CLIENTS; turn += 1) await nextTurn()
  assert.equal(taken, CLIENTS)
})

test('whichever door they came through, they are counted, answered and waited for', async (t) => {
  const { app, port, release } = await openServer(t)
  const clients = await ask(t, port, 64)
  await until(() => app.doors.count === 64)
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
  assert.equal(app.doors.count, 0)
})

test('who asks for nothing holds up no end', async (t) => {
  const { app, port, release } = await openServer(t)
  release()
  const clients = await ask(t, port, 32)
  await until(() => clients.every(({ read }) => read.endsWith('here')))
  assert.equal(app.doors.count, 32)
  await app.close()
  assert.equal(app.doors.count, 0)
})

test('who came and never asked holds up no end, who reads slowly gets all of it', async (t) => {
  const { app, port } = await openServer(t)
  const silent = Array.from({ length: 32 }, () => connect(port, '127.0.0.1'))
  t.after(() => silent.forEach((socket) => void socket.destroy()))
  const slow = connect(port, '127.0.0.1')
  t.after(() => slow.destroy())
  await Promise.all([...silent, slow].map((socket) => once(socket, 'connect')))
  const answered = once(app.server, 'request')
  slow.write('GET /large HTTP/1.1\r\nHost: here\r\n\r\n')
  await answered
  let read = 0
  await once(slow, 'readable')
  const closing = app.close()
  await Promise.all(silent.map((socket) => once(socket, 'close')))
  slow.on('data', (chunk) => {
    read += chunk.length
  })
  await Promise.all([once(slow, 'close'), closing])
  assert.ok(read > LARGE_BYTES, String(read))
})

test('more than a process bears are closed as they come', async (t) => {
  const { app, port } = await openServer(t)
  app.server.maxConnections = 20
  const clients = Array.from({ length: 30 }, () => connect(port, '127.0.0.1'))
  t.after(() => clients.forEach((socket) => void socket.destroy()))
  let closed = 0
  for (const socket of clients) {
    socket.on('close', () => {
      closed += 1
    })
    socket.on('error', () => {})
  }
  await until(() => closed === 10)
  assert.equal(app.doors.count, 20)
})

test('a server that cuts everybody off waits for nobody', async (t) => {
  const { app, port } = await openServer(t, true)
  const clients = await ask(t, port, 32)
  await until(() => app.doors.count === 32)
  const gone = Promise.all(clients.map(({ socket }) => once(socket, 'close')))
  await app.close()
  await gone
})
