import type { ChartValue } from '../../ui/chart/chart-data.ts'

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/
/** More decimals than any figure has. */
const SCALE = 6

/** The order of two figures, exact however large they are; what is none comes last, whatever the direction. */
export function compareFigures(left: ChartValue, right: ChartValue, isDescending = false): number {
  const [one, other] = [toScaled(left), toScaled(right)]
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  const order = Number(one > other) - Number(one < other)
  return isDescending ? -order : order
}

function toScaled(value: ChartValue): bigint | null {
  const [, sign, whole, fraction = ''] = DECIMAL.exec(String(value)) ?? []
  if (whole === undefined) return null
  const digits = BigInt(whole + fraction.slice(0, SCALE).padEnd(SCALE, '0'))
  return sign === '-' ? -digits : digits
}
