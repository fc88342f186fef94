import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const PURPOSE = 'comptoir journal key'

/** The secret serves other purposes too: each has a key of its own, from which nobody comes back to the secret. */
const keyFrom = (secretKey: string): Buffer => Buffer.from(hkdfSync('sha256', secretKey, '', PURPOSE, 32))

/** Seals a private key, to which the public one is bound. */
export function sealPrivateKey(privateKey: Buffer, publicKey: Buffer, secretKey: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, keyFrom(secretKey), nonce).setAAD(publicKey)
  const sealed = Buffer.concat([cipher.update(privateKey), cipher.final()])
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()])
}

/** null: it was sealed under another secret, or is not what was sealed. */
export function openPrivateKey(sealed: Buffer, publicKey: Buffer, secretKey: string): Buffer | null {
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const tag = sealed.subarray(-TAG_BYTES)
  try {
    const decipher = createDecipheriv(CIPHER, keyFrom(secretKey), nonce).setAAD(publicKey).setAuthTag(tag)
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
  } catch {
    return null
  }
}
