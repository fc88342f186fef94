import { Stack, Text as Words } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, useList } from '../../ui/index.ts'
import { countedOf } from '../behind.ts'
import { BehindLink } from '../behind-link.tsx'
import { useFigures } from '../fields/use-figures.ts'
import { messages } from '../messages.ts'
import { useBlockName } from './currency-block.tsx'
import {
  type CustomBlock,
  type CustomRow,
  figureOf,
  type NamedDimension,
  type NamedMeasure,
  nameOfRow,
} from './custom-answer.ts'
import { FigureChange } from './figure-change.tsx'

const ROWS_PER_PAGE = 50

/** Of which less is better. */
const BAD_WHEN_UP: ReadonlySet<string> = new Set(['discounts', 'cost', 'returns_rate', 'discounts_rate'])

type ReportTableProps = {
  /** Under which the choice of columns is kept. */
  readonly name: string
  readonly label: string
  readonly block: CustomBlock
  readonly dimensions: readonly NamedDimension[]
  readonly measures: readonly NamedMeasure[]
  /** Which measures are shown until somebody chooses others; all unless given. */
  readonly usual?: readonly string[]
  /** The order of the rows until somebody chooses another. */
  readonly usualSort?: string | undefined
  readonly isStale: boolean
  /** Where the order is part of what is asked; otherwise it stands in the address. */
  readonly order?: { readonly sort: string | undefined; readonly onSort: (sort: string | undefined) => void }
  /** What stands for the name of a row, such as the way into it. */
  readonly renderName?: (row: CustomRow, name: string) => ReactNode
}

/** The rows of a report under their totals; a number of tickets leads to them. */
export function ReportTable(props: ReportTableProps) {
  const { block, dimensions, usualSort, isStale, order } = props
  const t = useText()
  const nameIt = useBlockName()
  const ofAddress = useList({ perPage: ROWS_PER_PAGE, ...(usualSort !== undefined && { sort: usualSort }) })
  const list = order === undefined ? ofAddress : orderedBy(ofAddress, order)
  const rows = block.rows ?? []
  const first = (list.page - 1) * ROWS_PER_PAGE
  const meta = { total: rows.length, last_page: Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE)) }
  const page = { data: rows.slice(first, first + ROWS_PER_PAGE), meta }
  // Nothing of a row is a key by itself: what has none of a dimension has null there.
  const keyOf = (row: CustomRow) => JSON.stringify(dimensions.map(({ name }) => row.keys[name]))
  const totals: CustomRow = {
    ...block.totals,
    keys: {},
    labels: Object.fromEntries(dimensions.slice(0, 1).map(({ name }) => [name, t(messages.total)])),
    tickets_url: block.tickets_url ?? '',
  }
  return (
    <Stack gap="xs">
      <DataTable
        name={props.name}
        label={nameIt(props.label)}
        of={{ data: page, error: null, isPlaceholderData: isStale, refetch: () => undefined }}
        list={list}
        columns={useReportColumns(props, totals)}
        rowKey={keyOf}
        totals={rows.length > 1 ? totals : undefined}
        empty={<EmptyState title={t(messages.noSales)} hint={t(messages.noSalesHint)} />}
      />
      {block.truncated === true && (
        <Words size="sm" c="dimmed">
          {t(messages.truncated, { count: rows.length })}
        </Words>
      )}
    </Stack>
  )
}

type Order = NonNullable<ReportTableProps['order']>

const orderedBy = (list: ReturnType<typeof useList>, { sort, onSort }: Order): ReturnType<typeof useList> => ({
  ...list,
  sort,
  change: (patch) => ('sort' in patch ? onSort(patch.sort) : list.change(patch)),
})

function useReportColumns(props: ReportTableProps, totals: CustomRow): Column<CustomRow>[] {
  const { block, dimensions, measures, usual, renderName } = props
  const figures = useFigures()
  const [first, ...others] = dimensions
  const names: Column<CustomRow>[] =
    first === undefined
      ? []
      : [
          {
            key: 'group',
            title: first.label,
            sort: first.name,
            render: (row) => {
              const name = nameOfRow(row, [first])
              return row === totals || renderName === undefined ? name : renderName(row, name)
            },
          },
          ...others.map((other) => ({
            key: other.name,
            title: other.label,
            sort: other.name,
            render: (row: CustomRow) => nameOfRow(row, [other]),
          })),
        ]
  return [
    ...names,
    ...measures.map((measure) => ({
      key: measure.name,
      title: measure.label,
      sort: measure.name,
      isNumber: true,
      isHidden: usual !== undefined && !usual.includes(measure.name),
      render: (row: CustomRow) => {
        const text = figures.full(figureOf(row, measure.name), measure.unit, block.currency)
        return <Cell row={row} measure={measure} text={text} />
      },
    })),
  ]
}

function Cell({ row, measure, text }: { row: CustomRow; measure: NamedMeasure; text: string }) {
  const content = measure.name === 'tickets' ? <BehindLink url={countedOf(row.tickets_url)}>{text}</BehindLink> : text
  if (row.change === undefined) return content
  return (
    <Stack gap={0} align="flex-end">
      <span>{content}</span>
      <Words component="span" size="xs">
        <FigureChange
          unit={measure.unit}
          value={figureOf(row, measure.name)}
          previous={figureOf(row.previous, measure.name)}
          change={figureOf(row.change, measure.name)}
          isBadWhenUp={BAD_WHEN_UP.has(measure.name)}
        />
      </Words>
    </Stack>
  )
}
