import type { Tx } from '../platform/database/connect.ts'
import { presentToken, type TokenRecord } from './present.ts'
import { digestSecret, makeTokenSecret } from './secrets.ts'

export type NewToken = {
  userId: number
  name: string
  /** null: all that the person may do. */
  abilities: readonly string[] | null
  /** null: no end. */
  expiresAt: Date | null
}

/** Makes a token and answers it with its secret, which is kept nowhere. Who may ask for it is the caller's to know. */
export async function insertToken(tx: Tx, { userId, name, abilities, expiresAt }: NewToken) {
  const secret = makeTokenSecret()
  const [row] = await tx<[TokenRecord]>`
    insert into tokens (user_id, name, secret_hash, abilities, expires_at)
    values (${userId}, ${name}, ${digestSecret(secret)}, ${abilities === null ? null : [...abilities]}, ${expiresAt})
    returning id, name, abilities, last_used_at, expires_at, created_at`
  return { ...presentToken(row), token: secret }
}
