import type { PickedArticle } from './look-up.ts'
import { add, readTyped } from './quantity.ts'

/** A line that somebody writes: an article and how many, as typed. */
export type DraftLine = {
  readonly variant_id: number
  readonly product_name: string
  readonly variant_name: string
  readonly sku: string | null
  readonly quantity: string
  /** Of goods received; empty: the article's own. */
  readonly unit_cost?: string
}

/** The lines with an article more: the same one again adds to its line, which comes first, where one looks. */
export function addArticle(lines: readonly DraftLine[], picked: PickedArticle): DraftLine[] {
  const { quantity, ...article } = picked
  const found = lines.find((line) => line.variant_id === article.variant_id)
  const more = quantity ?? '1'
  const line: DraftLine =
    found === undefined
      ? { ...article, quantity: more }
      : { ...found, quantity: add(readTyped(found.quantity) ?? '0', more) }
  return [line, ...lines.filter((other) => other.variant_id !== article.variant_id)]
}

export const changeLine = (lines: readonly DraftLine[], variantId: number, patch: Partial<DraftLine>): DraftLine[] =>
  lines.map((line) => (line.variant_id === variantId ? { ...line, ...patch } : line))

export const removeLine = (lines: readonly DraftLine[], variantId: number): DraftLine[] =>
  lines.filter((line) => line.variant_id !== variantId)

/** The server's sentences of the line at an index: `lines.2.quantity`. */
export const lineError = (errors: Readonly<Record<string, string>>, index: number, field: string): string | undefined =>
  errors[`lines.${index}.${field}`]
