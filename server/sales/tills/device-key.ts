import { createPublicKey, type KeyObject } from 'node:crypto'

const KEY_BYTES = 32
/** What stands before the 32 bytes of an Ed25519 key in its SPKI form (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
const BASE64 = /^[\w+/-]+={0,2}$/

/** The 32 bytes of an Ed25519 public key, from base64 (or base64url) of themselves or of their SPKI form; else null. */
export function readPublicKey(text: string): Buffer | null {
  if (!BASE64.test(text)) return null
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length === KEY_BYTES) return bytes
  const isSpki = bytes.length === SPKI_PREFIX.length + KEY_BYTES && bytes.subarray(0, 12).equals(SPKI_PREFIX)
  return isSpki ? bytes.subarray(SPKI_PREFIX.length) : null
}

export const toKeyObject = (publicKey: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' })
