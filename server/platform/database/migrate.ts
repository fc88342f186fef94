import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { OperatorError } from '../operator-error.ts'
import { type ConnectOptions, connect, type DatabaseConfig, type Sql, type Tx } from './connect.ts'

/** One numbered file of `migrations/`. */
export type Migration = { number: number; name: string; checksum: string; text: string }

/** The folder of the project's migrations. */
export const MIGRATIONS_FOLDER = resolve(import.meta.dirname, '..', '..', '..', 'migrations')

/** The migrations and the database contradict each other; the message names the file. */
export class MigrationError extends OperatorError {
  constructor(french: string, english: string, options?: ErrorOptions) {
    super(french, english, options)
    this.name = 'MigrationError'
  }
}

/** Any constant will do, as long as every Comptoir uses the same: it is the key of the advisory lock. */
const migrationLock = 7_260_001

/**
 * Reads the migrations of a folder in their order.
 *
 * @throws MigrationError when a file is not named `0001_what_it_does.sql` or a number is missing or used twice.
 */
export async function readMigrations(folder: string = MIGRATIONS_FOLDER): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const migrations: Migration[] = []
  for (const name of names) {
    const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1])
    if (number !== migrations.length + 1) {
      const wanted = String(migrations.length + 1).padStart(4, '0')
      throw new MigrationError(
        `La migration ${name} n’est pas à son rang\u00a0: la suivante doit s’appeler ${wanted}_….sql.`,
        `The migration ${name} is out of order: the next one must be named ${wanted}_….sql.`,
      )
    }
    // Line ends are not part of a migration: a checkout on Windows may change them.
    const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
    migrations.push({ number, name, text, checksum: createHash('sha256').update(text).digest('hex') })
  }
  return migrations
}

/**
 * Applies the migrations that the database does not have yet, each in a transaction of its own, and answers their
 * names. Forward only. Instances that start together wait for one another: each takes the same transaction lock
 * before it looks at what has been applied. DATABASE_DIRECT_URL is used when set, so that this also works beside a
 * pooler.
 *
 * @throws MigrationError when an applied file has changed or disappeared, or when a file fails; what was applied
 * before it stays.
 */
export async function migrate(
  config: DatabaseConfig & { databaseDirectUrl?: string | undefined },
  options: ConnectOptions & { folder?: string } = {},
): Promise<string[]> {
  const migrations = await readMigrations(options.folder)
  const url = options.url ?? config.databaseDirectUrl ?? config.databaseUrl
  const sql = connect(config, {
    ...options,
    ...(url === undefined ? {} : { url }),
    max: 1,
    prepare: false,
    sessionSettings: false,
    applicationName: 'comptoir migrate',
  })
  try {
    return await applyMigrations(sql, migrations)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function applyMigrations(sql: Sql, migrations: readonly Migration[]): Promise<string[]> {
  const applied: string[] = []
  for (;;) {
    const name = await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${migrationLock}::bigint)`
      return applyNext(tx, migrations)
    })
    if (name === undefined) return applied
    applied.push(name)
  }
}

/**
 * Applies the missing ones of these migrations in the caller's transaction, which then holds everybody else's back until it
 * ends. Answers the names.
 */
export async function migrateWithin(tx: Tx, migrations: readonly Migration[]): Promise<string[]> {
  await tx`select pg_advisory_xact_lock(${migrationLock}::bigint)`
  const applied: string[] = []
  for (;;) {
    // What a migration has left to the end of its transaction must not stand in the way of the next.
    await tx.unsafe('set constraints all immediate; set constraints all deferred')
    const name = await applyNext(tx, migrations)
    if (name === undefined) return applied
    applied.push(name)
  }
}

/** Applies the first migration that is missing; answers its name, or undefined when none is. */
async function applyNext(tx: Tx, migrations: readonly Migration[]): Promise<string | undefined> {
  await tx`
    create table if not exists schema_migrations (
      number integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`
  const rows = await tx<{ number: number; name: string; checksum: string }[]>`
    select number, name, checksum from schema_migrations order by number`
  for (const row of rows) refuseDifference(row, migrations[row.number - 1])
  const next = migrations[rows.length]
  if (next === undefined) return undefined
  try {
    await tx.unsafe(next.text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const line = findLine(error, next.text)
    throw new MigrationError(
      `La migration ${next.name} a échoué\u00a0: ${reason}${line === null ? '' : ` (ligne ${line})`}`,
      `The migration ${next.name} failed: ${reason}${line === null ? '' : ` (line ${line})`}`,
      { cause: error },
    )
  }
  await tx`insert into schema_migrations (number, name, checksum) values (${next.number}, ${next.name}, ${next.checksum})`
  return next.name
}

function refuseDifference(row: { number: number; name: string; checksum: string }, file: Migration | undefined) {
  if (file === undefined) {
    throw new MigrationError(
      `La base a la migration ${row.name}, que cette version de Comptoir ne connaît pas\u00a0: le programme est trop ancien pour cette base.`,
      `The database has the migration ${row.name}, which this version of Comptoir does not know: it is too old for this database.`,
    )
  }
  if (file.name !== row.name) {
    throw new MigrationError(
      `La migration ${row.name} a été appliquée, mais son fichier s’appelle maintenant ${file.name}.`,
      `The migration ${row.name} was applied but the file is now named ${file.name}.`,
    )
  }
  if (file.checksum !== row.checksum) {
    throw new MigrationError(
      `La migration ${row.name} a changé depuis qu’elle a été appliquée\u00a0; ajoutez plutôt un fichier.`,
      `The migration ${row.name} has changed since it was applied; add a new file instead.`,
    )
  }
}

/** The line of an error whose position in the text the server knows. */
function findLine(error: unknown, text: string): number | null {
  const position = error instanceof Error && 'position' in error ? Number(error.position) : Number.NaN
  return Number.isInteger(position) ? text.slice(0, position).split('\n').length : null
}
