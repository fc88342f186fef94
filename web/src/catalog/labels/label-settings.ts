import type { PrintLabelsInput } from '../../api/index.ts'
import type { UrlState } from '../../ui/index.ts'
import type { LabelArticle } from './use-articles.ts'

export const SHEETS = ['avery-5160', 'avery-l7160', 'roll-50x30', 'roll-57x32'] as const
export type SheetName = (typeof SHEETS)[number]

/** What a label may show, under the names of the API. */
export const SHOWN = ['price', 'compare_at_price', 'unit_price', 'tax', 'sku', 'barcode', 'date'] as const
export type Shown = (typeof SHOWN)[number]

export type LabelSettings = {
  readonly kind: 'shelf' | 'product'
  readonly sheet: SheetName
  readonly storeId: number | null
  readonly language: 'fr' | 'en'
  readonly startAt: number
  /** What is left off. */
  readonly hidden: ReadonlySet<Shown>
}

type Usual = { readonly storeId: number | null; readonly language: 'fr' | 'en' }

/** The settings that stand in the address, else the usual ones. */
export function readSettings(url: UrlState, usual: Usual): LabelSettings {
  const hidden = (url.hide ?? '').split(',')
  return {
    kind: url.kind === 'product' ? 'product' : 'shelf',
    sheet: SHEETS.find((name) => name === url.sheet) ?? 'avery-5160',
    storeId: url.store === undefined ? usual.storeId : Number(url.store) || null,
    language: url.language === 'fr' || url.language === 'en' ? url.language : usual.language,
    startAt: Math.max(1, Number.parseInt(url.start ?? '1', 10) || 1),
    hidden: new Set(SHOWN.filter((name) => hidden.includes(name))),
  }
}

export const isRoll = (sheet: SheetName): boolean => sheet.startsWith('roll')

export function toInput(
  articles: readonly LabelArticle[],
  { kind, sheet, storeId, language, startAt, hidden }: LabelSettings,
  format: NonNullable<PrintLabelsInput['format']>,
): PrintLabelsInput {
  return {
    items: articles.map(({ variantId, copies }) => ({ variant_id: variantId, copies })),
    kind,
    format,
    sheet,
    language,
    ...(storeId !== null && { store_id: storeId }),
    ...(!isRoll(sheet) && startAt > 1 && { start_at: startAt }),
    ...(hidden.size > 0 && { show: Object.fromEntries([...hidden].map((name) => [name, false])) }),
  }
}
