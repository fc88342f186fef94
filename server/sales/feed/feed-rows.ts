import type { PendingQuery, Row } from 'postgres'

const NONE = Buffer.alloc(0)

/**
 * What a statement answers that puts rows together itself: JSON objects with a comma between two, in one column of one row.
 * As the bytes that came: megabytes of text would first become strings, which are then collected.
 */
export async function rowsOf(statement: PendingQuery<Row[]>): Promise<Uint8Array> {
  const [row] = await statement.raw()
  return row?.[0] ?? NONE
}

/** An array of numbers as PostgreSQL writes it: the driver need not look at each. */
export const arrayOf = (ids: readonly number[]): string => `{${ids.join()}}`
