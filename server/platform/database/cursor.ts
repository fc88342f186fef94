import type { Tx } from './connect.ts'

const ROWS_PER_FETCH = 500

/**
 * The rows of a cursor that the transaction has declared, some at a time. The server makes them as they are fetched; the
 * cursor ends with its transaction.
 *
 * @param name the program's own, never a request's
 */
export async function* fetchRows<Row extends object>(tx: Tx, name: string): AsyncGenerator<Row[]> {
  for (;;) {
    const rows = await tx.unsafe<Row[]>(`fetch ${ROWS_PER_FETCH} from ${name}`, [], { prepare: false })
    if (rows.length > 0) yield [...rows]
    if (rows.length < ROWS_PER_FETCH) return
  }
}
