import { NumberInput, Select, SimpleGrid } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { type Answer, api, useApi } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Chart } from '../../ui/chart/index.ts'
import { EmptyState, Loaded, Page, Section } from '../../ui/index.ts'
import { type BlockOf, type Told, toldOf } from '../answer.ts'
import { ExportMenu } from '../export/export-menu.tsx'
import { FILE_TIMEOUT_MS } from '../export/formats.ts'
import { lowerFirst } from '../fields/lower-first.ts'
import { type MeasureField, type ReportFields, useFields } from '../fields/use-fields.ts'
import { useFigures } from '../fields/use-figures.ts'
import { messages } from '../messages.ts'
import { intoProduct } from '../sales/into-sales.ts'
import { choiceFault, numberFault } from '../scope/address-faults.ts'
import { ScopeToolbar } from '../scope/scope-toolbar.tsx'
import { usePeriodText } from '../scope/use-period-text.ts'
import { type ScopeControl, useScope } from '../scope/use-scope.ts'
import { Blocks } from '../table/blocks.tsx'
import { useBlockName } from '../table/currency-block.tsx'
import { figureOf } from '../table/custom-answer.ts'
import { ProductRanks } from './product-ranks.tsx'

export type ProductsBlock = BlockOf<Told<Answer<'reportTopProducts'>>>
export type RankedProduct = NonNullable<ProductsBlock['rows']>[number]

const RANKINGS = ['revenue', 'units', 'tickets', 'margin'] as const
const USUAL_LIMIT = 10
const MOST = 100
const PAUSE_MS = 400

/** What sells most, and what rises and falls, beside the period before. */
export default function ProductsPage() {
  const t = useText()
  const fields = useFields()
  return <Loaded of={fields}>{(known) => <Products title={t(messages.productsReport)} fields={known} />}</Loaded>
}

function Products({ title, fields }: { readonly title: string; readonly fields: ReportFields }) {
  const t = useText()
  const writePeriod = usePeriodText()
  const control = useScope()
  const { url, change } = control
  const rankings = RANKINGS.filter((name) => fields.key_figures.some((field) => field.name === name))
  const by = rankings.find((name) => name === url.by) ?? 'revenue'
  const limit = Math.min(MOST, Math.max(1, Number.parseInt(url.limit ?? '', 10) || USUAL_LIMIT))
  const query = { ...control.scope.query, by, limit }
  const answer = useApi('reportTopProducts', [query])
  const told = toldOf(answer.data)
  const measure = fields.key_figures.find(({ name }) => name === by)
  const options = rankings.map((name) => ({
    value: name as string,
    label: fields.key_figures.find((field) => field.name === name)?.label ?? name,
  }))
  const changeLimit = useDebouncedCallback((value: string | number) => change({ limit: String(value) }), PAUSE_MS)
  return (
    <Page
      title={title}
      lead={told === null ? undefined : t(messages.besidePeriod, { period: writePeriod(told.previous_period) })}
      actions={
        <ExportMenu
          name={t(messages.productsFile, { from: query.date_from, to: query.date_to })}
          kind="top-products"
          parameters={query}
          read={(format) => api.reportTopProducts({ ...query, format }, { timeoutMs: FILE_TIMEOUT_MS })}
        />
      }
    >
      <ScopeToolbar control={control} faults={[choiceFault(url, 'by', options, by), numberFault(url, 'limit', limit)]}>
        <Select
          label={t(messages.rankedBy)}
          data={options}
          value={by}
          onChange={(value) => change({ by: value === 'revenue' || value === null ? undefined : value })}
          allowDeselect={false}
          w="12rem"
        />
        <NumberInput
          label={t(messages.howMany)}
          min={1}
          max={MOST}
          clampBehavior="strict"
          defaultValue={limit}
          onChange={changeLimit}
          w="6rem"
        />
      </ScopeToolbar>
      <Blocks of={answer}>
        {(block) => measure !== undefined && <ProductsOf block={block} measure={measure} control={control} />}
      </Blocks>
    </Page>
  )
}

type ProductsOfProps = {
  readonly block: ProductsBlock
  readonly measure: MeasureField
  readonly control: ScopeControl
}

function ProductsOf({ block, measure, control }: ProductsOfProps) {
  const t = useText()
  const nameIt = useBlockName()
  const ranks = { block, measure, control }
  const best = nameIt(t(messages.bestSellers))
  const rising = nameIt(t(messages.rising))
  const falling = nameIt(t(messages.falling))
  if ((block.rows?.length ?? 0) === 0 && (block.falling?.length ?? 0) === 0) {
    return <EmptyState title={t(messages.noSales)} hint={t(messages.noSalesHint)} />
  }
  return (
    <>
      <ProductsChart {...ranks} />
      <Section title={best}>
        <ProductRanks {...ranks} products={block.rows ?? []} label={best} />
      </Section>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Section title={rising}>
          <ProductRanks {...ranks} products={block.rising ?? []} label={rising} isShort />
        </Section>
        <Section title={falling}>
          <ProductRanks {...ranks} products={block.falling ?? []} label={falling} isShort />
        </Section>
      </SimpleGrid>
    </>
  )
}

const MOST_DRAWN = 15
const ROW_REM = 2.6

function ProductsChart({ block, measure, control }: ProductsOfProps) {
  const t = useText()
  const figures = useFigures()
  const navigate = useNavigate()
  const nameIt = useBlockName()
  const shown = (block.rows ?? []).slice(0, MOST_DRAWN)
  if (shown.length < 2) return null
  const title = nameIt(t(messages.chartOf, { measure: measure.label, dimension: lowerFirst(t(messages.product)) }))
  return (
    <Section title={title}>
      <Chart
        label={title}
        form="rows"
        categories={shown.map(({ label }) => label)}
        categoryTitle={t(messages.product)}
        series={[
          { label: measure.label, values: shown.map((row) => figureOf(row, measure.name)) },
          {
            label: t(messages.previousPeriod),
            values: shown.map(({ previous }) => figureOf(previous, measure.name)),
            isBefore: true,
          },
        ]}
        write={(value) => figures.full(value, measure.unit, block.currency)}
        writeShort={(value) => figures.short(value, measure.unit, block.currency)}
        onPick={(index) => {
          const row = shown[index]
          if (row !== undefined)
            void navigate({ to: '/reports/sales', search: intoProduct(row.key, control.url) as never })
        }}
        height={3 + shown.length * ROW_REM}
        isTabled
      />
    </Section>
  )
}
