import type { IncomingProduct, IncomingVariant } from './incoming.ts'
import type { StoredProduct, StoredVariant } from './stored-products.ts'

/** A product of the file beside what is stored; `stored.id` is reserved for one that is new. */
export type MatchedProduct = { incoming: IncomingProduct; stored: StoredProduct; isNew: boolean }

/** A variant of the file beside the stored one; `stored.id` is reserved for one that is new. */
export type MatchedVariant = {
  incoming: IncomingVariant
  stored: StoredVariant
  isNew: boolean
  hasChanged: boolean
  /** Whether its option values have to be written. */
  hasNewName: boolean
  /** Whether it was put on sale, or taken off. */
  hasNewActivity?: boolean
  product: MatchedProduct
}
