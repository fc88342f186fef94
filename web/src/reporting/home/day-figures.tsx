import { Anchor, Group, SimpleGrid, Stack, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useText } from '../../i18n/index.ts'
import { Change, Stat } from '../../ui/index.ts'
import type { BlockOf } from '../answer.ts'
import type { ReportFields } from '../fields/use-fields.ts'
import { useFigures } from '../fields/use-figures.ts'
import type { DashboardAnswer } from './dashboard.tsx'
import { messages } from './messages.ts'

export type DayBlock = BlockOf<DashboardAnswer>

const NAMES = ['revenue', 'tickets', 'average_ticket', 'units', 'margin', 'margin_rate'] as const

type DayFiguresProps = {
  readonly block: DayBlock
  readonly fields: ReportFields
  readonly day: string
  readonly stores: string | null
}

/** What the day is judged by; costs and margins only for whoever may see them. */
export function DayFigures({ block, fields, day, stores }: DayFiguresProps) {
  const t = useText()
  const figures = useFigures()
  const behind = { date_from: day, date_to: day, group_by: 'hour', ...(stores !== null && { store_id: stores }) }
  return (
    <SimpleGrid cols={{ base: 2, md: 3, lg: 6 }} spacing="sm">
      {NAMES.map((name) => {
        const figure = block.figures?.[name]
        const field = fields.key_figures.find((known) => known.name === name)
        if (figure === undefined || field === undefined) return null
        const write = (value: string | number | null) => figures.full(value, field.unit, block.currency)
        return (
          <Stat
            key={name}
            label={field.label}
            meaning={field.meaning}
            value={
              <Anchor component={Link} to="/reports/sales" search={behind as never} inherit c="inherit">
                {write(figure.value)}
              </Anchor>
            }
          >
            <Stack gap={4} mt={4}>
              <Beside label={t(messages.lastWeek)} value={write(figure.last_week)} ratio={figure.last_week_change} />
              <Beside label={t(messages.lastYear)} value={write(figure.last_year)} ratio={figure.last_year_change} />
            </Stack>
          </Stat>
        )
      })}
    </SimpleGrid>
  )
}

function Beside({ label, value, ratio }: { label: string; value: string; ratio: string | null }) {
  return (
    <div>
      <Group gap={6} wrap="nowrap" justify="space-between" fz="xs">
        <Words span size="xs" c="dimmed">
          {label}
        </Words>
        <Change ratio={ratio} />
      </Group>
      <Words size="sm" c="dimmed">
        {value}
      </Words>
    </div>
  )
}
