import assert from 'node:assert/strict'
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { makeProduct } from '../../test/harness/catalog.ts'
import { testFileRoom } from '../../test/harness/files.ts'
import { filesBelow } from '../../test/harness/folder.ts'
import { postParts } from '../../test/harness/multipart.ts'
import { makePicture, pictureFile } from '../../test/harness/pictures.ts'
import { isInGallery } from '../catalog/index.ts'
import { withTransaction } from '../platform/database/connect.ts'
import { lockKeys } from '../platform/database/lock-keys.ts'
import { collectFiles } from './collect-files.ts'
import { fileLock, storedName } from './file-names.ts'
import { keepImages } from './keep-images.ts'
import { makeImageSizes } from './make-image-sizes.ts'
import { prepareImages } from './prepare-images.ts'

const application = await testApplication({ after }, { max: 12 })
const { sql, as, config, log } = application
const manager = as('manager')
const room = testFileRoom({ after }, application)
const folder = join(config.dataFolder, 'files')
const pathOf = (key: string, name: 'original' | 'small') => join(folder, storedName(key, name))
const collect = () => collectFiles(sql, room, [isInGallery])

async function attach(picture: Buffer) {
  const { id } = await makeProduct(sql)
  const { status, body } = await postParts(manager, `/api/v1/products/${id}/gallery`, [pictureFile(picture)])
  assert.equal(status, 201, JSON.stringify(body))
  const [{ id: pictureId, url }] = body.data
  const key = String(url).split('/')[2] ?? ''
  return { path: `/api/v1/products/${id}/gallery/${pictureId}`, key }
}

/** As if it had happened two days ago. */
const age = (key: string) => sql`update files set last_used_at = now() - interval '2 days' where key = ${key}`
const isKnown = async (key: string) => (await sql`select 1 from files where key = ${key}`).length === 1

test('a file goes a day after the last gallery let it go, with all its sizes', async () => {
  const { path, key } = await attach(await makePicture())
  await room.finishPictures()
  await age(key)
  assert.equal(await collect(), 0)
  assert.ok(existsSync(pathOf(key, 'small')))
  await manager.del(path)
  assert.equal(await collect(), 0, 'it was let go just now')
  await age(key)
  assert.equal(await collect(), 1)
  assert.equal(await isKnown(key), false)
  assert.deepEqual(
    filesBelow(folder).filter((file) => file.includes(key)),
    [],
  )
})

test('what a killed worker left behind goes, and what is being worked on stays', async () => {
  const twoHoursAgo = Date.now() / 1000 - 7200
  for (const name of ['work-left', 'work-new']) {
    mkdirSync(join(room.passing, name), { recursive: true })
    writeFileSync(join(room.passing, name, 'fetched'), 'bytes')
  }
  utimesSync(join(room.passing, 'work-left'), twoHoursAgo, twoHoursAgo)
  await collect()
  assert.deepEqual(filesBelow(room.passing), [join(room.passing, 'work-new', 'fetched')])
})

test('a file that another gallery shows, or a deleted product, stays', async () => {
  const picture = await makePicture()
  const first = await attach(picture)
  const second = await attach(picture)
  await manager.del(first.path)
  await manager.del(second.path.replace(/\/gallery.*/, ''))
  await age(first.key)
  assert.equal(await collect(), 0)
  assert.ok(existsSync(pathOf(first.key, 'original')))
})

test('bytes of a write that was undone go a day later, those of a moment ago stay', async () => {
  const source = join(config.dataFolder, 'source.jpg')
  writeFileSync(source, await makePicture())
  const file = { field: 'files.0', name: 'x', path: source, bytes: 1, digest: '' }
  const [image] = await prepareImages(room, [file])
  assert.ok(image !== undefined)
  await assert.rejects(
    withTransaction(sql, {}, async (tx) => {
      await keepImages(tx, room, [image])
      throw new Error('changed my mind')
    }),
    /changed my mind/,
  )
  const path = pathOf(image.key, 'original')
  assert.equal(await isKnown(image.key), false)
  assert.equal(await collect(), 0)
  assert.ok(existsSync(path))
  const yesterday = new Date(Date.now() - 2 * 86_400_000)
  utimesSync(path, yesterday, yesterday)
  const strange = join(folder, 'images', 'ab', 'strange', 'thing.webp')
  mkdirSync(dirname(strange), { recursive: true })
  writeFileSync(strange, 'x')
  utimesSync(strange, yesterday, yesterday)
  assert.equal(await collect(), 2)
  assert.ok(!existsSync(path) && !existsSync(strange))
})

