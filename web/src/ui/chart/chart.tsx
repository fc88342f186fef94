import { Box, Button, Group, Skeleton, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { lazy, Suspense } from 'react'
import { useText } from '../../i18n/index.ts'
import classes from './chart.module.css'
import { type ChartSeries, type ChartValue, tonesOf } from './chart-data.ts'
import { ChartTable } from './chart-table.tsx'
import { messages } from './messages.ts'

// What draws is fetched when something is drawn for the first time.
const Canvas = lazy(() => import('./chart-canvas.tsx').then(({ ChartCanvas }) => ({ default: ChartCanvas })))

export type ChartProps = {
  /** What it shows, for those who hear it. */
  readonly label: string
  /** bars: beside each other; rows: under each other, for names; lines: for what goes on. */
  readonly form: 'bars' | 'rows' | 'lines'
  readonly categories: readonly string[]
  readonly series: readonly ChartSeries[]
  /** The heading of the categories, where they stand in a table. */
  readonly categoryTitle: string
  /** A value in full. */
  readonly write: (value: ChartValue) => string
  /** A value beside an axis. */
  readonly writeShort: (value: number) => string
  readonly onPick?: (index: number) => void
  /** In rem. */
  readonly height?: number
  /** The same figures stand in a table on the page: no other one is offered. */
  readonly isTabled?: boolean
}

/** Figures drawn: read by mouse, finger or arrow keys, or as a table. */
export function Chart(props: ChartProps) {
  const t = useText()
  const { series, height = 18, isTabled = false } = props
  const [isTable, { toggle }] = useDisclosure()
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs" mih={isTabled ? undefined : '1.75rem'}>
        <Legend series={series} />
        {!isTabled && (
          <Button variant="subtle" color="gray" size="compact-xs" onClick={toggle} aria-pressed={isTable}>
            {t(isTable ? messages.asChart : messages.asTable)}
          </Button>
        )}
      </Group>
      {isTable ? (
        <ChartTable {...props} />
      ) : (
        <Suspense fallback={<Skeleton h={`${height}rem`} />}>
          <Box h={`${height}rem`} pos="relative">
            <Canvas {...props} />
          </Box>
        </Suspense>
      )}
    </Stack>
  )
}

function Legend({ series }: { readonly series: readonly ChartSeries[] }) {
  const t = useText()
  const tones = tonesOf(series)
  if (series.length < 2) return <span />
  return (
    <ul className={classes.legend} aria-label={t(messages.legend)}>
      {series.map(({ label, isLine }, index) => (
        <li key={label}>
          <span
            className={classes.mark}
            data-line={isLine === true ? true : undefined}
            style={{ background: `var(${tones[index]})` }}
          />
          {label}
        </li>
      ))}
    </ul>
  )
}
