import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { OWN_TABLES, renewCopies } from '../backup-map.ts'
import { createStorage } from '../files/index.ts'
import { JOB_NAMES } from '../job-names.ts'
import { readBackupKey } from '../platform/backup/backup-key.ts'
import { checkBackup } from '../platform/backup/check-backup.ts'
import { requireEmpty, requireQuiet } from '../platform/backup/empty-database.ts'
import type { Manifest } from '../platform/backup/manifest.ts'
import { migrationsOf, type Restored, type RestoreOptions, restoreBackup } from '../platform/backup/restore-backup.ts'
import { markSecret } from '../platform/backup/write-backup.ts'
import { type Config, loadConfig } from '../platform/config.ts'
import type { Sql } from '../platform/database/connect.ts'
import { type Migration, readMigrations } from '../platform/database/migrate.ts'
import { openDatabase } from '../platform/database/open-database.ts'
import { prepareQueues } from '../platform/jobs/job-queue.ts'
import { OperatorError } from '../platform/operator-error.ts'
import { readLockHolder } from '../platform/process/file-lock.ts'
import type { Language } from '../platform/text.ts'
import { prepareInstallation } from '../prepare-installation.ts'
import { verifyInstallation } from '../verification.ts'
import type { CommandContext } from './command.ts'
import { openCommandDatabase } from './command-database.ts'
import { dataLockPath } from './data-lock-path.ts'
import { describeBytes, toErrorOutput, writeOver } from './describe-amounts.ts'
import { describeFinding } from './verify.ts'

/** What the exit status says. */
const RESTORED = 0
const FAULTY = 1
const USAGE_ERROR = 2

/**
 * Restores a backup into an installation that nobody has used. The file is read through and found whole before anything is
 * made or written; then the database gets all of it, or nothing.
 */
export async function restore(context: CommandContext): Promise<number> {
  const { positionals, values } = parseArgs({
    args: context.args,
    allowPositionals: true,
    options: { check: { type: 'boolean', default: false } },
  })
  const [file, ...rest] = positionals
  if (file === undefined || rest.length > 0) {
    context.say({
      fr: 'Usage\u00a0: comptoir restore FICHIER [--check]   (--check\u00a0: lire et vérifier seulement)',
      en: 'Usage: comptoir restore FILE [--check]   (--check: only read and check)',
    })
    return USAGE_ERROR
  }
  const path = resolve(file)
  // No secret is made before it is known that there is something to restore.
  const found = loadConfig(process.env, { keepsSecret: false })
  const key = readBackupKey(found.backup)
  const migrations = await readMigrations()
  const manifest = await checkBackup(path, key, (bytes) => {
    const read = describeBytes(bytes, context.language)
    writeOver(context.language === 'fr' ? `Vérification… ${read}` : `Checking… ${read}`)
  })
  migrationsOf(manifest, migrations)
  sayWhatIsThere(context, manifest)
  if (values.check) return RESTORED
  requireStopped(found)
  return restoreInto(loadConfig(), context, { path, key, manifest, migrations })
}

type Checked = Pick<RestoreOptions, 'path' | 'key' | 'manifest'> & { readonly migrations: readonly Migration[] }

async function restoreInto(config: Config, context: CommandContext, checked: Checked): Promise<number> {
  const database = await openCommandDatabase(config, { max: 2, isMigrating: false, statementTimeoutMs: 0 })
  const direct = config.databaseDirectUrl
  const sql =
    direct === undefined ? database.sql : await openDatabase(config, { url: direct, max: 2, statementTimeoutMs: 0 })
  try {
    await requireEmpty(sql, OWN_TABLES)
    await requireQuiet(sql)
    await prepareQueues(sql, JOB_NAMES)
    const restored = await restoreBackup(sql, {
      ...checked,
      files: createStorage(config, toErrorOutput),
      passing: join(config.dataFolder, 'tmp', 'restore'),
      ownTables: OWN_TABLES,
      queues: JOB_NAMES,
      renew: renewCopies,
      onProgress: showProgress(context.language),
    })
    await prepareInstallation(sql)
    await sql`analyze`
    writeOver(null)
    sayWhatWasDone(context, restored)
    warnOfSecret(context, config, checked.manifest)
    return await reportFaults(sql, context)
  } finally {
    if (sql !== database.sql) await sql.end({ timeout: 1 })
    await database.close()
  }
}

