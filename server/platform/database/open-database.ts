import { OperatorError } from '../operator-error.ts'
import { type ConnectOptions, connect, type DatabaseConfig, type Sql } from './connect.ts'

/** The database cannot be used as it is. */
export class DatabaseRefused extends OperatorError {}

/** The oldest server whose SQL Comptoir uses, as `server_version_num` writes it. */
const oldestServerVersion = 150_000

type Probe = { encoding: string; version: number; backend_pid: number; pooled: boolean }

/**
 * Opens a pool after one connection has shown that the server is usable: UTF-8, PostgreSQL 15 or newer, and whether
 * a pooler such as PgBouncer stands before it. Through a pooler nothing is prepared (unless DATABASE_PREPARE says
 * that it may, for PgBouncer 1.21 and newer) and timeouts are left to each transaction.
 *
 * @throws DatabaseRefused when the server cannot be reached, lets nobody in, is too old or not UTF-8.
 */
export async function openDatabase(config: DatabaseConfig, options: ConnectOptions = {}): Promise<Sql> {
  const probe = await probeServer(config, options).catch((error: unknown) => {
    throw explain(error)
  })
  if (probe.encoding !== 'UTF8') {
    throw new DatabaseRefused(
      `La base de données est encodée en ${probe.encoding} ; Comptoir veut UTF8 (CREATE DATABASE … ENCODING 'UTF8').`,
      `The database is encoded in ${probe.encoding}; Comptoir wants UTF8 (CREATE DATABASE … ENCODING 'UTF8').`,
    )
  }
  if (probe.version < oldestServerVersion) {
    throw new DatabaseRefused(
      `Le serveur est PostgreSQL ${Math.floor(probe.version / 10_000)} ; Comptoir veut la version 15 ou plus récente.`,
      `The server is PostgreSQL ${Math.floor(probe.version / 10_000)}; Comptoir wants version 15 or newer.`,
    )
  }
  if (!probe.pooled) return connect(config, options)
  return connect(config, { prepare: config.databasePrepare ?? false, sessionSettings: false, ...options })
}

async function probeServer(config: DatabaseConfig, options: ConnectOptions): Promise<Probe> {
  // No session settings: a pooler would refuse the connection for them.
  const sql = connect(config, { ...options, max: 1, prepare: false, sessionSettings: false })
  try {
    const rows = await sql<Omit<Probe, 'pooled'>[]>`
      select current_setting('server_encoding') as encoding, current_setting('server_version_num')::int as version,
             pg_backend_pid() as backend_pid`
    const [row] = rows
    if (row === undefined) throw new Error('The server answered nothing.')
    // A pooler invents the process number that it announces; a server announces the one it runs under.
    return { ...row, pooled: rows.state.pid !== row.backend_pid }
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** Errors of the network and of the door, by their code; others are passed on as they are. */
function explain(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error
  const code = String(error.code)
  // 28: who asks is not let in; 3D: the database does not exist; 57P03: the server is not ready yet.
  if (!/^(E[A-Z]+|CONNECT_TIMEOUT|CONNECTION_\w+|28\w{3}|3D000|57P03)$/.test(code)) return error
  const reason = error instanceof AggregateError ? code : `${code}, ${error.message}`
  return new DatabaseRefused(
    `La base de données ne répond pas comme prévu (${reason}). Vérifiez la variable DATABASE_URL et que PostgreSQL tourne.`,
    `The database does not answer as expected (${reason}). Check the variable DATABASE_URL and that PostgreSQL is running.`,
    { cause: error },
  )
}
