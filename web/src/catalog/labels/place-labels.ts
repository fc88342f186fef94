import type { PrintLabelsData } from '../../api/index.ts'

export type PlacedLabel = {
  readonly key: number
  readonly x: number
  readonly y: number
  readonly label: PrintLabelsData['labels'][number]
}

/** The labels of the first page, each at its place on the sheet in millimetres; a sheet in use begins further on. */
export function placeFirstPage({ sheet, labels, start_at: startAt }: PrintLabelsData): PlacedLabel[] {
  const perPage = sheet.columns * sheet.rows
  const placed: PlacedLabel[] = []
  let place = startAt - 1
  for (const label of labels) {
    for (let copy = 0; copy < label.copies && place < perPage; copy += 1) {
      const x = sheet.left + (place % sheet.columns) * sheet.column_pitch
      const y = sheet.top + Math.floor(place / sheet.columns) * sheet.row_pitch
      placed.push({ key: place, x, y, label })
      place += 1
    }
  }
  return placed
}

export type Bar = { readonly x: number; readonly width: number }

/** The dark bars of a code whose modules alternate: a bar, a space, a bar … */
export function barsOf(modules: readonly number[], left: number, module: number): Bar[] {
  const bars: Bar[] = []
  let x = left
  for (const [index, width] of modules.entries()) {
    if (index % 2 === 0) bars.push({ x, width: width * module })
    x += width * module
  }
  return bars
}
