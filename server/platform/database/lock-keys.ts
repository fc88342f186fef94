import type { Tx } from './connect.ts'

/**
 * Keeps everybody else who asks for one of these keys waiting until the transaction ends, in one statement. For checks
 * that no unique constraint can make in time, such as which of many names is free. Keys are locked in sorted order, so
 * two sets never wait for each other in a circle; call it once per transaction, before any row is locked. The next
 * statement sees what those committed who held the keys before.
 */
export async function lockKeys(tx: Tx, keys: readonly string[]): Promise<void> {
  const sorted = [...new Set(keys)].sort()
  if (sorted.length === 0) return
  await tx`select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${sorted}::text[]) key`
}
