import { type Sql, type Tx, withTransaction } from '../../platform/database/connect.ts'
import { accountResetLimit, addressResetLimit } from '../attempt-limits.ts'
import { takeAttempts } from '../take-attempts.ts'

/** Leaves the sending of a code to the worker, in the given transaction. */
export type LeaveResetCode = (tx: Tx, email: string) => Promise<void>

/**
 * Takes note that somebody forgot the password of an account. What is done here is the same whether the account exists or
 * not, and nobody learns it from the answer or from how long it took: the worker looks for the account, later.
 *
 * @throws too_many_attempts
 */
export async function requestReset(
  sql: Sql,
  { email, address }: { email: string; address: string },
  leave: LeaveResetCode,
): Promise<void> {
  await withTransaction(sql, {}, async (tx) => {
    await takeAttempts(tx, [accountResetLimit(email), addressResetLimit(address)])
    await leave(tx, email)
  })
}
