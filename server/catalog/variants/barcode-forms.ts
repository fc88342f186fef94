const GTIN_LENGTHS = [8, 12, 13, 14] as const

/**
 * Every way in which a scanner may read the same code. Zeros before a GTIN do not count, so the 12 digits of a UPC, its
 * 13 and its 14 digits are one article. A code that is no GTIN has the one form.
 */
export function barcodeForms(code: string): string[] {
  if (!/^\d{8}$|^\d{12,14}$/.test(code)) return [code]
  const digits = code.replace(/^0+/, '')
  return GTIN_LENGTHS.filter((length) => digits.length <= length).map((length) => digits.padStart(length, '0'))
}
