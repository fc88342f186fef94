import type { CreateTaxZoneInput } from '../api/index.ts'
import type { Text } from '../i18n/index.ts'
import { messages } from './messages.ts'

export type Register = 'TPS' | 'TVH' | 'TVQ' | 'SIRET' | 'TVA'

type Zone = Omit<CreateTaxZoneInput, 'code'>

/** What a store of a place needs to know. */
export type Place = {
  readonly key: string
  readonly name: Text
  readonly country: string
  readonly region: string | null
  readonly currency: string
  readonly timeZone: string
  readonly taxZone: string
  /** The registers whose numbers receipts must show here, as the rules of registrations have them. */
  readonly registers: readonly Register[]
  /** The zone, where an installation does not begin with it. */
  readonly zone: Zone | null
}

/** Classes of articles that every installation knows; those that a place does not tell apart bear its usual taxes. */
const CANADIAN_CLASSES = (usual: readonly string[], books: readonly string[] = usual): Zone['classes'] => [
  { code: 'standard', tax_codes: [...usual] },
  { code: 'intermediate', tax_codes: [...usual] },
  { code: 'reduced', tax_codes: [...usual] },
  { code: 'super_reduced', tax_codes: [...usual] },
  { code: 'books', tax_codes: [...books] },
  // Basic groceries are zero-rated in all of Canada: Excise Tax Act, Schedule VI, Part III.
  { code: 'basic_groceries', tax_codes: [] },
  { code: 'exempt', tax_codes: [] },
]

const GST = { code: 'TPS', name_fr: 'TPS', name_en: 'GST', rate: '5' }

type Province = {
  readonly region: string
  readonly name: Text
  readonly timeZone: string
  readonly taxes: NonNullable<Zone['taxes']>
  readonly books?: readonly string[]
}

const harmonised = (rate: string) => [{ code: 'TVH', name_fr: 'TVH', name_en: 'HST', rate }]
const provincial = (rate: string) => [GST, { code: 'TVP', name_fr: 'TVP', name_en: 'PST', rate }]

/**
 * GST 5 % and HST by province: Excise Tax Act, s. 165 and Schedule VIII (Nova Scotia 14 % since 1 April 2025). PST: British
 * Columbia 7 % (Provincial Sales Tax Act, books exempt), Saskatchewan 6 % (books exempt), Manitoba 7 % (books exempt).
 */
const PROVINCES: readonly Province[] = [
  { region: 'AB', name: messages.alberta, timeZone: 'America/Edmonton', taxes: [GST] },
  {
    region: 'BC',
    name: messages.britishColumbia,
    timeZone: 'America/Vancouver',
    taxes: provincial('7'),
    books: ['TPS'],
  },
  { region: 'MB', name: messages.manitoba, timeZone: 'America/Winnipeg', taxes: provincial('7'), books: ['TPS'] },
  { region: 'NB', name: messages.newBrunswick, timeZone: 'America/Moncton', taxes: harmonised('15') },
  { region: 'NL', name: messages.newfoundland, timeZone: 'America/St_Johns', taxes: harmonised('15') },
  { region: 'NS', name: messages.novaScotia, timeZone: 'America/Halifax', taxes: harmonised('14') },
  { region: 'ON', name: messages.ontario, timeZone: 'America/Toronto', taxes: harmonised('13') },
  { region: 'PE', name: messages.princeEdwardIsland, timeZone: 'America/Halifax', taxes: harmonised('15') },
  { region: 'SK', name: messages.saskatchewan, timeZone: 'America/Regina', taxes: provincial('6'), books: ['TPS'] },
]

const ofProvince = ({ region, name, timeZone, taxes, books }: Province): Place => ({
  key: `CA-${region}`,
  name,
  country: 'CA',
  region,
  currency: 'CAD',
  timeZone,
  taxZone: region,
  registers: taxes.some(({ code }) => code === 'TVH') ? ['TVH'] : ['TPS'],
  zone: {
    name_fr: name.fr,
    name_en: name.en,
    prices_include_tax: false,
    cash_step: '0.05',
    taxes,
    classes: CANADIAN_CLASSES(
      taxes.map(({ code }) => code),
      books,
    ),
  },
})

type VatPlace = {
  readonly country: string
  readonly name: Text
  readonly currency: string
  readonly timeZone: string
  readonly cashStep: string | null
  /** By class: each rate is a tax of its own. */
  readonly rates: {
    readonly standard: string
    readonly intermediate: string
    readonly reduced: string
    readonly super_reduced: string
    readonly books: string
    readonly basic_groceries: string
  }
}

/**
 * Belgium: royal decree no. 20 (21, 12, 6 %), cash rounded to five cents (Code of economic law, art. VI.7/1). Luxembourg: VAT
 * law, art. 39 to 40-1 (17, 14, 8, 3 %). Switzerland: VAT act, art. 25 (8.1 and 2.6 % since 1 January 2024); five centimes are
 * the smallest coin.
 */
const VAT_PLACES: readonly VatPlace[] = [
  {
    country: 'BE',
    name: messages.belgium,
    currency: 'EUR',
    timeZone: 'Europe/Brussels',
    cashStep: '0.05',
    rates: { standard: '21', intermediate: '12', reduced: '6', super_reduced: '6', books: '6', basic_groceries: '6' },
  },
  {
    country: 'LU',
    name: messages.luxembourg,
    currency: 'EUR',
    timeZone: 'Europe/Luxembourg',
    cashStep: null,
    rates: { standard: '17', intermediate: '14', reduced: '8', super_reduced: '3', books: '3', basic_groceries: '3' },
  },
  {
    country: 'CH',
    name: messages.switzerland,
    currency: 'CHF',
    timeZone: 'Europe/Zurich',
    cashStep: '0.05',
    rates: {
      standard: '8.1',
      intermediate: '8.1',
      reduced: '2.6',
      super_reduced: '2.6',
      books: '2.6',
      basic_groceries: '2.6',
    },
  },
]

const ofVat = ({ country, name, currency, timeZone, cashStep, rates }: VatPlace): Place => ({
  key: country,
  name,
  country,
  region: null,
  currency,
  timeZone,
  taxZone: country,
  registers: ['TVA'],
  zone: {
    name_fr: name.fr,
    name_en: name.en,
    prices_include_tax: true,
    cash_step: cashStep,
    taxes: [...new Set(Object.values(rates))].map((rate) => ({
      code: `TVA${rate}`,
      name_fr: 'TVA',
      name_en: 'VAT',
      rate,
    })),
    classes: [
      ...Object.entries(rates).map(([code, rate]) => ({ code, tax_codes: [`TVA${rate}`] })),
      { code: 'exempt', tax_codes: [] },
    ],
  },
})

/** Where one may begin at once; elsewhere one says oneself what holds. */
export const PLACES: readonly Place[] = [
  {
    key: 'CA-QC',
    name: messages.quebec,
    country: 'CA',
    region: 'QC',
    currency: 'CAD',
    timeZone: 'America/Toronto',
    taxZone: 'QC',
    registers: ['TPS', 'TVQ'],
    zone: null,
  },
  {
    key: 'FR',
    name: messages.france,
    country: 'FR',
    region: null,
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    taxZone: 'FR',
    registers: ['SIRET', 'TVA'],
    zone: null,
  },
  ...PROVINCES.map(ofProvince),
  ...VAT_PLACES.map(ofVat),
]

/** The place to propose to somebody whose clock stands so: the first that keeps this time, else Québec. */
export function proposePlace(timeZone: string): Place {
  const fallback = PLACES[0] as Place
  return PLACES.find((place) => place.timeZone === timeZone) ?? fallback
}
