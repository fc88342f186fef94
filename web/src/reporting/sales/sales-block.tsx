import { Anchor, Card, Group, SegmentedControl, Select, SimpleGrid, Text as Words } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useText } from '../../i18n/index.ts'
import { Stat } from '../../ui/index.ts'
import { countedOf } from '../behind.ts'
import { BehindLink } from '../behind-link.tsx'
import type { ReportFields } from '../fields/use-fields.ts'
import { useFigures } from '../fields/use-figures.ts'
import { messages } from '../messages.ts'
import type { ScopeControl } from '../scope/use-scope.ts'
import { type CustomBlock, type CustomRow, dimensionsOf, figureOf } from '../table/custom-answer.ts'
import { FigureChange } from '../table/figure-change.tsx'
import { ReportChart } from '../table/report-chart.tsx'
import { ReportTable } from '../table/report-table.tsx'
import { intoRow } from './into-row.ts'
import { SALES_TABLE, type SalesView, salesMeasures, USUAL_MEASURES, usualOrder } from './sales-question.ts'

type SalesBlockProps = {
  readonly block: CustomBlock
  readonly view: SalesView
  readonly control: ScopeControl
  readonly fields: ReportFields
  /** The days that it is beside, in words. */
  readonly compared: string
  readonly isStale: boolean
}

/** The sales of one currency: their totals, drawn, and row by row. */
export function SalesBlock({ block, view, control, fields, compared, isStale }: SalesBlockProps) {
  const t = useText()
  const navigate = useNavigate()
  const [groupBy] = dimensionsOf(block, [view.groupBy])
  const dimension = fields.dimensions.find(({ name }) => name === groupBy)
  const measures = salesMeasures(fields)
  const measure = measures.find(({ name }) => name === view.measure)
  if (dimension === undefined || measure === undefined) return null
  const into = (row: CustomRow) => intoRow(row, { ...view, groupBy: dimension.name }, control.url)
  return (
    <>
      <SalesTotals block={block} fields={fields} compared={compared} />
      {(block.rows?.length ?? 0) > 1 && (
        <Card>
          <Group justify="flex-end" mb="xs">
            <MeasureChoice control={control} fields={fields} chosen={view.measure} />
          </Group>
          <ReportChart
            block={block}
            dimensions={[dimension]}
            measure={measure}
            compared={compared}
            onPick={(row) => void navigate({ to: '.', search: into(row) as never })}
          />
        </Card>
      )}
      <ReportTable
        name={SALES_TABLE}
        label={t(messages.salesReport)}
        block={block}
        dimensions={[dimension]}
        measures={measures}
        usual={USUAL_MEASURES}
        usualSort={usualOrder(dimension.name, fields)}
        isStale={isStale}
        renderName={(row, name) => (
          <Anchor component={Link} to="/reports/sales" search={into(row) as never} fw={600} inherit>
            {name}
          </Anchor>
        )}
      />
    </>
  )
}

function SalesTotals({ block, fields, compared }: Pick<SalesBlockProps, 'block' | 'fields' | 'compared'>) {
  const figures = useFigures()
  const { totals } = block
  return (
    <SimpleGrid cols={{ base: 2, md: 3, lg: 6 }} spacing="sm">
      {USUAL_MEASURES.map((name) => {
        const field = fields.measures.find((known) => known.name === name)
        const value = figureOf(totals, name)
        if (field === undefined || value === undefined) return null
        const written = figures.full(value, field.unit, block.currency)
        return (
          <Stat
            key={name}
            label={field.label}
            meaning={field.meaning}
            value={name === 'tickets' ? <BehindLink url={countedOf(block.tickets_url)}>{written}</BehindLink> : written}
          >
            {totals?.previous !== undefined && (
              <Group gap={6} justify="space-between" wrap="nowrap">
                <Words size="sm" c="dimmed">
                  {figures.full(figureOf(totals.previous, name), field.unit, block.currency)}
                  <span className="visually-hidden"> {compared}</span>
                </Words>
                <Words component="span" size="sm">
                  <FigureChange
                    unit={field.unit}
                    value={value}
                    previous={figureOf(totals.previous, name)}
                    change={figureOf(totals.change, name)}
                  />
                </Words>
              </Group>
            )}
          </Stat>
        )
      })}
    </SimpleGrid>
  )
}

type MeasureChoiceProps = Pick<SalesBlockProps, 'control' | 'fields'> & { readonly chosen: string }

/** What the chart is of: the usual measures at hand, all of them in a list. */
function MeasureChoice({ control: { change }, fields, chosen }: MeasureChoiceProps) {
  const t = useText()
  const measures = salesMeasures(fields).map(({ name, label }) => ({ value: name, label }))
  const atHand = measures.filter(({ value }) => ['net', 'tickets', 'margin'].includes(value))
  const choose = (value: string | null) => change({ measure: value === 'net' || value === null ? undefined : value })
  return (
    <>
      <SegmentedControl
        visibleFrom="sm"
        size="xs"
        aria-label={t(messages.measure)}
        data={atHand}
        value={atHand.some(({ value }) => value === chosen) ? chosen : ''}
        onChange={choose}
      />
      <Select
        size="xs"
        aria-label={t(messages.measure)}
        data={measures}
        value={chosen}
        onChange={choose}
        allowDeselect={false}
        w="13rem"
      />
    </>
  )
}
