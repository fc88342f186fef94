// Backups that make themselves: kept as long as the configuration says, copied to a bucket, and known to whoever watches.
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeBackup, makeScheduledBackup } from '../../server/make-backup.ts'
import { checkBackup } from '../../server/platform/backup/check-backup.ts'
import { OperatorError } from '../../server/platform/operator-error.ts'
import { testApplication } from '../harness/app.ts'
import { backupConfig, unpack } from '../harness/backups.ts'
import { temporaryFolder } from '../harness/folder.ts'
import { testObjectStorage } from '../harness/object-storage.ts'
import { makeShop } from '../harness/sales.ts'

const log = { error: (error: unknown) => assert.fail(String(error)) }
const figureOf = (text: string, name: string): number =>
  Number(new RegExp(`^${name}\\{[^}]*\\} (\\S+)$`, 'm').exec(text)?.[1])

test('every instance says how old and how large the last backup is, and why the latest was none', async (t) => {
  const { sql, config, as, guest } = await testApplication(t)
  const owner = as('owner')
  const metrics = async () => String((await guest.get('/metrics')).raw)
  assert.equal(figureOf(await metrics(), 'backup_last_success_timestamp_seconds'), 0)
  assert.deepEqual((await owner.get('/api/v1/system')).body.data.backup, { last: null, failed: null })

  const before = Date.now()
  const made = await makeBackup({ sql, config, log })
  const { last, failed } = (await owner.get('/api/v1/system')).body.data.backup
  assert.deepEqual(
    { bytes: last.bytes, place: last.place, sha256: last.sha256, is_encrypted: last.is_encrypted, failed },
    { bytes: made.bytes, place: made.path, sha256: made.sha256, is_encrypted: false, failed: null },
  )
  const text = await metrics()
  assert.equal(figureOf(text, 'backup_last_bytes'), made.bytes)
  assert.ok(figureOf(text, 'backup_last_success_timestamp_seconds') * 1000 >= before - 1)

  writeFileSync(join(config.dataFolder, 'a-file'), '')
  const nowhere = { ...config, backup: backupConfig(config.dataFolder, { folder: join(config.dataFolder, 'a-file') }) }
  await assert.rejects(makeBackup({ sql, config: nowhere, log }), OperatorError)
  const after = (await owner.get('/api/v1/system')).body.data.backup
  assert.match(after.failed.reason, /cannot be written/)
  assert.equal(after.last.sha256, made.sha256)
  assert.equal(figureOf(await metrics(), 'backup_last_bytes'), made.bytes)
})

test('the schedule keeps what it shall, in its folder and in a bucket, and touches nothing else', async (t) => {
  const { sql, config } = await testApplication(t)
  const service = await testObjectStorage(t)
  const folder = join(temporaryFolder(t), 'backups')
  mkdirSync(folder)
  const old = ['comptoir-20200101t020000z.tar', 'comptoir-20200102t020000z.tar.age']
  for (const name of [...old, 'before-update.tar']) writeFileSync(join(folder, name), '')
  // The bucket of this test’s service is the only one it has.
  const bucket = service.config.bucket
  for (const name of old) service.objects.set(name, { content: Buffer.alloc(1), type: '', changedAt: new Date() })
  const backup = backupConfig(config.dataFolder, { folder, bucket, keep: { daily: 1, weekly: 0, monthly: 0 } })
  const scheduled = { ...config, backup, objectStorage: { ...service.config } }
  const { backup: made, spent } = await makeScheduledBackup({ sql, config: scheduled, log })
  assert.equal(spent, 2)
  const name = made.path.slice(folder.length + 1)
  assert.deepEqual(readdirSync(folder).sort(), ['before-update.tar', name])
  assert.deepEqual([...service.objects.keys()], [name])
  assert.ok(service.objects.get(name)?.content.equals(readFileSync(made.path)))
})

test('a copy that does not reach its bucket is a failure, and the next try copies what stands there', async (t) => {
  const { sql, config, as } = await testApplication(t)
  const service = await testObjectStorage(t)
  const folder = join(temporaryFolder(t), 'backups')
  mkdirSync(folder)
  writeFileSync(join(folder, 'comptoir-20200101t020000z.tar'), '')
  const keep = { daily: 1, weekly: 0, monthly: 0 }
  const told: unknown[] = []
  const make = (bucket: string) => {
    const backup = backupConfig(config.dataFolder, { folder, bucket, keep })
    return makeScheduledBackup({
      sql,
      config: { ...config, backup, objectStorage: service.config },
      log: { error: (error) => told.push(error) },
    })
  }
  const state = async () => (await as('owner').get('/api/v1/system')).body.data.backup
  await assert.rejects(make('aucun-seau'))
  const [name, ...others] = readdirSync(folder)
  assert.deepEqual(others, [], 'what was spent has gone all the same')
  const before = await state()
  assert.equal(before.last, null)
  assert.ok(before.failed.reason.length > 0)
  const { backup: made } = await make(service.config.bucket)
  assert.deepEqual([readdirSync(folder), [...service.objects.keys()]], [[name], [name]])
  const after = await state()
  assert.deepEqual([after.last.sha256, after.failed], [made.sha256, null])
})

test('stored files come from a bucket as they come from a folder', async (t) => {
  const { sql, config } = await testApplication(t)
  const service = await testObjectStorage(t)
  const content = Buffer.from('une image')
  for (const name of ['images/ab/abc/original.webp', 'imports/1.csv', 'exports/2.pdf']) {
    service.objects.set(name, { content, type: 'image/webp', changedAt: new Date() })
  }
  const path = join(temporaryFolder(t), 'a.tar')
  await makeBackup({ sql, config: { ...config, objectStorage: service.config }, log }, { path })
  const { files } = await unpack(path)
  assert.deepEqual([...files.keys()].sort(), [...service.objects.keys()].sort())
  assert.ok([...files.values()].every((bytes) => bytes.equals(content)))
})

test('no secret and no session is in a backup that was not asked to hold them', async (t) => {
  const { sql, config, as } = await testApplication(t)
  await makeShop(sql)
  const { secret } = await as('owner').token
  const path = join(temporaryFolder(t), 'a.tar')
  await makeBackup({ sql, config, log }, { path })
  const { manifest, rows } = await unpack(path)
  for (const name of ['sessions', 'password_resets', 'login_attempts', 'events', 'feed_changes']) {
    assert.ok(manifest.left_out.includes(name) && !rows.has(name), name)
  }
  const text = [...rows.values()].flat().join('\n') + JSON.stringify(manifest)
  for (const hidden of [secret, config.secretKey, config.apiToken ?? 'none']) assert.ok(!text.includes(hidden))
  assert.equal((await checkBackup(path, undefined)).secret_key_mark.length, 16)
})
