import type { Text } from '../../i18n/index.ts'
import { messages } from './messages.ts'

/** What became of the records, under the names of the API. */
const TITLES: Readonly<Record<string, Text>> = {
  products_created: messages.productsCreated,
  products_updated: messages.productsUpdated,
  products_unchanged: messages.productsUnchanged,
  products_removed: messages.productsRemoved,
  products_restored: messages.productsRestored,
  variants_created: messages.variantsCreated,
  variants_updated: messages.variantsUpdated,
  variants_unchanged: messages.variantsUnchanged,
  variants_removed: messages.variantsRemoved,
  variants_restored: messages.variantsRestored,
  categories_created: messages.categoriesCreated,
  categories_removed: messages.categoriesRemoved,
  images_created: messages.imagesCreated,
  images_updated: messages.imagesUpdated,
  images_unchanged: messages.imagesUnchanged,
  skus_suffixed: messages.skusSuffixed,
  customers_created: messages.customersCreated,
  levels_updated: messages.levelsUpdated,
  levels_unchanged: messages.levelsUnchanged,
  levels_restored: messages.levelsRestored,
  lines_without_article: messages.linesWithoutArticle,
  sales_created: messages.salesCreated,
  returns_created: messages.returnsCreated,
  tickets_unchanged: messages.ticketsUnchanged,
  stores_created: messages.storesCreated,
  stores_updated: messages.storesUpdated,
  stores_unchanged: messages.storesUnchanged,
  stores_removed: messages.storesRemoved,
  stores_restored: messages.storesRestored,
  refused: messages.refusedCount,
  warnings: messages.warningsCount,
}

/** null: the API counts something that this page has no words for yet. */
export const titleOfCount = (name: string): Text | null => TITLES[name] ?? null
