import type { Answer } from '../../api/index.ts'
import type { BlockOf, Told } from '../answer.ts'
import type { Dimension, Unit } from '../fields/use-fields.ts'

export type CustomAnswer = Told<Answer<'reportCustom'>>
export type CustomBlock = BlockOf<CustomAnswer>
export type CustomRow = NonNullable<CustomBlock['rows']>[number]
export type CustomTotals = NonNullable<CustomBlock['totals']>

export type NamedDimension = { readonly name: Dimension; readonly label: string; readonly is_ordered: boolean }
export type NamedMeasure = { readonly name: string; readonly label: string; readonly unit: Unit }

type Figure = string | number | null | undefined

/** A measure of a row or of totals by its name. */
export const figureOf = (from: object | undefined, name: string): Figure =>
  from === undefined ? undefined : (from as Record<string, Figure>)[name]

/** What the rows of an answer stand for: while another question waits for its own, the last answer still stands. */
export function dimensionsOf(block: CustomBlock, asked: readonly Dimension[]): Dimension[] {
  const [row] = block.rows ?? []
  return row === undefined ? [...asked] : (Object.keys(row.keys) as Dimension[])
}

/** What a row is called: the names of its groups. */
export const nameOfRow = (row: CustomRow, dimensions: readonly NamedDimension[]): string =>
  dimensions.map(({ name }) => row.labels[name] ?? '').join(' · ')
