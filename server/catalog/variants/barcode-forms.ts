import { gtin14 } from '../../../rules/index.ts'

const GTIN_LENGTHS = [8, 12, 13, 14] as const
const LIKE_GTIN = /^\d{8}$|^\d{12,14}$/

/**
 * Every way in which a scanner may read the same code. Zeros before a GTIN do not count, so the 12 digits of a UPC, its
 * 13 and its 14 digits are one article. A code that is no GTIN has the one form.
 */
export function barcodeForms(code: string): string[] {
  if (!LIKE_GTIN.test(code)) return [code]
  const digits = code.replace(/^0+/, '')
  return GTIN_LENGTHS.filter((length) => digits.length <= length).map((length) => digits.padStart(length, '0'))
}

/** The same for codes that a scanner could not tell apart. */
export const scannedCode = (code: string): string => (LIKE_GTIN.test(code) ? gtin14(code) : code)
