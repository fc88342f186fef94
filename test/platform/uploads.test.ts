// Files in the request path: what arrives whole is handed over, everything else is refused and leaves nothing on disk.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, utimes } from 'node:fs/promises'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Type } from 'typebox'
import { Strict } from '../../server/platform/http/fields.ts'
import { ownWrite, type ReceivedFile, write } from '../../server/platform/http/route.ts'
import { text } from '../../server/platform/text.ts'
import { leftBelow } from '../harness/folder.ts'
import { multipartBody, multipartHeaders, type Part, postParts } from '../harness/multipart.ts'
import { PERMISSION, startSmallServer } from './small-server.ts'

const KIBI = 1024
const common = {
  method: 'POST',
  tag: 'things',
  summary: text('Envoyer', 'Send'),
  description: text('Envoie des choses.', 'Sends things.'),
  access: PERMISSION,
  response: Type.Any(),
  status: 201,
} as const

let held: PromiseWithResolvers<void> | undefined
const seen: ReceivedFile[] = []

const server = await startSmallServer({ after }, [
  write({
    ...common,
    path: '/things/files',
    operation: 'sendFiles',
    acceptsFiles: { field: 'files', maxFiles: 3, maxBytesEach: 64 * KIBI, maxBytesTotal: 96 * KIBI },
    prepare: async ({ files }) => files.map((file) => readFileSync(file.path, 'utf8')),
    run: async ({ tx, files, prepared }) => {
      seen.push(...files)
      await held?.promise
      await tx`insert into things (name) values (${`file ${seen.length}`})`
      const facts = files.map(({ field, name, bytes, path }) => ({ field, name, bytes, isThere: existsSync(path) }))
      return { data: { files: facts, contents: prepared.map((content) => content.slice(0, 40)) } }
    },
  }),
  ownWrite({
    ...common,
    path: '/things/file',
    operation: 'sendFile',
    acceptsFiles: { field: 'file', maxFiles: 1, maxBytesEach: 64 * KIBI, maxBytesTotal: 64 * KIBI },
    body: Strict({
      kind: Type.String({ minLength: 1, maxLength: 20 }),
      dry_run: Type.Optional(Type.Boolean()),
      count: Type.Optional(Type.Integer({ minimum: 1 })),
      mapping: Type.Optional(Type.Object({ name: Type.String() }, { additionalProperties: false })),
    }),
    run: async ({ body, files }) => ({ data: { body, name: files[0]?.name } }),
  }),
  write({
    ...common,
    path: '/things',
    operation: 'createThing',
    body: Strict({ name: Type.String() }),
    run: async ({ body }) => ({ data: body }),
  }),
])
const { ann, bob, guest, app, uploadFolder } = server

const { port } = await (async () => {
  after(() => app.close())
  await app.listen({ port: 0, host: '127.0.0.1' })
  return app.server.address() as AddressInfo
})()

const leftOnDisk = () => leftBelow(uploadFolder)

const file = (content: string | Buffer, filename = 'photo.jpg', name = 'files'): Part => ({ name, filename, content })
const kind: Part = { name: 'kind', content: 'products' }

test('files arrive whole, in their order, under names that lead nowhere', async () => {
  const { status, body } = await postParts(ann, '/things/files', [
    file('un', '../../etc/passwd'),
    file('deux', 'C:\\\\fotos\\\\café.jpg', 'files[]'),
    file('x'.repeat(50 * KIBI), 'grand\u202e.png', 'files[2]'),
  ])
  assert.equal(status, 201)
  assert.deepEqual(body.data.contents.slice(0, 2), ['un', 'deux'])
  assert.deepEqual(body.data.files, [
    { field: 'files.0', name: 'passwd', bytes: 2, isThere: true },
    { field: 'files.1', name: 'café.jpg', bytes: 4, isThere: true },
    { field: 'files.2', name: 'grand.png', bytes: 50 * KIBI, isThere: true },
  ])
  assert.deepEqual(await leftOnDisk(), [])
})

