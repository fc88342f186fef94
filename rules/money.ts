/**
 * Exact decimal arithmetic for amounts, prices and quantities. Everything is an integer: an amount counts the minor
 * units of its currency (cents), a unit price counts ten-thousandths of the major unit, a quantity counts thousandths.
 */

/** An amount in minor units of its currency: 29.99 CAD is 2999n, 1500 JPY is 1500n, 1.234 TND is 1234n. */
export type Minor = bigint

/** The two languages in which a person may read Comptoir. */
export type Language = 'fr' | 'en'

/** Decimals of a unit price or of a unit cost. */
export const PRICE_SCALE = 4

/** Decimals of a quantity: a weight in kilograms is exact to the gram. */
export const QUANTITY_SCALE = 3

/** No amount of trade needs more characters, and an unbounded number would be an attack on the processor. */
const DECIMAL_LENGTH_MAX = 64

const ZERO = 48
const NINE = 57
const MINUS = 45
const POINT = 46

/** So many digits are exact in a number, which takes less to make than a bigint's text. */
const EXACT_DIGITS = 15

/** 1, 10, 100 …: what a scale counts in one. */
const ONES: readonly number[] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]

/**
 * Reads a plain decimal exactly, as an integer that counts 10^-scale: `parseDecimal('29.99', 2)` is 2999n. A number is
 * read through its shortest decimal text, so 29.99 is what was meant and not its binary neighbour. Answers null for
 * anything else than an optional minus, digits and one optional point with digits after it (no exponent, no thousands
 * marks, no spaces), and for more than `scale` decimals unless the excess is zeros.
 */
export function parseDecimal(value: string | number, scale: number): bigint | null {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || text.length > DECIMAL_LENGTH_MAX) return null
  const first = text.charCodeAt(0) === MINUS ? 1 : 0
  const point = afterDigits(text, first)
  const end = text.charCodeAt(point) === POINT ? afterDigits(text, point + 1) : point
  if (point === first || end === point + 1 || end !== text.length) return null
  const kept = Math.min(end, point + 1 + scale)
  for (let index = kept; index < end; index += 1) if (text.charCodeAt(index) !== ZERO) return null
  const magnitude = integerOf(text, first, point, kept, scale)
  return first === 1 ? -magnitude : magnitude
}

/** Where the digits that begin at this place of a text end. */
function afterDigits(text: string, from: number): number {
  let index = from
  while (text.charCodeAt(index) >= ZERO && text.charCodeAt(index) <= NINE) index += 1
  return index
}

/** The digits of a decimal up to `kept` without its point, filled up to the scale, as one integer. */
function integerOf(text: string, first: number, point: number, kept: number, scale: number): bigint {
  if (point - first + scale > EXACT_DIGITS) {
    return BigInt(text.slice(first, point) + text.slice(point + 1, kept).padEnd(scale, '0'))
  }
  let integer = 0
  for (let index = first; index <= point + scale; index += 1) {
    if (index !== point) integer = integer * 10 + (index < kept ? text.charCodeAt(index) - ZERO : 0)
  }
  return BigInt(integer)
}

/**
 * Writes an integer that counts 10^-scale as a plain decimal: `formatDecimal(2999n, 2)` is '29.99'. With `trimTo`,
 * trailing zeros are removed down to that many decimals: `formatDecimal(25500n, 4, 2)` is '2.55'.
 */
export function formatDecimal(value: bigint, scale: number, trimTo: number = scale): string {
  const one = ONES[scale]
  const number = Number(value)
  if (one === undefined || !Number.isSafeInteger(number)) return formatLarge(value, scale, trimTo)
  const size = number < 0 ? -number : number
  let fraction = size % one
  const whole = number < 0 ? `-${(size - fraction) / one}` : String((size - fraction) / one)
  let decimals = scale
  while (decimals > trimTo && fraction % 10 === 0) {
    fraction /= 10
    decimals -= 1
  }
  return decimals === 0 ? whole : `${whole}.${String(fraction).padStart(decimals, '0')}`
}

