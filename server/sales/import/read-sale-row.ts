import { readVariantReference, type VariantReference } from '../../catalog/index.ts'
import {
  type BatchReport,
  type CsvRecord,
  type DateOrder,
  type DecimalMark,
  type Mapping,
  readClock,
  readIdentifier,
  readTime,
  type WrittenTime,
} from '../../platform/csv/index.ts'
import { type Text, text } from '../../platform/text.ts'
import type { PaymentMethod } from '../tickets/ticket.ts'
import { type LineAmounts, readAmounts } from './read-amounts.ts'

/** A line of a past ticket as its record has it. */
export type SaleRow = LineAmounts & {
  line: number
  ticket: string
  store: string
  time: WrittenTime
  article: VariantReference | null
  description: string
  customer: string
  customerName: string
  country: string
  paymentMethod: PaymentMethod
}

export type RowReading = { readonly decimalMark: DecimalMark; readonly dateOrder: DateOrder }

const TICKET_MISSING = text('Le numéro du ticket est obligatoire.', 'The ticket number is required.')
const STORE_MISSING = text('Le magasin est obligatoire.', 'The store is required.')
const BAD_DATE = text(
  '« {value} » n’est pas une date claire (AAAA-MM-JJ HH:MM:SS, ou --date-format).',
  '"{value}" is not a clear date (YYYY-MM-DD HH:MM:SS, or --date-format).',
)
const BAD_TIME = text('« {value} » n’est pas une heure.', '"{value}" is not a time.')
const NO_ARTICLE = text(
  'Rien ne désigne l’article : ni code, ni désignation.',
  'Nothing names the article: no code, no description.',
)
const NO_PRICE = text(
  'Ni prix ni montant, et aucun article dont prendre le prix.',
  'No price, no amount, and no article to take the price of.',
)

const DESCRIPTION_LENGTH_MAX = 500
const EXTERNAL_ID_LENGTH_MAX = 255

/** What registers and people write for the ways of paying. */
const PAYMENT_METHODS: Readonly<Record<string, PaymentMethod>> = {
  cash: 'cash',
  comptant: 'cash',
  especes: 'cash',
  espèces: 'cash',
  card: 'card',
  carte: 'card',
  'credit card': 'card',
  'debit card': 'card',
  cheque: 'cheque',
  chèque: 'cheque',
  check: 'cheque',
  credit: 'credit',
  crédit: 'credit',
  'store credit': 'credit',
}

/** What groups the records of a ticket: its number, in its store. */
export const ticketKey = (record: CsvRecord, mapping: Mapping): string =>
  `${mapping.value(record, 'store')}\n${mapping.value(record, 'ticket')}`

/** Reads a record; null when something in it is wrong, which is then in the report. */
export function readSaleRow(
  record: CsvRecord,
  mapping: Mapping,
  report: BatchReport,
  reading: RowReading,
): SaleRow | null {
  const value = (field: string) => mapping.value(record, field)
  const refuse = (reason: Text, field?: string, given?: string) => {
    report.refuse(record.line, reason, {
      field,
      value: given,
      values: given === undefined ? undefined : { value: given },
    })
    return null
  }
  const ticket = value('ticket').slice(0, EXTERNAL_ID_LENGTH_MAX)
  if (ticket === '') return refuse(TICKET_MISSING, 'ticket')
  const store = readIdentifier(value('store'))
  if (store === '') return refuse(STORE_MISSING, 'store')
  const date = readTime(value('date'), reading.dateOrder)
  if (date === null) return refuse(BAD_DATE, 'date', value('date'))
  const clock = value('time') === '' ? date.timeMs : readClock(value('time'))
  if (clock === null && value('time') !== '') return refuse(BAD_TIME, 'time', value('time'))
  const amounts = readAmounts(record, mapping, report, reading.decimalMark)
  if (amounts === null) return null
  const article = readVariantReference(record, mapping)
  const description = value('description').slice(0, DESCRIPTION_LENGTH_MAX)
  if (article === null && description === '') return refuse(NO_ARTICLE, 'sku')
  if (article === null && amounts.unitPrice === null && amounts.amount === null) return refuse(NO_PRICE, 'unit_price')
  return {
    ...amounts,
    line: record.line,
    ticket,
    store,
    time: { ...date, timeMs: clock },
    article,
    description,
    customer: readIdentifier(value('customer')).slice(0, EXTERNAL_ID_LENGTH_MAX),
    customerName: value('customer_name').slice(0, EXTERNAL_ID_LENGTH_MAX),
    country: value('country').slice(0, EXTERNAL_ID_LENGTH_MAX),
    paymentMethod: PAYMENT_METHODS[value('payment_method').toLowerCase()] ?? 'other',
  }
}
