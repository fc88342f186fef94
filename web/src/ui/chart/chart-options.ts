import type { ChartOptions } from 'chart.js'
import type { ChartProps } from './chart.tsx'

/** The colours of what stands around the figures. */
export type Ink = {
  readonly ink: string
  readonly dimmed: string
  readonly line: string
  readonly surface: string
}

const FONT = { family: "'Figtree Variable', system-ui, sans-serif", size: 12 }
const ANIMATION_MS = 250

/** How a chart is drawn and read; one who wants no motion sees none. */
export function optionsOf(props: ChartProps, inks: Ink, isStill: boolean): ChartOptions<'bar' | 'line'> {
  const { form, onPick } = props
  const isLying = form === 'rows'
  const names = { grid: { display: false }, border: { color: inks.line }, ticks: namesTicks(inks, isLying) }
  const values = {
    beginAtZero: form !== 'lines',
    grid: { color: inks.line },
    border: { display: false },
    ticks: {
      color: inks.dimmed,
      font: FONT,
      maxTicksLimit: 6,
      callback: (value: string | number) => props.writeShort(Number(value)),
    },
  }
  return {
    responsive: true,
    maintainAspectRatio: false,
    indexAxis: isLying ? 'y' : 'x',
    animation: isStill ? false : { duration: ANIMATION_MS },
    interaction: { mode: 'index', intersect: false, axis: isLying ? 'y' : 'x' },
    scales: isLying ? { x: values, y: names } : { x: names, y: values },
    onHover: (event, found) => {
      const target = event.native?.target
      if (target instanceof HTMLElement) target.style.cursor = onPick !== undefined && found.length > 0 ? 'pointer' : ''
    },
    onClick: (_event, found) => {
      const [first] = found
      if (first !== undefined) onPick?.(first.index)
    },
    plugins: { tooltip: tooltipOf(props, inks) },
  }
}

const namesTicks = ({ dimmed, ink }: Ink, isLying: boolean) => ({
  color: isLying ? ink : dimmed,
  font: FONT,
  maxRotation: 0,
  autoSkip: !isLying,
  autoSkipPadding: 12,
})

/** What is read is the value itself, not the point where it is drawn. */
function tooltipOf({ categories, series, write }: ChartProps, { ink, surface, line }: Ink) {
  return {
    backgroundColor: surface,
    titleColor: ink,
    bodyColor: ink,
    borderColor: line,
    borderWidth: 1,
    padding: 10,
    cornerRadius: 8,
    boxPadding: 4,
    titleFont: { ...FONT, size: 13 },
    bodyFont: { ...FONT, size: 13 },
    callbacks: {
      title: ([item]: { dataIndex: number }[]) => (item === undefined ? '' : (categories[item.dataIndex] ?? '')),
      label: ({ datasetIndex, dataIndex }: { datasetIndex: number; dataIndex: number }) => {
        const one = series[datasetIndex]
        return ` ${one?.label ?? ''}  ${write(one?.values[dataIndex])}`
      },
    },
  }
}
