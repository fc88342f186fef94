import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { makeBackup } from '../make-backup.ts'
import { readBackupKey } from '../platform/backup/backup-key.ts'
import { nameBackup } from '../platform/backup/keep-backups.ts'
import type { Backup, BackupProgress } from '../platform/backup/write-backup.ts'
import { openDatabase } from '../platform/database/open-database.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { Language } from '../platform/text.ts'
import type { CommandContext } from './command.ts'
import { openCommandDatabase } from './command-database.ts'
import { describeBytes, toErrorOutput, writeOver } from './describe-amounts.ts'
import { loadConfigOfInstallation } from './require-installation.ts'

/**
 * Writes a backup of the whole installation, while tills sell. Not even missing migrations are applied: the backup before an
 * update is of the version before.
 */
export async function backup(context: CommandContext): Promise<number> {
  const { values } = parseArgs({
    args: context.args,
    options: { out: { type: 'string', short: 'o' }, encrypt: { type: 'boolean', default: false } },
  })
  const config = loadConfigOfInstallation()
  const isEncrypted = readBackupKey(config.backup) !== undefined
  if (values.encrypt && !isEncrypted) throw refuseWithoutKey()
  const database = await openCommandDatabase(config, { max: 2, isMigrating: false, tables: 'some' })
  // A pooler would let a transaction of hours wait in its way, and might end it: around it where there is a way.
  const direct = config.databaseDirectUrl
  const sql = direct === undefined ? database.sql : await openDatabase(config, { url: direct, max: 2 })
  try {
    const path = values.out === undefined ? undefined : placeFor(values.out, isEncrypted)
    const made = await makeBackup(
      { sql, config: database.config, log: toErrorOutput },
      { ...(path === undefined ? {} : { path }), onProgress: showProgress(context.language) },
    )
    sayWhatWasMade(context, made, isEncrypted)
    return 0
  } finally {
    if (sql !== database.sql) await sql.end({ timeout: 1 })
    await database.close()
  }
}

/** A folder gets a file that is named by its time. */
function placeFor(out: string, isEncrypted: boolean): string {
  const path = resolve(out)
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true || /[/\\]$/.test(out)
  return isFolder ? join(path, nameBackup(new Date(), isEncrypted)) : path
}

const refuseWithoutKey = (): OperatorError =>
  new OperatorError(
    '--encrypt veut une clé, par BACKUP_KEY ou BACKUP_KEY_FILE\u00a0: une phrase de 16 caractères ou plus, ou une clé d’age.',
    '--encrypt wants a key, by BACKUP_KEY or BACKUP_KEY_FILE: a phrase of 16 characters or more, or a key of age.',
  )

/** One line that is written over, on a terminal only. */
function showProgress(language: Language): (done: BackupProgress) => void {
  const count = new Intl.NumberFormat(language === 'fr' ? 'fr-CA' : 'en-CA')
  return ({ rows, files, bytes }) =>
    writeOver(
      language === 'fr'
        ? `${count.format(rows)} lignes, ${count.format(files)} fichiers, ${describeBytes(bytes, language)} lus`
        : `${count.format(rows)} rows, ${count.format(files)} files, ${describeBytes(bytes, language)} read`,
    )
}

function sayWhatWasMade({ say, language }: CommandContext, made: Backup, isEncrypted: boolean): void {
  writeOver(null)
  const count = new Intl.NumberFormat(language === 'fr' ? 'fr-CA' : 'en-CA')
  const rows = count.format(made.manifest.tables.reduce((sum, table) => sum + table.rows, 0))
  const [files, bytes] = [count.format(made.manifest.files.count), describeBytes(made.bytes, language)]
  say({
    fr: `Sauvegarde faite\u00a0: ${made.path}\n${rows} lignes, ${files} fichiers, ${bytes}${isEncrypted ? ', chiffrée' : ', non chiffrée'}\nSHA-256 ${made.sha256}`,
    en: `Backup made: ${made.path}\n${rows} rows, ${files} files, ${bytes}${isEncrypted ? ', encrypted' : ', not encrypted'}\nSHA-256 ${made.sha256}`,
  })
}
