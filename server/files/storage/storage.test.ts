import assert from 'node:assert/strict'
import { readdirSync, writeFileSync } from 'node:fs'
import { mkdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '../../../test/harness/eventually.ts'
import { filesBelow, temporaryFolder } from '../../../test/harness/folder.ts'
import { memoryLog } from '../../../test/harness/memory-log.ts'
import { testObjectStorage } from '../../../test/harness/object-storage.ts'
import { Breakers } from '../../platform/breaker/breakers.ts'
import { AppError } from '../../platform/errors.ts'
import { createStorage } from './create-storage.ts'
import { createDiskStorage } from './disk-storage.ts'
import { createS3Storage } from './s3-storage.ts'
import type { Storage } from './storage.ts'

const kinds: Record<string, (t: TestContext) => Promise<Storage>> = {
  'a folder': async (t) => createDiskStorage(join(temporaryFolder(t), 'files')),
  'a bucket': async (t) => {
    const { config } = await testObjectStorage(t)
    return createS3Storage(config, (error) => assert.fail(String(error)))
  },
}

const readAll = async (storage: Storage, name: string): Promise<string | null> => {
  const found = await storage.get(name)
  if (found === null) return null
  const content = Buffer.concat(await Array.fromAsync(found.stream)).toString()
  assert.equal(found.bytes, Buffer.byteLength(content))
  return content
}
const namesOf = async (storage: Storage, prefix: string) =>
  (await Array.fromAsync(storage.list(prefix))).map((entry) => entry.name).sort()

test('what is not ours in the folder is not listed', async (t) => {
  const folder = temporaryFolder(t)
  await mkdir(join(folder, 'images', '.writing'), { recursive: true })
  const foreign = ['.DS_Store', 'images/Thumbs.db', 'images/.writing/x', 'images/a b.webp']
  for (const name of [...foreign, 'images/ours.webp']) writeFileSync(join(folder, name), '')
  assert.deepEqual(await namesOf(createDiskStorage(folder), ''), ['images/ours.webp'])
})

for (const [kind, make] of Object.entries(kinds)) {
  test(`${kind} keeps what it is given, under names that never change`, async (t) => {
    const storage = await make(t)
    const path = join(temporaryFolder(t), 'source')
    writeFileSync(path, 'première')
    assert.equal(await readAll(storage, 'images/ab/x.webp'), null)
    assert.equal(await storage.has('images/ab/x.webp'), false)
    await storage.remove('images/ab/x.webp')
    await storage.put('images/ab/x.webp', path, 'image/webp')
    writeFileSync(path, 'seconde')
    await storage.put('images/ab/x.webp', path, 'image/webp')
    assert.equal(await readAll(storage, 'images/ab/x.webp'), 'première')
    await Promise.all([1, 2, 3].map((n) => storage.put(`images/cd/${n}.webp`, path, 'image/webp')))
    await storage.put('imports/liste.csv', path, 'text/csv')
    assert.deepEqual(await namesOf(storage, 'images/'), [
      'images/ab/x.webp',
      'images/cd/1.webp',
      'images/cd/2.webp',
      'images/cd/3.webp',
    ])
    for await (const { changedAt } of storage.list('images/')) assert.ok(Date.now() - changedAt.getTime() < 60_000)
    await storage.remove('images/ab/x.webp')
    assert.equal(await storage.has('images/ab/x.webp'), false)
    assert.equal(await storage.has('images/cd/1.webp'), true)
  })

  test(`${kind} refuses names that lead elsewhere`, async (t) => {
    const storage = await make(t)
    for (const name of ['../x', '/x', 'a/../../x', 'a//x', '.x', 'a\\x', 'A', '', 'a/', 'a/.']) {
      await assert.rejects(async () => storage.get(name), /no name/)
    }
  })

  test(`${kind} keeps one of many that come at once under one name`, async (t) => {
    const storage = await make(t)
    const path = join(temporaryFolder(t), 'source')
    writeFileSync(path, 'x'.repeat(100_000))
    await Promise.all(Array.from({ length: 20 }, () => storage.put('images/ab/x.webp', path, 'image/webp')))
    assert.equal((await readAll(storage, 'images/ab/x.webp'))?.length, 100_000)
  })
}

test('a folder that has never held anything is empty, and half a copy is nothing', async (t) => {
  const folder = join(temporaryFolder(t), 'files')
  const storage = createDiskStorage(folder)
  assert.deepEqual(await namesOf(storage, ''), [])
  await assert.rejects(storage.put('images/ab/x.webp', join(folder, 'missing'), 'image/webp'))
  assert.deepEqual(filesBelow(folder), [])
  // What a killed process left goes when the folder is next looked through.
  const draft = join(folder, '.writing', 'abandoned')
  await mkdir(join(folder, '.writing'), { recursive: true })
  writeFileSync(draft, 'x')
  const yesterday = new Date(Date.now() - 86_400_000)
  await utimes(draft, yesterday, yesterday)
  assert.deepEqual(await namesOf(storage, ''), [])
  assert.deepEqual(readdirSync(join(folder, '.writing')), [])
})

test('a bucket that refuses or is silent answers 503, and the log says why', async (t) => {
  const service = await testObjectStorage(t)
  const noted: string[] = []
  const storage = createS3Storage({ ...service.config }, (error) => noted.push(String(error)))
  const isUnavailable = (error: unknown) =>
    error instanceof AppError && error.code === 'storage_unavailable' && error.retryAfterSeconds === 5
  service.fault = { status: 503 }
  await assert.rejects(storage.has('images/x'), isUnavailable)
  await assert.rejects(storage.get('images/x'), isUnavailable)
  await assert.rejects(storage.remove('images/x'), isUnavailable)
  await assert.rejects(Array.fromAsync(storage.list('')), isUnavailable)
  service.fault = null
  const stranger = createS3Storage({ ...service.config, secretAccessKey: 'autre' }, (error) =>
    noted.push(String(error)),
  )
  await assert.rejects(stranger.has('images/x'), isUnavailable)
  const nobody = createS3Storage({ ...service.config, endpoint: 'http://127.0.0.1:9' }, (error) =>
    noted.push(String(error)),
  )
  await assert.rejects(nobody.has('images/x'), isUnavailable)
  assert.equal(noted.length, 6)
  service.fault = { silent: true }
  const hurried = createS3Storage(service.config, (error) => noted.push(String(error)), { quietMs: 50 })
  await assert.rejects(hurried.has('images/x'), isUnavailable)
  assert.match(noted.at(-1) ?? '', /Timeout/i)
})

test('a bucket behind a slow line takes and gives a large file, however long it takes', async (t) => {
  const service = await testObjectStorage(t)
  const noted: string[] = []
  // Each piece takes a tenth of what the whole may: together they take twice that.
  const storage = createS3Storage(service.config, (error) => noted.push(String(error)), { quietMs: 1000 })
  const path = join(temporaryFolder(t), 'source')
  const content = Buffer.alloc(20 * 1024 * 1024, 'commerce ')
  writeFileSync(path, content)
  service.delayMs = 100
  await storage.put('imports/liste.csv', path, 'text/csv')
  assert.ok(service.objects.get('imports/liste.csv')?.content.equals(content))
  const found = await storage.get('imports/liste.csv')
  assert.equal(found?.bytes, content.length)
  let bytes = 0
  for await (const piece of found?.stream ?? []) {
    // A reader that takes its time is not the line's fault.
    if (bytes === 0) await sleep(1500)
    bytes += piece.length
  }
  assert.equal(bytes, content.length)
  assert.deepEqual(noted, [])
})

test('a bucket that falls silent in the middle of an answer ends it', async (t) => {
  const service = await testObjectStorage(t)
  const storage = createS3Storage(service.config, () => {}, { quietMs: 100 })
  service.objects.set('images/x', { content: Buffer.alloc(3 * 1024 * 1024), type: 'image/webp', changedAt: new Date() })
  service.delayMs = 60_000
  const found = await storage.get('images/x')
  await assert.rejects(Array.fromAsync(found?.stream ?? []), /Nothing has moved/)
})

test('the configuration chooses', async (t) => {
  const dataFolder = temporaryFolder(t)
  const path = join(dataFolder, 'source')
  writeFileSync(path, 'x')
  const log = { error: () => assert.fail() }
  await createStorage({ dataFolder, objectStorage: undefined }, log).put('images/x', path, 'image/webp')
  assert.deepEqual(filesBelow(join(dataFolder, 'files')), [join(dataFolder, 'files', 'images', 'x')])
  const { config, objects } = await testObjectStorage(t)
  await createStorage({ dataFolder, objectStorage: config }, log).put('images/y', path, 'image/webp')
  assert.deepEqual([...objects.keys()], ['images/y'])
})

test('a bucket that does not answer is left alone, and found again by itself', async (t) => {
  const service = await testObjectStorage(t)
  const noted: unknown[] = []
  const log = { error: (error: unknown) => noted.push(error) }
  const breakers = new Breakers(memoryLog().log)
  t.after(() => breakers.close())
  const storage = createStorage({ dataFolder: '/nonexistent', objectStorage: service.config }, log, breakers)
  service.fault = { status: 503 }
  for (let time = 0; time < 8; time += 1) {
    await assert.rejects(storage.has('images/x'), { code: 'storage_unavailable' })
  }
  assert.deepEqual(breakers.states(), [{ name: 's3', state: 2 }])
  // Nothing more is said, and the service is not asked.
  assert.equal(noted.length, 5)
  service.fault = null
  const found = await eventually(
    () => storage.has('images/x').catch(() => null),
    (answer) => answer === false,
    400,
  )
  assert.equal(found, false)
  assert.deepEqual(breakers.states(), [{ name: 's3', state: 0 }])
})
