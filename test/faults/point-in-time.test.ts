// The guide's recovery to a point in time, done with the embedded PostgreSQL: what was there at that second, and no more.
import assert from 'node:assert/strict'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { connect } from '../../server/platform/database/connect.ts'
import { startCluster } from '../../server/platform/database/embedded-cluster.ts'
import { migrate } from '../../server/platform/database/migrate.ts'
import { readEventEpoch } from '../../server/platform/events/event-epoch.ts'
import { prepareInstallation } from '../../server/prepare-installation.ts'
import { verifyInstallation } from '../../server/verification.ts'
import { TEST_DATABASE_CONFIG } from '../harness/database.ts'
import { until } from '../harness/processes.ts'
import { makeShop } from '../harness/sales.ts'

test('a base and the archived log bring a database back to a second', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-recovery-'))
  chmodSync(folder, 0o755)
  let cluster = await startCluster(folder)
  let sql = connect(TEST_DATABASE_CONFIG, { url: cluster.url, max: 2 })
  t.after(async () => {
    await sql.end({ timeout: 1 })
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const restart = async () => {
    await sql.end({ timeout: 1 })
    await cluster.stop()
    cluster = await startCluster(folder)
    sql = connect(TEST_DATABASE_CONFIG, { url: cluster.url, max: 2 })
  }
  const owned = statSync(cluster.directory)
  const archive = join(folder, 'wal')
  mkdirSync(archive)
  chownSync(archive, owned.uid, owned.gid)
  await migrate({ ...TEST_DATABASE_CONFIG, databaseUrl: cluster.url })
  await prepareInstallation(sql)
  await sql`alter system set archive_mode = on`
  await sql.unsafe(`alter system set archive_command = 'test ! -f ${archive}/%f && cp %p ${archive}/%f'`)
  await restart()
  await makeShop(sql, { store: { name: 'Avant la base' } })

  const base = join(folder, 'base')
  const held = await sql.reserve()
  await held`select pg_backup_start('base', true)`
  cpSync(cluster.directory, base, {
    recursive: true,
    filter: (path) => !/postmaster\.(pid|opts)$|pg_wal\/.+/.test(path),
  })
  const [stopped] = await held<[{ labelfile: string }]>`select labelfile from pg_backup_stop()`
  held.release()
  writeFileSync(join(base, 'backup_label'), stopped.labelfile)

  await makeShop(sql, { store: { name: 'Après la base' } })
  const epoch = await readEventEpoch(sql)
  const [{ moment }] = await sql<[{ moment: string }]>`select clock_timestamp()::text as moment`
  await sql`delete from stock_levels`
  await makeShop(sql, { store: { name: 'Après l’accident' } })
  const [{ segment }] = await sql<[{ segment: string }]>`select pg_walfile_name(pg_switch_wal()) as segment`
  await until(() => readdirSync(archive).includes(segment))

  // The machine is lost; the base and the archive are not.
  await sql.end({ timeout: 1 })
  await cluster.stop()
  const { directory } = cluster
  rmSync(directory, { recursive: true })
  cpSync(base, directory, { recursive: true })
  const settings = readFileSync(join(directory, 'postgresql.auto.conf'), 'utf8')
  const recovery = [
    `restore_command = 'cp ${archive}/%f %p'`,
    `recovery_target_time = '${moment}'`,
    `recovery_target_action = 'promote'`,
  ]
  writeFileSync(join(directory, 'postgresql.auto.conf'), `${settings}${recovery.join('\n')}\n`)
  writeFileSync(join(directory, 'recovery.signal'), '')
  giveTo(directory, owned)
  cluster = await startCluster(folder)
  sql = connect(TEST_DATABASE_CONFIG, { url: cluster.url, max: 2 })
  await until(async () => !(await sql`select pg_is_in_recovery() as is_in`)[0]?.is_in)

  const stores = await sql<{ name: string }[]>`select name from stores order by id`
  assert.deepEqual(
    stores.map(({ name }) => name),
    ['Avant la base', 'Après la base'],
  )
  const [levels] = await sql<[{ count: number }]>`select count(*)::int as count from stock_levels`
  assert.equal(levels.count, 2)
  const findings = await verifyInstallation(sql)
  assert.deepEqual(
    findings.filter(({ faults }) => faults > 0),
    [],
  )
  // Whoever listens to events begins again by himself.
  assert.notEqual(await readEventEpoch(sql), epoch)
})

/** PostgreSQL runs under another account when the tests run as root, and owns its files. */
function giveTo(folder: string, { uid, gid }: { uid: number; gid: number }): void {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) =>
    join(entry.parentPath, entry.name),
  )
  for (const path of [folder, ...paths]) chownSync(path, uid, gid)
  chmodSync(folder, 0o700)
}
