import {
  formatDecimal,
  gtin14,
  PRICE_SCALE,
  QUANTITY_SCALE,
  readInStoreBarcode,
  readInStoreLayout,
} from '../../../../rules/index.ts'
import type { Article, Match, Store } from '../memory.ts'
import { foldText } from './fold-text.ts'
import type { Shelf } from './shelf.ts'

type Found = Match & { readonly isExact: boolean }

const LIKE_GTIN = /^\d{8}$|^\d{12,14}$/
const GTIN_LENGTHS = [8, 12, 13, 14] as const
const LIKE_PLU = /^0*[1-9][0-9]{0,9}$/

/**
 * Every article that bears a code, in the order in which the server answers it (`GET /variants/lookup`): exact ones first, then
 * those that differ in case or in the zeros before a GTIN or a PLU, then the article of a scale's label, with what it says.
 */
export function lookUpCode(shelf: Shelf<Article>, layouts: Store['barcode_layouts'], scanned: string): Match[] {
  const code = scanned.trim()
  const found = [
    ...byBarcode(shelf, code),
    ...bySku(shelf, code),
    ...byPlu(shelf, code),
    ...byLabel(shelf, layouts, code),
  ]
  found.sort(
    (left, right) =>
      Number(right.isExact) - Number(left.isExact) ||
      ORDER.indexOf(left.by) - ORDER.indexOf(right.by) ||
      left.article.id - right.article.id,
  )
  return found.map(({ isExact: _isExact, ...match }) => match)
}

/** As the server's names of them are sorted: barcode, plu, scale, sku. */
const ORDER: readonly Match['by'][] = ['barcode', 'plu', 'label', 'sku']

const SAYS_NOTHING = { quantity: null, price: null }

function byBarcode(shelf: Shelf<Article>, code: string): Found[] {
  const lower = code.toLowerCase()
  const found = new Map<number, Found>()
  for (const form of new Set([lower, ...gtinForms(lower)])) {
    for (const { row: article, kind } of shelf.byCode(form)) {
      if (kind !== 'gtin' && !(kind === 'internal' && form === lower)) continue
      const isExact = article.barcodes.some((barcode) => barcode.code === code)
      found.set(article.id, { article, by: 'barcode', isExact, ...SAYS_NOTHING })
    }
  }
  return [...found.values()]
}

/** Every way in which a scanner may read the same GTIN: zeros before it do not count. */
function gtinForms(code: string): string[] {
  if (!LIKE_GTIN.test(code)) return []
  const digits = gtin14(code).replace(/^0+/, '')
  return GTIN_LENGTHS.filter((length) => digits.length <= length).map((length) => digits.padStart(length, '0'))
}

function bySku(shelf: Shelf<Article>, code: string): Found[] {
  const lower = code.toLowerCase()
  return shelf
    .byCode(foldText(code))
    .filter(({ row, kind }) => kind === 'sku' && row.sku?.toLowerCase() === lower)
    .map(({ row: article }) => ({ article, by: 'sku', isExact: article.sku === code, ...SAYS_NOTHING }))
}

const byPlu = (shelf: Shelf<Article>, code: string): Found[] =>
  articlesOfPlu(shelf, LIKE_PLU.test(code) ? code.replace(/^0+/, '') : code).map((article) => ({
    article,
    by: 'plu',
    isExact: article.plu === code,
    ...SAYS_NOTHING,
  }))

const articlesOfPlu = (shelf: Shelf<Article>, plu: string): Article[] =>
  shelf.byCode(plu).flatMap(({ row, kind }) => (kind === 'plu' ? [row] : []))

/** What a scale has printed, by its length and prefix. */
const LIKE_LABEL = /^(?:2\d{11,12}|4\d{11}|0[24]\d{11})$/

function byLabel(shelf: Shelf<Article>, layouts: Store['barcode_layouts'], code: string): Found[] {
  if (!LIKE_LABEL.test(code)) return []
  return layouts.flatMap(({ pattern, measure, decimals }) => {
    const layout = readInStoreLayout(pattern)
    const read = layout.ok ? readInStoreBarcode(layout.layout, code) : layout
    if (!read.ok) return []
    const says = {
      quantity: measure === 'weight' ? decimal(read.value, decimals, QUANTITY_SCALE, 0) : null,
      price: measure === 'price' ? decimal(read.value, decimals, PRICE_SCALE, 2) : null,
    }
    return articlesOfPlu(shelf, read.item).map((article): Found => ({ article, by: 'label', isExact: false, ...says }))
  })
}

const decimal = (value: bigint, decimals: number, scale: number, kept: number): string =>
  formatDecimal(value * 10n ** BigInt(scale - decimals), scale, kept)