/** @throws OperatorError when `comptoir start` runs in the data folder. */
function requireStopped(config: Config): void {
  const holder = readLockHolder(dataLockPath(config))
  if (holder === undefined) return
  throw new OperatorError(
    `Comptoir tourne dans ${config.dataFolder}. Arrêtez-le d’abord.`,
    `Comptoir runs in ${config.dataFolder}. Stop it first.`,
  )
}

function sayWhatIsThere({ say, language }: CommandContext, manifest: Manifest): void {
  writeOver(null)
  const count = new Intl.NumberFormat(language === 'fr' ? 'fr-CA' : 'en-CA')
  const rows = count.format(manifest.tables.reduce((sum, table) => sum + table.rows, 0))
  const files = count.format(manifest.files.count)
  say({
    fr: `Sauvegarde intacte, du ${manifest.made_at}, par Comptoir ${manifest.version}\u00a0: ${rows} lignes, ${files} fichiers.`,
    en: `The backup is whole, of ${manifest.made_at}, by Comptoir ${manifest.version}: ${rows} rows, ${files} files.`,
  })
}

function showProgress(language: Language): NonNullable<RestoreOptions['onProgress']> {
  const count = new Intl.NumberFormat(language === 'fr' ? 'fr-CA' : 'en-CA')
  const steps = {
    fr: { rows: 'lignes', files: 'fichiers', indexes: 'index et références', migrations: 'migrations' },
    en: { rows: 'rows', files: 'files', indexes: 'indexes and references', migrations: 'migrations' },
  }[language]
  return ({ rows, files, step }) => {
    const done = { rows: ` ${count.format(rows)}`, files: ` ${count.format(files)}`, indexes: '', migrations: '' }[step]
    writeOver(language === 'fr' ? `Restauration\u00a0: ${steps[step]}${done}` : `Restoring: ${steps[step]}${done}`)
  }
}

function sayWhatWasDone({ say, language }: CommandContext, restored: Restored): void {
  const count = new Intl.NumberFormat(language === 'fr' ? 'fr-CA' : 'en-CA')
  const [rows, files, jobs] = [restored.rows, restored.files, restored.jobs].map((number) => count.format(number))
  say({
    fr: `Restauré\u00a0: ${rows} lignes, ${files} fichiers, ${jobs} travaux en attente.`,
    en: `Restored: ${rows} rows, ${files} files, ${jobs} jobs that wait.`,
  })
  for (const name of restored.migrated) say({ fr: `Migration appliquée\u00a0: ${name}`, en: `Applied: ${name}` })
}

function warnOfSecret({ say }: CommandContext, config: Config, manifest: Manifest): void {
  if (markSecret(config.secretKey) === manifest.secret_key_mark) return
  say({
    fr: 'Attention\u00a0: SECRET_KEY n’est pas celle de l’installation sauvegardée (elle n’est dans aucune sauvegarde). Le journal sera signé par une nouvelle clé\u00a0; ce que l’ancienne a signé se vérifie encore. Si vous avez l’ancienne, donnez-la avant de démarrer.',
    en: 'Warning: SECRET_KEY is not the one of the installation that was backed up (no backup holds it). The journal will be signed by a new key; what the old one signed can still be verified. If you have the old one, give it before you start.',
  })
}

async function reportFaults(sql: Sql, { say, language }: CommandContext): Promise<number> {
  const findings = await verifyInstallation(sql)
  const faulty = findings.filter(({ faults }) => faults > 0)
  for (const finding of faulty) for (const line of describeFinding(finding, language)) console.log(line)
  if (faulty.length === 0) {
    say({
      fr: `Tout concorde (${findings.length} vérifications). L’installation peut démarrer\u00a0; chacun s’y connecte à nouveau.`,
      en: `Everything agrees (${findings.length} checks). The installation can be started; everybody signs in again.`,
    })
    return RESTORED
  }
  say({
    fr: 'La sauvegarde est restaurée telle qu’elle était, écarts compris.',
    en: 'The backup is restored as it was, faults included.',
  })
  return FAULTY
}
