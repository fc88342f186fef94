// Slow clients, oversized and endless bodies, floods of headers, what is not HTTP, pipelines: service to others is unaffected.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { prepareInstallation } from '../../server/prepare-installation.ts'
import { API_TOKEN, type ApiProcess, apiProcess } from '../harness/api-process.ts'
import { type Cleaner, testDatabase } from '../harness/database.ts'
import { makeShop, type Shop, saleOf } from '../harness/sales.ts'

const TIMEOUT_SECONDS = 2
const GOOD_CLIENTS = 3
const TOKEN = `Authorization: Bearer ${API_TOKEN}\r\n`

let api: ApiProcess
let shop: Shop
let port = 0
const cleaning: (() => Promise<void>)[] = []
const cleaner: Cleaner = { after: (work) => cleaning.unshift(work) }

before(async () => {
  const { sql, url } = await testDatabase(cleaner)
  await prepareInstallation(sql)
  shop = await makeShop(sql, { stock: 100_000 })
  api = await apiProcess(cleaner, url, { CLIENT_TIMEOUT_SECONDS: String(TIMEOUT_SECONDS) })
  await api.start()
  port = Number(new URL(api.address).port)
})
after(async () => {
  for (const work of cleaning) await work()
})

/** A connection that does as it pleases. It never hangs up by itself, and reads unless told otherwise. */
class Hostile {
  readonly socket: Socket
  received = ''
  isGone = false

  constructor({ reads = true } = {}) {
    this.socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    this.socket.on('error', () => {})
    this.socket.once('close', () => {
      this.isGone = true
    })
    if (!reads) return
    this.socket.on('data', (chunk) => {
      this.received += chunk.toString('latin1')
    })
    // The server has said its last word; from here on writing finds out that nobody hears it.
    this.socket.once('end', () => {
      this.isGone = true
    })
  }

  get statuses(): number[] {
    return [...this.received.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))
  }

  /** Whether the other side takes what it is given. */
  send(bytes: string | Buffer): boolean {
    return !this.isGone && this.socket.writable && this.socket.write(bytes)
  }

  /** Sends a piece again and again, until the server hangs up. */
  async trickle(piece: string, everyMs: number): Promise<void> {
    while (!this.isGone) {
      this.send(piece)
      await sleep(everyMs)
    }
  }

  /** As fast as the server takes it, until it hangs up. */
  async pour(piece: Buffer): Promise<void> {
    while (!this.isGone) {
      await sleep(this.send(piece) ? 0 : 5)
    }
  }
}

/** Sends this and waits until the server hangs up. */
async function say(bytes: string | Buffer): Promise<Hostile> {
  const client = new Hostile()
  client.send(bytes)
  await gone([client])
  return client
}

async function gone(clients: readonly Hostile[]): Promise<void> {
  await until(() => clients.every(({ isGone }) => isGone), 'they are still connected')
  for (const { socket } of clients) socket.destroy()
}

/** Half a minute is many times what anything here takes. */
async function until(isSo: () => boolean, what: string): Promise<void> {
  const giveUpAt = performance.now() + 30_000
  while (!isSo()) {
    assert.ok(performance.now() < giveUpAt, what)
    await sleep(50)
  }
}

/** Connections that the process still has to its clients, by the system's own list. */
function connectionsOfServer(): number {
  const local = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const rows = readFileSync(`/proc/${api.pid()}/net/tcp`, 'utf8').split('\n')
  return rows.map((row) => row.trim().split(/\s+/)).filter(([, from, , state]) => from === local && state === '01')
    .length
}

/** People who sell and read all the while. Every one of their requests must succeed. */
function startGoodClients() {
  const tally = { answered: 0, failures: [] as string[], isOver: false }
  const headers = { authorization: `Bearer ${API_TOKEN}`, 'content-type': 'application/json' }
  const ask = async (path: string, init: RequestInit) => {
    try {
      const answer = await fetch(`${api.address}/api/v1${path}`, { headers, ...init })
      await answer.arrayBuffer()
      tally.answered += 1
      if (!answer.ok) tally.failures.push(`${path}: ${answer.status}`)
    } catch (error) {
      tally.failures.push(`${path}: ${String(error)}`)
    }
  }
  const work = async () => {
    while (!tally.isOver) {
      await ask('/sales', { method: 'POST', body: JSON.stringify(saleOf(shop)) })
      await ask('/products', {})
      await sleep(20)
    }
  }
  const clients = Array.from({ length: GOOD_CLIENTS }, work)
  return {
    mayStop() {
      tally.isOver = true
    },
    stopped: Promise.all(clients).then(() => tally),
  }
}

