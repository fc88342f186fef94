import type { FileRoom } from '../files/index.ts'
import type { Route } from '../platform/http/route.ts'
import { LAYOUT_ROUTES } from './barcode-layouts/layout-routes.ts'
import { BULK_ROUTES } from './bulk/bulk-routes.ts'
import { CATEGORY_ROUTES } from './categories/category-routes.ts'
import { createExportRoutes } from './export/export-routes.ts'
import { FEE_ROUTES } from './fees/fee-routes.ts'
import { createGalleryRoutes } from './gallery/gallery-routes.ts'
import { LABEL_ROUTES } from './labels/label-routes.ts'
import { createOptionRoutes } from './options/option-routes.ts'
import { createOptionValueRoutes } from './options/option-value-routes.ts'
import type { FindVariantsInUse } from './options/retire-variants.ts'
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
  /** Who knows which variants were sold or are in stock, so that what tells them apart stays. */
  readonly inUse: readonly FindVariantsInUse[]
  readonly files: FileRoom
}

/** The table of this room: categories, products, search, variants, options, prices, fees, labels, galleries, exports. */
export const createCatalogRoutes = ({ guards, inStock, inUse, files }: CatalogRouteDependencies): readonly Route[] => [
  ...CATEGORY_ROUTES,
  ...createProductRoutes({ guards, inStock }),
  ...createSearchRoutes(inStock),
  ...PRODUCT_STORE_ROUTES,
  ...createVariantRoutes(guards),
  ...LABEL_ROUTES,
  ...createGalleryRoutes(files),
  ...createOptionRoutes(inUse),
  ...createOptionValueRoutes(inUse),
  ...BULK_ROUTES,
  ...LAYOUT_ROUTES,
  ...PRICE_ROUTES,
  ...FEE_ROUTES,
  ...createExportRoutes(inStock),
]
