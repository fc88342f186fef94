import type { Sql, Tx } from '../database/connect.ts'
import { type Migration, migrateWithin } from '../database/migrate.ts'
import { openTransaction } from '../database/open-transaction.ts'
import { CARRIED_COLUMNS, putBackJobs } from '../jobs/carry-jobs.ts'
import type { BackupKey } from './backup-key.ts'
import { PLAIN_FORMS, readDigest, readTables, type Table } from './catalogue.ts'
import { isJobsPart, isTablePart } from './check-backup.ts'
import { CopyIn } from './copy-in.ts'
import { BackupRefused, refuseDamaged } from './damaged.ts'
import { clearSchema, requireEmpty } from './empty-database.ts'
import { FILES_PREFIX, type Manifest, refuseNewer, tablePart } from './manifest.ts'
import { finishLoad, prepareLoad } from './prepare-load.ts'
import { type ArchiveEntry, readArchive } from './read-archive.ts'
import { type FileTarget, restoreFile } from './restore-file.ts'

export type RestoreOptions = {
  readonly path: string
  readonly key: BackupKey | undefined
  /** What the check of this file has found. */
  readonly manifest: Manifest
  /** Those of this program. */
  readonly migrations: readonly Migration[]
  readonly files: FileTarget
  /** For files that pass. */
  readonly passing: string
  /** Tables that an installation fills by itself before anybody has used it. */
  readonly ownTables: readonly string[]
  readonly queues: readonly string[]
  /** Says to whoever has copied something of the database that it is another one now. */
  readonly renew: (tx: Tx) => Promise<void>
  readonly onProgress?: (done: { rows: number; files: number; step: RestoreStep }) => void
}

export type RestoreStep = 'rows' | 'files' | 'indexes' | 'migrations'
export type Restored = {
  readonly rows: number
  readonly files: number
  readonly jobs: number
  readonly migrated: string[]
}

/**
 * Which migrations of this program make the tables of a backup. The rest follow once its rows are there.
 *
 * @throws BackupRefused when the backup is of a newer program, or of another line of it.
 */
export function migrationsOf(manifest: Manifest, migrations: readonly Migration[]): readonly Migration[] {
  if (manifest.migrations.length > migrations.length) throw refuseNewer()
  for (const [index, { name, checksum }] of manifest.migrations.entries()) {
    const own = migrations[index]
    if (own?.name === name && own.checksum === checksum) continue
    throw new BackupRefused(
      `La sauvegarde a été faite avec une migration que ce programme n’a pas ainsi\u00a0: ${name}.`,
      `The backup was made with a migration that this program does not have so: ${name}.`,
    )
  }
  return migrations.slice(0, manifest.migrations.length)
}

/**
 * Puts the rows and files of a backup into a database that has nothing. The database gets all of it in one transaction, or
 * stays as it was: whatever is killed meanwhile, the same can be begun again. Files that are there already, of an attempt
 * before, are kept when they are the same.
 *
 * @throws NotEmpty, BackupRefused
 */
export async function restoreBackup(sql: Sql, options: RestoreOptions): Promise<Restored> {
  const { tx, commit, rollback } = openTransaction(sql)
  const loading: { current: CopyIn | null } = { current: null }
  try {
    await tx.unsafe(PLAIN_FORMS)
    const before = migrationsOf(options.manifest, options.migrations)
    await requireEmpty(tx, options.ownTables)
    await clearSchema(tx)
    await migrateWithin(tx, before)
    const tables = await readTables(tx)
    const expected = matchTables(options.manifest, tables)
    const taken = await prepareLoad(
      tx,
      tables.map(({ name }) => name),
    )
    const loaded = await load(tx, expected, options, loading)
    options.onProgress?.({ ...loaded, step: 'indexes' })
    await finishLoad(tx, taken)
    for (const { name, last_value } of options.manifest.sequences) {
      await tx`select setval(${name}::text::regclass, ${last_value}::bigint)`
    }
    options.onProgress?.({ ...loaded, step: 'migrations' })
    const migrated = await migrateWithin(tx, options.migrations)
    const jobs = await putBackJobs(tx, 'restored_jobs', options.queues)
    await options.renew(tx)
    await commit()
    return { ...loaded, jobs, migrated }
  } catch (error) {
    loading.current?.abandon()
    await rollback()
    throw error
  }
}

type Expected = { readonly table: Table; readonly rows: number; readonly digest: string; readonly parts: number }

/** The tables of a backup, as the database has them. By which name part of the archive each comes. */
function matchTables(manifest: Manifest, tables: readonly Table[]): ReadonlyMap<string, Expected> {
  const expected = new Map<string, Expected>()
  for (const { name, columns, rows, digest, parts } of manifest.tables) {
    const table = tables.find((found) => found.name === name)
    if (table?.columns.join() !== columns.join()) throw refuseDamaged(name)
    for (let part = 1; part <= parts; part += 1)
      expected.set(tablePart(name, part), { table, rows, digest, parts: part })
    if (parts === 0 && rows > 0) throw refuseDamaged(name)
  }
  return expected
}

type Loading = { current: CopyIn | null }

async function load(
  tx: Tx,
  expected: ReadonlyMap<string, Expected>,
  { path, key, files, passing, manifest, onProgress }: RestoreOptions,
  loading: Loading,
): Promise<{ rows: number; files: number }> {
  await tx.unsafe(`create temporary table restored_jobs (${CARRIED_COLUMNS}) on commit drop`)
  const done = { rows: 0, files: 0 }
  let table: Expected | null = null
  const closeTable = async () => {
    await loading.current?.close()
    loading.current = null
    if (table !== null) await compareTable(tx, table)
    done.rows += table?.rows ?? 0
    table = null
  }
  const openTable = async (entry: ArchiveEntry) => {
    const next = expected.get(entry.name)
    if (next === undefined) throw refuseDamaged(entry.name)
    if (next.table.name !== table?.table.name) {
      await closeTable()
      loading.current = await CopyIn.open(tx, `${next.table.name} (${next.table.columns.join(', ')})`)
    }
    table = next
    await loading.current?.add(entry)
    onProgress?.({ ...done, step: 'rows' })
  }
  for await (const entry of readArchive(path, key)) {
    if (isTablePart(entry.name)) {
      await openTable(entry)
      continue
    }
    await closeTable()
    if (isJobsPart(entry.name)) {
      loading.current = await CopyIn.open(tx, 'restored_jobs')
      await loading.current.add(entry)
      await closeTable()
    } else if (entry.name.startsWith(FILES_PREFIX)) {
      await restoreFile(files, passing, entry)
      done.files += 1
      onProgress?.({ ...done, step: 'files' })
    }
  }
  const rows = manifest.tables.reduce((sum, entry) => sum + entry.rows, 0)
  if (done.rows !== rows) throw refuseDamaged('tables/')
  const [jobs] = await tx<[{ count: number }]>`select count(*)::int as count from restored_jobs`
  if (jobs.count !== manifest.jobs) throw refuseDamaged('jobs/')
  return done
}

/** What stands in the table now is what the backup saw, each row of it. */
async function compareTable(tx: Tx, { table, rows, digest }: Expected): Promise<void> {
  const found = await readDigest(tx, table)
  if (found.rows !== rows || found.digest !== digest) throw refuseDamaged(table.name)
}
