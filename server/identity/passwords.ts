import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { createGate } from '../platform/create-gate.ts'

const argon2Async = promisify(argon2)

export const PASSWORD_MIN_LENGTH = 8
export const PASSWORD_MAX_LENGTH = 200

/** What one hash costs. Memory in KiB. */
type Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number }

/** The OWASP Password Storage Cheat Sheet's first choice for Argon2id: 19 MiB, two passes, one lane. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 }
const SALT_BYTES = 16
const TAG_BYTES = 32
/** Version 1.3 of Argon2, as its encoded form writes it. */
const ARGON2_VERSION = 19

/** Each hash takes 19 MiB and a processor: two at once bound the memory, and leave the machine to the tills. */
const inTurn = createGate({ atOnce: 2, waiting: 200 })

/** Answers the PHC string (`$argon2id$v=19$m=…,t=…,p=…$salt$tag`) to keep for a password. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  return encode(COST, salt, await derive(password, salt, COST, TAG_BYTES))
}

/**
 * Whether this is the password of which `encoded` was kept. Without one (an unknown account, or one that has no
 * password) the answer is no, after as much work as for any other, so that the time taken tells nothing.
 */
export async function verifyPassword(password: string, encoded: string | null): Promise<boolean> {
  const { cost, salt, tag } = (encoded === null ? null : decode(encoded)) ?? DUMMY
  const derived = await derive(password, salt, cost, tag.length)
  return timingSafeEqual(derived, tag) && encoded !== null
}

/** The same letters may be encoded in several ways, depending on the keyboard; they are one password. */
const derive = (password: string, salt: Buffer, cost: Cost, tagLength: number): Promise<Buffer> =>
  inTurn(() => argon2Async('argon2id', { message: password.normalize('NFKC'), nonce: salt, tagLength, ...cost }))

const encode = (cost: Cost, salt: Buffer, tag: Buffer): string =>
  `$argon2id$v=${ARGON2_VERSION}$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$${base64(tag)}`

/** PHC strings have no padding. */
const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

/** No password derives to this random tag, nor is one ever taken for it. */
const DUMMY: Decoded = { cost: COST, salt: randomBytes(SALT_BYTES), tag: randomBytes(TAG_BYTES) }

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{22,86})$/

type Decoded = { readonly cost: Cost; readonly salt: Buffer; readonly tag: Buffer }

function decode(encoded: string): Decoded | null {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(encoded) ?? []
  if (salt === undefined || tag === undefined) return null
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}
