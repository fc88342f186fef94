import { measureText } from '../../../platform/pdf/pdf-font.ts'

/** The texts of a column, as they will be drawn. */
export type DrawnColumn = { readonly heading: string; readonly cells: readonly string[]; readonly isNumber: boolean }

export type Widths = { readonly size: number; readonly widths: readonly number[] }

const LARGEST = 9
const SMALLEST = 5
const STEP = 0.5
/** Between two columns, in millimetres. */
export const GAP = 3
/** A name that is longer may be cut short. */
const TEXT_LEAST = 28
const TEXT_MOST = 70

/**
 * The largest size, in points, at which the columns stand beside each other in so many millimetres, and how wide each is.
 * Numbers are shown whole as long as anything is legible; names give way first.
 */
export function fitColumns(columns: readonly DrawnColumn[], available: number): Widths {
  const natural = columns.map(naturalWidth)
  const room = available - GAP * (columns.length - 1)
  for (let size = LARGEST; size >= SMALLEST; size -= STEP) {
    const widths = columns.map(({ isNumber }, index) => {
      const width = (natural[index] as number) * size
      return isNumber ? width : Math.min(width, TEXT_MOST)
    })
    const excess = sum(widths) - room
    if (excess <= 0) return { size, widths: spread(widths, columns, -excess) }
    const shrunk = shrinkTexts(widths, columns, excess)
    if (shrunk !== null) return { size, widths: shrunk }
  }
  const widths = natural.map((width) => width * SMALLEST)
  const share = room / sum(widths)
  return { size: SMALLEST, widths: widths.map((width) => width * share) }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** In millimetres per point of size. A heading may be broken between its words. */
function naturalWidth({ heading, cells }: DrawnColumn): number {
  let widest = 0
  for (const word of heading.split(' ')) widest = Math.max(widest, measureText(word, 1, true))
  for (const cell of cells) widest = Math.max(widest, measureText(cell, 1, true))
  return widest
}

/** A name does not stretch far; what is left beyond stays white on the right. */
function spread(widths: readonly number[], columns: readonly DrawnColumn[], left: number): number[] {
  const each = Math.min(left / columns.length, GAP)
  return widths.map((width) => width + each)
}

function shrinkTexts(widths: readonly number[], columns: readonly DrawnColumn[], excess: number): number[] | null {
  const spare = widths.map((width, index) => (columns[index]?.isNumber ? 0 : Math.max(0, width - TEXT_LEAST)))
  const all = sum(spare)
  if (all < excess) return null
  return widths.map((width, index) => width - ((spare[index] as number) * excess) / all)
}
