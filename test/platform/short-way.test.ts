// Pages that are there leave without passing through Fastify. Nobody may see a difference: not who asks, not who may not, not who
// reads the log.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliDecompressSync } from 'node:zlib'
import { unpack } from 'msgpackr'
import { Type } from 'typebox'
import { Strict } from '../../server/platform/http/fields.ts'
import { get } from '../../server/platform/http/plain-http.ts'
import { read, write } from '../../server/platform/http/route.ts'
import { RequestLimits } from '../../server/platform/limits/request-limits.ts'
import { text } from '../../server/platform/text.ts'
import { until } from '../harness/processes.ts'
import { PERMISSION, person, type SmallServerOptions, startSmallServer } from './small-server.ts'

const row = (operation: string) => ({
  operation,
  tag: 'things',
  summary: text('Essai', 'Trial'),
  description: text('Un essai.', 'A trial.'),
  message: text('Lu.', 'Read.'),
})

/** What goes the long way comes past here once it is let in: of what is refused, this says nothing. */
type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
  readonly isShort: boolean
}

const ann = { authorization: 'Bearer ann' }
const bob = { authorization: 'Bearer bob' }

async function open(t: TestContext, options: SmallServerOptions = {}) {
  let name = 'Thé'
  const thing = read({
    ...row('readThing'),
    path: '/things/:id',
    access: PERMISSION,
    params: Strict({ id: Type.Integer() }),
    query: Strict({ long: Type.Optional(Type.Boolean()) }),
    cache: { namespaces: ['things'], time: 'productDetail' },
    response: Type.String(),
    run: async ({ query }) => ({ data: query.long === true ? name.repeat(2_000) : name }),
  })
  const rename = write({
    ...row('renameThing'),
    method: 'POST',
    path: '/things/:id',
    access: 'authenticated',
    params: Strict({ id: Type.Integer() }),
    touches: ['things'],
    response: Type.String(),
    run: async () => {
      name = 'Café'
      return { data: name }
    },
  })
  let long = 0
  const answered: string[] = []
  const server = await startSmallServer(t, [thing, rename], {
    onAnswered: ({ method, endpoint, status }) => answered.push(`${method} ${endpoint} ${status}`),
    // Whatever the pace of the machine, a page that is there is not looked at again in a test that does not want it.
    checkEveryMs: 60_000,
    ...options,
    prepare: (app) =>
      void app.addHook('onRequest', (_request, _reply, done) => {
        long += 1
        done()
      }),
  })
  await server.sql`insert into cache_namespaces (name) values ('things') on conflict do nothing`
  t.after(() => server.app.close())
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.app.server.address() as AddressInfo
  const ask = async (path: string, headers: Record<string, string> = ann): Promise<Answer> => {
    const before = long
    // Without `fetch`, which asks for compression and takes it off by itself.
    const answer = await new Promise<Omit<Answer, 'isShort'>>((resolve, reject) => {
      get({ port, host: '127.0.0.1', path, headers }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers as Record<string, string>,
            bytes: Buffer.concat(parts),
          }),
        )
      }).on('error', reject)
    })
    return { ...answer, isShort: long === before }
  }
  // An address is known once a page was found for it; this one makes the page.
  await ask('/things/1')
  answered.length = 0
  return { ...server, ask, answered }
}

