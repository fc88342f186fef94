import { api } from '../api/index.ts'

/** An article that was picked, and how many of it a scale's label says there are. */
export type PickedArticle = {
  readonly variant_id: number
  readonly product_name: string
  readonly variant_name: string
  readonly sku: string | null
  readonly quantity: string | null
}

/** The articles that a barcode, a reference or a scale's label names. */
export async function lookUp(code: string): Promise<PickedArticle[]> {
  const found = await api.lookUpCode({ code })
  return found.map((match) => ({
    variant_id: match.id,
    product_name: match.product_name,
    variant_name: match.name,
    sku: match.sku,
    quantity: match.scan?.quantity ?? null,
  }))
}
