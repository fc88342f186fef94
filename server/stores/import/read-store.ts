import {
  type BatchReport,
  type CsvRecord,
  type DateOrder,
  dayOf,
  type Mapping,
  readBoolean,
  readIdentifier,
  readTime,
} from '../../platform/csv/index.ts'
import { text } from '../../platform/text.ts'
import { STORE_KINDS, type StoreCreateInput } from '../schema.ts'

const NAME_REQUIRED = text('Le nom du magasin est obligatoire.', 'The store’s name is required.')
const MISSING = text('Le champ {field} est obligatoire.', 'The field {field} is required.')
const TOO_LONG = text('{field} a plus de {lengthMax} caractères.', '{field} has more than {lengthMax} characters.')
const BAD_KIND = text('La sorte est « store » ou « warehouse ».', 'The kind is "store" or "warehouse".')
const BAD_DATE = text(
  '« {value} » n’est pas une date claire (AAAA-MM-JJ, ou --date-format).',
  '"{value}" is not a clear date (YYYY-MM-DD, or --date-format).',
)
const BAD_BOOLEAN = text('« {value} » n’est ni oui ni non.', '"{value}" is neither yes nor no.')
const BAD_EMAIL = text('« {value} » n’est pas une adresse de courriel.', '"{value}" is not an e-mail address.')

const LENGTHS_MAX = {
  external_id: 255,
  code: 32,
  name: 255,
  city: 255,
  group: 255,
  time_zone: 64,
  tax_zone: 16,
  email: 255,
  phone: 50,
}

/** Reads a store from a record; null when something in it is wrong, which is then in the report. */
export function readStore(
  record: CsvRecord,
  mapping: Mapping,
  report: BatchReport,
  dateOrder: DateOrder,
): StoreCreateInput | null {
  let isGood = true
  const refuse = (
    field: string,
    reason: typeof MISSING,
    value?: string,
    values: Record<string, string | number> = {},
  ) => {
    isGood = false
    report.refuse(record.line, reason, { field, value, values: { field, value: value ?? '', ...values } })
  }
  const given = (field: string): string | undefined => mapping.value(record, field) || undefined
  for (const [field, lengthMax] of Object.entries(LENGTHS_MAX)) {
    const value = given(field)
    if (value !== undefined && value.length > lengthMax) refuse(field, TOO_LONG, value, { lengthMax })
  }
  const name = given('name')
  if (name === undefined) refuse('name', NAME_REQUIRED)
  for (const field of ['time_zone', 'currency', 'tax_zone']) if (given(field) === undefined) refuse(field, MISSING)
  const kind = STORE_KINDS.find((candidate) => candidate === (given('kind')?.toLowerCase() ?? 'store'))
  if (kind === undefined) refuse('kind', BAD_KIND, given('kind'))
  const opened = given('opened_on')
  const openedOn = opened === undefined ? undefined : readTime(opened, dateOrder)
  if (openedOn === null) refuse('opened_on', BAD_DATE, opened)
  const included = given('prices_include_tax')
  const pricesIncludeTax = included === undefined ? undefined : readBoolean(included)
  if (pricesIncludeTax === null) refuse('prices_include_tax', BAD_BOOLEAN, included)
  const email = given('email')
  if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) refuse('email', BAD_EMAIL, email)
  if (!isGood) return null
  const externalId = given('external_id')
  return {
    name: name ?? '',
    time_zone: given('time_zone') ?? '',
    currency: (given('currency') ?? '').toUpperCase(),
    tax_zone: (given('tax_zone') ?? '').toUpperCase(),
    kind,
    code: given('code'),
    city: given('city'),
    group: given('group'),
    email,
    phone: given('phone'),
    external_id: externalId === undefined ? undefined : readIdentifier(externalId),
    opened_on: openedOn ? dayOf(openedOn) : undefined,
    prices_include_tax: pricesIncludeTax ?? undefined,
  }
}
