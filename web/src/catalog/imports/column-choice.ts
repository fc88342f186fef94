import type { PreviewImportData } from '../../api/index.ts'

/** The field of each column, by its place; null: the column is left out. */
export type Choices = readonly (string | null)[]

export const usualChoices = ({ columns }: PreviewImportData): Choices => columns.map(({ field }) => field)

/** What is sent: only the columns of which somebody said something else than the server found, by their places. */
export function toMapping({ columns }: PreviewImportData, choices: Choices): Record<string, string> {
  return Object.fromEntries(
    columns.flatMap(({ field }, place): [string, string][] => {
      const choice = choices[place] ?? null
      return choice === field ? [] : [[`#${place + 1}`, choice ?? '']]
    }),
  )
}

/** The places of columns that fill a field which another column fills too. */
export function repeatedPlaces(choices: Choices): ReadonlySet<number> {
  const places = new Map<string, number[]>()
  for (const [place, field] of choices.entries()) {
    if (field !== null) places.set(field, [...(places.get(field) ?? []), place])
  }
  return new Set([...places.values()].filter((same) => same.length > 1).flat())
}
