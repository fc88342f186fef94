import type { FileRoom } from '../files/index.ts'
import type { Route } from '../platform/http/route.ts'
import { CATEGORY_ROUTES } from './categories/category-routes.ts'
import { FEE_ROUTES } from './fees/fee-routes.ts'
import { createGalleryRoutes } from './gallery/gallery-routes.ts'
import { LABEL_ROUTES } from './labels/label-routes.ts'
import { PRICE_ROUTES } from './prices/price-routes.ts'
import type { ProductGuard } from './products/delete-product.ts'
import { createProductRoutes } from './products/product-routes.ts'
import { PRODUCT_STORE_ROUTES } from './products/product-store-routes.ts'
import type { InStock } from './search/product-filters.ts'
import { createSearchRoutes } from './search/search-routes.ts'
import { createVariantRoutes } from './variants/variant-routes.ts'

export type CatalogRouteDependencies = {
  /** What later rooms know that forbids the deletion of an article. */
  readonly guards: readonly ProductGuard[]
  /** What they know of the stock of a variant. */
  readonly inStock: InStock
  readonly files: FileRoom
}

/** The table of this room: categories, products, search, variants, labels, galleries. */
export const createCatalogRoutes = ({ guards, inStock, files }: CatalogRouteDependencies): readonly Route[] => [
  ...CATEGORY_ROUTES,
  ...createProductRoutes({ guards, inStock }),
  ...createSearchRoutes(inStock),
  ...PRODUCT_STORE_ROUTES,
  ...createVariantRoutes(guards),
  ...LABEL_ROUTES,
  ...createGalleryRoutes(files),
  ...PRICE_ROUTES,
  ...FEE_ROUTES,
]
