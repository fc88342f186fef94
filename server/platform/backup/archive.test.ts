// An archive is read as it was written, or not at all: whatever bit of it has changed, wherever it was cut.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { temporaryFolder } from '../../../test/harness/folder.ts'
import { OperatorError } from '../operator-error.ts'
import { ArchiveWriter } from './archive-writer.ts'
import type { BackupKey } from './backup-key.ts'
import { BackupRefused } from './damaged.ts'
import { readArchive } from './read-archive.ts'

const MADE_AT = new Date('2026-11-27T02:17:00Z')
const ENTRIES: Readonly<Record<string, Buffer>> = {
  'tables/sales/000001.copy.zst': randomBytes(5_000),
  'tables/x/000001.copy.zst': Buffer.alloc(512, 'x'),
  'files/images/ab/original.webp': randomBytes(70_000),
  'files/empty': Buffer.alloc(0),
  [`files/${'long/'.repeat(40)}name.csv`]: Buffer.from('nom;prix\n'),
}

async function write(t: TestContext, key?: BackupKey): Promise<string> {
  const path = join(temporaryFolder(t), 'a.tar')
  const archive = await ArchiveWriter.open({ path, key, madeAt: MADE_AT })
  for (const [name, content] of Object.entries(ENTRIES)) await archive.add(name, content)
  await archive.finish('manifest.json', Buffer.from('{}'))
  return path
}

async function read(path: string, key?: BackupKey): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  for await (const { name, content } of readArchive(path, key)) {
    found.set(name, Buffer.concat(await Array.fromAsync(content)))
  }
  return found
}

const KEYS: Record<string, () => Promise<{ writes: BackupKey; reads: BackupKey } | null>> = {
  'no key': async () => null,
  'a phrase': async () => {
    const key = { kind: 'passphrase', value: 'quatre mots tirés au hasard' } as const
    return { writes: key, reads: key }
  },
  'a key of age of which only the public half is here': async () => {
    const age = await import('age-encryption')
    const value = await age.generateX25519Identity()
    return {
      writes: { kind: 'recipient', value: await age.identityToRecipient(value) },
      reads: { kind: 'identity', value },
    }
  },
}

for (const [kind, make] of Object.entries(KEYS)) {
  test(`an archive with ${kind} is read as it was written`, async (t) => {
    const key = await make()
    const path = await write(t, key?.writes)
    const found = await read(path, key?.reads)
    for (const [name, content] of Object.entries(ENTRIES)) assert.ok(found.get(name)?.equals(content), name)
    assert.deepEqual([...found.keys()], [...Object.keys(ENTRIES), 'manifest.json', 'checksums/000001.sha256'])
    assert.equal(statSync(path).mode & 0o777, 0o600)
    assert.deepEqual(readdirSync(dirname(path)), ['a.tar'])
  })
}

/** Every byte would take minutes; each part of an entry and of the end has its share. */
const FLIPS = 150

for (const kind of ['no key', 'a key of age of which only the public half is here']) {
  test(`one changed bit anywhere is found, with ${kind}`, async (t) => {
    const key = (await KEYS[kind]?.()) ?? null
    const path = await write(t, key?.writes)
    const whole = readFileSync(path)
    const edges = [0, 100, 124, 148, 156, 257, 511, 512, 5_600, 6_143, whole.length - 1, whole.length - 1_024]
    const places = [...edges, whole.length - 1_100, whole.length - 2_048, whole.length - 1_540]
    for (let flip = 0; flip < FLIPS; flip += 1) places.push(randomInt(whole.length))
    for (const place of places) {
      const damaged = Buffer.from(whole)
      damaged[place] = (damaged[place] ?? 0) ^ (1 << randomInt(8))
      writeFileSync(path, damaged)
      await assert.rejects(read(path, key?.reads), BackupRefused, `byte ${place}`)
    }
    writeFileSync(path, Buffer.concat([whole, Buffer.from([0])]))
    await assert.rejects(read(path, key?.reads), BackupRefused, 'one byte more')
  })

  test(`an archive that is cut anywhere is refused, with ${kind}`, async (t) => {
    const key = (await KEYS[kind]?.()) ?? null
    const path = await write(t, key?.writes)
    const whole = readFileSync(path)
    const places = [
      0,
      1,
      511,
      512,
      1_024,
      whole.length - 1,
      whole.length - 512,
      whole.length - 1_024,
      whole.length - 2_048,
    ]
    for (let cut = 0; cut < 60; cut += 1) places.push(randomInt(whole.length))
    for (const place of places) {
      writeFileSync(path, whole.subarray(0, place))
      await assert.rejects(read(path, key?.reads), BackupRefused, `${place} bytes`)
    }
  })
}

