import { isIPv6 } from 'node:net'
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

/** An IPv4 address stands for itself; of an IPv6 one the first 64 bits count, for whoever has one has them all. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(address)) return address
  const [before = '', after] = address.toLowerCase().split('%', 1).join('').split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after === undefined || after === '' ? [] : after.split(':')
  const groups = after === undefined ? head : [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
