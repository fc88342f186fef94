import {
  formatDecimal,
  formatMeasure,
  formatUnitPrice,
  type NetContent,
  PRICE_SCALE,
  type UnitPrice,
  unitPriceOf,
  unitPriceStyleOf,
} from '../../../rules/index.ts'
import type { Language } from '../../platform/text.ts'
import { printedName } from '../variants/find-variants-for-sale.ts'
import { type BarcodeSymbol, barcodeSymbol } from './barcode-symbol.ts'
import type { LabelKind, LabelsInput } from './label-schema.ts'
import type { LabelPlace } from './resolve-label-place.ts'

/** What a label can say of an article; prices in ten-thousandths. */
export type LabelArticle = {
  readonly id: number
  readonly productName: string
  readonly variantName: string
  readonly sku: string | null
  readonly barcode: { readonly code: string; readonly type: 'gtin' | 'internal' } | null
  readonly taxClass: string
  readonly soldBy: 'unit' | 'weight'
  readonly content: NetContent | null
  readonly price: bigint | null
  readonly compareAtPrice: bigint | null
}

/** What one label says; null: it does not. */
export type LabelContent = {
  readonly variantId: number
  readonly copies: number
  readonly name: string
  readonly sku: string | null
  readonly price: (Priced & { readonly measure: string | null }) | null
  readonly compareAtPrice: Priced | null
  readonly unitPrice: (UnitPrice & { readonly text: string }) | null
  readonly taxText: string | null
  readonly date: string | null
  readonly barcode: BarcodeSymbol | null
}
type Priced = { readonly value: bigint; readonly text: string }

export type LabelParts = Required<NonNullable<LabelsInput['show']>>

/** A shelf says everything that the law wants to be there; an article itself needs its name, price and code. */
export const partsOf = (kind: LabelKind, show: LabelsInput['show']): LabelParts => ({
  price: true,
  compare_at_price: true,
  unit_price: kind === 'shelf',
  tax: kind === 'shelf',
  sku: true,
  barcode: true,
  date: kind === 'shelf',
  ...show,
})

export type LabelManner = {
  readonly place: LabelPlace
  readonly language: Language
  readonly parts: LabelParts
  /** The texts that people wrote, as this form of label can show them. */
  readonly toText: (text: string) => string
}

export function describeLabel(article: LabelArticle, copies: number, manner: LabelManner): LabelContent {
  const { parts, place, toText } = manner
  const price = parts.price ? article.price : null
  return {
    variantId: article.id,
    copies,
    name: toText(printedName(article.productName, article.variantName)),
    sku: parts.sku && article.sku !== null ? toText(article.sku) : null,
    price: price === null ? null : priced(price, article, manner),
    compareAtPrice: compareAtOf(article, price, manner),
    unitPrice: price === null ? null : unitPriceWithText(article, price, manner),
    taxText: price !== null && parts.tax ? taxTextOf(article, manner) : null,
    date: parts.date ? place.today : null,
    barcode: parts.barcode ? symbolOf(article) : null,
  }
}

/** What is sold by weight has its price per kilogram. */
function priced(value: bigint, { soldBy }: LabelArticle, { place, language }: LabelManner): LabelContent['price'] {
  const text = formatUnitPrice(value, place.currency, language)
  return { value, text, measure: soldBy === 'weight' ? '\u00a0/\u00a0kg' : null }
}

function compareAtOf(article: LabelArticle, price: bigint | null, manner: LabelManner): Priced | null {
  const { compareAtPrice } = article
  if (!manner.parts.compare_at_price || price === null || compareAtPrice === null || compareAtPrice <= price)
    return null
  const { place, language } = manner
  return { value: compareAtPrice, text: formatUnitPrice(compareAtPrice, place.currency, language) }
}

function unitPriceWithText(article: LabelArticle, price: bigint, manner: LabelManner): LabelContent['unitPrice'] {
  const { place, language, parts } = manner
  if (!parts.unit_price || article.content === null || article.soldBy === 'weight') return null
  const found = unitPriceOf(price, article.content, unitPriceStyleOf(place.taxZone), place.currency)
  if (found === null) return null
  const text = `${formatUnitPrice(found.price, place.currency, language)}\u00a0/\u00a0${formatMeasure(found.per, language)}`
  return { ...found, text }
}

/**
 * Québec wants to read beside the price of a food whether it is taxable (Consumer Protection Act, CQLR, c. P-40.1, as
 * amended in 2024); in France the price shown is the whole price (arrêté du 3 décembre 1987, art. 1).
 */
function taxTextOf({ taxClass }: LabelArticle, { place, language }: LabelManner): string | null {
  if (!place.taxedClasses.has(taxClass)) return null
  if (!place.pricesIncludeTax) return language === 'fr' ? '+ taxes' : '+ tax'
  return language === 'fr' ? 'TTC' : 'tax incl.'
}

/** A till that finds no barcode finds the SKU. */
function symbolOf({ barcode, sku }: LabelArticle): BarcodeSymbol | null {
  if (barcode !== null) return barcodeSymbol(barcode.code, barcode.type)
  return sku === null ? null : barcodeSymbol(sku, 'internal')
}

/** Ten-thousandths as the API writes prices. */
export const priceForAnswer = (price: bigint): string => formatDecimal(price, PRICE_SCALE, 2)
