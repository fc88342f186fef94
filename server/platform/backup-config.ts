import { join } from 'node:path'
import type { ConfigReader } from './config-reader.ts'

/** When backups are made by themselves, where they are kept and how many of them. */
export type BackupConfig = Readonly<{
  /** A cron expression in UTC; undefined: only when somebody asks. */
  schedule: string | undefined
  /** Absolute path of the folder for backups. */
  folder: string
  /** What encrypts them; undefined with `keyFile` undefined: they are not encrypted. */
  key: string | undefined
  keyFile: string | undefined
  /** A bucket beside the one of the files, on the same service, that gets a copy of each scheduled backup. */
  bucket: string | undefined
  /** Of the scheduled ones: the newest of so many days, weeks and months stay. */
  keep: { readonly daily: number; readonly weekly: number; readonly monthly: number }
}>

const KEPT_MOST = 1000

/** Reads the variables of backups. */
export function readBackupConfig(
  read: ConfigReader,
  { folder, dataFolder }: { folder: (path: string) => string; dataFolder: string },
): BackupConfig {
  const keep = (name: string, fallback: number) => read.integer(name, { fallback, min: 0, max: KEPT_MOST })
  const named = read.text('BACKUP_FOLDER')
  const keyFile = read.text('BACKUP_KEY_FILE')
  const key = read.text('BACKUP_KEY')
  if (key !== undefined && keyFile !== undefined) {
    read.refuse('BACKUP_KEY', 'et BACKUP_KEY_FILE s’excluent.', 'and BACKUP_KEY_FILE exclude each other.')
  }
  const bucket = read.text('BACKUP_S3_BUCKET')
  if (bucket !== undefined && read.text('S3_ENDPOINT') === undefined) {
    read.refuse('BACKUP_S3_BUCKET', 'veut aussi S3_ENDPOINT.', 'wants S3_ENDPOINT too.')
  }
  if (bucket !== undefined && bucket === read.text('S3_BUCKET')) {
    read.refuse(
      'BACKUP_S3_BUCKET',
      'doit différer de S3_BUCKET\u00a0: une sauvegarde ne se garde pas avec ce qu’elle sauve.',
      'must differ from S3_BUCKET: a backup is not kept with what it saves.',
    )
  }
  const daily = keep('BACKUP_KEEP_DAILY', 7)
  const weekly = keep('BACKUP_KEEP_WEEKLY', 5)
  const monthly = keep('BACKUP_KEEP_MONTHLY', 12)
  if (daily + weekly + monthly === 0) {
    read.refuse(
      'BACKUP_KEEP_DAILY',
      'ne peut être 0 avec BACKUP_KEEP_WEEKLY et BACKUP_KEEP_MONTHLY.',
      'cannot be 0 together with BACKUP_KEEP_WEEKLY and BACKUP_KEEP_MONTHLY.',
    )
  }
  return Object.freeze({
    schedule: read.cron('BACKUP_SCHEDULE'),
    folder: named === undefined ? join(dataFolder, 'backups') : folder(named),
    key,
    keyFile: keyFile === undefined ? undefined : folder(keyFile),
    bucket,
    keep: { daily, weekly, monthly },
  })
}
