import { formatDecimal, PRICE_SCALE } from '../../../rules/index.ts'
import { type ArticleFacts, askedPrice, type FeeFacts, type Scan } from '../../catalog/index.ts'
import { invalid, missingReference } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { ORDINARY_CLASS, type StoreFacts, type TaxFacts } from '../../stores/index.ts'
import { readLabel, type Said } from './read-label.ts'
import type { DraftLine } from './ticket.ts'

const NO_TAXES: readonly TaxFacts[] = []

export type Resolved = {
  line: DraftLine
  article: ArticleFacts | null
  quantity: bigint
  unitPrice: bigint
  /** What the article costs today; null without one. */
  asked: bigint | null
  /** Whether a price was given that is not the article's. */
  isOverridden: boolean
  /** Whether the line names a tax class that is not its article's. */
  isTaxedOtherwise: boolean
  /** Whether the price is another than today's, or the tax class than the article's, whoever set it. */
  differs: boolean
  /** Whether the line names an article that is not sold here (any more). */
  isUnknown: boolean
  taxClass: string
  taxes: readonly TaxFacts[]
}

/** What a line's reference leads to; `scan`: what the label of a scale says beside the article. */
export type Found = { readonly article: ArticleFacts | null; readonly scan: Scan | undefined }

/** What a program asks to sell. @throws validation_failed */
export function resolveLine(
  line: DraftLine,
  { article, scan }: Found,
  store: StoreFacts,
  at: number,
  path: string,
): Resolved {
  if (line.article === null) {
    if (line.taxClass !== null && !store.taxesByClass.has(line.taxClass)) throw missingReference(`${path}.tax_class`)
    return { ...freeLine(line, store), isUnknown: false }
  }
  const field = `${path}.${line.article.by === 'id' ? 'variant_id' : line.article.by}`
  if (article === null) throw missingReference(field)
  if (!article.isSellable)
    throw invalid({ [field]: text('Cet article n’est plus en vente.', 'This article is no longer sold.') })
  if (!isSoldIn(article, store)) {
    throw invalid({
      [field]: text('Cet article n’est pas vendu dans ce magasin.', 'This article is not sold in this store.'),
    })
  }
  if (line.taxClass !== null && !store.taxesByClass.has(line.taxClass)) throw missingReference(`${path}.tax_class`)
  const asked = askedPrice(article, store.id, at)
  const said = readLabel(line, scan, { article, asked, currency: store.currency, path })
  if (article.isOpenPrice && said.unitPrice === null) throw invalid({ [`${path}.unit_price`]: OPEN_PRICE })
  return ofArticle(line, article, said, store, asked)
}

const OPEN_PRICE = text(
  'Cet article se vend à prix libre\u00a0: donnez son prix unitaire.',
  'This article is sold at an open price: give its unit price.',
)

/**
 * What a device has sold: never refused. An article that is not known stays a line with its own description and price;
 * one that should not have been sold here moves stock all the same.
 */
export function resolveSoldLine(
  line: DraftLine,
  article: ArticleFacts | null,
  store: StoreFacts,
  at: number,
): Resolved {
  if (article === null) return { ...freeLine(line, store), isUnknown: line.article !== null }
  const asked = askedPrice(article, store.id, at)
  // Its quantity and price are the receipt's, whatever the label said that was scanned.
  const said = { quantity: line.quantity as bigint, unitPrice: line.unitPrice, isPricedByLabel: false }
  const isUnknown = !article.isSellable || !isSoldIn(article, store)
  return { ...ofArticle(line, article, said, store, asked), isUnknown }
}

/**
 * What comes back without a receipt: an article that is no longer sold too. Nobody knows what was paid for it, so it is
 * worth the least that is asked for it today, by the store or by the chain, unless the line says otherwise.
 *
 * @throws validation_failed
 */
