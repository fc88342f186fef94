import { hkdfSync } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Queryable, Sql, Tx } from '../database/connect.ts'
import { openTransaction } from '../database/open-transaction.ts'
import { hasJobTables, WAITING_JOBS } from '../jobs/carry-jobs.ts'
import { ArchiveWriter, type WrittenArchive } from './archive-writer.ts'
import type { BackupKey } from './backup-key.ts'
import { PLAIN_FORMS, readDigest, readSequences, readTables } from './catalogue.ts'
import { copyOut } from './copy-out.ts'
import { FILES_PREFIX, FORMAT, jobsPart, MANIFEST_NAME, type Manifest, type TableEntry, tablePart } from './manifest.ts'

/** Where the stored files are read. */
export type FileSource = {
  list(prefix: string): AsyncIterable<{ readonly name: string }>
  get(name: string): Promise<{ readonly stream: Readable; readonly bytes: number } | null>
}

export type BackupProgress = { readonly rows: number; readonly files: number; readonly bytes: number }

export type BackupOptions = {
  /** Where the backup will stand. */
  readonly path: string
  readonly key: BackupKey | undefined
  /** Of the program. */
  readonly version: string
  readonly secretKey: string
  readonly files: FileSource
  /** Tables whose rows mean nothing elsewhere or later. */
  readonly leftOut: readonly string[]
  /** Which line of history the database counts its transactions in. */
  readonly readEpoch: (sql: Queryable) => Promise<string>
  readonly onProgress?: (done: BackupProgress) => void
}

export type Backup = WrittenArchive & { readonly manifest: Manifest }

/**
 * Writes what the database holds at one moment, and then the stored files: those of that moment never change and are still
 * there. Nothing is locked, and nobody waits: it reads in one repeatable transaction. At any time it holds a part of one
 * table, or a piece of one file.
 */
export async function writeBackup(sql: Sql, options: BackupOptions): Promise<Backup> {
  const madeAt = new Date()
  const archive = await ArchiveWriter.open({ path: options.path, key: options.key, madeAt })
  try {
    const progress = followProgress(options.onProgress)
    const database = await copyDatabase(sql, archive, options, progress)
    const files = await copyFiles(archive, options.files, progress)
    const manifest: Manifest = {
      format: FORMAT,
      program: 'comptoir',
      version: options.version,
      made_at: madeAt.toISOString(),
      secret_key_mark: markSecret(options.secretKey),
      ...database,
      files,
    }
    const written = await archive.finish(MANIFEST_NAME, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
    return { ...written, manifest }
  } catch (error) {
    await archive.abandon()
    throw error
  }
}

/** The same for the same secret; what it is made from cannot be found from it. */
export const markSecret = (secretKey: string): string =>
  Buffer.from(hkdfSync('sha256', secretKey, '', 'comptoir backup mark', 8)).toString('hex')

type Progress = (rows: number, files: number, bytes: number) => void

function followProgress(tell: BackupOptions['onProgress']): Progress {
  const done = { rows: 0, files: 0, bytes: 0 }
  return (rows, files, bytes) => {
    done.rows += rows
    done.files += files
    done.bytes += bytes
    tell?.({ ...done })
  }
}

type DatabasePart = Omit<Manifest, 'format' | 'program' | 'version' | 'made_at' | 'secret_key_mark' | 'files'>

async function copyDatabase(
  sql: Sql,
  archive: ArchiveWriter,
  { leftOut, readEpoch }: BackupOptions,
  progress: Progress,
): Promise<DatabasePart> {
  const { tx, commit, rollback } = openTransaction(sql, 'isolation level repeatable read read only')
  try {
    await tx.unsafe(PLAIN_FORMS)
    const facts = await readFacts(tx)
    const tables: TableEntry[] = []
    for (const { name, columns } of await readTables(tx)) {
      if (leftOut.includes(name)) continue
      const { rows, digest } = await readDigest(tx, { name, columns })
      const copied = await copyOut(tx, archive, {
        source: `${name} (${columns.join(', ')})`,
        nameOf: (part) => tablePart(name, part),
        onProgress: (newRows, bytes) => progress(newRows, 0, bytes),
      })
      if (copied.rows !== rows) throw new Error(`${name}: ${copied.rows} rows were copied of ${rows}.`)
      tables.push({ name, columns: [...columns], rows, digest, parts: copied.parts })
    }
    const jobs = await copyJobs(tx, archive, progress)
    const sequences = await readSequences(tx)
    const epoch = await readEpoch(tx)
    await commit()
    return { ...facts, epoch, tables, left_out: [...leftOut], sequences, jobs }
  } catch (error) {
    await rollback()
    throw error
  }
}

async function readFacts(tx: Tx): Promise<Pick<Manifest, 'postgresql' | 'snapshot' | 'migrations'>> {
  const [row] = await tx<[{ postgresql: string; snapshot: string }]>`
    select split_part(current_setting('server_version'), ' ', 1) as postgresql, pg_current_snapshot()::text as snapshot`
  const migrations = await tx<Manifest['migrations']>`
    select number, name, checksum from schema_migrations order by number`
  return { ...row, migrations: [...migrations] }
}

async function copyJobs(tx: Tx, archive: ArchiveWriter, progress: Progress): Promise<number> {
  if (!(await hasJobTables(tx))) return 0
  const { rows } = await copyOut(tx, archive, {
    source: `(${WAITING_JOBS})`,
    nameOf: jobsPart,
    onProgress: (newRows, bytes) => progress(newRows, 0, bytes),
  })
  return rows
}

async function copyFiles(archive: ArchiveWriter, files: FileSource, progress: Progress): Promise<Manifest['files']> {
  const copied = { count: 0, bytes: 0 }
  for await (const { name } of files.list('')) {
    const found = await files.get(name)
    // Somebody has let go of it since, and so it is not of the moment that is saved.
    if (found === null) continue
    await archive.addStream(FILES_PREFIX + name, found.stream as AsyncIterable<Buffer>, found.bytes)
    copied.count += 1
    copied.bytes += found.bytes
    progress(0, 1, found.bytes)
  }
  return copied
}