test('fields beside the file are read as their schema says, and refused by name', async () => {
  const send = (...parts: Part[]) => postParts(ann, '/things/file', [file('a,b', 'liste.csv', 'file'), ...parts])
  const right = await send(
    { name: 'kind', content: '  products ' },
    { name: 'dry_run', content: 'true' },
    { name: 'count', content: '3' },
    { name: 'mapping', content: '{"nom":"Titre"}' },
  )
  assert.equal(right.status, 201)
  assert.deepEqual(right.body.data, {
    body: { kind: 'products', dry_run: true, count: 3, mapping: { name: 'Titre' } },
    name: 'liste.csv',
  })
  const refusals = [
    { parts: [], field: 'kind' },
    { parts: [kind, kind], field: 'kind' },
    { parts: [kind, { name: 'count', content: '0x10' }], field: 'count' },
    { parts: [kind, { name: 'dry_run', content: 'yes' }], field: 'dry_run' },
    { parts: [kind, { name: 'mapping', content: '{' }], field: 'mapping' },
    { parts: [kind, { name: 'mapping', content: '{"name":1}' }], field: 'mapping.name' },
    { parts: [kind, { name: 'other', content: '1' }], field: 'other' },
    { parts: [kind, { name: 'file', content: 'a text' }], field: 'file' },
    { parts: [{ name: 'kind', content: 'a\0b' }], field: 'kind' },
  ]
  for (const { parts, field } of refusals) {
    const { status, body } = await send(...parts)
    assert.deepEqual([status, Object.keys(body.errors)], [422, [field]], JSON.stringify(body))
  }
  assert.deepEqual(await leftOnDisk(), [])
})

test('what is not as it should be is refused with its name, and leaves nothing', async () => {
  const refusals: { parts: Part[]; status: number; field: string }[] = [
    { parts: [], status: 422, field: 'files' },
    { parts: [{ name: 'files', filename: '', content: '' }], status: 422, field: 'files' },
    { parts: [file('un'), file('')], status: 422, field: 'files.1' },
    { parts: [file('un'), file('deux'), file('trois'), file('quatre')], status: 422, field: 'files' },
    { parts: [file('un'), file('deux', 'x.jpg', 'photo')], status: 422, field: 'photo' },
    { parts: [file('un'), file('x'.repeat(64 * KIBI + 1))], status: 413, field: 'files.1' },
    { parts: [file('x'.repeat(60 * KIBI)), file('x'.repeat(60 * KIBI))], status: 413, field: 'files' },
    { parts: [{ name: 'note', content: 'x'.repeat(70 * KIBI) }, file('un')], status: 413, field: 'note' },
    { parts: [{ name: 'note', content: 'x' }, file('un')], status: 422, field: 'note' },
  ]
  for (const { parts, status: wanted, field } of refusals) {
    const { status, body } = await postParts(ann, '/things/files', parts)
    assert.deepEqual([status, Object.keys(body.errors ?? {})], [wanted, [field]], JSON.stringify(body))
  }
  const exact = await postParts(ann, '/things/files', [file('x'.repeat(64 * KIBI))])
  assert.equal(exact.status, 201)
  const english = await postParts(ann, '/things/files', [file('')], { 'accept-language': 'en' })
  assert.deepEqual(english.body.errors, { 'files.0': ['This file is empty.'] })
  assert.deepEqual(await leftOnDisk(), [])
})

test('a body that is broken, cut short or of another kind is refused', async () => {
  const whole = multipartBody([file('un'), file('deux')])
  const send = (body: Buffer | string, type: string) => ann.post('/things/files', body, { 'content-type': type })
  const type = multipartHeaders['content-type']
  const answers = {
    'no boundary': await send(whole, 'multipart/form-data'),
    'another boundary': await send(whole, 'multipart/form-data; boundary=autre'),
    'cut in a file': await send(whole.subarray(0, 200), type),
    'cut before the end': await send(whole.subarray(0, -8), type),
    'no part at all': await send('rien', type),
    JSON: await send('{}', 'application/json'),
    bytes: await send(whole, 'application/octet-stream'),
    'a form without files': await send('a=b', 'application/x-www-form-urlencoded'),
  }
  const statuses = Object.fromEntries(Object.entries(answers).map(([name, { status }]) => [name, status]))
  assert.deepEqual(statuses, {
    'no boundary': 400,
    'another boundary': 400,
    'cut in a file': 400,
    'cut before the end': 400,
    'no part at all': 400,
    JSON: 415,
    bytes: 415,
    'a form without files': 415,
  })
  for (const { body } of Object.values(answers)) assert.equal(body.success, false)
  const nothing = await ann.post('/things/files')
  assert.equal(nothing.status, 415)
  const elsewhere = await postParts(ann, '/things', [file('un')])
  assert.equal(elsewhere.status, 415)
  const hostile = await postParts(ann, '/things/files', [file('un', 'x', '__proto__'), file('un', 'x', 'constructor')])
  assert.equal(hostile.status, 400)
  assert.deepEqual(await leftOnDisk(), [])
})

test('nobody’s bytes are written who may not send them', async () => {
  assert.equal((await postParts(guest, '/things/files', [file('un')])).status, 401)
  assert.equal((await postParts(bob, '/things/files', [file('un')])).status, 403)
  assert.deepEqual(await leftOnDisk(), [])
})

