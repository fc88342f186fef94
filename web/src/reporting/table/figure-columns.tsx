import { Stack, Text as Words } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Column } from '../../ui/index.ts'
import type { MeasureField } from '../fields/use-fields.ts'
import type { Figures } from '../fields/use-figures.ts'
import { figureOf } from './custom-answer.ts'
import { FigureChange } from './figure-change.tsx'

type FigureColumnsOptions<Row> = {
  readonly measures: readonly MeasureField[]
  /** Shown until somebody chooses others. */
  readonly usual: readonly string[]
  readonly currency: string | null | undefined
  readonly figures: Figures
  /** What it was, and by how much it changed, by the name of the measure. */
  readonly besideOf?: (row: Row) => { readonly previous: object; readonly change: object }
  /** What a figure leads to. */
  readonly wrap?: (row: Row, name: string, text: string) => ReactNode
}

/** A column per measure, sorted by its name. */
export function figureColumns<Row extends object>(options: FigureColumnsOptions<Row>): Column<Row>[] {
  const { measures, usual, currency, figures, besideOf, wrap } = options
  return measures.map(({ name, label, unit }) => ({
    key: name,
    title: label,
    sort: name,
    isNumber: true,
    isHidden: !usual.includes(name),
    render: (row) => {
      const text = figures.full(figureOf(row, name), unit, currency)
      const content = wrap?.(row, name, text) ?? text
      const beside = besideOf?.(row)
      if (beside === undefined || !(name in beside.change)) return content
      return (
        <Stack gap={0} align="flex-end">
          <span>{content}</span>
          <Words component="span" size="xs">
            <FigureChange
              unit={unit}
              value={figureOf(row, name)}
              previous={figureOf(beside.previous, name)}
              change={figureOf(beside.change, name)}
            />
          </Words>
        </Stack>
      )
    },
  }))
}
