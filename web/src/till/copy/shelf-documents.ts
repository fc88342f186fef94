import type { Article, Customer } from '../memory.ts'
import { foldText, wordsOf } from './fold-text.ts'

/** What a code is: which of them a scanner reads is the look-up's to say. */
export const CODE_KINDS = ['gtin', 'internal', 'sku', 'plu', 'contact'] as const
export type CodeKind = (typeof CODE_KINDS)[number]
export type Code = { readonly text: string; readonly kind: CodeKind }

/** A row of the copy as it is found: everything in folded text. */
export type ShelfDocument = {
  readonly id: number
  /** Rows stand in the order of their names. */
  readonly name: string
  readonly words: readonly string[]
  readonly codes: readonly Code[]
  /** The category; 0 for none. */
  readonly group: number
}

export function describeArticle(article: Article): ShelfDocument {
  const name = foldText(article.name)
  const codes: Code[] = article.barcodes.map(({ code, type }) => ({ text: code.toLowerCase(), kind: type }))
  if (article.sku !== null) codes.push({ text: foldText(article.sku), kind: 'sku' })
  if (article.plu !== null) codes.push({ text: article.plu, kind: 'plu' })
  return { id: article.id, name, words: wordsOf(name), codes, group: article.category_id ?? 0 }
}

export function describeCustomer(customer: Customer): ShelfDocument {
  const name = foldText(customer.name)
  const contacts = [customer.email, customer.external_id, digitsOf(customer.phone)]
  const codes = contacts.flatMap((text) => (text ? [{ text: foldText(text), kind: 'contact' as const }] : []))
  return { id: customer.id, name, words: wordsOf(name), codes, group: 0 }
}

/** However its groups are written. */
const digitsOf = (phone: string | null): string | null => phone?.replace(/\D/g, '') ?? null
