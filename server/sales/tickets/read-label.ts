import {
  currencyDecimals,
  divideRounded,
  formatDecimal,
  lineAmount,
  PRICE_SCALE,
  parseDecimal,
  QUANTITY_SCALE,
} from '../../../rules/index.ts'
import type { ArticleFacts, Scan } from '../../catalog/index.ts'
import { invalid } from '../../platform/errors.ts'
import { fill, text } from '../../platform/text.ts'
import { moneyText } from './money-text.ts'
import { quantityMissing } from './read-lines.ts'
import { type DraftLine, LARGEST_UNIT_PRICE } from './ticket.ts'

export type Said = {
  readonly quantity: bigint
  /** null: today's. */
  readonly unitPrice: bigint | null
  readonly isPricedByLabel: boolean
}

type Context = {
  readonly article: ArticleFacts
  /** Today's price, in ten-thousandths. */
  readonly asked: bigint
  readonly currency: string
  readonly path: string
}

const ONE_UNIT = 10n ** BigInt(QUANTITY_SCALE)
const ONE_THOUSANDTH = 1n

const OTHER_WEIGHT = text(
  'L’étiquette de la balance dit {label}\u00a0kg, et la ligne {line}.',
  'The label of the scale says {label} kg, and the line {line}.',
)
const OTHER_PRICE = text(
  'L’étiquette de la balance dit {label}, et la ligne fait {line}.',
  'The label of the scale says {label}, and the line comes to {line}.',
)
const SAYS_NOTHING = text(
  'Cette étiquette de balance ne dit ni poids ni prix.',
  'This label of a scale says neither a weight nor a price.',
)

/**
 * The quantity and the price of a line of which the label of a scale may say one. A weight is the quantity. A price is
 * that of what the label is on: of an article by weight it is so many kilograms at today's price, of any other the price
 * of one. What the line says besides must come to the same.
 *
 * @throws validation_failed naming the field that says otherwise.
 */
export function readLabel(line: DraftLine, scan: Scan | undefined, context: Context): Said {
  if (scan === undefined) {
    if (line.quantity === null) throw quantityMissing(context.path)
    return { quantity: line.quantity, unitPrice: line.unitPrice, isPricedByLabel: false }
  }
  const weight = scan.quantity === null ? 0n : (parseDecimal(scan.quantity, QUANTITY_SCALE) ?? 0n)
  const price = scan.price === null ? 0n : (parseDecimal(scan.price, PRICE_SCALE) ?? 0n)
  if (weight > 0n) return byWeight(line, weight, context)
  if (price > 0n)
    return context.article.isWeighed ? byPriceOfWeight(line, price, context) : byPrice(line, price, context)
  throw invalid({ [`${context.path}.barcode`]: SAYS_NOTHING })
}

function quantityText(quantity: bigint) {
  const decimal = formatDecimal(quantity, QUANTITY_SCALE, 0)
  return text(decimal.replace('.', ','), decimal)
}

function byWeight(line: DraftLine, weight: bigint, { path }: Context): Said {
  if (line.quantity !== null && line.quantity !== weight) {
    const values = { label: quantityText(weight), line: quantityText(line.quantity) }
    throw invalid({ [`${path}.quantity`]: fill(OTHER_WEIGHT, values) })
  }
  return { quantity: weight, unitPrice: line.unitPrice, isPricedByLabel: false }
}

/** Several may bear the same label. */
function byPrice(line: DraftLine, price: bigint, context: Context): Said {
  if (line.unitPrice !== null && line.unitPrice !== price) throw otherPrice(price, line.unitPrice, ONE_UNIT, context)
  return { quantity: line.quantity ?? ONE_UNIT, unitPrice: price, isPricedByLabel: true }
}

function byPriceOfWeight(line: DraftLine, price: bigint, context: Context): Said {
  const { asked, currency, path } = context
  const perKilogram = line.unitPrice ?? asked
  const decimals = currencyDecimals(currency)
  const amount = lineAmount(ONE_UNIT, price, decimals)
  if (line.quantity !== null) {
    const comesTo = lineAmount(line.quantity, perKilogram, decimals)
    if (comesTo !== amount)
      throw otherPrice(price, perKilogram, line.quantity, context, line.unitPrice === null ? 'quantity' : 'unit_price')
    return { quantity: line.quantity, unitPrice: line.unitPrice, isPricedByLabel: false }
  }
  if (perKilogram === 0n) throw quantityMissing(path)
  const quantity = divideRounded(price * ONE_UNIT, perKilogram) || ONE_THOUSANDTH
  // The thousandth of a kilogram may be worth more than a cent: what is paid is what is printed.
  const isExact = lineAmount(quantity, perKilogram, decimals) === amount
  const unitPrice = isExact ? perKilogram : divideRounded(price * ONE_UNIT, quantity)
  return {
    quantity,
    unitPrice: unitPrice > LARGEST_UNIT_PRICE ? perKilogram : unitPrice,
    isPricedByLabel: line.unitPrice === null,
  }
}

function otherPrice(
  price: bigint,
  unitPrice: bigint,
  quantity: bigint,
  { currency, path }: Context,
  field = 'unit_price',
) {
  const decimals = currencyDecimals(currency)
  const values = {
    label: moneyText(lineAmount(ONE_UNIT, price, decimals), currency),
    line: moneyText(lineAmount(quantity, unitPrice, decimals), currency),
  }
  return invalid({ [`${path}.${field}`]: fill(OTHER_PRICE, values) })
}