test('what happened to a file is said in both languages', async (t) => {
  const path = await write(t)
  const whole = readFileSync(path)
  writeFileSync(path, whole.subarray(0, 40_000))
  await assert.rejects(read(path), /incomplète[\s\S]*not complete/)
  const damaged = Buffer.from(whole)
  damaged[40_000] = (damaged[40_000] ?? 0) ^ 1
  writeFileSync(path, damaged)
  await assert.rejects(read(path), /abîmée[\s\S]*damaged/)
  await assert.rejects(read(join(path, '..', 'nothing.tar')), OperatorError)
})

test('another key, no key and a key that only encrypts open nothing', async (t) => {
  const age = await import('age-encryption')
  const identity = await age.generateX25519Identity()
  const recipient = await age.identityToRecipient(identity)
  const path = await write(t, { kind: 'recipient', value: recipient })
  await assert.rejects(read(path), /chiffrée[\s\S]*encrypted/)
  await assert.rejects(read(path, { kind: 'recipient', value: recipient }), /only encrypts/)
  await assert.rejects(read(path, { kind: 'identity', value: await age.generateX25519Identity() }), /key does not open/)
  await assert.rejects(read(path, { kind: 'passphrase', value: 'another phrase of words' }), /key does not open/)
})

test('ordinary tools open it', async (t) => {
  const path = await write(t)
  const folder = temporaryFolder(t)
  const unpacked = spawnSync('tar', ['-xf', path, '-C', folder])
  assert.equal(unpacked.status, 0, unpacked.stderr.toString())
  for (const [name, content] of Object.entries(ENTRIES))
    assert.ok(readFileSync(join(folder, name)).equals(content), name)
  const checked = spawnSync('sha256sum', ['--check', '--strict', 'checksums/000001.sha256'], { cwd: folder })
  assert.equal(checked.status, 0, checked.stdout.toString() + checked.stderr.toString())
})

test('a backup is never written over another, and one that is given up leaves nothing', async (t) => {
  const path = await write(t)
  await assert.rejects(
    ArchiveWriter.open({ path, key: undefined, madeAt: MADE_AT }),
    /already a file|file of this name/,
  )
  const other = join(dirname(path), 'b.tar')
  const archive = await ArchiveWriter.open({ path: other, key: undefined, madeAt: MADE_AT })
  await archive.add('tables/x/000001.copy.zst', Buffer.alloc(3_000_000))
  assert.deepEqual(readdirSync(dirname(path)), ['a.tar', 'b.tar.partial'])
  await archive.abandon()
  assert.deepEqual(readdirSync(dirname(path)), ['a.tar'])
})

test('a stream that ends early or late makes no archive', async (t) => {
  for (const bytes of [2_999, 3_001]) {
    const path = join(temporaryFolder(t), 'a.tar')
    const archive = await ArchiveWriter.open({ path, key: undefined, madeAt: MADE_AT })
    await assert.rejects(archive.addStream('files/x', [Buffer.alloc(3_000)], bytes))
    await archive.abandon()
    assert.deepEqual(readdirSync(dirname(path)), [])
  }
})
