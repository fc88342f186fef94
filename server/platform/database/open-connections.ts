import { within } from '../within.ts'
import type { Sql } from './connect.ts'

/** Long enough for a busy server; whoever does not answer by then is not waited for. */
const PATIENCE_MS = 2_000

/**
 * Opens all connections of a pool, so that nobody waits for one who comes first: the driver opens each when a statement finds
 * none that is free, and a server that is busy takes its time for that. One that cannot be opened is left to whoever needs it.
 * What is not used is closed again as any other connection is.
 *
 * @returns what waits until they are there, for two seconds at most from when it is called.
 */
export function openConnections(sql: Sql): () => Promise<void> {
  const opened = Promise.allSettled(Array.from({ length: sql.options.max }, () => sql`select 1`))
  return async () => {
    await within(PATIENCE_MS, opened).catch(() => {})
  }
}
