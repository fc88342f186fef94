import type { Sql } from './connect.ts'

/**
 * Opens all connections of a pool, so that nobody waits for one who comes first: the driver opens each when a statement finds
 * none that is free, and a server that is busy takes its time for that. One that cannot be opened is left to whoever needs it.
 * What is not used is closed again as any other connection is.
 */
export async function openConnections(sql: Sql): Promise<void> {
  await Promise.allSettled(Array.from({ length: sql.options.max }, () => sql`select 1`))
}