test('an upload is repeated by its key only with the same files', async () => {
  const headers = { 'idempotency-key': 'televersement-1' }
  const first = await postParts(ann, '/things/files', [file('même')], headers)
  const again = await postParts(ann, '/things/files', [file('même')], headers)
  assert.deepEqual([again.status, again.headers['idempotent-replayed'], again.body], [201, 'true', first.body])
  const other = await postParts(ann, '/things/files', [file('autre')], headers)
  assert.deepEqual([other.status, other.body.code], [409, 'idempotency_key_reused'])
})

test('the files of a request whose work fails are removed', async () => {
  await server.sql`insert into things (name) values (${`file ${seen.length + 1}`})`
  const { status } = await postParts(ann, '/things/files', [file('un')])
  assert.equal(status, 409)
  assert.deepEqual(await leftOnDisk(), [])
})

function openUpload(announcedBytes: number) {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(
    `POST /things/files HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ann\r\ncontent-length: ${announcedBytes}\r\n` +
      `content-type: ${multipartHeaders['content-type']}\r\n\r\n`,
  )
  return socket
}

test('a client that leaves in the middle of a file leaves nothing', async () => {
  const body = multipartBody([file('x'.repeat(60 * KIBI))])
  for (const sent of [0, 50, 200, 30 * KIBI]) {
    const socket = openUpload(body.length)
    socket.write(body.subarray(0, sent))
    if (sent > 50) while (readdirSync(uploadFolder).length === 0) await sleep(5)
    socket.destroy()
    assert.deepEqual(await leftOnDisk(), [])
  }
})

test('more clients that leave than may send at once take nobody’s place', async () => {
  const body = multipartBody([file('x'.repeat(60 * KIBI))])
  const sockets = Array.from({ length: 40 }, () => openUpload(body.length))
  for (const socket of sockets) socket.write(body.subarray(0, 1000))
  while (readdirSync(uploadFolder).length < 16) await sleep(5)
  for (const socket of sockets) socket.destroy()
  const { status } = await postParts(ann, '/things/files', [file('un')])
  assert.equal(status, 201)
  assert.deepEqual(await leftOnDisk(), [])
})

test('a client that leaves while its files are worked on does not take them away', async () => {
  held = Promise.withResolvers()
  const body = multipartBody([file('un')])
  const socket = openUpload(body.length)
  const before = seen.length
  socket.write(body)
  while (seen.length === before) await sleep(5)
  socket.destroy()
  await once(socket, 'close')
  await sleep(50)
  assert.ok(existsSync(seen.at(-1)?.path ?? ''))
  held.resolve()
  held = undefined
  assert.deepEqual(await leftOnDisk(), [])
})

test('who is refused early still reads the answer, over the same connection', async () => {
  const body = multipartBody([file('x'.repeat(60 * KIBI)), file('x'.repeat(60 * KIBI)), file('un')])
  const socket = connect(port, '127.0.0.1')
  socket.setEncoding('utf8')
  let read = ''
  socket.on('data', (chunk) => {
    read += chunk
  })
  const head = `host: x\r\nauthorization: Bearer ann\r\ncontent-type: ${multipartHeaders['content-type']}\r\n`
  const small = multipartBody([file('un')])
  socket.write(`POST /things/files HTTP/1.1\r\n${head}content-length: ${body.length}\r\n\r\n`)
  socket.write(body)
  socket.write(`POST /things/files HTTP/1.1\r\n${head}content-length: ${small.length}\r\nconnection: close\r\n\r\n`)
  socket.write(small)
  await once(socket, 'end')
  assert.deepEqual(read.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 413', 'HTTP/1.1 201'])
})

test('what a killed process left behind is removed by the next', async (t) => {
  const { uploadFolder: folder, ann: other } = await startSmallServer(t, [
    ownWrite({
      ...common,
      path: '/things/files',
      operation: 'sendFiles',
      acceptsFiles: { field: 'files', maxFiles: 1, maxBytesEach: KIBI, maxBytesTotal: KIBI },
      run: async () => ({ data: readdirSync(folder).length }),
    }),
  ])
  const abandoned = join(folder, 'upload-abandoned')
  await mkdir(abandoned)
  const yesterday = new Date(Date.now() - 86_400_000)
  await utimes(abandoned, yesterday, yesterday)
  await mkdir(join(folder, 'upload-of-another-process'))
  const { body } = await postParts(other, '/things/files', [file('un')])
  assert.equal(body.data, 2)
})
