import { Gauge, type Registry } from 'prom-client'
import { type LastBackup, readLastBackup } from '../backup/record-backup.ts'
import type { Sql } from '../database/connect.ts'
import { readPatiently } from './read-patiently.ts'

/** How old the last backup of the installation is, and how large: the same from every process. */
export function addBackupMetrics(registry: Registry, sql: Sql): void {
  const read = readPatiently(async () => ({ last: await readLastBackup(sql) }))
  const add = (name: string, help: string, figure: (last: LastBackup | null) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const reading = await read()
        this.set(reading === null ? Number.NaN : figure(reading.last))
      },
    })
  add(
    'backup_last_success_timestamp_seconds',
    'When the last backup was made, in seconds of the epoch; 0 when none ever was.',
    (last) => (last === null ? 0 : Date.parse(last.at) / 1000),
  )
  add('backup_last_bytes', 'How large the last backup is; 0 when none was ever made.', (last) => last?.bytes ?? 0)
}
