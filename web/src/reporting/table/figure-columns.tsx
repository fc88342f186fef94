import { Stack, Text as Words } from '@mantine/core'
import type { ReactNode } from 'react'
import { Change, type Column } from '../../ui/index.ts'
import type { MeasureField } from '../fields/use-fields.ts'
import type { Figures } from '../fields/use-figures.ts'
import { figureOf } from './custom-answer.ts'

type FigureColumnsOptions<Row> = {
  readonly measures: readonly MeasureField[]
  /** Shown until somebody chooses others. */
  readonly usual: readonly string[]
  readonly currency: string | null | undefined
  readonly figures: Figures
  /** By how much it changed, by the name of the measure. */
  readonly changeOf?: (row: Row) => object | undefined
  /** What a figure leads to. */
  readonly wrap?: (row: Row, name: string, text: string) => ReactNode
}

/** A column per measure, sorted by its name. */
export function figureColumns<Row extends object>(options: FigureColumnsOptions<Row>): Column<Row>[] {
  const { measures, usual, currency, figures, changeOf, wrap } = options
  return measures.map(({ name, label, unit }) => ({
    key: name,
    title: label,
    sort: name,
    isNumber: true,
    isHidden: !usual.includes(name),
    render: (row) => {
      const text = figures.full(figureOf(row, name), unit, currency)
      const content = wrap?.(row, name, text) ?? text
      const changes = changeOf?.(row)
      if (changes === undefined || !(name in changes)) return content
      return (
        <Stack gap={0} align="flex-end">
          <span>{content}</span>
          <Words component="span" size="xs">
            <Change ratio={String(figureOf(changes, name) ?? '') || null} />
          </Words>
        </Stack>
      )
    },
  }))
}