test('what somebody is just taking up again is not taken away', async () => {
  const picture = await makePicture()
  const { path, key } = await attach(picture)
  await manager.del(path)
  await age(key)
  // The upload waits for the collector, which has the key: it finds the bytes gone and brings them again.
  const { promise: isHeld, resolve: say } = Promise.withResolvers<void>()
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>()
  const removal = withTransaction(sql, {}, async (tx) => {
    await lockKeys(tx, [fileLock(key)])
    say()
    await mayEnd
    await tx`delete from files where key = ${key}`
    await room.storage.remove(storedName(key, 'original'))
  })
  await isHeld
  const upload = attach(picture)
  const waits = async () =>
    (await sql`select 1 from pg_stat_activity where wait_event = 'advisory' and datname = current_database()`).length >
    0
  while (!(await waits())) await new Promise((resolve) => setTimeout(resolve, 10))
  end()
  await removal
  await upload
  assert.ok(existsSync(pathOf(key, 'original')))
  assert.ok(await isKnown(key))
})

test('collecting and uploading the same pictures at once leaves every gallery its bytes', async () => {
  const pictures = await Promise.all(Array.from({ length: 4 }, () => makePicture()))
  for (let round = 0; round < 3; round += 1) {
    const attached = await Promise.all(pictures.map(attach))
    await Promise.all(attached.map(({ path }) => manager.del(path)))
    await Promise.all(attached.map(({ key }) => age(key)))
    const [again] = await Promise.all([Promise.all(pictures.map(attach)), collect(), collect()])
    for (const { key } of again) {
      assert.ok(existsSync(pathOf(key, 'original')), `round ${round}`)
      assert.ok(await isKnown(key))
    }
    await Promise.all(again.map(({ path }) => manager.del(path)))
  }
})

test('a picture whose making was lost is taken up again; one whose original is gone has failed', async () => {
  const { key } = await attach(await makePicture())
  await sql`update files set created_at = now() - interval '2 hours' where key = ${key}`
  room.left.length = 0
  await collect()
  const [file] = await sql<[{ id: number }]>`select id from files where key = ${key}`
  assert.deepEqual(room.left, [{ name: 'make-image-sizes', data: { file_id: file.id } }])
  await room.storage.remove(storedName(key, 'original'))
  await makeImageSizes(sql, room, { fileId: file.id, touches: [] })
  const [after] = await sql`select state from files where id = ${file.id}`
  assert.equal(after?.state, 'failed')
})

test('making the sizes is given up after four tries, and an upload of the same picture tries again', async () => {
  const picture = await makePicture()
  const { key } = await attach(picture)
  const [file] = await sql<[{ id: number }]>`select id from files where key = ${key}`
  const storage = { ...room.storage, put: () => Promise.reject(new Error('full')) }
  const make = (hands = room) => makeImageSizes(sql, hands, { fileId: file.id, touches: ['catalog'] })
  for (let tries = 0; tries < 4; tries += 1) await assert.rejects(make({ ...room, storage }), /full/)
  const stateNow = async () => (await sql`select state from files where id = ${file.id}`)[0]?.state
  assert.equal(await stateNow(), 'failed')
  await attach(picture)
  assert.equal(await stateNow(), 'processing')
  await Promise.all([make(), make()])
  assert.equal(await stateNow(), 'ready')
  await make()
})

test('no request was a fault of ours', () => {
  assert.deepEqual(log.faults, [])
})
