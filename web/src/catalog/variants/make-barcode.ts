import { gtinCheckDigit } from '../../../../rules/index.ts'

/** Prefixes that GS1 leaves to the shops; the last ones first, since scales usually take the first. */
const PREFIXES = ['29', '28', '27', '26', '25', '24', '23', '22', '21', '20']
const NUMBER_LENGTH = 10

/**
 * A GTIN-13 for an article that has none: a prefix for use inside the shops that no layout of the scales reads, the number
 * of the variant (so that no two are equal), and the check digit.
 *
 * @param patterns the layouts of the chain's scales, such as `20PPPPPVVVVVC`.
 * @returns null when the scales read every prefix.
 */
export function makeBarcode(variantId: number, patterns: readonly string[]): string | null {
  const taken = patterns.map((pattern) => (/^\d*/.exec(pattern.padStart(NUMBER_LENGTH + 3, '0')) ?? [''])[0])
  const prefix = PREFIXES.find((own) => !taken.some((other) => own.startsWith(other) || other.startsWith(own)))
  if (prefix === undefined) return null
  const digits = `${prefix}${String(variantId).padStart(NUMBER_LENGTH, '0')}`
  return `${digits}${gtinCheckDigit(digits)}`
}
