import type { PreviewImportData } from '../../api/index.ts'
import { type Choices, toMapping } from './column-choice.ts'

export const IMPORT_KINDS = ['products', 'stock', 'stores', 'sales'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

/** How a file is to be read, beside its columns. */
export type ImportOptions = {
  readonly fetchImages: boolean
  readonly createProducts: boolean
  readonly decimalMark: 'auto' | 'comma' | 'point'
  readonly dateFormat: 'iso' | 'dmy' | 'mdy'
}

export const USUAL_OPTIONS: ImportOptions = {
  fetchImages: false,
  createProducts: false,
  decimalMark: 'auto',
  dateFormat: 'iso',
}

type Wanted = {
  readonly kind: ImportKind
  readonly preview: PreviewImportData
  readonly choices: Choices
  readonly options: ImportOptions
}

/** What is sent beside the file. */
export function toRequest({ kind, preview, choices, options }: Wanted) {
  const mapping = toMapping(preview, choices)
  return {
    kind,
    ...(Object.keys(mapping).length > 0 && { mapping }),
    ...(options.decimalMark !== 'auto' && { decimal_mark: options.decimalMark }),
    ...(options.dateFormat !== 'iso' && { date_format: options.dateFormat }),
    ...(kind === 'products' && options.fetchImages && { fetch_images: true }),
    ...(kind === 'sales' && options.createProducts && { create_products: true }),
  }
}
