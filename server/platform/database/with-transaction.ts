import { setTimeout as sleep } from 'node:timers/promises'
import { tracing } from '../tracing/telemetry.ts'
import { openTransaction } from './open-transaction.ts'
import { DatabaseError, type Sql, type Tx } from './value-types.ts'

export type TransactionOptions = {
  /** READ COMMITTED unless given. */
  isolation?: 'read committed' | 'repeatable read' | 'serializable'
  readOnly?: boolean
  /** How long one statement may wait for a lock before the transaction fails with SQLSTATE 55P03. */
  lockTimeoutMs?: number
  statementTimeoutMs?: number
  /** Try again after a lock timeout too, not only after a deadlock or a serialization failure. */
  retryLockTimeout?: boolean
  /** Who acts, for the audit log, which the database writes itself. Without it the change is the operator's own. */
  audit?: AuditSettings
}

export type AuditSettings = {
  /** `user:7`, `service:api-token`, `guest`. */
  readonly actor: string
  /** The operationId of the request, or a command's name. */
  readonly operation: string
  readonly request: string
}

const mostAttempts = 5
const firstDelayMs = 5
/**
 * Whoever gives way lets the other pass: one that comes back before the other was awakened takes from it the row that it
 * was just left, and both meet again. Next to the second that finding a deadlock takes, this is short.
 */
const firstDelayAfterDeadlockMs = 50

/** SQLSTATE codes after which the same work, done again, can succeed. */
const serializationFailure = '40001'
const deadlockDetected = '40P01'
const lockNotAvailable = '55P03'

/**
 * Runs `work` in a transaction and commits what it did; any error rolls everything back and is thrown again.
 * After a deadlock or a serialization failure the work is done again from its beginning, five times at most, with a
 * growing and random delay: it must therefore change nothing outside the transaction.
 *
 * Timeouts are set for the transaction only (SET LOCAL), so that they also hold through a pooler.
 */
export async function withTransaction<T>(
  sql: Sql,
  options: TransactionOptions,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const beginWith = describeBegin(options)
  const settings = describeSettings(options)
  const active = tracing()
  const run = () => runOnce(sql, beginWith, settings, work)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await (active?.isActive() ? active.inSpan('transaction', { attributes: { attempt } }, run) : run())
    } catch (error) {
      if (attempt === mostAttempts || !canRetry(error, options)) throw error
      const firstMs = isDeadlock(error) ? firstDelayAfterDeadlockMs : firstDelayMs
      await sleep(firstMs * 2 ** (attempt - 1) * (1 + 2 * Math.random()))
    }
  }
}

async function runOnce<T>(sql: Sql, beginWith: string, settings: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const transaction = openTransaction(sql, beginWith)
  const { tx } = transaction
  try {
    // Not awaited: the settings travel with the first statement of the work, and save a round trip. Should they fail,
    // the commit will.
    if (settings !== '') tx.unsafe(settings).catch(() => {})
    const result = await work(tx)
    await transaction.commit()
    return result
  } catch (error) {
    await transaction.rollback()
    throw error
  }
}

const isDeadlock = (error: unknown): boolean => error instanceof DatabaseError && error.code === deadlockDetected

function canRetry(error: unknown, options: TransactionOptions): boolean {
  if (!(error instanceof DatabaseError)) return false
  if (isDeadlock(error) || error.code === serializationFailure) return true
  return options.retryLockTimeout === true && error.code === lockNotAvailable
}

function describeBegin(options: TransactionOptions): string {
  const isolation = options.isolation === undefined ? '' : `isolation level ${options.isolation}`
  return `${isolation} ${options.readOnly ? 'read only' : ''}`.trim()
}

function describeSettings(options: TransactionOptions): string {
  const settings: string[] = []
  if (options.lockTimeoutMs !== undefined) settings.push(`set local lock_timeout = ${Math.ceil(options.lockTimeoutMs)}`)
  if (options.statementTimeoutMs !== undefined) {
    settings.push(`set local statement_timeout = ${Math.ceil(options.statementTimeoutMs)}`)
  }
  for (const [name, value] of Object.entries(options.audit ?? {})) {
    settings.push(`set local comptoir.${name} = '${value.replaceAll("'", "''")}'`)
  }
  return settings.join('; ')
}
