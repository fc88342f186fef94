import { type Actor, mayActInStore } from '../platform/actor.ts'
import { type Sql, type Tx, withTransaction } from '../platform/database/connect.ts'
import { text } from '../platform/text.ts'
import { pinAskerLimit, pinLimit } from './attempt-limits.ts'
import { identityErrors } from './errors.ts'
import { findRights, type PersonRights } from './find-rights.ts'
import type { StoreIdsFragment } from './load-actor.ts'
import { verifyPassword } from './passwords.ts'
import { returnAttempts, type TakenAttempts, takeAttempts } from './take-attempts.ts'

export type PinRequest = {
  /** Who asks, with a credential of their own. */
  readonly actor: Actor
  /** Whose PIN it is said to be. */
  readonly userId: number
  readonly pin: string
  /** The store in which that person must work. */
  readonly storeId: number
  readonly storeIds: StoreIdsFragment
}

export type CheckedPin = {
  readonly person: PersonRights
  /**
   * Opens the write that the PIN is for: the attempt counts no longer. @throws bad_pin when the PIN was changed, or its
   * person left, while it was being checked
   */
  accept(tx: Tx): Promise<void>
}

/**
 * Checks the PIN of somebody who works in a store. Attempts are counted before they are judged, per person and per
 * asker. Nobody, somebody of another store, somebody without a PIN and a wrong PIN are answered alike, after the same
 * work.
 *
 * @throws bad_pin, too_many_attempts
 */
export async function checkPin(sql: Sql, request: PinRequest): Promise<CheckedPin> {
  const { actor, userId, pin, storeId } = request
  const candidate = await findCandidate(sql, request)
  const limit = pinLimit(userId, candidate === null ? storeId : null)
  const taken = await withTransaction(sql, {}, (tx) => takeAttempts(tx, [limit, pinAskerLimit(actor.key)]))
  const isRight = await verifyPassword(pin, candidate?.pinHash ?? null).catch(async (error: unknown) => {
    // An attempt that could not be judged does not count.
    await withTransaction(sql, {}, (tx) => returnAttempts(tx, taken, []))
    throw error
  })
  if (!isRight || candidate === null) throw badPin(taken)
  const accept = async (tx: Tx) => {
    const [same] = await tx`
      select from users where id = ${userId} and pin_hash = ${candidate.pinHash} and deleted_at is null for share`
    if (same === undefined) throw badPin(taken)
    await returnAttempts(tx, taken, [limit.subject])
  }
  return { person: candidate.person, accept }
}

type Candidate = { readonly person: PersonRights; readonly pinHash: string | null }

/** null: nobody of this store. */
async function findCandidate(sql: Sql, { userId, storeId, storeIds }: PinRequest): Promise<Candidate | null> {
  const [rights, [row]] = await Promise.all([
    findRights(sql, [userId], storeIds),
    sql<{ pin_hash: string | null }[]>`select pin_hash from users where id = ${userId} and deleted_at is null`,
  ])
  const person = rights.get(userId)
  if (person === undefined || row === undefined || !mayActInStore(person, storeId)) return null
  return { person, pinHash: row.pin_hash }
}

const badPin = ({ headers }: TakenAttempts) => identityErrors.bad_pin({ headers, fields: { pin: WRONG } })

const WRONG = text(
  'Ce n’est pas le NIP d’une personne de ce magasin.',
  'This is not the PIN of a person of this store.',
)
