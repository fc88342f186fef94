import { formatDecimal } from '../../../rules/index.ts'
import type { Language, Text } from '../../platform/text.ts'
import { text } from '../../platform/text.ts'
import type { PostingKind } from './accounting-schema.ts'
import type { Posting, Rate } from './compose-postings.ts'

const KINDS: Readonly<Record<PostingKind, Text>> = {
  sales: text('Ventes', 'Sales'),
  returns: text('Retours', 'Returns'),
  tax: text('Taxe', 'Tax'),
  payment: text('Paiements', 'Payments'),
  rounding: text('Arrondi des espèces', 'Rounding of cash'),
  cash_difference: text('Écart de caisse', 'Cash difference'),
  cash_in: text('Entrée d’espèces', 'Cash in'),
  cash_out: text('Sortie d’espèces', 'Cash out'),
  cash_drop: text('Dépôt au coffre', 'Drop into the safe'),
}

const METHODS: Readonly<Record<string, Text>> = {
  cash: text('espèces', 'cash'),
  card: text('carte', 'card'),
  cheque: text('chèque', 'cheque'),
  credit: text('crédit en magasin', 'store credit'),
  other: text('autre', 'other'),
}

export const kindName = (kind: PostingKind, language: Language): string => KINDS[kind][language]

/** What tax classes are called, by their codes. */
export type ClassNames = ReadonlyMap<string, Text>

/** « Ventes : Taux normal (TPS 5 %, TVQ 9,975 %) » */
export function describePosting({ kind, about, rates }: Posting, classes: ClassNames, language: Language): string {
  const name = kindName(kind, language)
  if (about === null) return name
  const what = (METHODS[about] ?? classes.get(about))?.[language] ?? about
  const taxes = rates.map((rate) => describeRate(rate, language)).join(', ')
  return `${name}${language === 'fr' ? '\u00a0' : ''}: ${what}${taxes === '' ? '' : ` (${taxes})`}`
}

/** Parts per million have four decimals as a percentage. */
const PERCENT_SCALE = 4

function describeRate({ code, ratePpm }: Rate, language: Language): string {
  const percent = formatDecimal(BigInt(ratePpm), PERCENT_SCALE, 0)
  return language === 'fr' ? `${code} ${percent.replace('.', ',')}\u00a0%` : `${code} ${percent}%`
}