type Attack = () => Promise<readonly Hostile[]>

const many = (count: number, make: (index: number) => Hostile): Hostile[] =>
  Array.from({ length: count }, (_, index) => make(index))

const ATTACKS: Readonly<Record<string, Attack>> = {
  'two hundred clients whose headers never end': async () => {
    const clients = many(200, () => new Hostile())
    for (const client of clients) client.send('GET /api/v1/stores HTTP/1.1\r\nHost: a\r\n')
    await Promise.all(clients.map((client) => client.trickle('X-More: 1\r\n', 300)))
    for (const { statuses } of clients) assert.ok(statuses.every((status) => status === 408))
    return clients
  },
  'connections that say nothing at all': async () => {
    const clients = many(50, () => new Hostile())
    await gone(clients)
    return clients
  },
  'bodies that come a byte at a time': async () => {
    const clients = many(50, () => new Hostile())
    for (const client of clients) {
      client.send(
        `POST /api/v1/sales HTTP/1.1\r\nHost: a\r\n${TOKEN}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n`,
      )
    }
    await Promise.all(clients.map((client) => client.trickle(' ', 200)))
    for (const { statuses } of clients) assert.deepEqual(statuses, [408])
    assert.match(clients[0]?.received ?? '', /request_timeout/)
    return clients
  },
  'bodies that are too large, announced and not': async () => {
    const head = `POST /api/v1/sales HTTP/1.1\r\nHost: a\r\n${TOKEN}Content-Type: application/json\r\n`
    const announced = new Hostile()
    announced.send(`${head}Content-Length: 50000000\r\n\r\n`)
    const chunked = new Hostile()
    chunked.send(`${head}Transfer-Encoding: chunked\r\n\r\n`)
    await Promise.all([announced.pour(Buffer.alloc(65_536, ' ')), chunked.pour(CHUNK)])
    // Whoever is still sending when the connection is closed may not hear why.
    for (const { statuses } of [announced, chunked]) assert.ok(statuses.every((status) => status === 413))
    return [announced, chunked]
  },
  'endless bodies where nothing is wanted': async () => {
    const places = [
      ['POST /api/v1/nothing', TOKEN],
      ['POST /api/v1/sales', ''],
      ['GET /api/v1/stores', TOKEN],
      ['DELETE /health', ''],
    ]
    const clients = places.map(([place, token]) => {
      const client = new Hostile()
      client.send(`${place} HTTP/1.1\r\nHost: a\r\n${token}Transfer-Encoding: chunked\r\n\r\n`)
      return client
    })
    await Promise.all(clients.map((client) => client.pour(CHUNK)))
    return clients
  },
  'floods of headers': async () => {
    const long = await say(`GET /health HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(200_000)}\r\n\r\n`)
    const lines = Array.from({ length: 20_000 }, (_, index) => `X-${index}: ${index}`).join('\r\n')
    const numerous = await say(`GET /health HTTP/1.1\r\nHost: a\r\n${lines}\r\n\r\n`)
    for (const { statuses } of [long, numerous]) assert.ok(statuses.every((status) => status === 431))
    return [long, numerous]
  },
  'what is not HTTP': async () => {
    const clients = await Promise.all(NOT_HTTP.map((bytes) => say(bytes)))
    // Some of it is understood after all, such as lines that end in a line feed alone; none of it is a fault of ours.
    for (const [index, { statuses }] of clients.entries()) {
      const isBorne = statuses.every((status) => status < 500)
      assert.ok(isBorne, `${JSON.stringify(String(NOT_HTTP[index]).slice(0, 60))}: ${statuses}`)
    }
    assert.deepEqual(clients[0]?.statuses, [400])
    return clients
  },
  'requests smuggled behind others': async () => {
    const inner = `POST /api/v1/sales HTTP/1.1\r\nHost: a\r\n${TOKEN}Content-Type: application/json\r\n`
    const body = JSON.stringify(saleOf(shop))
    const smuggled = `${inner}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    const outer = `POST /api/v1/logout HTTP/1.1\r\nHost: a\r\n${TOKEN}`
    const shapes = [
      `${outer}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
      `${outer}Transfer-Encoding: chunked\r\nContent-Length: ${smuggled.length}\r\n\r\n0\r\n\r\n${smuggled}`,
      `${outer}Content-Length: 0\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`,
      `${outer}Content-Length: 0, ${smuggled.length}\r\n\r\n${smuggled}`,
      `${outer}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${smuggled}`,
      `${outer}Transfer-Encoding: xchunked\r\n\r\n${smuggled}`,
      `${outer}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${smuggled}`,
      `${outer}Transfer-Encoding: chunked\r\n\r\n0;${'x'.repeat(20_000)}\r\n\r\n${smuggled}`,
      `${outer}Content-Length: +0\r\n\r\n${smuggled}`,
    ]
    const clients = await Promise.all(shapes.map((shape) => say(shape)))
    for (const [index, { statuses }] of clients.entries()) {
      assert.ok(!statuses.includes(201), `${shapes[index]?.slice(0, 160)}`)
    }
    return clients
  },
  'pipelines, with something wrong in the middle': async () => {
    const good = `GET /api/v1/stores HTTP/1.1\r\nHost: a\r\n${TOKEN}\r\n`
    const wrong = await say(`${good}${good}NONSENSE\r\n\r\n${good}`)
    // Each answer is taken for that of the oldest question, so that what is wrong is answered in its turn or not at all.
    assert.deepEqual(wrong.statuses.slice(0, 1), [200])
    assert.ok(wrong.statuses.slice(1).every((status) => status === 200 || status === 400))
    assert.ok(wrong.statuses.indexOf(400) <= 2)
    const long = new Hostile()
    long.send(good.repeat(200))
    await until(() => long.received.split('HTTP/1.1 ').length > 200 || long.isGone, 'the pipeline is not answered')
    assert.deepEqual([...new Set(long.statuses)], [200])
    long.socket.destroy()
    return [wrong, long]
  },
  'readers that do not read': async () => {
    const clients = many(20, () => new Hostile({ reads: false }))
    for (const client of clients) client.send('GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(20))
    // That they are there, so that it can be seen that they go.
    await until(
      () => clients.every(({ socket }) => !socket.connecting && socket.bytesWritten > 0),
      'they do not connect',
    )
    return clients
  },
}

