import { Card, SimpleGrid, Stack } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import { Stat } from '../../ui/index.ts'
import { countedOf } from '../behind.ts'
import { BehindLink } from '../behind-link.tsx'
import type { MeasureField, ReportFields } from '../fields/use-fields.ts'
import { useFigures } from '../fields/use-figures.ts'
import { type CustomBlock, dimensionsOf, figureOf } from '../table/custom-answer.ts'
import { FigureChange } from '../table/figure-change.tsx'
import { ReportChart } from '../table/report-chart.tsx'
import { ReportTable } from '../table/report-table.tsx'
import type { Definition } from './definition.ts'
import { messages } from './messages.ts'

type CustomPreviewProps = {
  readonly block: CustomBlock
  readonly definition: Definition
  readonly set: (patch: Partial<Definition>) => void
  readonly fields: ReportFields
  readonly compared: string
  readonly isStale: boolean
}

/** A custom report of one currency; without dimensions it is its totals alone. */
export function CustomPreview({ block, definition, set, fields, compared, isStale }: CustomPreviewProps) {
  const t = useText()
  const dimensions = dimensionsOf(block, definition.dimensions).flatMap((name) =>
    fields.dimensions.filter((field) => field.name === name),
  )
  const measures = definition.measures.flatMap((name) => fields.measures.filter((field) => field.name === name))
  const [measure] = measures
  if (dimensions.length === 0 || measure === undefined) return <Totals block={block} measures={measures} />
  return (
    <Stack gap="md">
      {(block.rows?.length ?? 0) > 1 && dimensions.length < 3 && (
        <Card>
          <ReportChart block={block} dimensions={dimensions} measure={measure} compared={compared} />
        </Card>
      )}
      <ReportTable
        name={`custom-${definition.dimensions.join('-')}-${definition.measures.join('-')}`}
        label={t(messages.preview)}
        block={block}
        dimensions={dimensions}
        measures={measures}
        isStale={isStale}
        order={{ sort: definition.sort, onSort: (sort) => set({ sort }) }}
      />
    </Stack>
  )
}

function Totals({ block, measures }: { readonly block: CustomBlock; readonly measures: readonly MeasureField[] }) {
  const figures = useFigures()
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }}>
      {measures.map(({ name, label, meaning, unit }) => {
        const text = figures.full(figureOf(block.totals, name), unit, block.currency)
        const change = block.totals?.change
        return (
          <Stat
            key={name}
            label={label}
            meaning={meaning}
            isLarge
            value={name === 'tickets' ? <BehindLink url={countedOf(block.tickets_url)}>{text}</BehindLink> : text}
          >
            {change !== undefined && (
              <FigureChange
                unit={unit}
                value={figureOf(block.totals, name)}
                previous={figureOf(block.totals?.previous, name)}
                change={figureOf(change, name)}
              />
            )}
          </Stat>
        )
      })}
    </SimpleGrid>
  )
}
