import { ELSEWHERE } from './open-store.ts'

/** What the one name of a tax becomes: of its zone and of its only tax, in both languages. */
export const TAX_NAME_FIELDS: readonly string[] = [
  'taxes.0.name_fr',
  'taxes.0.name_en',
  'name_fr',
  'name_en',
  'taxes.0.code',
]

const ALWAYS_SHOWN: readonly string[] = ['chain_name', 'name', 'city', 'register']
const SHOWN_ELSEWHERE: readonly string[] = ['currency', 'time_zone', 'taxes.0.rate', ...TAX_NAME_FIELDS]

/** The sentences of refusals whose field the form does not show: they are said above it, each once. */
export function otherRefusals(refusals: Readonly<Record<string, string>>, place: string): string[] {
  const shown = place === ELSEWHERE ? [...ALWAYS_SHOWN, ...SHOWN_ELSEWHERE] : ALWAYS_SHOWN
  const others = Object.entries(refusals).filter(([field]) => !shown.includes(field))
  return [...new Set(others.map(([, sentence]) => sentence))]
}
