import { type Text, text } from '../../platform/text.ts'
import type { Cell, Column, TableSection, Value } from './report-table.ts'

/** A column of a report that answers rows: where its value stands in a row, and so in the totals. */
export type AnswerColumn<Row> = Column & {
  value(row: Partial<Row>, currency: string | null): Cell | undefined
}

export const currencyColumn = <Row>(): AnswerColumn<Row> => ({
  name: 'currency',
  label: text('Devise', 'Currency'),
  unit: 'text',
  value: (_, currency) => currency,
})

export const idColumn = <Row extends { key: string | number | null }>(): AnswerColumn<Row> => ({
  name: 'key',
  label: text('Identifiant', 'Id'),
  unit: 'id',
  value: (row) => row.key,
})

type Described = Pick<Column, 'unit' | 'label'> & { readonly meaning: Text }

/** A column for each measure that the answer shows: those that its reader may see stand in its totals. */
export const measureColumns = <Row>(table: Readonly<Record<string, Described>>, totals: object): AnswerColumn<Row>[] =>
  Object.entries(table)
    .filter(([name]) => name in totals)
    .map(([name, { label, unit, meaning }]) => ({
      name,
      label,
      unit,
      meaning,
      value: (row) => (row as Readonly<Record<string, Value>>)[name],
    }))

type Block<Row> = {
  readonly currency: string | null
  readonly rows: readonly Row[]
  readonly totals: Partial<Row> | null
  readonly title?: Text
}

/** The block of one currency as the rows of a table. */
export function blockSection<Row>(columns: readonly AnswerColumn<Row>[], block: Block<Row>): TableSection {
  const { currency, rows, totals, title } = block
  const write = (row: Partial<Row>) => columns.map((column) => column.value(row, currency) ?? null)
  return {
    currency,
    ...(title !== undefined && { title }),
    rows: inBatches(rows, write),
    totals: totals === null ? null : write(totals),
  }
}

/** How many rows are written before anybody else has a turn. */
const ROWS_AT_ONCE = 500

function* inBatches<Row, Written>(rows: readonly Row[], write: (row: Row) => Written): Generator<readonly Written[]> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    yield rows.slice(start, start + ROWS_AT_ONCE).map(write)
  }
}

/** The blocks of an answer, whether it has one or several. */
export const blocksOf = <Block extends object>(
  answer: Block | { readonly currencies: readonly Block[] },
): readonly Block[] => ('currencies' in answer ? answer.currencies : [answer])
