import { useText } from '../../i18n/index.ts'
import { Chart } from '../../ui/chart/index.ts'
import { lowerFirst } from '../fields/lower-first.ts'
import { useFigures } from '../fields/use-figures.ts'
import { messages } from '../messages.ts'
import { chartOf } from './chart-of.ts'
import { useBlockName } from './currency-block.tsx'
import type { CustomBlock, CustomRow, NamedDimension, NamedMeasure } from './custom-answer.ts'

type ReportChartProps = {
  readonly block: CustomBlock
  readonly dimensions: readonly NamedDimension[]
  readonly measure: NamedMeasure
  /** The days that it is beside, in words. */
  readonly compared: string
  readonly onPick?: (row: CustomRow) => void
}

const ROW_REM = 1.9

/** A report drawn; its table stands below. */
export function ReportChart({ block, dimensions, measure, compared, onPick }: ReportChartProps) {
  const t = useText()
  const figures = useFigures()
  const nameIt = useBlockName()
  const chart = chartOf(block, dimensions, measure.name, { now: measure.label, before: compared })
  if (chart === null) return null
  const { form, categories, series, rows } = chart
  const pick = (index: number) => {
    const row = rows[index]
    if (row !== undefined) onPick?.(row)
  }
  return (
    <Chart
      label={nameIt(
        t(messages.chartOf, {
          measure: measure.label,
          dimension: dimensions.map(({ label }) => lowerFirst(label)).join(', '),
        }),
      )}
      form={form}
      categories={categories}
      categoryTitle={dimensions[0]?.label ?? ''}
      series={series}
      write={(value) => figures.full(value, measure.unit, block.currency)}
      writeShort={(value) => figures.short(value, measure.unit, block.currency)}
      onPick={onPick === undefined || rows.length === 0 ? undefined : pick}
      height={form === 'rows' ? 3 + categories.length * series.length * ROW_REM * 0.75 : 18}
      isTabled
    />
  )
}
