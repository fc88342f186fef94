import { Anchor, Group, SimpleGrid, Stack, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormat, useText } from '../../i18n/index.ts'
import { Stat } from '../../ui/index.ts'
import type { BlockOf } from '../answer.ts'
import type { ReportFields } from '../fields/use-fields.ts'
import { useFigures } from '../fields/use-figures.ts'
import { FigureChange } from '../table/figure-change.tsx'
import type { DashboardAnswer } from './dashboard.tsx'
import { messages } from './messages.ts'
import { changesSoFar, type SoFar, type SoFarName } from './so-far.ts'

export type DayBlock = BlockOf<DashboardAnswer>

const NAMES = ['revenue', 'tickets', 'average_ticket', 'units', 'margin', 'margin_rate'] as const

type DayFiguresProps = {
  readonly block: DayBlock
  readonly fields: ReportFields
  readonly day: string
  readonly stores: string | null
  /** While the day runs, how many of its hours are over; null: all of it is. */
  readonly over: number | null
}

/**
 * What the day is judged by; costs and margins only for whoever may see them. While it runs, only the hours that are over
 * are compared, which have no costs: half a day has not fallen beside a whole one.
 */
export function DayFigures({ block, fields, day, stores, over }: DayFiguresProps) {
  const t = useText()
  const format = useFormat()
  const figures = useFigures()
  const soFar = over === null ? null : changesSoFar(block.hours ?? [], over, block.currency ?? 'CAD')
  const behind = { date_from: day, date_to: day, group_by: 'hour', ...(stores !== null && { store_id: stores }) }
  return (
    <SimpleGrid cols={{ base: 2, md: 3, lg: 6 }} spacing="sm">
      {NAMES.map((name) => {
        const figure = block.figures?.[name]
        const field = fields.key_figures.find((known) => known.name === name)
        if (figure === undefined || field === undefined) return null
        const write = (value: string | number | null) => figures.full(value, field.unit, block.currency)
        const writeBeside = (value: string | number | null) =>
          over === null ? write(value) : t(messages.wholeDay, { value: write(value) })
        const changes = soFar === null ? wholeDay(figure) : partOf(soFar, name)
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
              <Beside label={t(messages.lastWeek)} value={writeBeside(figure.last_week)}>
                {changes.last_week !== undefined && (
                  <FigureChange
                    unit={field.unit}
                    value={figure.value}
                    previous={figure.last_week}
                    change={changes.last_week}
                  />
                )}
              </Beside>
              <Beside label={t(messages.lastYear)} value={writeBeside(figure.last_year)}>
                {changes.last_year !== undefined && (
                  <FigureChange
                    unit={field.unit}
                    value={figure.value}
                    previous={figure.last_year}
                    change={changes.last_year}
                  />
                )}
              </Beside>
              {over !== null && (changes.last_week ?? changes.last_year) != null && (
                <Words size="xs" c="dimmed">
                  {t(messages.comparedUntil, { hour: format.date(hourOf(day, over), 'hour', 'UTC') })}
                </Words>
              )}
            </Stack>
          </Stat>
        )
      })}
    </SimpleGrid>
  )
}

type Changes = { readonly last_week?: string | null; readonly last_year?: string | null }

const wholeDay = (figure: { readonly last_week_change: string | null; readonly last_year_change: string | null }) => ({
  last_week: figure.last_week_change,
  last_year: figure.last_year_change,
})

const partOf = (soFar: SoFar, name: string): Changes => soFar[name as SoFarName] ?? {}

/** The moment an hour begins, by a clock of no zone. */
const hourOf = (day: string, hour: number): string => `${day}T${String(hour).padStart(2, '0')}:00:00Z`

type BesideProps = { readonly label: string; readonly value: string; readonly children: ReactNode }

function Beside({ label, value, children }: BesideProps) {
  return (
    <div>
      <Group gap={6} wrap="nowrap" justify="space-between" fz="xs">
        <Words span size="xs" c="dimmed">
          {label}
        </Words>
        {children}
      </Group>
      <Words size="sm" c="dimmed">
        {value}
      </Words>
    </div>
  )
}
