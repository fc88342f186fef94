import { type Text, text } from '../platform/text.ts'

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

type Span = { opens: string; closes: string }
export type OpeningHoursInput = Partial<Record<(typeof DAYS)[number], Span[]>>

const ENDS_TOO_SOON = text('La fermeture vient après l’ouverture.', 'Closing comes after opening.')
const OVERLAPS = text(
  'Cette plage en chevauche une autre du même jour.',
  'This span overlaps another one of the same day.',
)

/** What is wrong with opening hours, by the path of the field. Hours are written alike, so that their texts compare. */
export function checkOpeningHours(hours: OpeningHoursInput | null | undefined): Record<string, Text> {
  const faults: Record<string, Text> = {}
  for (const day of DAYS) {
    const spans = hours?.[day] ?? []
    for (const [index, span] of spans.entries()) {
      const path = `opening_hours.${day}.${index}`
      if (span.closes <= span.opens) faults[`${path}.closes`] = ENDS_TOO_SOON
      else if (spans.slice(0, index).some((other) => span.opens < other.closes && other.opens < span.closes))
        faults[`${path}.opens`] = OVERLAPS
    }
  }
  return faults
}

/** The spans of each day from morning to evening, however they were given. */
export function sortHours<Hours extends OpeningHoursInput | null | undefined>(hours: Hours): Hours {
  if (hours === null || hours === undefined) return hours
  const sorted = DAYS.flatMap((day) => {
    const spans = hours[day]
    return spans === undefined ? [] : [[day, spans.toSorted((a, b) => (a.opens < b.opens ? -1 : 1))] as const]
  })
  return Object.fromEntries(sorted) as Hours
}
