import { existsSync } from 'node:fs'
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

type Target = { readonly path?: string; readonly onProgress?: (done: BackupProgress) => void }
type Made = { readonly attempt: { startedAt: Date; place: string; isEncrypted: boolean }; readonly backup: Backup }

/**
 * Makes a backup of the installation and notes it.
 *
 * @param path where it shall stand; in the folder for backups, by its time, unless given.
 */
export async function makeBackup(source: BackupSource, target: Target = {}): Promise<Backup> {
  const { attempt, backup } = await writeArchive(source, target)
  await recordBackup(source.sql, attempt, backup)
  return backup
}

/** One that fails is noted, one that stands is not yet. */
async function writeArchive({ sql, config, log }: BackupSource, { path, onProgress }: Target = {}): Promise<Made> {
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
    return { attempt, backup }
  } catch (error) {
    await recordFailure(sql, attempt, error).catch(() => {})
    throw error
  }
}

/** Archives that stand in their folder and did not reach their bucket, by folder: the next try copies what is there. */
const uncopied = new Map<string, Made>()
/** After that it is no longer the same backup that is tried again, but the next one. */
const TRIED_AGAIN_MS = 60 * 60 * 1000

/**
 * What the schedule does: a backup in its folder, a copy of it in the bucket for them where there is one, and then those go
 * that need not be kept. A backup that did not reach its bucket has failed, since the disk that it stands on may be the one
 * that it is made against. Answers the backup, and how many went.
 */
export async function makeScheduledBackup(source: BackupSource): Promise<{ backup: Backup; spent: number }> {
  const { folder } = source.config.backup
  const bucket = openBucket(source)
  const made = takeUncopied(folder) ?? (await writeArchive(source))
  const { attempt, backup } = made
  let spent = 0
  try {
    if (bucket !== null) await bucket.put(nameOf(backup.path), backup.path, 'application/octet-stream')
  } catch (error) {
    uncopied.set(folder, made)
    await recordFailure(source.sql, attempt, error).catch(() => {})
    throw error
  } finally {
    // Above all where a disk or a bucket is full.
    spent = await removeSpent(source, bucket)
  }
  await recordBackup(source.sql, attempt, backup)
  return { backup, spent }
}

function takeUncopied(folder: string): Made | undefined {
  const made = uncopied.get(folder)
  uncopied.delete(folder)
  const isSame = made !== undefined && Date.now() - made.attempt.startedAt.getTime() < TRIED_AGAIN_MS
  return isSame && existsSync(made.backup.path) ? made : undefined
}

/** What cannot be removed today can be tomorrow, and makes no backup a bad one. */
async function removeSpent({ config, log }: BackupSource, bucket: Storage | null): Promise<number> {
  const { folder, keep } = config.backup
  let spent = 0
  try {
    for (const name of findSpent(await readdir(folder), keep)) {
      await rm(join(folder, name), { force: true })
      spent += 1
    }
    if (bucket === null) return spent
    const names = (await Array.fromAsync(bucket.list('comptoir-'))).map(({ name }) => name)
    for (const name of findSpent(names, keep)) await bucket.remove(name)
  } catch (error) {
    log.error(error)
  }
  return spent
}

const nameOf = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)

function openBucket({ config, log }: BackupSource): Storage | null {
  const { bucket } = config.backup
  if (bucket === undefined || config.objectStorage === undefined) return null
  return createStorage({ dataFolder: config.dataFolder, objectStorage: { ...config.objectStorage, bucket } }, log)
}
