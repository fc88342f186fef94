import type { Sql, Tx } from '../platform/database/connect.ts'
import { fetchRows } from '../platform/database/cursor.ts'
import { openTransaction } from '../platform/database/open-transaction.ts'
import type { FactScope } from './build-fact-query.ts'
import type { Dimension } from './dimensions.ts'
import type { FactName, Facts } from './measures.ts'
import { askByOne, type FactGroup, type FactRow, readFacts, readOnlyGroup, writeFactQuery } from './query-facts.ts'
import { PLANNING } from './read-snapshot.ts'

/** The facts of one currency, whose groups are read as they are asked for. */
export type StreamedFacts = {
  readonly currency: string
  readonly totals: Facts
  readonly groups: AsyncIterable<readonly FactGroup[]>
}

const EVERY_ROW = 1_000_000_000

/**
 * The facts that `queryFacts` answers, all of them and in the order in which their dimension is read, without holding them:
 * one statement, of one moment, whose rows are fetched while they are read. The groups of a currency are read before the
 * next is asked for. Whoever stops reading ends the statement.
 */
export async function* streamFacts(
  sql: Sql,
  dimension: Dimension,
  facts: readonly FactName[],
  scope: FactScope,
): AsyncGenerator<StreamedFacts> {
  const transaction = openTransaction(sql, 'isolation level repeatable read read only')
  const { tx } = transaction
  try {
    await declareCursor(tx, dimension, facts, scope)
    const rows = new RowReader(tx)
    const totals: FactRow[] = []
    for (let row = await rows.peek(); row?.is_total === true; row = await rows.peek()) {
      totals.push(row)
      rows.take(1)
    }
    for (const total of totals) {
      const { currency } = total
      yield { currency, totals: readFacts(total), groups: readGroups(rows, currency) }
      // What nobody read of it stands between us and the next.
      for await (const _ of readGroups(rows, currency));
    }
  } finally {
    await transaction.rollback()
  }
}

/** All of it will be read: the plan is the one that ends first, not the one that begins first. */
async function declareCursor(tx: Tx, dimension: Dimension, facts: readonly FactName[], scope: FactScope) {
  const { text, parameters } = await writeFactQuery(tx, askByOne(dimension, facts, scope), EVERY_ROW)
  const key = dimension.keyType === 'integer' ? 'key_0::numeric nulls last' : 'key_0 collate "C" nulls last'
  const order = dimension.order === 'key' ? key : `net::numeric desc, ${key}`
  const statement = `declare facts no scroll cursor for
    select answer.* from (${text}) answer order by is_total desc, currency, ${order}`
  await tx.unsafe(`${PLANNING}; set local cursor_tuple_fraction = 1`)
  await tx.unsafe(statement, parameters, { prepare: false })
}

async function* readGroups(rows: RowReader, currency: string): AsyncGenerator<FactGroup[]> {
  for (;;) {
    const first = await rows.peek()
    if (first === null || first.currency !== currency) return
    const some = rows.ahead.filter((row) => row.currency === currency)
    rows.take(some.length)
    yield some.map(readOnlyGroup)
  }
}

/** The rows of the cursor, of which it shows those ahead. */
class RowReader {
  ahead: readonly FactRow[] = []
  readonly #fetched: AsyncGenerator<FactRow[]>

  constructor(tx: Tx) {
    this.#fetched = fetchRows<FactRow>(tx, 'facts')
  }

  async peek(): Promise<FactRow | null> {
    if (this.ahead.length === 0) this.ahead = (await this.#fetched.next()).value ?? []
    return this.ahead[0] ?? null
  }

  take(count: number): void {
    this.ahead = this.ahead.slice(count)
  }
}
