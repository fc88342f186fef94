import type { Config } from '../config.ts'
import { driver } from './driver.ts'
import { traceStatements } from './trace-statements.ts'
import { type Sql, VALUE_TYPES } from './value-types.ts'

export { DatabaseError, type Queryable, type Sql, type Tx } from './value-types.ts'
export { type AuditSettings, type TransactionOptions, withTransaction } from './with-transaction.ts'

export type ConnectOptions = {
  /** Most connections at once; POOL_SIZE + MAX_OVERFLOW unless given. */
  max?: number
  /** Shown in pg_stat_activity and in the server's log. */
  applicationName?: string
  /** A statement that runs longer is cancelled; 0 for none. */
  statementTimeoutMs?: number
  /** Take this address instead of DATABASE_URL. */
  url?: string
  /** Whether statements are prepared; DATABASE_PREPARE, else yes. */
  prepare?: boolean
  /**
   * False where a pooler may stand between: it refuses settings at connection, so timeouts are set by each transaction,
   * and it loses what is sent behind another statement.
   */
  sessionSettings?: boolean
}

/** What a connection needs of the configuration. */
export type DatabaseConfig = Pick<
  Config,
  'databaseUrl' | 'databasePrepare' | 'statementTimeoutMs' | 'poolSize' | 'maxOverflow'
>

/** A connection beyond need is closed after this time without work. */
const idleTimeoutSeconds = 30
const connectTimeoutSeconds = 10
/** A lost connection is opened again after this time, doubled by each failure in a row: the server may be back any moment. */
const reconnectSeconds = { first: 0.02, most: 0.5 }
/** A transaction that waits on its client longer than this is ended, so that its locks cannot outlive a stuck process. */
const idleInTransactionTimeoutMs = 60_000

/**
 * Opens a pool on the database; nothing is sent before the first query. See `openDatabase` for one that has been
 * checked. bigint columns arrive as numbers, numeric ones as strings, timestamptz as ISO 8601 UTC with milliseconds,
 * date as `YYYY-MM-DD`.
 *
 * @throws Error when neither the configuration nor the options name a database.
 */
export function connect(config: DatabaseConfig, options: ConnectOptions = {}): Sql {
  const url = options.url ?? config.databaseUrl
  if (url === undefined)
    throw new Error('No database address: start the embedded PostgreSQL first, or set DATABASE_URL.')
  const settings = {
    statement_timeout: options.statementTimeoutMs ?? config.statementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
  }
  const pool = driver(url, {
    max: options.max ?? config.poolSize + config.maxOverflow,
    idle_timeout: idleTimeoutSeconds,
    connect_timeout: connectTimeoutSeconds,
    backoff: (failures: number) => Math.min(reconnectSeconds.first * 2 ** failures, reconnectSeconds.most),
    prepare: options.prepare ?? config.databasePrepare ?? true,
    // PgBouncer (its issue 759) gives the server away once a statement is answered, also where the description of the next
    // was asked for behind it; nobody answers that one, ever. So each waits for the one before, but within a transaction.
    ...(options.sessionSettings === false && { max_pipeline: 0 }),
    types: VALUE_TYPES,
    transform: { undefined: null },
    connection: {
      application_name: options.applicationName ?? 'comptoir',
      TimeZone: 'UTC',
      DateStyle: 'ISO, YMD',
      ...(options.sessionSettings === false ? {} : settings),
    },
    onnotice: () => {},
  })
  return traceStatements(pool)
}
