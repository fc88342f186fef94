import type { Language } from '../i18n/index.ts'
import { isPositive, type Quantity, readTyped } from './quantity.ts'

/** Longer than that, digits are a code or the reference of an article. */
const QUANTITY = /^\d{1,4}([.,]\d{1,3})?$/
/** A scanner is quicker than that from one character to the next, and nobody's fingers are. */
const HAND_MS = 45

/**
 * The quantity that a person typed where a scanner types codes: few digits, one after the other by hand. Null for what is a
 * code: a scanner's, or more digits than anybody counts.
 *
 * @param tookMs from the first character to Enter; null where the characters did not come one by one.
 */
export function readTypedQuantity(typed: string, tookMs: number | null, language?: Language): Quantity | null {
  const text = typed.trim()
  if (tookMs === null || !QUANTITY.test(text) || tookMs < HAND_MS * text.length) return null
  const quantity = readTyped(text, language)
  return quantity !== null && (isPositive(quantity) || /^0+$/.test(text)) ? quantity : null
}
