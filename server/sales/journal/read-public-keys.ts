import type { KeyObject } from 'node:crypto'
import type { Queryable } from '../../platform/database/connect.ts'
import { readPublicKey } from './journal-key.ts'

/** Every key that has signed, by its id. */
export async function readPublicKeys(sql: Queryable): Promise<Map<number, KeyObject>> {
  const rows = await sql<{ id: number; public_key: Uint8Array }[]>`select id, public_key from journal_keys`
  return new Map(rows.map(({ id, public_key }) => [id, readPublicKey(public_key)]))
}
