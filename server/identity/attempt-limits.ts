import { networkOf } from '../platform/limits/network-of.ts'
import type { AttemptLimit } from './take-attempts.ts'

const WINDOW_SECONDS = 15 * 60

/** Wrong passwords per account: enough for a person, too few for a guesser. */
export const accountLoginLimit = (email: string): AttemptLimit => ({
  policy: 'login-account',
  subject: `account:${email.toLowerCase()}`,
  quota: 5,
  windowSeconds: WINDOW_SECONDS,
})

/** Wrong passwords per address, since one guesser may try many accounts. A shop's people often share an address. */
export const addressLoginLimit = (address: string): AttemptLimit => ({
  policy: 'login-address',
  subject: `address:${networkOf(address)}`,
  quota: 30,
  windowSeconds: WINDOW_SECONDS,
})

/** Registrations per address, successful or not: the endpoint is open, and tells whether an e-mail has an account. */
export const registrationLimit = (address: string): AttemptLimit => ({
  policy: 'register-address',
  subject: `register:${networkOf(address)}`,
  quota: 10,
  windowSeconds: 60 * 60,
})

/** Wrong answers of somebody signed in who is asked for their password once more. */
export const ownPasswordLimit = (userId: number): AttemptLimit => ({
  policy: 'own-password',
  subject: `own-password:${userId}`,
  quota: 5,
  windowSeconds: WINDOW_SECONDS,
})

/** Codes asked for one account, whether it exists or not: nobody's mailbox is filled by others. */
export const accountResetLimit = (email: string): AttemptLimit => ({
  policy: 'reset-account',
  subject: `reset:${email.toLowerCase()}`,
  quota: 3,
  windowSeconds: 60 * 60,
})

/** Codes asked for from one address, since one may ask for many accounts. */
export const addressResetLimit = (address: string): AttemptLimit => ({
  policy: 'reset-address',
  subject: `reset-address:${networkOf(address)}`,
  quota: 20,
  windowSeconds: 60 * 60,
})

/** Wrong codes per address. A code is long enough that nobody guesses it; this bounds what trying costs. */
export const resetCodeLimit = (address: string): AttemptLimit => ({
  policy: 'reset-code',
  subject: `reset-code:${networkOf(address)}`,
  quota: 10,
  windowSeconds: WINDOW_SECONDS,
})

/** Wrong codes of devices that want to be enrolled, per address. */
export const enrolmentLimit = (address: string): AttemptLimit => ({
  policy: 'enrolment',
  subject: `enrolment:${networkOf(address)}`,
  quota: 10,
  windowSeconds: WINDOW_SECONDS,
})

/**
 * Wrong PINs per person. Of somebody who does not work in the store they count apart: whoever asks there can neither lock
 * them out elsewhere nor tell them from a colleague.
 */
export const pinLimit = (userId: number, foreignStoreId: number | null): AttemptLimit => ({
  policy: 'pin',
  subject: foreignStoreId === null ? `pin:${userId}` : `pin:${userId}:${foreignStoreId}`,
  quota: 5,
  windowSeconds: WINDOW_SECONDS,
})

/** Wrong PINs per credential that asks, since one guesser may try many people. A store's tills may share one. */
export const pinAskerLimit = (actorKey: string): AttemptLimit => ({
  policy: 'pin-asker',
  subject: `pin-asker:${actorKey}`,
  quota: 30,
  windowSeconds: WINDOW_SECONDS,
})

/**
 * Receipts of stores in which the asker does not act, found or not: enough for who takes goods back, too few for going
 * through the numbers of other stores.
 */
export const foreignReceiptLimit = (actorKey: string): AttemptLimit => ({
  policy: 'foreign-receipt',
  subject: `foreign-receipt:${actorKey}`,
  quota: 30,
  windowSeconds: 10 * 60,
})
