import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { signedText } from '../../../rules/index.ts'

/** What the store's journal signs: an entry, a closing, a file that is handed to an auditor. */
export type Signed = Parameters<typeof signedText>[0]

/** The key with which this process signs. */
export type JournalKey = {
  readonly id: number
  /** The signature of a hash (64 hexadecimal digits), as 128 hexadecimal digits; some tens of microseconds. */
  sign(of: Signed, hash: string): string
}

const RAW_KEY_BYTES = 32
/** What stands before the 32 bytes of an Ed25519 public key in a SubjectPublicKeyInfo (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

/** A new pair: the public key's 32 bytes, the private one as PKCS #8. */
export function makeKeyPair(): { publicKey: Buffer; privateKey: Buffer } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { format: 'der', type: 'spki' },
    privateKeyEncoding: { format: 'der', type: 'pkcs8' },
  })
  return { publicKey: publicKey.subarray(-RAW_KEY_BYTES), privateKey }
}

export function journalKeyOf(id: number, privateKey: Buffer): JournalKey {
  const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' })
  return { id, sign: (of, hash) => sign(null, Buffer.from(signedText(of, hash)), key).toString('hex') }
}

export const readPublicKey = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' })

/** @param signature hexadecimal digits */
export const isSignedBy = (key: KeyObject, of: Signed, hash: string, signature: string): boolean =>
  verify(null, Buffer.from(signedText(of, hash)), key, Buffer.from(signature, 'hex'))
