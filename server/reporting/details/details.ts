import { currencyDecimals, formatDecimal } from '../../../rules/index.ts'
import { type Actor, may } from '../../platform/actor.ts'
import type { Queryable, Sql } from '../../platform/database/connect.ts'
import { fetchRows } from '../../platform/database/cursor.ts'
import { openTransaction } from '../../platform/database/open-transaction.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import type { Language, Text } from '../../platform/text.ts'
import type { FactScope } from '../build-fact-query.ts'
import { describeCurrency, describePeriod, describeStores } from '../describe-scope.ts'
import type { Column, ReportTable, TableSection, Value } from '../export/report-table.ts'
import type { Exportable } from '../export-jobs/exportable.ts'
import { PLANNING } from '../read-snapshot.ts'
import { resolveScope, type ScopeInput } from '../resolve-scope.ts'
import { KpisQuery } from '../schema.ts'

/** A column of what is listed row by row, and where its value stands in a row. */
export type DetailColumn<Row> = Column & {
  value(row: Row): Value
  /** Without this permission it is not there. */
  readonly permission?: 'reports.margin'
}

export type Details<Row extends object> = {
  readonly name: string
  readonly title: Text
  readonly fileName: Text
  readonly columns: readonly DetailColumn<Row>[]
  /** Tables and joins around `s`, the tickets. */
  from(sql: Queryable): Fragment
  /** Of each row. */
  select(sql: Queryable): Fragment
  /** Begins as the index of days does, so that the first row need not wait for the last. */
  order(sql: Queryable): Fragment
  /** What has as many rows, without what only adds columns. */
  counted(sql: Queryable): Fragment
}

/** What is listed row by row, as something to be exported: any number of rows, of one moment. */
export function exportableDetails<Row extends object>(details: Details<Row>): Exportable {
  return {
    name: details.name,
    title: details.title,
    query: KpisQuery,
    needs: ['reports.view', 'sales.view'],
    tabulate: (sql: Sql, actor: Actor, query: ScopeInput, language: Language) =>
      tabulateDetails(sql, actor, details, { query, language }),
  }
}

async function tabulateDetails<Row extends object>(
  sql: Sql,
  actor: Actor,
  details: Details<Row>,
  { query, language }: { query: ScopeInput; language: Language },
): Promise<ReportTable> {
  const resolved = await resolveScope(sql, actor, query)
  const { period, scope } = resolved
  const columns = details.columns.filter(({ permission }) => permission === undefined || may(actor, permission))
  const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
    select count(*)::bigint as count from ${details.counted(sql)} where ${conditions(sql, scope)}`
  return {
    fileName: `${details.fileName[language]}-${period.date_from}-${period.date_to}`,
    title: details.title,
    facts: [describePeriod(period, language), describeStores(actor, resolved, language), ...describeCurrency(query)],
    columns,
    rowsCount: count,
    sections: (): TableSection[] => [{ currency: null, rows: readDetails(sql, details, columns, scope), totals: null }],
  }
}

/** Whoever stops reading ends the statement. */
async function* readDetails<Row extends object>(
  sql: Sql,
  details: Details<Row>,
  columns: readonly DetailColumn<Row>[],
  scope: FactScope,
): AsyncGenerator<Value[][]> {
  const transaction = openTransaction(sql, 'isolation level repeatable read read only')
  const { tx } = transaction
  try {
    await tx.unsafe(PLANNING)
    await tx`
      declare details no scroll cursor for
      select ${details.select(tx)} from ${details.from(tx)} where ${conditions(tx, scope)} order by ${details.order(tx)}`
    for await (const rows of fetchRows<Row>(tx, 'details')) {
      yield rows.map((row) => columns.map((column) => column.value(row)))
    }
  } finally {
    await transaction.rollback()
  }
}

const conditions = (sql: Queryable, { from, to, storeIds, currency }: FactScope): Fragment => sql`
  s.business_day between ${from} and ${to}
  ${storeIds === null ? sql`` : sql`and s.store_id = any(${[...storeIds]}::bigint[])`}
  ${currency === null ? sql`` : sql`and s.currency = ${currency}`}`

/** Minor units as a decimal of their currency. */
export const moneyOf = (minor: number, currency: string): string =>
  formatDecimal(BigInt(minor), currencyDecimals(currency))
