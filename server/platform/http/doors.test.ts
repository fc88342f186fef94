import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import { until } from '../../../test/harness/processes.ts'
import { addLeaving } from './leaving.ts'

/** More than the system keeps for a reader who takes nothing. */
const LARGE_BYTES = 16 * 1024 * 1024

const CLIENTS = 320
/** Twenty come to each door when they are spread evenly, which they are not quite; where there is one door, all of them. */
const MOST_TURNS = process.platform === 'linux' ? 100 : CLIENTS + 100

type Open = {
  readonly app: FastifyInstance
  /** Somebody who comes, and leaves with the test. */
  come(): Socket
  release(): void
}

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
  const sockets: Socket[] = []
  t.after(async () => {
    release()
    for (const socket of sockets) socket.destroy()
    await app.close()
  })
  const address = app.server.address()
  assert.ok(address !== null && typeof address === 'object')
  const { port } = address
  const come = () => {
    const socket = connect(port, '127.0.0.1')
    sockets.push(socket)
    return socket
  }
  return { app, come, release }
}

/** Clients who ask, and what they have read. */
async function ask({ come }: Open, clients: number): Promise<{ socket: Socket; read: string }[]> {
  const all = Array.from({ length: clients }, () => {
    const client = { socket: come(), read: '' }
    client.socket.on('data', (chunk) => {
      client.read += chunk
    })
    client.socket.on('error', () => {})
    client.socket.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n')
    return client
  })
  await Promise.all(all.map(({ socket }) => once(socket, 'connect')))
  return all
}

/** Somebody to whom a large answer is being written, of which they read nothing. */
async function askForMuch({ app, come }: Open): Promise<Socket> {
  const socket = come()
  const asked = once(app.server, 'request')
  socket.write('GET /large HTTP/1.1\r\nHost: here\r\n\r\n')
  await asked
  await once(socket, 'readable')
  return socket
}

test('many who come at once are taken in within few turns of the event loop', async (t) => {
  const { app, come } = await openServer(t)
  let taken = 0
  app.server.on('connection', () => {
    taken += 1
  })
  for (let number = 0; number < CLIENTS; number += 1) come()
  // They ask to come in before this turn is over, and the system has time to let them stand at the doors.
  await new Promise<void>((resolve) => process.nextTick(resolve))
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
  assert.equal(taken, 0)
  for (let turn = 0; turn < MOST_TURNS && taken < CLIENTS; turn += 1) await nextTurn()
  assert.equal(taken, CLIENTS)
})

test('whichever door they came through, they are counted, answered and waited for', async (t) => {
  const open = await openServer(t)
  const { app, come, release } = open
  const clients = await ask(open, 64)
  await until(() => app.doors.count === 64)
  app.doors.close()
  const late = come()
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
  const open = await openServer(t)
  const { app, release } = open
  release()
  const clients = await ask(open, 32)
  await until(() => clients.every(({ read }) => read.endsWith('here')))
  assert.equal(app.doors.count, 32)
  await app.close()
  assert.equal(app.doors.count, 0)
})

test('who came and never asked holds up no end, who reads slowly gets all of it', async (t) => {
  const open = await openServer(t)
  const silent = Array.from({ length: 32 }, () => open.come())
  const slow = await askForMuch(open)
  // Nobody stands at a door any more, which would be shut before them.
  await until(() => open.app.doors.count === 33)
  const gone = Promise.all([slow, ...silent].map((socket) => once(socket, 'close')))
  const closing = open.app.close()
  await sleep(100)
  let read = 0
  slow.on('data', (chunk) => {
    read += chunk.length
  })
  await Promise.all([gone, closing])
  assert.ok(read > LARGE_BYTES, String(read))
})

test('who reads nothing is waited for, and not for ever', async (t) => {
  const open = await openServer(t)
  const stuck = await askForMuch(open)
  stuck.on('error', () => {})
  await open.app.close()
  await until(() => open.app.doors.count === 0)
})

test('more than a process bears are closed as they come', async (t) => {
  const { app, come } = await openServer(t)
  app.server.maxConnections = 20
  let closed = 0
  for (let number = 0; number < 30; number += 1) {
    const socket = come()
    socket.on('close', () => {
      closed += 1
    })
    socket.on('error', () => {})
  }
  await until(() => closed === 10)
  assert.equal(app.doors.count, 20)
})

test('a server that cuts everybody off waits for nobody', async (t) => {
  const open = await openServer(t, true)
  const clients = await ask(open, 32)
  await until(() => open.app.doors.count === 32)
  const gone = Promise.all(clients.map(({ socket }) => once(socket, 'close')))
  await open.app.close()
  await gone
})
