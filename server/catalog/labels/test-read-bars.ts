/** Reads the bars of an EAN-13 as a scanner does. Source: GS1 General Specifications, figure 5.2.1. */

type Bar = { readonly x: number; readonly width: number }

/** Widths of bar, space, bar, space for each digit of the right half; the left half has them as spaces and bars. */
const RIGHT = ['3211', '2221', '2122', '1411', '1132', '1231', '1114', '1312', '1213', '3112']
/** Which digits of the left half are mirrored, by the first digit. */
const MIRRORED = ['LLLLLL', 'LLGLGG', 'LLGGLG', 'LLGGGL', 'LGLLGG', 'LGGLLG', 'LGGGLL', 'LGLGLG', 'LGLGGL', 'LGGLGL']

/** The code that 30 bars say, and the width of a module; null: they are no EAN-13. */
export function readEan13(bars: readonly Bar[]): { code: string; module: number } | null {
  const [first] = bars
  const last = bars.at(-1)
  if (bars.length !== 30 || first === undefined || last === undefined) return null
  const module = (last.x + last.width - first.x) / 95
  const widths = bars.flatMap(({ x, width }, index) => {
    const next = bars[index + 1]
    return next === undefined ? [width] : [width, next.x - x - width]
  })
  const counts = widths.map((width) => Math.round(width / module))
  const left = Array.from({ length: 6 }, (_, digit) => counts.slice(3 + digit * 4, 7 + digit * 4).join(''))
  const right = Array.from({ length: 6 }, (_, digit) => counts.slice(32 + digit * 4, 36 + digit * 4).join(''))
  const mirror = (digit: string) => [...digit].reverse().join('')
  const sides = left.map((digit) => (RIGHT.includes(digit) ? 'L' : 'G')).join('')
  const digits = [
    MIRRORED.indexOf(sides),
    ...left.map((digit) => RIGHT.indexOf(RIGHT.includes(digit) ? digit : mirror(digit))),
    ...right.map((digit) => RIGHT.indexOf(digit)),
  ]
  return digits.includes(-1) ? null : { code: digits.join(''), module }
}
