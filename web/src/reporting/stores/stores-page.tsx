import { Anchor, Badge, Group, SegmentedControl, Select, Text as Words } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { type Answer, api, useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { Chart } from '../../ui/chart/index.ts'
import { type Column, DataTable, EmptyState, Loaded, Page, Section, useList } from '../../ui/index.ts'
import { type BlockOf, type Told, toldOf } from '../answer.ts'
import { countedOf } from '../behind.ts'
import { BehindLink } from '../behind-link.tsx'
import { ExportMenu } from '../export/export-menu.tsx'
import { FILE_TIMEOUT_MS } from '../export/formats.ts'
import { lowerFirst } from '../fields/lower-first.ts'
import { type ReportFields, useFields } from '../fields/use-fields.ts'
import { useFigures } from '../fields/use-figures.ts'
import { messages } from '../messages.ts'
import { intoStore } from '../sales/into-sales.ts'
import { ScopeToolbar } from '../scope/scope-toolbar.tsx'
import { usePeriodText } from '../scope/use-period-text.ts'
import { type ScopeControl, useScope } from '../scope/use-scope.ts'
import { Blocks } from '../table/blocks.tsx'
import { compareFigures } from '../table/compare-figures.ts'
import { useBlockName } from '../table/currency-block.tsx'
import { figureOf } from '../table/custom-answer.ts'
import { figureColumns } from '../table/figure-columns.tsx'
import { storeMeasures, USUAL_OF_STORES } from './store-measures.ts'

type StoresAnswer = Told<Answer<'reportStores'>>
type StoresBlock = BlockOf<StoresAnswer>
type StoreRow = NonNullable<StoresBlock['rows']>[number]

/** Each store ranked, beside the period before or the same dates a year earlier. */
export default function StoresPage() {
  const t = useText()
  const writePeriod = usePeriodText()
  const control = useScope()
  const fields = useFields()
  const { query } = control.scope
  const answer = useApi('reportStores', [query])
  const told = toldOf(answer.data)
  const isYear = control.url.beside === 'last_year'
  return (
    <Page
      title={t(messages.storesReport)}
      lead={
        told === null
          ? undefined
          : t(messages.besidePeriod, { period: writePeriod(isYear ? told.last_year : told.previous_period) })
      }
      actions={
        <ExportMenu
          name={t(messages.storesFile, { from: query.date_from, to: query.date_to })}
          kind="stores"
          parameters={query}
          read={(format) => api.reportStores({ ...query, format }, { timeoutMs: FILE_TIMEOUT_MS })}
        />
      }
    >
      <ScopeToolbar control={control}>
        <SegmentedControl
          aria-label={t(messages.compareWith)}
          data={[
            { value: 'previous', label: t(messages.previousPeriod) },
            { value: 'last_year', label: t(messages.previousYear) },
          ]}
          value={isYear ? 'last_year' : 'previous'}
          onChange={(value) => control.change({ beside: value === 'last_year' ? value : undefined })}
        />
      </ScopeToolbar>
      <Loaded of={fields}>
        {(known) => (
          <Blocks of={answer}>
            {(block) => (
              <Stores
                block={block}
                fields={known}
                control={control}
                beside={isYear ? 'last_year' : 'previous'}
                isStale={answer.isPlaceholderData}
              />
            )}
          </Blocks>
        )}
      </Loaded>
    </Page>
  )
}

type StoresProps = {
  readonly block: StoresBlock
  readonly fields: ReportFields
  readonly control: ScopeControl
  readonly beside: 'previous' | 'last_year'
  readonly isStale: boolean
}

function Stores(props: StoresProps) {
  const { block, control, isStale } = props
  const t = useText()
  const nameIt = useBlockName()
  const list = useList()
  const rows = sortStores(block.rows ?? [], list.sort)
  const page = { data: rows, meta: { total: rows.length } }
  const { totals } = block
  // Under the rows stands what they are together; it has no place among them.
  const total = totals === undefined ? undefined : { ...totals, ...NOT_A_STORE, label: t(messages.total) }
  return (
    <>
      {rows.length > 1 && <StoresChart {...props} rows={block.rows ?? []} />}
      <DataTable
        name="report-stores"
        label={nameIt(t(messages.storesReport))}
        of={{ data: page, error: null, isPlaceholderData: isStale, refetch: () => undefined }}
        list={list}
        columns={[nameColumn(t(messages.store), control), ...useStoreColumns(props)]}
        rowKey={({ key }) => key}
        totals={rows.length > 1 ? total : undefined}
        empty={<EmptyState title={t(messages.noStores)} />}
      />
    </>
  )
}

const NOT_A_STORE = {
  key: 0,
  rank: null,
  previous_rank: null,
  city: null,
  store_group: null,
  tickets_url: '',
  stock_url: '',
}

function sortStores(rows: readonly StoreRow[], sort: string | undefined): StoreRow[] {
  if (sort === undefined) return [...rows]
  const name = sort.replace(/^-/, '')
  return rows.toSorted((left, right) => compareFigures(figureOf(left, name), figureOf(right, name), sort !== name))
}

const nameColumn = (title: string, control: ScopeControl): Column<StoreRow> => ({
  key: 'name',
  title,
  render: (row) => <StoreName row={row} control={control} />,
})

function StoreName({ row, control }: { readonly row: StoreRow; readonly control: ScopeControl }) {
  const t = useText()
  const format = useFormat()
  const { key, label, rank, previous_rank: before, city } = row
  if (key === NOT_A_STORE.key) return label
  return (
    <Group gap="xs" wrap="nowrap">
      <Badge color="gray" miw="2.2rem">
        {rank === null ? '–' : format.number(rank)}
      </Badge>
      <div>
        <Anchor component={Link} to="/reports/sales" search={intoStore(key, control.url) as never} fw={600} inherit>
          {label}
        </Anchor>
        <Words size="xs" c="dimmed">
          {[city, before !== null && before !== rank ? t(messages.rankBefore, { rank: before }) : null]
            .filter((part) => part !== null)
            .join(' · ')}
        </Words>
      </div>
    </Group>
  )
}

function useStoreColumns({ block, fields, beside }: StoresProps): Column<StoreRow>[] {
  const figures = useFigures()
  return figureColumns<StoreRow>({
    measures: storeMeasures(fields),
    usual: USUAL_OF_STORES,
    currency: block.currency,
    figures,
    besideOf: (row) =>
      beside === 'last_year'
        ? { previous: row.last_year, change: row.last_year_change }
        : { previous: row.previous, change: row.change },
    wrap: (row, name, text) => {
      if (name === 'tickets') return <BehindLink url={countedOf(row.tickets_url)}>{text}</BehindLink>
      return name === 'on_hand' ? <BehindLink url={row.stock_url || null}>{text}</BehindLink> : text
    },
  })
}

const MOST_DRAWN = 20
const ROW_REM = 2.6

function StoresChart({ block, fields, control, beside, rows }: StoresProps & { readonly rows: readonly StoreRow[] }) {
  const t = useText()
  const figures = useFigures()
  const navigate = useNavigate()
  const nameIt = useBlockName()
  // Only what was sold has a figure to stand beside.
  const measures = storeMeasures(fields).filter(({ name }) => rows.some((row) => name in row.change))
  const measure = measures.find(({ name }) => name === control.url.measure) ?? measures[0]
  if (measure === undefined) return null
  const shown = rows.slice(0, MOST_DRAWN)
  const title = nameIt(t(messages.chartOf, { measure: measure.label, dimension: lowerFirst(t(messages.store)) }))
  return (
    <Section
      title={title}
      actions={
        <Select
          size="xs"
          aria-label={t(messages.measure)}
          data={measures.map(({ name, label }) => ({ value: name, label }))}
          value={measure.name}
          onChange={(value) => control.change({ measure: value === 'revenue' || value === null ? undefined : value })}
          allowDeselect={false}
        />
      }
    >
      <Chart
        label={title}
        form="rows"
        categories={shown.map(({ label }) => label)}
        categoryTitle={t(messages.store)}
        series={[
          { label: measure.label, values: shown.map((row) => figureOf(row, measure.name)) },
          {
            label: t(beside === 'last_year' ? messages.previousYear : messages.previousPeriod),
            values: shown.map((row) => figureOf(row[beside], measure.name)),
            isBefore: true,
          },
        ]}
        write={(value) => figures.full(value, measure.unit, block.currency)}
        writeShort={(value) => figures.short(value, measure.unit, block.currency)}
        onPick={(index) => {
          const row = shown[index]
          if (row !== undefined)
            void navigate({ to: '/reports/sales', search: intoStore(row.key, control.url) as never })
        }}
        height={3 + shown.length * ROW_REM}
        isTabled
      />
    </Section>
  )
}
