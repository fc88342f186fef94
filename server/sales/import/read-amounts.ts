import { divideRounded, PRICE_SCALE, parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import {
  type BatchReport,
  type CsvRecord,
  type DecimalMark,
  type Mapping,
  readNumber,
} from '../../platform/csv/index.ts'
import { type Text, text } from '../../platform/text.ts'

/** What a line's numbers come to. */
export type LineAmounts = {
  /** Thousandths. */
  quantity: bigint
  /** Ten-thousandths; null: the article's own price. */
  unitPrice: bigint | null
  /** In 10^-AMOUNT_SCALE of the currency's major unit; null: quantity × unit price. */
  amount: bigint | null
}

const BAD_QUANTITY = text('« {value} » n’est pas une quantité.', '"{value}" is not a quantity.')
const NO_QUANTITY = text('La quantité est nulle.', 'The quantity is zero.')
const BAD_PRICE = text('« {value} » n’est pas un prix.', '"{value}" is not a price.')
const BAD_AMOUNT = text('« {value} » n’est pas un montant.', '"{value}" is not an amount.')
const QUANTITY_ROUNDED = text(
  'La quantité {value} est arrondie à trois décimales ; le montant garde la quantité exacte.',
  'The quantity {value} is rounded to three decimals; the amount keeps the exact quantity.',
)
const PRICE_ROUNDED = text(
  'Le prix {value} est arrondi à quatre décimales ; le montant garde le prix exact.',
  'The price {value} is rounded to four decimals; the amount keeps the exact price.',
)

/** Programs that compute in floats write `2.5499999999999998`; so many decimals are read exactly. */
const READ_SCALE = 20
/** Decimals of an amount: those of a quantity and those of a price. */
export const AMOUNT_SCALE = 2 * READ_SCALE

const MAGNITUDE_MAX = 999_999_999n * 10n ** BigInt(READ_SCALE)

/**
 * Reads a line's quantity, unit price and amount. Quantities have three decimals and prices four; a number with more is
 * rounded half away from zero and listed, and the line's amount is then computed from the numbers as they stand in the
 * file. Answers null when a number is none, which is then in the report.
 */
export function readAmounts(
  record: CsvRecord,
  mapping: Mapping,
  report: BatchReport,
  mark: DecimalMark,
): LineAmounts | null {
  const given = (field: string) => mapping.value(record, field)
  const tell = (how: 'refuse' | 'warn', reason: Text, field: string) =>
    report[how](record.line, reason, { field, value: given(field), values: { value: given(field) } })
  const refuse = (reason: Text, field: string) => {
    tell('refuse', reason, field)
    return null
  }
  const quantity = readExact(given('quantity'), mark)
  if (quantity === null) return refuse(BAD_QUANTITY, 'quantity')
  const kept = shorten(quantity, QUANTITY_SCALE)
  if (kept === 0n) return refuse(NO_QUANTITY, 'quantity')
  const price = given('unit_price') === '' ? undefined : readExact(given('unit_price'), mark)
  if (price === null) return refuse(BAD_PRICE, 'unit_price')
  const amount = given('amount') === '' ? undefined : readExact(given('amount'), mark)
  if (amount === null) return refuse(BAD_AMOUNT, 'amount')
  const unitPrice = price === undefined ? null : shorten(price, PRICE_SCALE)
  const isQuantityRounded = lengthen(kept, QUANTITY_SCALE) !== quantity
  const isPriceRounded = unitPrice !== null && lengthen(unitPrice, PRICE_SCALE) !== price
  if (isQuantityRounded) tell('warn', QUANTITY_ROUNDED, 'quantity')
  if (isPriceRounded) tell('warn', PRICE_ROUNDED, 'unit_price')
  return {
    quantity: kept,
    unitPrice,
    amount: exactAmount(amount, price, quantity, isQuantityRounded || isPriceRounded),
  }
}

function exactAmount(
  amount: bigint | undefined,
  price: bigint | undefined,
  quantity: bigint,
  isRounded: boolean,
): bigint | null {
  if (amount !== undefined) return amount * 10n ** BigInt(AMOUNT_SCALE - READ_SCALE)
  return isRounded && price !== undefined ? quantity * price : null
}

function readExact(given: string, mark: DecimalMark): bigint | null {
  const number = readNumber(given, mark)
  const exact = number === null ? null : parseDecimal(number, READ_SCALE)
  return exact === null || exact > MAGNITUDE_MAX || exact < -MAGNITUDE_MAX ? null : exact
}

/** From the decimals that are read to those that are kept. */
const shorten = (value: bigint, scale: number): bigint => divideRounded(value, 10n ** BigInt(READ_SCALE - scale))
const lengthen = (value: bigint, scale: number): bigint => value * 10n ** BigInt(READ_SCALE - scale)
