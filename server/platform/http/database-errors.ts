import type { AppError, ConstraintErrors } from '../errors.ts'
import { platformErrors } from '../errors.ts'

type DatabaseError = { code?: unknown; constraint_name?: unknown; errno?: unknown }

/**
 * What a violated rule of the schema means to the caller. Use cases refuse first, with better words; what reaches this
 * table is a race that the database decided. null: not a refusal but a fault.
 */
export function translateDatabaseError(error: unknown, constraintErrors: ConstraintErrors): AppError | null {
  const { code, constraint_name: constraint } = error as DatabaseError
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
    case '22003': // numeric_value_out_of_range
    case '22007': // invalid_datetime_format
    case '22008': // datetime_field_overflow: the year 0000 is a date to JavaScript only
    case '22001': // string_data_right_truncation
    case '22021': // character_not_in_repertoire
      return platformErrors.validation_failed()
    case '57014': // query_canceled: the statement's time was up
    case '53300': // too_many_connections
    case '57P01': // admin_shutdown
    case '57P03': // cannot_connect_now
    case 'CONNECTION_CLOSED':
    case 'CONNECTION_ENDED':
    case 'CONNECTION_DESTROYED':
    case 'CONNECT_TIMEOUT':
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'ENOENT':
      return platformErrors.not_ready({ retryAfterSeconds: 1 })
    default:
      return null
  }
}
