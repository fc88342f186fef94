import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { LEFT_OUT } from './backup-map.ts'
import { createStorage, type Storage } from './files/index.ts'
import { readBackupKey } from './platform/backup/backup-key.ts'
import { findSpent, nameBackup } from './platform/backup/keep-backups.ts'
import { recordBackup, recordFailure } from './platform/backup/record-backup.ts'
import { type Backup, type BackupProgress, writeBackup } from './platform/backup/write-backup.ts'
import type { Config } from './platform/config.ts'
import type { Sql } from './platform/database/connect.ts'
import { readEventEpoch } from './platform/events/event-epoch.ts'
import type { Log } from './platform/log/create-log.ts'

export type BackupSource = {
  readonly sql: Sql
  readonly config: Pick<Config, 'backup' | 'secretKey' | 'objectStorage' | 'dataFolder'>
  readonly log: Pick<Log, 'error'>
}

/**
 * Makes a backup of the installation and notes it.
 *
 * @param path where it shall stand; in the folder for backups, by its time, unless given.
 */
export async function makeBackup(
  { sql, config, log }: BackupSource,
  { path, onProgress }: { path?: string; onProgress?: (done: BackupProgress) => void } = {},
): Promise<Backup> {
  const startedAt = new Date()
  const key = readBackupKey(config.backup)
  const place = path ?? join(config.backup.folder, nameBackup(startedAt, key !== undefined))
  const attempt = { startedAt, place, isEncrypted: key !== undefined }
  try {
    const backup = await writeBackup(sql, {
      path: place,
      key,
      version: packageJson.version,
      secretKey: config.secretKey,
      files: createStorage(config, log),
      leftOut: LEFT_OUT,
      readEpoch: readEventEpoch,
      ...(onProgress === undefined ? {} : { onProgress }),
    })
    await recordBackup(sql, attempt, backup)
    return backup
  } catch (error) {
    await recordFailure(sql, attempt, error).catch(() => {})
    throw error
  }
}

/**
 * What the schedule does: a backup in its folder, a copy of it in the bucket for them where there is one, and then those go
 * that need not be kept. Answers the backup, and how many went.
 */
export async function makeScheduledBackup(source: BackupSource): Promise<{ backup: Backup; spent: number }> {
  const { folder, keep } = source.config.backup
  const backup = await makeBackup(source)
  const bucket = openBucket(source)
  if (bucket !== null) await bucket.put(nameOf(backup.path), backup.path, 'application/octet-stream')
  let spent = 0
  for (const name of findSpent(await readdir(folder), keep)) {
    await rm(join(folder, name), { force: true })
    spent += 1
  }
  if (bucket !== null) {
    const names = (await Array.fromAsync(bucket.list('comptoir-'))).map(({ name }) => name)
    for (const name of findSpent(names, keep)) await bucket.remove(name)
  }
  return { backup, spent }
}

const nameOf = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)

function openBucket({ config, log }: BackupSource): Storage | null {
  const { bucket } = config.backup
  if (bucket === undefined || config.objectStorage === undefined) return null
  return createStorage({ dataFolder: config.dataFolder, objectStorage: { ...config.objectStorage, bucket } }, log)
}
