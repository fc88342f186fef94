import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseError, type Sql } from './value-types.ts'

/** What the server counted of one statement, whatever the values in it, since it was last reset. */
export type StatementStatistics = {
  /** The server's own name of the statement, the same on each reading. */
  query_id: string
  calls: number
  mean_seconds: number
  total_seconds: number
}
export type StatementWithText = StatementStatistics & { statement: string }

const MODULE = 'pg_stat_statements'
/** Where the packages keep the modules of PostgreSQL, by system. */
const MODULE_FILES = [`lib/postgresql/${MODULE}.so`, `lib/postgresql/${MODULE}.dylib`, `lib/${MODULE}.dll`] as const
const TOP = 10
const LONGEST_STATEMENT = 2_000
/** The module is not loaded: the extension was made for a server that had it. */
const NOT_LOADED = '55000'

/**
 * Settings with which an embedded PostgreSQL counts its statements; none where the package lacks the module, with which it
 * would not start. Only what reads and writes tables is counted: each transaction's own settings would be a statement each.
 */
export function statisticsSettings(programs: string): Record<string, string> {
  if (!MODULE_FILES.some((file) => existsSync(join(programs, file)))) return {}
  return { shared_preload_libraries: MODULE, [`${MODULE}.track_utility`]: 'off' }
}

/**
 * Makes the extension through which the counts are read, where the server has loaded its module and our role may. Any other
 * installation works as it did: whoever runs the server can make it by hand.
 */
export async function enableStatementStatistics(sql: Sql): Promise<void> {
  const [row] = await sql<[{ is_wanted: boolean }]>`
    select exists (select from pg_settings where name = ${`${MODULE}.max`})
      and not exists (select from pg_extension where extname = ${MODULE})
      and (select rolsuper from pg_roles where rolname = current_user) as is_wanted`
  if (!row.is_wanted) return
  // Another process may make it at this moment.
  await sql`create extension if not exists ${sql(MODULE)}`.catch(() => {})
}

/** The statements that took the most time in all, the longest first; null where the server does not count them. */
export async function readTopStatements(sql: Sql): Promise<StatementStatistics[] | null> {
  return readFromView(sql, (view) => {
    // Without the texts, which the server reads from a file.
    return sql<StatementStatistics[]>`
      select queryid::text as query_id, sum(calls)::float8 as calls,
        sum(total_exec_time) / sum(calls) / 1000 as mean_seconds, sum(total_exec_time) / 1000 as total_seconds
      from ${sql(view)}(false)
      where dbid = (select oid from pg_database where datname = current_database()) and queryid is not null
      group by queryid order by total_seconds desc limit ${TOP}`
  })
}

/** The same with their texts, in which values are placeholders. */
export async function readSlowStatements(sql: Sql): Promise<StatementWithText[] | null> {
  return readFromView(sql, (view) => {
    return sql<StatementWithText[]>`
      select queryid::text as query_id, sum(calls)::float8 as calls,
        sum(total_exec_time) / sum(calls) / 1000 as mean_seconds, sum(total_exec_time) / 1000 as total_seconds,
        left(regexp_replace(min(query), '\\s+', ' ', 'g'), ${LONGEST_STATEMENT}) as statement
      from ${sql(view)}
      where dbid = (select oid from pg_database where datname = current_database()) and queryid is not null
        -- What else a server counts (settings, sessions) may hold values.
        and query ~* '^\\s*(select|insert|update|delete|merge|with)\\M'
      group by queryid order by total_seconds desc limit ${TOP}`
  })
}

/** The extension may stand in any schema, or nowhere, and its module may be missing. */
async function readFromView<T>(sql: Sql, read: (view: string) => PromiseLike<T>): Promise<T | null> {
  const [extension] = await sql<{ schema: string }[]>`
    select nspname as schema from pg_extension join pg_namespace on pg_namespace.oid = extnamespace
    where extname = ${MODULE}`
  if (extension === undefined) return null
  try {
    return await read(`${extension.schema}.${MODULE}`)
  } catch (error) {
    if (error instanceof DatabaseError && error.code === NOT_LOADED) return null
    throw error
  }
}
