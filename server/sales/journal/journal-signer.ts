import { type Queryable, type Sql, type Tx, withTransaction } from '../../platform/database/connect.ts'
import { lockKeys } from '../../platform/database/lock-keys.ts'
import { type JournalKey, journalKeyOf, makeKeyPair } from './journal-key.ts'
import { openPrivateKey, sealPrivateKey } from './seal-private-key.ts'

/**
 * Where a process gets the key with which it signs the journal: loaded once, and made, once in the chain, where there is
 * none that SECRET_KEY opens. It uses a connection of its own, so ask before a transaction is begun.
 */
export class JournalSigner {
  readonly #sql: Sql
  readonly #secretKey: string
  #key: Promise<JournalKey> | undefined

  constructor(sql: Sql, secretKey: string) {
    this.#sql = sql
    this.#secretKey = secretKey
  }

  key(): Promise<JournalKey> {
    this.#key ??= this.#load()
    return this.#key
  }

  async #load(): Promise<JournalKey> {
    try {
      return (await findKey(this.#sql, this.#secretKey)) ?? (await makeKey(this.#sql, this.#secretKey))
    } catch (error) {
      // Whoever asks next tries again.
      this.#key = undefined
      throw error
    }
  }
}

type KeyRow = { id: number; public_key: Uint8Array; sealed_private_key: Uint8Array }

/** The latest key that the secret opens. A secret that was changed and then changed back finds its own again. */
async function findKey(sql: Queryable, secretKey: string): Promise<JournalKey | null> {
  const rows = await sql<KeyRow[]>`select id, public_key, sealed_private_key from journal_keys order by id desc`
  for (const { id, public_key, sealed_private_key } of rows) {
    const opened = openPrivateKey(Buffer.from(sealed_private_key), Buffer.from(public_key), secretKey)
    if (opened !== null) return journalKeyOf(id, opened)
  }
  return null
}

/** Of several processes that find none the first makes it, and the others wait and find it. */
const makeKey = (sql: Sql, secretKey: string): Promise<JournalKey> =>
  withTransaction(sql, {}, async (tx) => {
    await lockKeys(tx, ['journal-key'])
    return (await findKey(tx, secretKey)) ?? (await insertKey(tx, secretKey))
  })

async function insertKey(tx: Tx, secretKey: string): Promise<JournalKey> {
  const { publicKey, privateKey } = makeKeyPair()
  const [row] = await tx<[{ id: number }]>`
    insert into journal_keys (public_key, sealed_private_key)
    values (${publicKey}, ${sealPrivateKey(privateKey, publicKey, secretKey)}) returning id`
  return journalKeyOf(row.id, privateKey)
}
