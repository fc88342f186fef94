import { hash, randomBytes, randomInt } from 'node:crypto'

/** Lets programs that look for leaked secrets recognise a token of Comptoir. */
const TOKEN_PREFIX = 'comptoir_'
const SECRET_BYTES = 32

/** Only this is ever kept of a secret. Secrets are random and long, so a plain digest cannot be searched backwards. */
export const digestSecret = (secret: string): Buffer => hash('sha256', secret, 'buffer')

export const makeTokenSecret = (): string => TOKEN_PREFIX + randomBytes(SECRET_BYTES).toString('base64url')

export const makeSessionSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url')

/** Digits and letters that nobody takes for one another when copying from a screen. */
const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const CODE_GROUPS = 4
const CODE_GROUP_LENGTH = 4

/** Sixteen random characters in groups that a person can copy: `7KQ2-…`. Some 79 bits. */
function makeCode(): string {
  const group = () =>
    Array.from({ length: CODE_GROUP_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('')
  return Array.from({ length: CODE_GROUPS }, group).join('-')
}

export const makeSetupCode = makeCode

/** What an e-mail brings to a person who forgot their password. */
export const makeResetCode = makeCode

/** What a manager types, or a till scans, to enrol a device. */
export const makeEnrolmentCode = makeCode

/** A password to give to a person, who types it at least once. */
export const makePassword = makeCode

/** People type the code with spaces, without dashes, in small letters: it stays the same code. */
export const digestCode = (code: string): Buffer => digestSecret(code.toUpperCase().replace(/[^0-9A-Z]/g, ''))
