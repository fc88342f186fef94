import type { Queryable, Sql } from '../database/connect.ts'
import type { Backup } from './write-backup.ts'

type Attempt = { readonly startedAt: Date; readonly place: string; readonly isEncrypted: boolean }

/** Notes that a backup was made. A database of before this table notes nothing. */
export async function recordBackup(sql: Sql, attempt: Attempt, { bytes, sha256, manifest }: Backup): Promise<void> {
  if (!(await hasTable(sql))) return
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  await sql`
    insert into backups (started_at, result, place, is_encrypted, bytes, rows, files, sha256)
    values (${attempt.startedAt}, 'done', ${attempt.place}, ${attempt.isEncrypted}, ${bytes}, ${rows},
      ${manifest.files.count}, ${sha256})`
}

/** Notes that one could not be made, and why. */
export async function recordFailure(sql: Sql, attempt: Attempt, error: unknown): Promise<void> {
  if (!(await hasTable(sql))) return
  const reason = error instanceof Error ? error.message : String(error)
  await sql`
    insert into backups (started_at, result, place, is_encrypted, reason)
    values (${attempt.startedAt}, 'failed', ${attempt.place}, ${attempt.isEncrypted}, ${reason})`
}

async function hasTable(sql: Queryable): Promise<boolean> {
  const [row] = await sql<[{ exists: boolean }]>`select to_regclass('backups') is not null as exists`
  return row.exists
}

export type LastBackup = {
  readonly at: string
  readonly bytes: number
  readonly place: string
  readonly is_encrypted: boolean
  readonly sha256: string
}

/** The last one that was made; null: none ever was. */
export async function readLastBackup(sql: Queryable): Promise<LastBackup | null> {
  const [row] = await sql<LastBackup[]>`
    select finished_at as at, bytes, place, is_encrypted, sha256 from backups where result = 'done'
    order by finished_at desc limit 1`
  return row ?? null
}

export type FailedBackup = { readonly at: string; readonly reason: string }

/** Why the latest attempt made none; null: it made one, or there was none. */
export async function readFailedBackup(sql: Queryable): Promise<FailedBackup | null> {
  const [row] = await sql<(FailedBackup & { result: string })[]>`
    select finished_at as at, result, reason from backups order by finished_at desc limit 1`
  return row?.result === 'failed' ? { at: row.at, reason: row.reason } : null
}
