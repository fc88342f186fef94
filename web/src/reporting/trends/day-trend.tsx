import { Text as Words } from '@mantine/core'
import { useFormat, useText } from '../../i18n/index.ts'
import { Chart } from '../../ui/chart/index.ts'
import { Section } from '../../ui/index.ts'
import { useFigures } from '../fields/use-figures.ts'
import { messages } from '../messages.ts'
import { useBlockName } from '../table/currency-block.tsx'
import type { TrendProps } from './trends-page.tsx'

/** A line of more days than that is a wall. */
const MOST_DAYS = 400

/** Days, and what is left of them when the week and the month are smoothed away. */
export function DayTrend({ block, measure }: TrendProps) {
  const t = useText()
  const format = useFormat()
  const figures = useFigures()
  const nameIt = useBlockName()
  const days = (block.days ?? []).slice(-MOST_DAYS)
  if (days.length < 2) return null
  const title = nameIt(t(messages.dayByDay))
  return (
    <Section title={title}>
      {(block.days?.length ?? 0) > MOST_DAYS && (
        <Words size="sm" c="dimmed">
          {t(messages.latestDays, { count: MOST_DAYS })}
        </Words>
      )}
      <Chart
        label={title}
        form="lines"
        categories={days.map(({ date }) => format.date(date))}
        categoryTitle={t(messages.day)}
        series={[
          { label: t(messages.average28), values: days.map(({ average_28: value }) => value) },
          { label: t(messages.average7), values: days.map(({ average_7: value }) => value) },
          { label: measure.label, values: days.map(({ value }) => value), isBefore: true },
        ]}
        write={(value) => figures.full(value, measure.unit === 'count' ? 'number' : measure.unit, block.currency)}
        writeShort={(value) => figures.short(value, measure.unit, block.currency)}
        height={20}
      />
    </Section>
  )
}
