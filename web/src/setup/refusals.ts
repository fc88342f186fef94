import { readRegistration } from '../../../rules/index.ts'
import type { Text } from '../i18n/index.ts'
import type { Register } from './countries.ts'
import { messages } from './messages.ts'
import { ELSEWHERE, type Opening, registrationsOf } from './open-store.ts'

/** What the one name of a tax becomes: of its zone and of its only tax, in both languages. */
export const TAX_NAME_FIELDS: readonly string[] = [
  'taxes.0.name_fr',
  'taxes.0.name_en',
  'name_fr',
  'name_en',
  'taxes.0.code',
]

const ALWAYS_SHOWN: readonly string[] = ['chain_name', 'name', 'city', 'register']
const SHOWN_AT_PLACES: readonly string[] = ['line1', 'postal_code']
const SHOWN_ELSEWHERE: readonly string[] = ['currency', 'time_zone', 'taxes.0.rate', ...TAX_NAME_FIELDS]

/** The sentences of refusals whose field the form does not show: they are said above it, each once. */
export function otherRefusals(refusals: Readonly<Record<string, string>>, place: string): string[] {
  const shown = place === ELSEWHERE ? [...ALWAYS_SHOWN, ...SHOWN_ELSEWHERE] : [...ALWAYS_SHOWN, ...SHOWN_AT_PLACES]
  const others = Object.entries(refusals).filter(([field]) => !shown.includes(field))
  return [...new Set(others.map(([, sentence]) => sentence))]
}

export type ReceiptRefusals = Readonly<Partial<Record<Register | 'line1' | 'city', Text>>>

/** What is wrong with what receipts are to show, by its field: said before anything is made. */
export function receiptRefusals(opening: Opening): ReceiptRefusals {
  if (opening.place === ELSEWHERE) return {}
  const hasLine = opening.line1.trim() !== ''
  const wrong = registrationsOf(opening).filter((registration) => readRegistration(registration) === null)
  return {
    ...(!hasLine && opening.postal_code.trim() !== '' && { line1: messages.lineMissing }),
    ...(hasLine && opening.city.trim() === '' && { city: messages.cityMissing }),
    ...Object.fromEntries(wrong.map(({ kind }) => [kind, messages.numberUnreadable])),
  }
}