/** The same where a number would not be exact. */
function formatLarge(value: bigint, scale: number, trimTo: number): string {
  const sign = value < 0n ? '-' : ''
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
  const point = digits.length - scale
  let end = digits.length
  while (end > point + trimTo && digits.charCodeAt(end - 1) === ZERO) end -= 1
  const whole = sign + digits.slice(0, point)
  return end > point ? `${whole}.${digits.slice(point, end)}` : whole
}

/**
 * Divides and rounds half away from zero, the one rounding of Comptoir: 5/2 is 3, -5/2 is -3.
 * Throws RangeError when the denominator is zero.
 */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator
  const remainder = numerator % denominator
  if (remainder === 0n) return quotient
  const twice = remainder < 0n ? -remainder - remainder : remainder + remainder
  if (twice < (denominator < 0n ? -denominator : denominator)) return quotient
  return numerator < 0n === denominator < 0n ? quotient + 1n : quotient - 1n
}

/**
 * Rounds the exact shares numerator ÷ denominator so that the parts add up to the rounded sum of the shares (largest
 * remainder; the first of equal remainders wins). Each part is the share rounded down or up, and an exact share stays
 * as it is. Shares may have mixed signs, and the parts of the opposite shares are the opposite parts. The denominator
 * is positive.
 */
export function roundShares(numerators: readonly bigint[], denominator: bigint): { total: bigint; parts: bigint[] } {
  let sum = 0n
  for (const numerator of numerators) sum += numerator
  const total = divideRounded(sum, denominator)
  if (numerators.length === 1) return { total, parts: [total] }
  const mirrored = sum < 0n
  const parts: bigint[] = new Array(numerators.length)
  const remainders: bigint[] = new Array(numerators.length)
  let missing = mirrored ? -total : total
  for (let index = 0; index < numerators.length; index += 1) {
    const numerator = mirrored ? -(numerators[index] as bigint) : (numerators[index] as bigint)
    let part = numerator / denominator
    let remainder = numerator % denominator
    if (remainder < 0n) {
      part -= 1n
      remainder += denominator
    }
    parts[index] = part
    remainders[index] = remainder
    missing -= part
  }
  for (const index of indexesOfLargest(remainders, Number(missing))) parts[index] = (parts[index] as bigint) + 1n
  if (mirrored) for (let index = 0; index < parts.length; index += 1) parts[index] = -(parts[index] as bigint)
  return { total, parts }
}

/** The indexes of the `count` largest values; the first of equal values comes first. */
function indexesOfLargest(values: readonly bigint[], count: number): number[] {
  if (count === 0) return []
  if (count === 1) {
    let largest = 0
    for (let index = 1; index < values.length; index += 1) {
      if ((values[index] as bigint) > (values[largest] as bigint)) largest = index
    }
    return [largest]
  }
  const indexes = values.map((_, index) => index)
  indexes.sort((left, right) => {
    const a = values[left] as bigint
    const b = values[right] as bigint
    return a === b ? left - right : a > b ? -1 : 1
  })
  return indexes.slice(0, count)
}

/**
 * Divides `total` over the weights by largest remainder, so that the parts always add up to it. Ties go to the first;
 * the parts of -total are the opposite of the parts of total; a zero weight gets nothing, except that when the weights
 * add up to zero everything goes to the first. Throws RangeError when there is a total and no weight to carry it.
 */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  let sum = 0n
  for (const weight of weights) sum += weight
  if (sum === 0n) {
    if (weights.length === 0 && total !== 0n) throw new RangeError('There is nothing to allocate the total over.')
    return weights.map((_, index) => (index === 0 ? total : 0n))
  }
  const factor = sum < 0n ? -total : total
  return roundShares(
    weights.map((weight) => factor * weight),
    sum < 0n ? -sum : sum,
  ).parts
}

/** Currencies of ISO 4217 (list one) whose minor unit is not the hundredth, with their decimals. */
export const DECIMALS_BY_CURRENCY: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
}

