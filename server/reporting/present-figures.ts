import { changeOf } from './change-of.ts'
import type { Facts, Measure } from './measures.ts'
import { type Figure, presentFigure } from './present.ts'

/** Some measures of one table by their names: those that the reader may see. */
export type FigureView<Name extends string> = {
  readonly table: Readonly<Record<Name, Measure>>
  readonly names: readonly Name[]
}
export type Figures<Name extends string> = Partial<Record<Name, Figure>>
export type Changes<Name extends string> = Partial<Record<Name, string | null>>

/** What these facts come to. */
export function presentFigures<Name extends string>(
  { table, names }: FigureView<Name>,
  facts: Facts,
  currency: string | null,
): Figures<Name> {
  const figures: Figures<Name> = {}
  for (const name of names) figures[name] = presentFigure(table[name].value(facts), table[name].unit, currency)
  return figures
}

/** How much each measure changed since, relatively. */
export function presentChanges<Name extends string>(
  { table, names }: FigureView<Name>,
  facts: Facts,
  previous: Facts,
): Changes<Name> {
  const changes: Changes<Name> = {}
  for (const name of names) changes[name] = changeOf(table[name], facts, previous)
  return changes
}
