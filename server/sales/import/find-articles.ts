import { formatDecimal, PRICE_SCALE } from '../../../rules/index.ts'
import {
  createMissingVariants,
  type FoundVariant,
  findUnnamedVariants,
  findVariantsById,
  type MissingVariant,
  VariantFinder,
  type VariantReference,
} from '../../catalog/index.ts'
import type { BatchReport } from '../../platform/csv/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { SaleRow } from './read-sale-row.ts'

export type ArticleOf = (reference: VariantReference) => FoundVariant

/**
 * Finds the articles of a history, and makes those that the catalogue does not know where that is wanted. The first
 * description that is not empty names an article, even when it comes long after the first sale.
 */
export class HistoryArticles {
  readonly #finder: VariantFinder
  readonly #source: string
  readonly #creates: boolean
  /** SKUs called by their code until a description comes; null until asked for. */
  #unnamed: Set<string> | null = null
  /** What the transaction at hand learnt; kept once it has committed. */
  #learnt: { sku: string; isNamed: boolean }[] = []

  constructor(source: string, creates: boolean) {
    this.#finder = new VariantFinder(source)
    this.#source = source
    this.#creates = creates
  }

  async find(tx: Tx, rows: readonly SaleRow[], report: BatchReport): Promise<ArticleOf> {
    const references = rows.map(({ article }) => article).filter((article) => article !== null)
    const found = await this.#finder.find(tx, references)
    if (!this.#creates) return found
    this.#learnt = []
    this.#unnamed ??= await findUnnamedVariants(tx, this.#source)
    const missing = this.#missing(rows, found)
    if (missing.length === 0) return found
    await createMissingVariants(tx, missing, this.#source, report)
    return this.#finder.find(tx, references, { isCertain: false })
  }

  afterCommit(): void {
    for (const { sku, isNamed } of this.#learnt) {
      if (isNamed) this.#unnamed?.delete(sku)
      else this.#unnamed?.add(sku)
    }
    this.#learnt = []
  }

  /** What is not known yet, and what is known by its code only while a row has its description. */
  #missing(rows: readonly SaleRow[], found: ArticleOf): MissingVariant[] {
    const missing = new Map<string, MissingVariant>()
    for (const { article, description, unitPrice, line } of rows) {
      if (article === null) continue
      const isUnnamed = article.by === 'sku' && this.#unnamed?.has(article.value) === true
      if (found(article) !== 'unknown' && !(isUnnamed && description !== '')) continue
      const isKnown = found(article) !== 'unknown'
      const key = `${article.by}\n${article.value}`
      const known = missing.get(key)
      const price = unitPrice !== null && unitPrice > 0n ? formatDecimal(unitPrice, PRICE_SCALE) : '0'
      missing.set(key, {
        reference: article,
        name: known?.name ?? (description === '' ? undefined : description),
        price: isKnown ? null : known === undefined || known.price === '0' ? price : known.price,
        line: known?.line ?? line,
      })
    }
    for (const { reference, name } of missing.values()) {
      if (reference.by === 'sku') this.#learnt.push({ sku: reference.value, isNamed: name !== undefined })
    }
    return [...missing.values()]
  }
}

/** The articles' prices today, in ten-thousandths, for rows that have none of their own. */
export async function findPrices(
  tx: Tx,
  rows: readonly SaleRow[],
  articleOf: ArticleOf,
): Promise<ReadonlyMap<number, bigint>> {
  const ids = new Set<number>()
  for (const { article, unitPrice, amount } of rows) {
    const id = article === null || unitPrice !== null || amount !== null ? null : articleOf(article)
    if (typeof id === 'number') ids.add(id)
  }
  if (ids.size === 0) return new Map()
  const articles = await findVariantsById(tx, [...ids])
  return new Map([...articles].map(([id, article]) => [id, article.price]))
}
