import { Gauge, type Registry } from 'prom-client'
import { type LastBackup, readLastBackup } from '../backup/record-backup.ts'
import type { Sql } from '../database/connect.ts'
import { within } from '../within.ts'

/** A scrape answers even when the database does not. */
const PATIENCE_MS = 1_000

/** How old the last backup of the installation is, and how large: the same from every process. */
export function addBackupMetrics(registry: Registry, sql: Sql): void {
  let reading: Promise<LastBackup | null> | null = null
  const read = () => {
    reading ??= within(PATIENCE_MS, readLastBackup(sql)).finally(() => {
      reading = null
    })
    return reading
  }
  const add = (name: string, help: string, figure: (last: LastBackup | null) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await read().then(figure, () => Number.NaN))
      },
    })
  add(
    'backup_last_success_timestamp_seconds',
    'When the last backup was made, in seconds of the epoch; 0 when none ever was.',
    (last) => (last === null ? 0 : Date.parse(last.at) / 1000),
  )
  add('backup_last_bytes', 'How large the last backup is; 0 when none was ever made.', (last) => last?.bytes ?? 0)
}
