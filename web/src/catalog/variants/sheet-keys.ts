import type { KeyboardEvent } from 'react'

/** A cell says where it stands: `data-row` (from 0) and `data-column`. */
const cellAt = (table: Element, row: number, column: string): HTMLInputElement | null =>
  table.querySelector(`input[data-row="${row}"][data-column="${column}"]`)

export type CellPlace = { readonly row: number; readonly column: string }

/** The cell that an event comes from; null: from something else of the table. */
export function placeOfCell(target: EventTarget): CellPlace | null {
  if (!(target instanceof HTMLInputElement) || target.dataset.column === undefined) return null
  return { row: Number(target.dataset.row), column: target.dataset.column }
}

/** Up, down and Enter go along the column; left and right leave a cell at its edges. */
export function moveInSheet(event: KeyboardEvent<HTMLElement>, columns: readonly string[]): void {
  const place = placeOfCell(event.target)
  if (place === null || event.altKey || event.ctrlKey || event.metaKey) return
  const field = event.target as HTMLInputElement
  const next = nextPlace(event, place, field, columns)
  const cell = next === null ? null : cellAt(event.currentTarget, next.row, next.column)
  if (cell === null) {
    if (event.key === 'Enter') event.preventDefault()
    return
  }
  event.preventDefault()
  cell.focus()
  cell.select()
}

function nextPlace(
  { key, shiftKey }: { key: string; shiftKey: boolean },
  { row, column }: CellPlace,
  field: HTMLInputElement,
  columns: readonly string[],
): CellPlace | null {
  if (key === 'ArrowDown' || (key === 'Enter' && !shiftKey)) return { row: row + 1, column }
  if (key === 'ArrowUp' || (key === 'Enter' && shiftKey)) return { row: row - 1, column }
  const isWhole = field.selectionStart === 0 && field.selectionEnd === field.value.length
  const step = edgeStep(key, field, isWhole)
  const beside = step === 0 ? undefined : columns[columns.indexOf(column) + step]
  return beside === undefined ? null : { row, column: beside }
}

function edgeStep(
  key: string,
  { selectionStart, selectionEnd, value }: HTMLInputElement,
  isWhole: boolean,
): -1 | 0 | 1 {
  if (key === 'ArrowLeft' && (isWhole || (selectionStart === 0 && selectionEnd === 0))) return -1
  if (key === 'ArrowRight' && (isWhole || (selectionStart === value.length && selectionEnd === value.length))) return 1
  return 0
}
