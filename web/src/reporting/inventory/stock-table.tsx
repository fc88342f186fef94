import { Badge, Group, Text as Words } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import { Chart } from '../../ui/chart/index.ts'
import { type Column, DataTable, EmptyState, Section, useList } from '../../ui/index.ts'
import { BehindLink } from '../behind-link.tsx'
import { lowerFirst } from '../fields/lower-first.ts'
import type { ReportFields } from '../fields/use-fields.ts'
import { useFigures } from '../fields/use-figures.ts'
import { messages } from '../messages.ts'
import { useBlockName } from '../table/currency-block.tsx'
import { figureOf } from '../table/custom-answer.ts'
import { figureColumns } from '../table/figure-columns.tsx'
import type { InventoryBlock } from './inventory-page.tsx'

export type StockRow = NonNullable<InventoryBlock['rows']>[number]

type StockTableProps = {
  readonly block: InventoryBlock
  readonly fields: ReportFields
  readonly groupBy: string
  readonly isStale: boolean
}

const ROWS_PER_PAGE = 50
const USUAL = [
  'units',
  'value_at_cost',
  'value_at_price',
  'rotation',
  'days_of_cover',
  'out',
  'low',
  'dead_value_at_price',
  'revenue',
]
/** Counted by the alerts that they are. */
const ALERTS: ReadonlySet<string> = new Set(['out', 'low', 'negative', 'over'])
const MOST_DRAWN = 15
const ROW_REM = 1.9

/** Stores or articles with what they have; numbers lead to the stock and to the alerts. */
export function StockTable({ block, fields, groupBy, isStale }: StockTableProps) {
  const t = useText()
  const figures = useFigures()
  const list = useList({ perPage: ROWS_PER_PAGE })
  const nameIt = useBlockName()
  const rows = block.rows ?? []
  const first = (list.page - 1) * ROWS_PER_PAGE
  const total = { ...block.totals, key: null, label: t(messages.total), stock_url: null, alerts_url: null }
  const name: Column<StockRow> = {
    key: 'label',
    title: fields.stock_groupings.find((known) => known.name === groupBy)?.label ?? '',
    sort: 'label',
    render: (row) => <StockName row={row} />,
  }
  const columns = figureColumns<StockRow>({
    measures: fields.stock_measures,
    usual: USUAL,
    currency: block.currency,
    figures,
    wrap: (row, measure, text) => {
      if (measure === 'units') return <BehindLink url={row.stock_url}>{text}</BehindLink>
      return ALERTS.has(measure) ? <BehindLink url={row.alerts_url}>{text}</BehindLink> : text
    },
  })
  return (
    <>
      <StockChart block={block} fields={fields} title={name.title} sort={list.sort} />
      <DataTable
        name="report-inventory"
        label={nameIt(t(messages.inventoryReport))}
        of={{
          data: {
            data: rows.slice(first, first + ROWS_PER_PAGE),
            meta: { total: rows.length, last_page: Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE)) },
          },
          error: null,
          isPlaceholderData: isStale,
          refetch: () => undefined,
        }}
        list={list}
        columns={[name, ...columns]}
        rowKey={({ key }) => String(key)}
        totals={rows.length > 1 ? total : undefined}
        empty={<EmptyState title={t(messages.noStock)} hint={t(messages.noStockHint)} />}
      />
      {block.truncated === true && (
        <Words size="sm" c="dimmed">
          {t(messages.truncated, { count: rows.length })}
        </Words>
      )}
    </>
  )
}

function StockName({ row }: { readonly row: StockRow }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <div>
        {row.label}
        {row.sku != null && (
          <Words size="xs" c="dimmed">
            {row.sku}
          </Words>
        )}
      </div>
      {row.abc_class != null && <Badge color="gray">{row.abc_class}</Badge>}
    </Group>
  )
}

type StockChartProps = Pick<StockTableProps, 'block' | 'fields'> & {
  readonly title: string
  readonly sort: string | undefined
}

/** Of what the rows are sorted by, where that is a figure; otherwise what they are worth. */
function StockChart({ block, fields, title, sort }: StockChartProps) {
  const t = useText()
  const figures = useFigures()
  const nameIt = useBlockName()
  const sorted = fields.stock_measures.find(({ name }) => name === sort?.replace(/^-/, ''))
  const measure = sorted ?? fields.stock_measures.find(({ name }) => name === 'value_at_price')
  const rows = (block.rows ?? []).slice(0, MOST_DRAWN)
  if (measure === undefined || rows.length < 2) return null
  const label = nameIt(t(messages.chartOf, { measure: measure.label, dimension: lowerFirst(title) }))
  return (
    <Section title={label}>
      <Chart
        label={label}
        form="rows"
        categories={rows.map((row) => row.label)}
        categoryTitle={title}
        series={[{ label: measure.label, values: rows.map((row) => figureOf(row, measure.name)) }]}
        write={(value) => figures.full(value, measure.unit, block.currency)}
        writeShort={(value) => figures.short(value, measure.unit, block.currency)}
        height={3 + rows.length * ROW_REM}
        isTabled
      />
    </Section>
  )
}
