import type { Queryable } from '../database/connect.ts'
import { type Column, columnOf, insertStatement } from '../database/insert-set.ts'

/** What has happened, and who may hear of it. */
export type NewEvent = {
  /** What it is about and what has happened to it: `sale.completed`. A row of the room's table of events describes it. */
  readonly type: string
  /** null: it concerns the whole chain, and everybody who holds the permission may hear of it. */
  readonly storeId: number | null
  /** Whoever holds it, in that store, may hear of it. */
  readonly permission: string
  /** As it is sent: ids, amounts as decimal texts, states. Nothing that a person could ask us to forget. */
  readonly data: object
}

/**
 * Tells, in the transaction of what has happened, that it has: one statement for any number of events, none for none. They
 * are told in this order. A statement of one's own tells them without another: `select record_event(…)` in its SQL, or
 * `insertSetAndTell`.
 */
export function recordEvents(tx: Queryable, events: readonly NewEvent[]): PromiseLike<unknown> {
  if (events.length === 0) return Promise.resolve()
  return tx.unsafe(`select ${tellingFrom(1)}`, columnsOf(events), { prepare: true })
}

/**
 * Makes a function that inserts a set of rows into a table and, in the same statement, tells events: a sale costs no
 * statement more for being told of.
 */
export function insertSetAndTell<Row>(table: string, columns: readonly Column<Row>[]) {
  const statement = `with written as (${insertStatement(table, columns)}) select ${tellingFrom(columns.length + 1)}`
  return (tx: Queryable, rows: readonly Row[], events: readonly NewEvent[]) =>
    tx.unsafe(statement, [...columns.map(([, , cell]) => columnOf(rows, cell)), ...columnsOf(events)], {
      prepare: true,
    })
}

/** The call that takes a set of events from four parameters, beginning with this one. */
const tellingFrom = (first: number): string =>
  `record_events($${first}::text::text[], $${first + 1}::text::bigint[], $${first + 2}::text::text[],
     array(select jsonb_array_elements($${first + 3}::text::jsonb)))`

const columnsOf = (events: readonly NewEvent[]): string[] => [
  columnOf(events, ({ type }) => type),
  columnOf(events, ({ storeId }) => storeId),
  columnOf(events, ({ permission }) => permission),
  // One text of JSON: in an array each quote of it would be escaped.
  JSON.stringify(events.map(({ data }) => data)),
]