const CHUNK = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, ' '), Buffer.from('\r\n')])

const NOT_HTTP: readonly (string | Buffer)[] = [
  'HELLO\r\n\r\n',
  '\r\n\r\n\r\n\0\0\0',
  'GET /health HTTP/9.9\r\nHost: a\r\n\r\n',
  'GET /health\r\n\r\n',
  'GET /he alth HTTP/1.1\r\nHost: a\r\n\r\n',
  'GET /health HTTP/1.1\nHost: a\n\nGET /health HTTP/1.1\n\n',
  'GET /health HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n',
  'GET /health HTTP/1.1\r\nHost: a\r\nX: \x00\r\n\r\n',
  'GET /health HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n',
  'GET /health HTTP/1.1\r\n\r\n',
  'POST /api/v1/login HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n',
  'POST /api/v1/login HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n',
  'POST /api/v1/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n',
  'POST /api/v1/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n',
  'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'GET /api/v1/live HTTP/1.1\r\nHost: a\r\nConnection: close, Upgrade\r\nUpgrade: websocket\r\n\r\n',
  `GET /${'a'.repeat(60_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
  Buffer.from('16030100c8010000c40303', 'hex'),
  Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 197) % 256)),
]

describe('hostile clients', () => {
  for (const [name, attack] of Object.entries(ATTACKS)) {
    test(name, async () => {
      const before = connectionsOfServer()
      const good = startGoodClients()
      const hostile: Hostile[] = []
      try {
        hostile.push(...(await attack()))
        // The connections of the good clients stay.
        await until(() => connectionsOfServer() <= before + GOOD_CLIENTS, 'the server still has their connections')
      } finally {
        good.mayStop()
        for (const { socket } of hostile) socket.destroy()
      }
      const { answered, failures } = await good.stopped
      assert.deepEqual(failures, [])
      assert.ok(answered > 0)
      const faults = hostile.flatMap(({ statuses }) => statuses).filter((status) => status >= 500)
      assert.deepEqual(faults, [])
    })
  }
})
