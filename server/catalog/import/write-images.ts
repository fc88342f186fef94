import type { BatchReport } from '../../platform/csv/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { insertSet } from '../../platform/database/insert-set.ts'
import type { IncomingVariant } from './incoming.ts'
import type { MatchedProduct } from './matched.ts'

type WantedImage = { url: string; alt: string | undefined; position: number | undefined; variantId: number | null }
type NewImage = { productId: number; variantId: number | null; url: string; alt: string | null; position: number }

const insertImages = insertSet<NewImage>('product_images', [
  ['product_id', 'bigint', (image) => image.productId],
  ['variant_id', 'bigint', (image) => image.variantId],
  ['source_url', 'text', (image) => image.url],
  ['alt', 'text', (image) => image.alt],
  ['position', 'integer', (image) => image.position],
])

/**
 * Keeps the addresses of the pictures, and answers the products that got some; nothing is fetched. A picture of one variant names it; one that several variants
 * share is the product's.
 */
export async function writeImages(
  tx: Tx,
  products: readonly MatchedProduct[],
  variantIds: ReadonlyMap<IncomingVariant, number>,
  report: BatchReport,
): Promise<number[]> {
  const added: NewImage[] = []
  for (const product of products) {
    const { stored } = product
    let last = 0
    for (const { position } of stored.images.values()) last = Math.max(last, position)
    for (const image of wantedImages(product, variantIds)) {
      const known = stored.images.get(image.url)
      if (known === undefined) {
        last = Math.max(last + 1, image.position ?? 0)
        const { url, variantId } = image
        added.push({ productId: stored.id, variantId, url, alt: image.alt ?? null, position: image.position ?? last })
        continue
      }
      const alt = image.alt ?? known.alt
      const position = image.position ?? known.position
      const variantId = known.variantId ?? image.variantId
      if (alt === known.alt && position === known.position && variantId === known.variantId) {
        report.count('images_unchanged')
        continue
      }
      report.count('images_updated')
      await tx`update product_images set alt = ${alt}, position = ${position}, variant_id = ${variantId} where id = ${known.id}`
    }
  }
  if (added.length > 0) await insertImages(tx, added)
  report.count('images_created', added.length)
  return [...new Set(added.map((image) => image.productId))]
}

function wantedImages({ incoming }: MatchedProduct, variantIds: ReadonlyMap<IncomingVariant, number>): WantedImage[] {
  const images = new Map<string, WantedImage>()
  for (const { url, alt, position } of incoming.images) {
    if (!images.has(url)) images.set(url, { url, alt, position, variantId: null })
  }
  const users = new Map<string, IncomingVariant[]>()
  for (const variant of incoming.variants) {
    if (variant.imageUrl !== undefined) users.set(variant.imageUrl, [...(users.get(variant.imageUrl) ?? []), variant])
  }
  for (const [url, variants] of users) {
    const image = images.get(url) ?? { url, alt: undefined, position: undefined, variantId: null }
    const [only, second] = variants
    if (only !== undefined && second === undefined) image.variantId = variantIds.get(only) ?? null
    images.set(url, image)
  }
  return [...images.values()]
}
