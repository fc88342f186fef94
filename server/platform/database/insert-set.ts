import type { Queryable } from './connect.ts'

/**
 * Statements that write a whole set of rows: one array parameter per column. Building the array literals here is several
 * times faster than the driver's general way, and a set of sales carries thousands of values.
 */
export type Cell = string | number | bigint | boolean | null

export const arrayLiteral = (values: readonly Cell[]): string => literalOf([...values])

/** What PostgreSQL reads in an array as it stands: ids, times, hashes, most codes. The word null would be none. */
const NEEDS_NO_QUOTES = /^(?!null$)[\w.:+-]+$/i
const SPECIAL = /["\\]/g

const cellText = (value: string): string => {
  if (NEEDS_NO_QUOTES.test(value)) return value
  return `"${value.includes('"') || value.includes('\\') ? value.replace(SPECIAL, escaped) : value}"`
}

const escaped = (special: string): string => `\\${special}`

/** A column of a set of rows as one array. */
export const columnOf = <Row>(rows: readonly Row[], cell: (row: Row) => Cell): string =>
  literalOf(rows.map((row) => cell(row)))

/**
 * Writes over the cells, and joins them with their braces at once: they are thousands in a set, and each copy of them is as
 * much again to be collected.
 */
function literalOf(cells: Cell[]): string {
  const last = cells.length - 1
  if (last < 0) return '{}'
  for (let index = 0; index <= last; index += 1) {
    const cell = cells[index] ?? null
    if (cell === null) cells[index] = 'NULL'
    else if (typeof cell === 'string') cells[index] = cellText(cell)
  }
  cells[0] = `{${cells[0]}`
  cells[last] = `${cells[last]}}`
  return cells.join(',')
}

/**
 * A column of a set: its name, its type, and the cell of a row. A column of an array type takes a cell made by
 * `arrayLiteral`; bytea takes hexadecimal digits.
 */
export type Column<Row> = readonly [name: string, type: string, cell: (row: Row) => Cell]

/** Array types cannot stand inside an array, and bytea is sent as hexadecimal digits: both travel as text. */
const travelType = (type: string) => (type.endsWith('[]') || type === 'bytea' ? 'text' : type)

const cast = (name: string, type: string): string => {
  if (type === 'bytea') return `decode(${name}, 'hex')`
  return type.endsWith('[]') ? `${name}::${type}` : name
}

/** `unnest($1::text::bigint[], …) as given (store_id, …)`: the rows of a set as a relation. */
export function givenRows<Row>(columns: readonly Column<Row>[]): string {
  const arrays = columns.map(([, type], index) => `$${index + 1}::text::${travelType(type)}[]`)
  return `unnest(${arrays.join(', ')}) as given (${columns.map(([name]) => name).join(', ')})`
}

/**
 * Makes a function that sends a statement about a set of rows. The text is fixed when the program starts, so that
 * PostgreSQL prepares it once per connection; values travel only as parameters.
 */
export function forSet<Row>(columns: readonly Column<Row>[], statement: string) {
  return (tx: Queryable, rows: readonly Row[]) =>
    tx.unsafe(
      statement,
      columns.map(([, , cell]) => columnOf(rows, cell)),
      { prepare: true },
    )
}

/** Makes a function that inserts a set of rows into a table. */
export const insertSet = <Row>(table: string, columns: readonly Column<Row>[]) =>
  forSet(columns, insertStatement(table, columns))

/** What `insertSet` sends. */
export function insertStatement<Row>(table: string, columns: readonly Column<Row>[]): string {
  const names = columns.map(([name]) => name).join(', ')
  const values = columns.map(([name, type]) => cast(name, type)).join(', ')
  return `insert into ${table} (${names}) select ${values} from ${givenRows(columns)}`
}

/** Makes a function that changes the rows of a table that have the ids of the set; every other column is written. */
export function updateSet<Row>(table: string, columns: readonly Column<Row>[]) {
  const changes = columns.filter(([name]) => name !== 'id')
  const values = changes.map(([name, type]) => `${name} = ${cast(`given.${name}`, type)}`).join(', ')
  return forSet(
    columns,
    `update ${table} changed set ${values}, updated_at = now() from ${givenRows(columns)} where changed.id = given.id`,
  )
}