/** Decimals of a currency by its ISO 4217 code: 2 for CAD and EUR, 0 for JPY, 3 for TND. Unknown codes have 2. */
export function currencyDecimals(code: string): number {
  return Object.hasOwn(DECIMALS_BY_CURRENCY, code) ? (DECIMALS_BY_CURRENCY[code] as number) : 2
}

/** Symbols that a reader knows without the code; the dollar alone is the Canadian one, the product's home. */
const SYMBOLS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  CAD: { fr: '$', en: '$' },
  EUR: { fr: '€', en: '€' },
  GBP: { fr: '£', en: '£' },
  JPY: { fr: '¥', en: '¥' },
  MXN: { fr: '$ MX', en: 'MX$' },
  USD: { fr: '$ US', en: 'US$' },
  XAF: { fr: 'F CFA', en: 'FCFA' },
  XOF: { fr: 'F CFA', en: 'F CFA' },
}

const NO_BREAK_SPACE = '\u00a0'

const THOUSANDS = /\B(?=(\d{3})+$)/g

/**
 * Writes an amount as a person of that language reads it: '1 234,56 $' in French, with no-break spaces (U+00A0) between
 * thousands and before the symbol; '$1,234.56' in English. A currency without a known symbol shows its code.
 */
export function formatMoney(amount: Minor, currency: string, language: Language): string {
  return withSymbol(formatDecimal(amount, currencyDecimals(currency)), currency, language)
}

/** Writes an amount without the currency's symbol, for a column whose heading or total says which it is: '1 234,56'. */
export function formatAmount(amount: Minor, currency: string, language: Language): string {
  return localizeSigned(formatDecimal(amount, currencyDecimals(currency)), language)
}

/** Writes a unit price (ten-thousandths) like an amount, with the decimals beyond the currency's only where needed. */
export function formatUnitPrice(unitPrice: bigint, currency: string, language: Language): string {
  return withSymbol(formatDecimal(unitPrice, PRICE_SCALE, currencyDecimals(currency)), currency, language)
}

/** Writes a quantity (thousandths) without needless decimals: '2', '0,345' in French, '0.345' in English. */
export function formatQuantity(quantity: bigint, language: Language): string {
  return localizeNumber(formatDecimal(quantity, QUANTITY_SCALE, 0), language)
}

/** Writes a rate or a percentage given in parts per million: '9,975 %' in French, '9.975%' in English. */
export function formatRate(ppm: number | bigint, language: Language): string {
  return localizeNumber(formatDecimal(BigInt(ppm), 4, 0), language) + (language === 'fr' ? `${NO_BREAK_SPACE}%` : '%')
}

function localizeNumber(decimal: string, language: Language): string {
  const [whole = '', fraction] = decimal.split('.')
  const grouped = whole.length > 3 ? whole.replace(THOUSANDS, language === 'fr' ? NO_BREAK_SPACE : ',') : whole
  if (fraction === undefined) return grouped
  return grouped + (language === 'fr' ? ',' : '.') + fraction
}

function localizeSigned(decimal: string, language: Language): string {
  return decimal.startsWith('-') ? `-${localizeNumber(decimal.slice(1), language)}` : localizeNumber(decimal, language)
}

/** How a currency is written beside an amount: a symbol that the reader knows without the code, or a word. */
export function currencySymbol(currency: string, language: Language): { symbol: string; isWord: boolean } {
  const known = Object.hasOwn(SYMBOLS, currency) ? SYMBOLS[currency]?.[language] : undefined
  const isWord = known === undefined || known.endsWith('A')
  return { symbol: (known ?? currency).replaceAll(' ', NO_BREAK_SPACE), isWord }
}

function withSymbol(decimal: string, currency: string, language: Language): string {
  const sign = decimal.startsWith('-') ? '-' : ''
  const number = localizeNumber(sign === '' ? decimal : decimal.slice(1), language)
  const { symbol, isWord } = currencySymbol(currency, language)
  if (language === 'fr') return `${sign}${number}${NO_BREAK_SPACE}${symbol}`
  return `${sign}${symbol}${isWord ? NO_BREAK_SPACE : ''}${number}`
}
