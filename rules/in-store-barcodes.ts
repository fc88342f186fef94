/**
 * Codes that a shop's own scales print: the article's number and a weight or a price in one code, by a layout that each
 * chain chooses. Sources: GS1 General Specifications, restricted circulation numbers (2.1.12: prefixes 02, 04 and 20 to
 * 29) and the check digit of a price or weight field (7.9.2 to 7.9.5).
 */

import { gtinCheckDigit } from './barcodes.ts'

/** A layout, read: places in the thirteen digits. A pattern of twelve has a zero before it, as its codes do. */
export type InStoreLayout = {
  readonly prefix: string
  readonly itemLength: number
  /** Where the field's own check digit stands; null for none. It comes before the value. */
  readonly innerCheckAt: number | null
  readonly valueAt: number
  readonly valueLength: number
}

export type LayoutFault = 'length' | 'order' | 'prefix' | 'inner_check_length'
export type LayoutReading =
  | { readonly ok: true; readonly layout: InStoreLayout }
  | { readonly ok: false; readonly reason: LayoutFault }

export type InStoreFault = 'length' | 'prefix' | 'check_digit' | 'inner_check_digit'
export type InStoreReading =
  | {
      readonly ok: true
      /** The number of the article, without zeros before it; empty when it is zero. */
      readonly item: string
      /** In the layout's smallest unit: cents, grams. */
      readonly value: bigint
    }
  | { readonly ok: false; readonly reason: InStoreFault }

const CODE_LENGTH = 13
const PATTERN = /^([0-9]+)(P+)(K?)(V+)C$/
/** Prefixes that GS1 leaves to the shops, in thirteen digits. */
const RESTRICTED = /^(2|02|04)/

/**
 * Reads a pattern such as `20PPPPPVVVVVC`: prefix digits, then P for the article's number, K for the value's own check
 * digit if there is one, V for the value, C for the check digit of the whole.
 */
export function readInStoreLayout(pattern: string): LayoutReading {
  if (pattern.length !== CODE_LENGTH && pattern.length !== CODE_LENGTH - 1) return { ok: false, reason: 'length' }
  const [match, prefix = '', items = '', inner = '', values = ''] = PATTERN.exec(inThirteen(pattern)) ?? []
  if (match === undefined) return { ok: false, reason: 'order' }
  if (!RESTRICTED.test(prefix)) return { ok: false, reason: 'prefix' }
  if (inner !== '' && values.length !== 4 && values.length !== 5) return { ok: false, reason: 'inner_check_length' }
  const itemEnd = prefix.length + items.length
  const layout = {
    prefix,
    itemLength: items.length,
    innerCheckAt: inner === '' ? null : itemEnd,
    valueAt: itemEnd + inner.length,
    valueLength: values.length,
  }
  return { ok: true, layout }
}

/** UPC-A is EAN-13 with a zero before it. */
const inThirteen = (code: string): string => code.padStart(CODE_LENGTH, '0')

/** Whether a code could be of both: none of the two would be sure. */
export const overlaps = (one: InStoreLayout, other: InStoreLayout): boolean =>
  one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix)

/** Reads a code of twelve or thirteen digits by a layout. The reason of a refusal is the first thing wrong. */
export function readInStoreBarcode(layout: InStoreLayout, scanned: string): InStoreReading {
  if (!/^[0-9]{12,13}$/.test(scanned)) return { ok: false, reason: 'length' }
  const code = inThirteen(scanned)
  if (!code.startsWith(layout.prefix)) return { ok: false, reason: 'prefix' }
  if (gtinCheckDigit(code.slice(0, -1)) !== Number(code.at(-1))) return { ok: false, reason: 'check_digit' }
  const digits = code.slice(layout.valueAt, layout.valueAt + layout.valueLength)
  if (layout.innerCheckAt !== null && Number(code[layout.innerCheckAt]) !== fieldCheckDigit(digits)) {
    return { ok: false, reason: 'inner_check_digit' }
  }
  const item = code.slice(layout.prefix.length, layout.prefix.length + layout.itemLength).replace(/^0+/, '')
  return { ok: true, item, value: BigInt(digits) }
}

/**
 * Writes a code as a scale would, in thirteen digits.
 *
 * @throws RangeError when the number or the value does not fit the layout.
 */
export function writeInStoreBarcode(layout: InStoreLayout, item: string, value: bigint): string {
  const digits = String(value).padStart(layout.valueLength, '0')
  const itemDigits = item.padStart(layout.itemLength, '0')
  if (!/^[0-9]+$/.test(itemDigits) || itemDigits.length > layout.itemLength)
    throw new RangeError(`${item} does not fit.`)
  if (value < 0n || digits.length > layout.valueLength) throw new RangeError(`${value} does not fit.`)
  const inner = layout.innerCheckAt === null ? '' : String(fieldCheckDigit(digits))
  const body = layout.prefix + itemDigits + inner + digits
  return body + gtinCheckDigit(body)
}

/** What a digit weighs by each factor of GS1: `2-` is twice the digit, its tens taken from its units; modulo ten. */
const WEIGHTS = {
  '2-': [0, 2, 4, 6, 8, 9, 1, 3, 5, 7],
  '3': [0, 3, 6, 9, 2, 5, 8, 1, 4, 7],
  '5+': [0, 5, 1, 6, 2, 7, 3, 8, 4, 9],
  '5-': [0, 5, 9, 4, 8, 3, 7, 2, 6, 1],
} as const
const FOUR_DIGITS = ['2-', '2-', '3', '5-'] as const
const FIVE_DIGITS = ['5+', '2-', '5-', '5+', '2-'] as const

/**
 * The check digit of a field of four or five digits. Of four: the units of three times the sum of their weights. Of five:
 * the digit that weighs, by `5-`, what completes the sum to a multiple of ten.
 *
 * @throws RangeError for any other length
 */
export function fieldCheckDigit(digits: string): number {
  const factors = digits.length === 4 ? FOUR_DIGITS : digits.length === 5 ? FIVE_DIGITS : null
  if (factors === null || !/^[0-9]+$/.test(digits)) throw new RangeError('A field has four digits, or five.')
  const sum = factors.reduce((total, factor, index) => total + (WEIGHTS[factor][Number(digits[index])] ?? 0), 0)
  if (digits.length === 4) return (sum * 3) % 10
  return WEIGHTS['5-'].findIndex((weight) => weight === (10 - (sum % 10)) % 10)
}
