import { checkBarcode } from '../../../../rules/index.ts'
import type { UpdateVariantInput, Variant } from '../../api/index.ts'
import type { Language } from '../../i18n/index.ts'
import { shownDecimal, typedDecimal } from '../decimals.ts'

/** The columns of the sheet that are typed into, from left to right. */
export const SHEET_COLUMNS = ['price', 'compare_at_price', 'cost', 'sku', 'barcodes', 'weight_grams'] as const
export type SheetColumn = (typeof SHEET_COLUMNS)[number]

/** What was typed over a variant and is not saved: only what differs from it. */
export type RowDraft = Readonly<Partial<Record<SheetColumn, string>>> & { readonly is_active?: boolean }
/** By variant. */
export type Drafts = ReadonlyMap<number, RowDraft>
/** Sentences by cell; those of no cell in particular under `row`. */
export type CellErrors = Readonly<Partial<Record<SheetColumn | 'row', string>>>

/** What a cell shows of a variant, as a person of that language would type it. */
export function shownCell(variant: Variant, column: SheetColumn, language: Language): string {
  if (column === 'barcodes') return variant.barcodes.map(({ code }) => code).join(', ')
  if (column === 'sku') return variant.sku ?? ''
  if (column === 'weight_grams') return variant.weight_grams === null ? '' : String(variant.weight_grams)
  return shownDecimal(variant[column], language)
}

/** The drafts after a cell was typed into: what is as it was is no draft. */
export function withCell(
  drafts: Drafts,
  variant: Variant,
  cell: { readonly column: SheetColumn; readonly text: string },
  language: Language,
): Drafts {
  const { [cell.column]: _before, ...others } = drafts.get(variant.id) ?? {}
  const isChanged = cell.text.trim() !== shownCell(variant, cell.column, language)
  return withRow(drafts, variant.id, isChanged ? { ...others, [cell.column]: cell.text } : others)
}

/** The same for the box that says whether it is sold. */
export function withActivity(drafts: Drafts, variant: Variant, isActive: boolean): Drafts {
  const { is_active: _before, ...others } = drafts.get(variant.id) ?? {}
  return withRow(drafts, variant.id, isActive === variant.is_active ? others : { ...others, is_active: isActive })
}

function withRow(drafts: Drafts, id: number, row: RowDraft): Drafts {
  const next = new Map(drafts)
  if (Object.keys(row).length === 0) next.delete(id)
  else next.set(id, row)
  return next
}

/** Cells copied from a spreadsheet, from one cell on to the right and downwards; what passes the edges is left out. */
export function pasteCells(
  drafts: Drafts,
  variants: readonly Variant[],
  from: { readonly row: number; readonly column: SheetColumn },
  given: { readonly text: string; readonly columns: readonly SheetColumn[]; readonly language: Language },
): Drafts {
  const { columns, language } = given
  const first = columns.indexOf(from.column)
  const lines = given.text.replace(/\r?\n$/, '').split(/\r?\n/)
  return lines.reduce((before, line, index) => {
    const variant = variants[from.row + index]
    if (variant === undefined) return before
    return line.split('\t').reduce((cells, text, offset) => {
      const column = columns[first + offset]
      return column === undefined ? cells : withCell(cells, variant, { column, text: text.trim() }, language)
    }, before)
  }, drafts)
}

/** Whether a pasted text is cells of a spreadsheet, and not a value of one cell. */
export const isTable = (text: string): boolean => /\t|\n./.test(text)

export type RowChange = {
  readonly id: number
  /** Sent with all other rows, where nothing of it needs a request of its own. */
  readonly isBulk: boolean
  readonly change: UpdateVariantInput
}

/** What is sent for a row, or which cells cannot be. */
export function readRow(variant: Variant, draft: RowDraft): RowChange | { readonly errors: readonly SheetColumn[] } {
  const { is_active: isActive, price, compare_at_price: compareAt, cost, sku, barcodes, weight_grams: weight } = draft
  const grams = weight === undefined ? undefined : readGrams(weight)
  if (Number.isNaN(grams)) return { errors: ['weight_grams'] }
  return {
    id: variant.id,
    isBulk: barcodes === undefined && grams === undefined,
    change: {
      ...(isActive !== undefined && { is_active: isActive }),
      ...(price !== undefined && { price: readPrice(price) }),
      ...(compareAt !== undefined && { compare_at_price: readPrice(compareAt) }),
      ...(cost !== undefined && { cost: readPrice(cost) }),
      ...(sku !== undefined && { sku: sku.trim() === '' ? null : sku.trim() }),
      ...(barcodes !== undefined && { barcodes: readBarcodes(barcodes, variant.barcodes) }),
      ...(grams !== undefined && { weight_grams: grams }),
    },
  }
}

const readPrice = (text: string): string | null => (text.trim() === '' ? null : typedDecimal(text))

/** Grams; null for none, NaN for what is no whole number of them. */
function readGrams(text: string): number | null {
  const plain = text.replace(/\s|g$/gi, '')
  if (plain === '') return null
  return /^\d{1,10}$/.test(plain) ? Number(plain) : Number.NaN
}

const LOOKS_LIKE_GTIN = /^(\d{8}|\d{12,14})$/

type BarcodeInput = { code: string; type: 'gtin' | 'internal' }

/**
 * Codes between commas. One that the variant bears keeps its kind; digits as long as a GTIN are one, and the server says
 * when their check digit is wrong; anything else is a code of the chain's own.
 */
export function readBarcodes(text: string, known: Variant['barcodes']): BarcodeInput[] {
  return text
    .split(/[,;]/)
    .map((code) => code.trim())
    .filter((code) => code !== '')
    .map((code) => known.find((one) => one.code === code) ?? { code, type: kindOf(code) })
    .map(({ code, type }) => ({ code, type }))
}

export const kindOf = (code: string): 'gtin' | 'internal' =>
  LOOKS_LIKE_GTIN.test(code) || checkBarcode(code).ok ? 'gtin' : 'internal'

/** The sentences of a refusal by the cells that they are about. */
export function cellErrors(fields: Readonly<Record<string, readonly string[]>>, otherwise: string): CellErrors {
  const errors: Partial<Record<SheetColumn | 'row', string>> = {}
  for (const [path, sentences] of Object.entries(fields)) {
    const [field = ''] = path.split('.')
    const name = field === 'barcode' ? 'barcodes' : field
    const column = SHEET_COLUMNS.find((candidate) => candidate === name) ?? 'row'
    errors[column] = sentences.join(' ')
  }
  return Object.keys(errors).length === 0 ? { row: otherwise } : errors
}