const LISTED = ['x-request-id', 'x-response-time', 'date']
const lasting = (headers: Answer['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !LISTED.includes(name)))

test('the answer is the same as the one before it, and is counted and logged as that was', async (t) => {
  const { ask, answered, lines, flushLog } = await open(t)
  const [first, second] = [await ask('/things/1'), await ask('/things/1', { ...ann, 'x-request-id': 'mine' })]
  assert.deepEqual([first.isShort, second.isShort], [false, true])
  assert.equal(second.status, 200)
  assert.deepEqual(lasting(second.headers), lasting(first.headers))
  assert.deepEqual(second.bytes, first.bytes)
  assert.equal(second.headers['x-request-id'], 'mine')
  assert.match(second.headers['x-response-time'] ?? '', /^\d+\.\d\d$/)
  const known = await ask('/things/1', { ...ann, 'if-none-match': String(first.headers.etag) })
  assert.deepEqual([known.status, known.bytes.length, known.isShort], [304, 0, true])
  assert.deepEqual(answered, ['GET /things/:id 200', 'GET /things/:id 200', 'GET /things/:id 304'])
  const forwarded = { ...ann, 'x-forwarded-for': '198.51.100.1, 203.0.113.7', 'user-agent': 'caisse' }
  assert.equal((await ask('/things/1', forwarded)).isShort, true)
  await flushLog()
  const log = (lines.a ?? '').trim().split('\n')
  assert.equal(log.length, 5)
  assert.match(log[2] ?? '', /GET \/things\/1 200 \d+\.\d\dms request_id=mine address=127\.0\.0\.1$/)
  assert.match(log[4] ?? '', /address=203\.0\.113\.7 user_agent="caisse"$/)
})

test('it is not seen by whoever may not see it, however often it was sent', async (t) => {
  const { ask } = await open(t)
  for (let time = 0; time < 2; time += 1) {
    assert.equal((await ask('/things/1')).status, 200)
    assert.equal((await ask('/things/1', bob)).status, 403)
    assert.equal((await ask('/things/1', {})).status, 401)
    assert.equal((await ask('/things/1', { authorization: 'Bearer nobody' })).status, 401)
    assert.equal((await ask('/things/1', { authorization: 'Basic YW5u' })).status, 401)
  }
})

test('it is no longer sent after a write, and each language and form has its own', async (t) => {
  const { ask, ann: writer } = await open(t)
  const say = async (headers: Record<string, string> = {}) => {
    const { bytes, isShort, headers: told } = await ask('/things/1', { ...ann, ...headers })
    return [told['content-type']?.includes('msgpack') === true ? unpack(bytes) : JSON.parse(bytes.toString()), isShort]
  }
  const [thing, inEnglish] = [
    { success: true, data: 'Thé', message: 'Lu.' },
    { success: true, data: 'Thé', message: 'Read.' },
  ]
  assert.deepEqual(await say(), [thing, false])
  assert.deepEqual(await say(), [thing, true])
  const english = { 'accept-language': 'en' }
  assert.deepEqual(await say(english), [inEnglish, false])
  assert.deepEqual(await say(english), [inEnglish, true])
  const packed = { accept: 'application/msgpack' }
  assert.deepEqual(await say(packed), [thing, false])
  assert.deepEqual(await say(packed), [thing, true])
  assert.equal((await writer.send('POST', '/things/1')).status, 200)
  assert.deepEqual(await say(), [{ ...thing, data: 'Café' }, false])
  assert.deepEqual(await say(), [{ ...thing, data: 'Café' }, true])
})

test('it is compressed for whoever reads it so, and what is wrong with an address stays wrong', async (t) => {
  const { ask } = await open(t)
  const packed = { ...ann, 'accept-encoding': 'br' }
  const answers: Answer[] = []
  for (let time = 0; time < 3; time += 1) answers.push(await ask('/things/1?long=true', packed))
  assert.deepEqual(
    answers.map(({ isShort, headers }) => [isShort, headers['content-encoding']]),
    [
      [false, 'br'],
      [false, 'br'],
      [true, 'br'],
    ],
  )
  for (const { bytes } of answers) assert.equal(JSON.parse(brotliDecompressSync(bytes).toString()).data.length, 6_000)
  for (let time = 0; time < 2; time += 1) assert.equal((await ask('/things/1?lang=x')).status, 400)
})

test('whoever has asked too often is refused, and told so once each time', async (t) => {
  const limited: string[] = []
  const config = { perUser: 4, costlyPerUser: 0, perAddress: 0, signInPerAddress: 0 }
  const limits = new RequestLimits({ config, onLimited: (policy) => limited.push(policy) })
  const { ask, cache } = await open(t, { limits })
  const answers: Answer[] = []
  for (let time = 0; time < 5; time += 1) answers.push(await ask('/things/1'))
  assert.deepEqual(
    answers.map(({ status, isShort }) => [status, isShort]),
    [
      [200, false],
      [200, true],
      [200, true],
      [429, true],
      [429, true],
    ],
  )
  // Of what was refused the cache was not asked.
  assert.equal(cache.statistics().hits, 3)
  assert.match(answers[2]?.headers.ratelimit ?? '', /^"user";r=0;t=\d+$/)
  assert.deepEqual(limited, ['user', 'user'])
})

test('an instance that leaves says that the connection ends', async (t) => {
  const { ask, app } = await open(t)
  await ask('/things/1')
  app.leaving.isClosing = true
  const { isShort, headers } = await ask('/things/1')
  assert.deepEqual([isShort, headers.connection], [true, 'close'])
})

test('while nobody can say whether a page is still right it is not sent, and the process goes on', async (t) => {
  const { ask, sql } = await open(t, { checkEveryMs: 2_000 })
  await until(async () => (await ask('/things/1')).isShort)
  await sql`alter table cache_namespaces rename to elsewhere`
  await sleep(2_000)
  const refused = await ask('/things/1')
  assert.deepEqual([refused.status >= 500, refused.isShort], [true, false])
  await sql`alter table elsewhere rename to cache_namespaces`
  assert.equal((await ask('/things/1')).status, 200)
})

test('a server that closes ends its connections, also those on which known pages are asked for', async (t) => {
  const { ask, app } = await open(t)
  for (const isShort of [false, true]) assert.equal((await ask('/things/1')).isShort, isShort)
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  t.after(() => socket.destroy())
  await once(socket, 'connect')
  socket.write('GET /things/1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ann\r\n')
  await sleep(50)
  const closed = app.close()
  await sleep(50)
  socket.write('\r\n')
  let answer = ''
  socket.on('data', (part) => {
    answer += part
  })
  await once(socket, 'end')
  assert.match(answer, /^HTTP\/1.1 200 OK\r\n/)
  assert.match(answer, /^connection: close\r$/im)
  await closed
})

test('what stands behind another answer of its connection is told of when it is sent', async (t) => {
  const { ask, answered, app } = await open(t)
  await ask('/things/1')
  const { headers, isShort } = await ask('/things/1')
  assert.equal(isShort, true)
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  t.after(() => socket.destroy())
  const request = (path: string, more = '') =>
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ann\r\n${more}\r\n`
  socket.write(request('/things/2') + request('/things/1', `If-None-Match: ${headers.etag}\r\nConnection: close\r\n`))
  await once(socket.resume(), 'end')
  assert.deepEqual(answered.slice(2), ['GET /things/:id 200', 'GET /things/:id 304'])
})

test('whoever cannot be told just now is refused by the long way, and the process goes on', async (t) => {
  let isAway = false
  const actor = person('ann', [PERMISSION])
  const { ask } = await open(t, {
    authenticate: () => (isAway ? Promise.reject(new Error('Nobody there')) : actor),
  })
  for (const isShort of [false, true]) assert.equal((await ask('/things/1')).isShort, isShort)
  isAway = true
  assert.equal((await ask('/things/1')).status, 500)
  isAway = false
  assert.equal((await ask('/things/1')).isShort, true)
})

test('an answer that cannot be counted is one all the same', async (t) => {
  let isBroken = false
  const { ask, lines, flushLog } = await open(t, {
    onAnswered: () => {
      if (isBroken) throw new Error('No room to count')
    },
  })
  for (const isShort of [false, true]) assert.equal((await ask('/things/1')).isShort, isShort)
  isBroken = true
  const { status, isShort } = await ask('/things/1')
  assert.deepEqual([status, isShort], [200, true])
  await flushLog()
  assert.match(lines.e ?? '', /No room to count/)
})