export function resolveReturned(
  line: DraftLine,
  { article, scan }: Found,
  store: StoreFacts,
  at: number,
  path: string,
): Resolved {
  if (line.taxClass !== null && !store.taxesByClass.has(line.taxClass)) throw missingReference(`${path}.tax_class`)
  if (line.article === null) return { ...freeLine(line, store), isUnknown: false }
  if (article === null) throw missingReference(`${path}.${line.article.by === 'id' ? 'variant_id' : line.article.by}`)
  const least = leastPrice(article, store, at)
  const said = readLabel(line, scan, { article, asked: least, currency: store.currency, path })
  if (article.isOpenPrice && said.unitPrice === null) throw invalid({ [`${path}.unit_price`]: OPEN_PRICE })
  return ofArticle(line, article, said, store, least)
}

function leastPrice(article: ArticleFacts, store: StoreFacts, at: number): bigint {
  const asked = askedPrice(article, store.id, at)
  if (asked < article.price) return asked
  return article.price
}

const isSoldIn = (article: ArticleFacts, store: StoreFacts): boolean =>
  article.storeIds === null || article.storeIds.includes(store.id)

function freeLine(line: DraftLine, store: StoreFacts): Omit<Resolved, 'isUnknown'> {
  const taxClass = line.taxClass ?? ORDINARY_CLASS
  // A line without an article gives its own quantity and price: without them it has been refused.
  const { quantity, unitPrice } = line as { quantity: bigint; unitPrice: bigint }
  const own = { quantity, unitPrice, asked: null, isOverridden: false, isTaxedOtherwise: false, differs: false }
  return { line, article: null, ...own, taxClass, taxes: taxesOf(taxClass, store) }
}

function ofArticle(line: DraftLine, article: ArticleFacts, said: Said, store: StoreFacts, asked: bigint): Resolved {
  const taxClass = line.taxClass ?? article.taxClass
  const unitPrice = said.unitPrice ?? asked
  // Whoever sells at an open price sets it; that is no change of one.
  const isOther = unitPrice !== asked && !article.isOpenPrice
  const isTaxedOtherwise = taxClass !== article.taxClass
  return {
    line,
    article,
    quantity: said.quantity,
    unitPrice,
    asked,
    isOverridden: isOther && !said.isPricedByLabel,
    isTaxedOtherwise,
    // A price that a scale has printed is nobody's change of it, but of an article that has one it is odd.
    differs: isTaxedOtherwise || (isOther && !(said.isPricedByLabel && article.isWeighed)),
    isUnknown: false,
    taxClass,
    taxes: taxesOf(taxClass, store),
  }
}

/** A deposit or an eco-fee that goes with so many of an article. */
export function resolveFee(fee: FeeFacts, quantity: bigint, store: StoreFacts): Resolved {
  const { label: description, amount: unitPrice, taxClass } = fee
  const line = {
    article: null,
    description,
    taxClass,
    quantity,
    unitPrice,
    discount: null,
    reservationId: null,
    feeOf: null,
  }
  return { ...freeLine(line, store), isUnknown: false }
}

/** A class that another instance made within the last second: taxed as ordinary goods meanwhile, rather than not at all. */
const taxesOf = (taxClass: string, store: StoreFacts): readonly TaxFacts[] =>
  store.taxesByClass.get(taxClass) ?? store.taxesByClass.get(ORDINARY_CLASS) ?? NO_TAXES

/** How a line says which article it sells, where nothing better is known of it. */
export function codeOf({ article }: DraftLine): string {
  if (article === null) return ''
  return article.by === 'id' ? `#${article.id}` : article.code
}

/** A line for whoever reviews it. */
export const describeLine = ({ line, article, unitPrice, asked, taxClass, isTaxedOtherwise }: Resolved) => ({
  article: article === null ? codeOf(line) : article.name,
  unit_price: formatDecimal(unitPrice, PRICE_SCALE, 2),
  ...(asked !== null && { price: formatDecimal(asked, PRICE_SCALE, 2) }),
  ...(isTaxedOtherwise && { tax_class: taxClass, article_tax_class: article?.taxClass }),
})
