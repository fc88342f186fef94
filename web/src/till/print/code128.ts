/** Code 128 (ISO/IEC 15417) of a receipt's reference, so that a return finds it by scanning. */

/** Widths in modules of the 106 characters: bar, space, bar, space, bar, space. */
const WIDTHS =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'.split(
    ' ',
  )
const END = '2331112'
const START_B = 104
const TO_C = 99
const MODULUS = 103
const FIRST_PRINTED = 32

/** Widths in modules: a bar, a space, a bar … Code set B, and C for the pairs of digits at the end. */
export function code128(reference: string): number[] {
  const [, head = reference, digits = ''] = /^(.*?)((?:\d\d){2,})$/.exec(reference) ?? []
  const pairs = (digits.match(/../g) ?? []).map(Number)
  const values = [
    START_B,
    ...Array.from(head, (character) => character.charCodeAt(0) - FIRST_PRINTED),
    ...(pairs.length === 0 ? [] : [TO_C, ...pairs]),
  ]
  const check = values.reduce((sum, value, place) => sum + value * Math.max(place, 1), 0) % MODULUS
  return [...values, check].flatMap((value) => Array.from(WIDTHS[value] ?? '', Number)).concat(Array.from(END, Number))
}

/** Modules that stay white on either side (4.3). */
export const QUIET_MODULES = 10
