import { Box } from '@mantine/core'
import { useReducedMotion } from '@mantine/hooks'
import {
  BarController,
  BarElement,
  CategoryScale,
  type ChartData,
  Chart as ChartJs,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Chart as Drawing } from 'react-chartjs-2'
import { useText } from '../../i18n/index.ts'
import classes from './chart.module.css'
import type { ChartProps } from './chart.tsx'
import { moveTo, shorten, tonesOf, toPoint } from './chart-data.ts'
import { type Ink, optionsOf } from './chart-options.ts'
import { messages } from './messages.ts'
import { useTokens } from './use-tokens.ts'

ChartJs.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
)

type Kind = 'bar' | 'line'
const LONGEST_NAME = 26

/** The drawing itself. Left and right tell its values one by one, as the mouse does. */
export function ChartCanvas(props: ChartProps) {
  const { label, categories, series, onPick } = props
  const t = useText()
  const hintId = useId()
  const drawing = useRef<ChartJs<Kind>>(null)
  const [place, setPlace] = useState<number | null>(null)
  const { data, options } = useDrawing(props)

  useEffect(() => {
    const chart = drawing.current
    if (chart === null) return
    const shown = place === null ? [] : series.map((_one, datasetIndex) => ({ datasetIndex, index: place }))
    chart.setActiveElements(shown)
    chart.tooltip?.setActiveElements(shown, { x: 0, y: 0 })
    chart.update('none')
  }, [place, series])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && place !== null && onPick !== undefined) onPick(place)
    const next = moveTo(event.key, place, categories.length)
    if (next === null) return
    event.preventDefault()
    setPlace(next)
  }
  return (
    <Box
      role="group"
      aria-label={label}
      aria-describedby={hintId}
      tabIndex={0}
      className={classes.canvas}
      onKeyDown={onKeyDown}
      onBlur={() => setPlace(null)}
    >
      <Drawing ref={drawing} type={kindOf(props)} data={data} options={options} aria-hidden="true" />
      <span id={hintId} className="visually-hidden">
        {t(onPick === undefined ? messages.keys : messages.keysPick)}
      </span>
      <span className="visually-hidden" aria-live="polite">
        {place !== null && t(messages.point, { category: categories[place] ?? '', values: tellPoint(props, place) })}
      </span>
    </Box>
  )
}

const kindOf = ({ form }: ChartProps): Kind => (form === 'lines' ? 'line' : 'bar')

const tellPoint = ({ series, write }: ChartProps, place: number): string =>
  series.map(({ label, values }) => `${label} ${write(values[place])}`).join(', ')

function useDrawing(props: ChartProps) {
  const tones = tonesOf(props.series)
  const [ink = '', dimmed = '', line = '', surface = '', ...colours] = useTokens([
    '--ink',
    '--mantine-color-dimmed',
    '--line',
    '--surface',
    ...tones,
  ])
  const isStill = useReducedMotion()
  const paint = colours.join(' ')
  return useMemo(() => {
    const { form, categories, series } = props
    const inks: Ink = { ink, dimmed, line, surface }
    const data: ChartData<Kind, (number | null)[]> = {
      labels: categories.map((name) => (form === 'rows' ? shorten(name, LONGEST_NAME) : name)),
      datasets: series.map(({ label, values, isBefore, isLine }, index) => {
        const colour = paint.split(' ')[index] ?? ink
        const isBar = form !== 'lines' && isLine !== true
        return {
          type: isBar ? ('bar' as const) : ('line' as const),
          label,
          data: values.map(toPoint),
          backgroundColor: colour,
          borderColor: colour,
          // What is in front is drawn last, and listed first.
          order: isLine === true ? -1 : isBefore === true ? 1 : 0,
          ...(isBar
            ? { borderRadius: 4, maxBarThickness: form === 'rows' ? 22 : 40 }
            : {
                borderWidth: isBefore === true ? 2 : 2.5,
                borderDash: isBefore === true ? [5, 4] : [],
                pointRadius: values.length > 40 ? 0 : 2,
                pointHoverRadius: 5,
                tension: 0.25,
              }),
        }
      }),
    }
    return { data, options: optionsOf(props, inks, isStill) }
  }, [props, paint, ink, dimmed, line, surface, isStill])
}
