import type { Queryable } from '../../platform/database/connect.ts'
import type { JournalKeyItem } from './journal-schema.ts'

/** Every key that has ever signed, the oldest first: what it has signed is verified for ever. */
export const listKeys = (sql: Queryable): Promise<JournalKeyItem[]> => sql<JournalKeyItem[]>`
  select id, encode(public_key, 'hex') as public_key, encode(sha256(public_key), 'hex') as fingerprint, created_at
  from journal_keys order by id`
