import { Card, Group, SegmentedControl, Stack, Title } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import { Chart, type ChartSeries } from '../../ui/chart/index.ts'
import { EmptyState, useUrlState } from '../../ui/index.ts'
import type { ReportFields } from '../fields/use-fields.ts'
import { useFigures } from '../fields/use-figures.ts'
import type { DayBlock } from './day-figures.tsx'
import { messages } from './messages.ts'

const MEASURES = ['revenue', 'tickets', 'units'] as const
type HourMeasure = (typeof MEASURES)[number]
const isMeasure = (name: string | undefined): name is HourMeasure =>
  (MEASURES as readonly (string | undefined)[]).includes(name)

/** The day by hour, in front of the same weekday of last week or of last year. */
export function DayHours({ block, fields }: { readonly block: DayBlock; readonly fields: ReportFields }) {
  const t = useText()
  const figures = useFigures()
  const [url, change] = useUrlState()
  const measure = isMeasure(url.measure) ? url.measure : 'revenue'
  const beside = url.beside === 'last_year' ? 'last_year' : 'last_week'
  const hours = block.hours ?? []
  const labels = MEASURES.map((value) => ({
    value: value as string,
    label: fields.key_figures.find(({ name }) => name === value)?.label ?? value,
  }))
  const unit = fields.key_figures.find(({ name }) => name === measure)?.unit ?? 'number'
  const series: ChartSeries[] = [
    { label: t(messages.thisDay), values: hours.map((hour) => hour[measure]) },
    {
      label: t(beside === 'last_year' ? messages.lastYear : messages.lastWeek),
      values: hours.map((hour) => hour[beside][measure]),
      isBefore: true,
    },
  ]
  return (
    <Card>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h3">
            {t(messages.byHour)}
          </Title>
          <Group gap="xs">
            <SegmentedControl
              size="xs"
              aria-label={t(messages.measure)}
              data={labels}
              value={measure}
              onChange={(value) => change({ measure: value === 'revenue' ? undefined : value })}
            />
            <SegmentedControl
              size="xs"
              aria-label={t(messages.comparedWith)}
              data={[
                { value: 'last_week', label: t(messages.lastWeek) },
                { value: 'last_year', label: t(messages.lastYear) },
              ]}
              value={beside}
              onChange={(value) => change({ beside: value === 'last_week' ? undefined : value })}
            />
          </Group>
        </Group>
        {hours.length === 0 ? (
          <EmptyState title={t(messages.noHours)} hint={t(messages.noHoursHint)} />
        ) : (
          <Chart
            label={t(messages.byHour)}
            form="bars"
            categories={hours.map(({ label }) => label)}
            categoryTitle={t(messages.hour)}
            series={series}
            write={(value) => figures.full(value, unit, block.currency)}
            writeShort={(value) => figures.short(value, unit, block.currency)}
          />
        )}
      </Stack>
    </Card>
  )
}
