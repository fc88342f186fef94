/** Codes that a scanner reads. Source: GS1 General Specifications, the standard check digit of GTIN keys (7.9). */

export type BarcodeType = 'gtin' | 'internal'

export type GtinKind = 'GTIN-8' | 'GTIN-12' | 'GTIN-13' | 'GTIN-14'

export type BarcodeCheck =
  | { ok: true; kind: GtinKind | 'internal'; normalized: string }
  | { ok: false; reason: 'length' | 'characters' | 'check_digit' }

/** A code of the chain's own is at most as long as a label can carry in Code 128. */
export const INTERNAL_BARCODE_LENGTH_MAX = 64

const ONLY_DIGITS = /^[0-9]+$/

/** What a keyboard-like scanner can type and Code 128 can hold. */
const PRINTABLE_ASCII = /^[\x20-\x7e]+$/

const GTIN_KINDS: Readonly<Record<number, GtinKind>> = { 8: 'GTIN-8', 12: 'GTIN-12', 13: 'GTIN-13', 14: 'GTIN-14' }

/**
 * The check digit (0 to 9) of a GTIN given without it: from the right, digits weigh 3, 1, 3, 1 …, and the check digit
 * completes their sum to a multiple of ten. Throws RangeError when there is anything else than digits.
 */
export function gtinCheckDigit(digits: string): number {
  if (!ONLY_DIGITS.test(digits)) throw new RangeError('A check digit is computed from digits only.')
  return checkDigitOf(digits, digits.length)
}

function checkDigitOf(digits: string, length: number): number {
  let sum = 0
  let weight = 3
  for (let index = length - 1; index >= 0; index -= 1) {
    sum += (digits.charCodeAt(index) - 48) * weight
    weight = 4 - weight
  }
  return (10 - (sum % 10)) % 10
}

/**
 * Checks a code. A `gtin` is 8, 12, 13 or 14 digits with its check digit; an `internal` code is 1 to 64 printable ASCII
 * characters. `normalized` is the code without surrounding white space, with every digit kept: compare GTINs of
 * different lengths by `gtin14`.
 */
export function checkBarcode(code: string, type: BarcodeType = 'gtin'): BarcodeCheck {
  const normalized = code.trim()
  if (type === 'internal') {
    if (normalized.length === 0 || normalized.length > INTERNAL_BARCODE_LENGTH_MAX)
      return { ok: false, reason: 'length' }
    return PRINTABLE_ASCII.test(normalized)
      ? { ok: true, kind: 'internal', normalized }
      : { ok: false, reason: 'characters' }
  }
  if (normalized.length === 0) return { ok: false, reason: 'length' }
  if (!ONLY_DIGITS.test(normalized)) return { ok: false, reason: 'characters' }
  const kind = GTIN_KINDS[normalized.length]
  if (kind === undefined) return { ok: false, reason: 'length' }
  const last = normalized.length - 1
  if (normalized.charCodeAt(last) - 48 !== checkDigitOf(normalized, last)) return { ok: false, reason: 'check_digit' }
  return { ok: true, kind, normalized }
}

/**
 * The same GTIN in fourteen digits. A UPC-A label is read as 12 digits by one scanner and as 13 by another, with a
 * leading zero; both are one article. Meant for a code that `checkBarcode` accepted as a GTIN.
 */
export function gtin14(gtin: string): string {
  return gtin.padStart(14, '0')
}
