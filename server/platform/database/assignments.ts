import type { Row } from 'postgres'
import type { Fragment } from '../http/select-page.ts'
import type { Tx } from './connect.ts'

type Value = string | number | boolean | readonly string[] | null

/**
 * `, name = $1, position = $2`: what an UPDATE sets beside what it always sets. A field that was not given (undefined)
 * is left as it is. The names are columns, written in the code or allowed by a strict schema.
 */
export function assignments(tx: Tx, given: Readonly<Record<string, Value | undefined>>): Fragment {
  let list = tx<Row[]>``
  for (const [column, value] of Object.entries(given)) {
    if (value === undefined) continue
    list = tx<Row[]>`${list}, ${tx(column)} = ${typeof value === 'object' && value !== null ? [...value] : value}`
  }
  return list
}
