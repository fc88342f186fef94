import { Group, Text as Words } from '@mantine/core'
import { useFormat } from '../../i18n/index.ts'
import { drawBalance } from './balance-steps.ts'
import classes from './levels.module.css'

const BOX = { width: 1000, height: 100 }

type BalanceChartProps = {
  readonly opening: string
  readonly movements: readonly { readonly balance_after: string; readonly occurred_at: string }[]
  /** Says what is drawn; the list below says it in full. */
  readonly label: string
}

/** The balance over time, as steps. */
export function BalanceChart({ opening, movements, label }: BalanceChartProps) {
  const format = useFormat()
  const drawn = drawBalance(opening, movements, { ...BOX, until: Date.now() })
  return (
    <div>
      <svg
        className={classes.chart}
        viewBox={`0 -4 ${BOX.width} ${BOX.height + 8}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        <path className={classes.area} d={`${drawn.line}V${drawn.zero ?? BOX.height}H0Z`} />
        <path className={classes.line} d={drawn.line} />
        {drawn.zero !== null && <path className={classes.zero} d={`M0 ${drawn.zero}H${BOX.width}`} />}
      </svg>
      <Group justify="space-between">
        <Words size="xs" c="dimmed">
          {format.date(movements.at(-1)?.occurred_at)}
        </Words>
        <Words size="xs" c="dimmed">
          {format.date(new Date())}
        </Words>
      </Group>
    </div>
  )
}
