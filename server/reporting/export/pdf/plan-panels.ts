import { measureText } from '../../../platform/pdf/pdf-font.ts'

/** figure: shown whole, on the right. fixed: a day or a time, shown whole. text: over several lines where it is long. */
export type ColumnKind = 'figure' | 'fixed' | 'text'

/** The texts of a column, as they will be drawn. */
export type DrawnColumn = { readonly heading: string; readonly cells: readonly string[]; readonly kind: ColumnKind }

/** A column of a panel: which one it is, and how wide. */
export type PanelColumn = { readonly index: number; readonly width: number }

/** Columns that stand beside each other on a page. */
export type Panel = readonly PanelColumn[]

/** Points. What is smaller is not read on paper. */
const LARGEST = 9
const SMALLEST = 7
const STEP = 0.5
/** Between two columns, in millimetres. */
export const GAP = 3
/** A text that is longer goes over several lines. */
const TEXT_LEAST = 28
const TEXT_MOST = 70
/** How much of a page the names of the rows may take where they are repeated. */
const NAMES_SHARE = 0.4

/**
 * How so many columns stand in so many millimetres: beside each other where they fit at a size that is read, else in
 * several panels, as few as can be, each of which begins with the names of the rows. No figure is ever cut.
 */
export function planPanels(columns: readonly DrawnColumn[], available: number): { size: number; panels: Panel[] } {
  const measured = columns.map(measureColumn)
  let best: { size: number; panels: Panel[] } | null = null
  for (let size = LARGEST; size >= SMALLEST; size -= STEP) {
    const extents = measured.map((extent) => atSize(extent, size))
    const panels = split(columns, extents, available)
    if (best !== null && best.panels.length <= panels.length) continue
    best = { size, panels: panels.map((indexes) => widen(indexes, extents, available)) }
  }
  return best ?? { size: SMALLEST, panels: [] }
}

/** How narrow a column may be, and how wide it would like to be. */
type Extent = { readonly kind: ColumnKind; readonly least: number; readonly most: number }

/** In millimetres per point of size; a heading is broken between its words only. */
function measureColumn({ heading, cells, kind }: DrawnColumn): Extent {
  const widest = (texts: readonly string[]) =>
    texts.reduce((most, text) => Math.max(most, measureText(text, 1, true)), 0)
  const headingWord = widest(heading.split(' '))
  const whole = Math.max(headingWord, widest(cells))
  const least = kind === 'text' ? Math.max(headingWord, widest(cells.flatMap((cell) => cell.split(' ')))) : whole
  return { kind, least, most: whole }
}

function atSize({ kind, least, most }: Extent, size: number): Extent {
  if (kind !== 'text') return { kind, least: least * size, most: most * size }
  const wanted = Math.min(most * size, TEXT_MOST)
  return { kind, least: Math.min(wanted, Math.max(least * size, TEXT_LEAST)), most: wanted }
}

const widthOf = (indexes: readonly number[], extents: readonly Extent[], end: 'least' | 'most'): number =>
  indexes.reduce((sum, index) => sum + (extents[index]?.[end] ?? 0) + GAP, -GAP)

/** The columns in their order, as many to a page as fit. */
function split(columns: readonly DrawnColumn[], extents: readonly Extent[], available: number): number[][] {
  const all = columns.map((_, index) => index)
  if (widthOf(all, extents, 'least') <= available) return [all]
  const names = namesOf(columns, extents, available)
  const panels = [[...names]]
  for (const index of all) {
    if (names.includes(index)) continue
    let panel = panels.at(-1) as number[]
    const isFull = panel.length > names.length && widthOf([...panel, index], extents, 'least') > available
    if (isFull) {
      panel = [...names]
      panels.push(panel)
    }
    panel.push(index)
  }
  return panels.map((panel) => panel.sort((left, right) => left - right))
}

/** What tells a row from the others: the texts before its first figure, as many as leave room; at least its first column. */
function namesOf(columns: readonly DrawnColumn[], extents: readonly Extent[], available: number): number[] {
  const names: number[] = []
  for (const [index, { kind }] of columns.entries()) {
    if (kind === 'figure') {
      if (names.length > 0) break
      continue
    }
    if (names.length > 0 && widthOf([...names, index], extents, 'least') > available * NAMES_SHARE) break
    names.push(index)
  }
  return names.length > 0 ? names : [0]
}

/** Shares what is left of the width: first texts that would be broken, then a little for everyone. */
function widen(indexes: readonly number[], extents: readonly Extent[], available: number): Panel {
  const left = Math.max(0, available - widthOf(indexes, extents, 'least'))
  const wanted = widthOf(indexes, extents, 'most') - widthOf(indexes, extents, 'least')
  const share = wanted === 0 ? 0 : Math.min(1, left / wanted)
  const each = Math.min((left - wanted * share) / indexes.length, GAP)
  return indexes.map((index) => {
    const { least, most } = extents[index] as Extent
    return { index, width: least + (most - least) * share + each }
  })
}
