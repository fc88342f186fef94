import type { AppError, ConstraintErrors } from '../errors.ts'
import { platformErrors } from '../errors.ts'

type DatabaseError = { code?: unknown; constraint_name?: unknown; syscall?: unknown }

/**
 * What a violated rule of the schema means to the caller. Use cases refuse first, with better words; what reaches this
 * table is a race that the database decided. null: not a refusal but a fault.
 */
export function translateDatabaseError(error: unknown, constraintErrors: ConstraintErrors): AppError | null {
  const { code, constraint_name: constraint, syscall } = error as DatabaseError
  if (typeof code !== 'string') return null
  const specific = typeof constraint === 'string' ? constraintErrors[constraint] : undefined
  if (specific !== undefined) return specific()
  switch (code) {
    case '23505': // unique_violation
    case '23P01': // exclusion_violation
    case '40001': // serialization_failure, after every retry
    case '40P01': // deadlock_detected, after every retry
    case '55P03': // lock_not_available
      return platformErrors.conflict()
    case '23503': // foreign_key_violation
    case '23514': // check_violation
    case '54000': // program_limit_exceeded: a text too long for an index
      return platformErrors.validation_failed()
    case '57014': // query_canceled: the statement's time was up
    case '53300': // too_many_connections
    case '57P01': // admin_shutdown
    case '57P02': // crash_shutdown
    case '57P03': // cannot_connect_now
    case 'CONNECTION_CLOSED':
    case 'CONNECTION_ENDED':
    case 'CONNECTION_DESTROYED':
    case 'CONNECT_TIMEOUT':
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EPIPE':
      return platformErrors.not_ready({ retryAfterSeconds: 1 })
    case 'ENOENT': // the database's socket is not there; any other missing file is a fault of ours
      return syscall === 'connect' ? platformErrors.not_ready({ retryAfterSeconds: 1 }) : null
    default:
      return isDataException(code) ? platformErrors.validation_failed() : null
  }
}

/**
 * Class 22: a value that PostgreSQL cannot take (out of range, the year 0000, a character it does not know). A division
 * by zero belongs to it too, but no value of a client's is to blame for that one.
 */
const isDataException = (code: string): boolean => /^22[0-9A-Z]{3}$/.test(code) && code !== '22012'
