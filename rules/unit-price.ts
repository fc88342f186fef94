/**
 * The price per unit of measure that stands beside the price of a packed article, so that two sizes can be compared.
 *
 * European Union: Directive 98/6/EC, art. 2(b) (per kilogram, litre, metre) and 3(1); in France, arrêté du 16 novembre
 * 1999 « relatif à la publicité, à l'égard du consommateur, des prix de vente à l'unité de mesure de certains produits
 * préemballés ». Québec: a merchant who does not mark each article (Consumer Protection Act, CQLR, c. P-40.1, s. 223)
 * needs a shelf label with it (Regulation, c. P-40.1, r. 3, s. 91.5, first paragraph, c). That regulation names no
 * measure; the trade there shows 100 g and 100 ml, and one measure whatever the size of the package is what makes two
 * packages comparable.
 */
import { currencyDecimals, divideRounded, type Language, PRICE_SCALE, QUANTITY_SCALE } from './money.ts'

/** What a package holds is counted in one of these. */
export const CONTENT_UNITS = ['g', 'kg', 'ml', 'l', 'unit', 'm'] as const
export type ContentUnit = (typeof CONTENT_UNITS)[number]

/** The net content of an article; the quantity in thousandths. */
export type NetContent = { readonly quantity: bigint; readonly unit: ContentUnit }

/** `hundred`: per 100 g and 100 ml. `whole`: per kilogram and litre. */
export type UnitPriceStyle = 'hundred' | 'whole'

export type UnitPrice = {
  /** Ten-thousandths of the currency's unit, rounded as it is shown. */
  readonly price: bigint
  /** What it is the price of: 100 g, 1 kg … */
  readonly per: { readonly quantity: 1 | 100; readonly unit: ContentUnit }
}

/** The zones whose shops compare by the hundred; everywhere else by the kilogram and the litre. */
const HUNDRED_ZONES: readonly string[] = ['QC']

/** How unit prices are shown in a tax zone, by its code. */
export const unitPriceStyleOf = (taxZone: string): UnitPriceStyle =>
  HUNDRED_ZONES.includes(taxZone) ? 'hundred' : 'whole'

/** What one of each unit is in the unit that masses and volumes are compared by. */
const BASE: Readonly<Record<ContentUnit, { readonly unit: 'g' | 'ml' | 'm' | 'unit'; readonly factor: bigint }>> = {
  g: { unit: 'g', factor: 1n },
  kg: { unit: 'g', factor: 1000n },
  ml: { unit: 'ml', factor: 1n },
  l: { unit: 'ml', factor: 1000n },
  m: { unit: 'm', factor: 1n },
  unit: { unit: 'unit', factor: 1n },
}

/** Below this many minor units, a unit price keeps two decimals more: a clothes peg would else cost nothing. */
const FINE_BELOW_MINOR = 10n

/**
 * Price ÷ net content, rounded once, half away from zero, to the currency's minor unit; a unit price of less than ten
 * minor units keeps two decimals more (four at most). null where there is nothing to compare: a single piece, whose
 * price it would repeat (Directive 98/6/EC, art. 3(1)), or a content of nothing.
 *
 * @param price ten-thousandths of the currency's unit
 */
export function unitPriceOf(
  price: bigint,
  content: NetContent,
  style: UnitPriceStyle,
  currency: string,
): UnitPrice | null {
  const { unit, factor } = BASE[content.unit]
  const held = content.quantity * factor
  if (held <= 0n) return null
  const thousandths = 10n ** BigInt(QUANTITY_SCALE)
  if (unit === 'unit' && held === thousandths) return null
  const per = measureOf(unit, style)
  const numerator = price * BigInt(per.quantity) * BASE[per.unit].factor * thousandths
  return { price: roundUnitPrice(numerator, held, currency), per }
}

function measureOf(unit: 'g' | 'ml' | 'm' | 'unit', style: UnitPriceStyle): UnitPrice['per'] {
  if (unit === 'm' || unit === 'unit') return { quantity: 1, unit }
  if (style === 'hundred') return { quantity: 100, unit }
  return { quantity: 1, unit: unit === 'g' ? 'kg' : 'l' }
}

/** Rounds numerator ÷ denominator ten-thousandths to what is shown. */
function roundUnitPrice(numerator: bigint, denominator: bigint, currency: string): bigint {
  const decimals = currencyDecimals(currency)
  const step = (scale: number) => 10n ** BigInt(PRICE_SCALE - Math.min(scale, PRICE_SCALE))
  const isFine = numerator < FINE_BELOW_MINOR * step(decimals) * denominator
  const rounding = isFine ? step(decimals + 2) : step(decimals)
  return divideRounded(numerator, denominator * rounding) * rounding
}

const UNIT_NAMES: Readonly<Record<ContentUnit, Readonly<Record<Language, string>>>> = {
  g: { fr: 'g', en: 'g' },
  kg: { fr: 'kg', en: 'kg' },
  ml: { fr: 'ml', en: 'ml' },
  l: { fr: 'L', en: 'L' },
  m: { fr: 'm', en: 'm' },
  unit: { fr: 'unité', en: 'each' },
}

const NO_BREAK_SPACE = '\u00a0'

/** Writes what a unit price is the price of: '100 g', 'kg', 'unité'. */
export const formatMeasure = ({ quantity, unit }: UnitPrice['per'], language: Language): string =>
  (quantity === 1 ? '' : `${quantity}${NO_BREAK_SPACE}`) + UNIT_NAMES[unit][language]
