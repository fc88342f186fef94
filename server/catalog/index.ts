export type { Scan } from './barcode-layouts/read-scanned-code.ts'
export { createCategory } from './categories/create-category.ts'
export { catalogConstraints, catalogErrors } from './errors.ts'
export { EXPORT_FORMATS, writeExport } from './export/export-products.ts'
export { askForPictures } from './gallery/ask-for-pictures.ts'
export { fetchPictures } from './gallery/fetch-pictures.ts'
export { isInGallery } from './gallery/picture-uses.ts'
export { storeHasPrices, taxClassHasFees, taxClassHasProducts } from './guards.ts'
export {
  checkProductColumns,
  createMissingVariants,
  type FoundVariant,
  findUnnamedVariants,
  type IncomingProduct,
  importProducts,
  type MissingVariant,
  PRODUCT_FIELDS,
  PRODUCT_FORMATS,
  type ProductFormat,
  readVariantReference,
  recognizeProductFormat,
  type StockOnImport,
  VARIANT_REFERENCES,
  VariantFinder,
  type VariantReference,
  type VariantReferenceKind,
  variantName,
  writeProducts,
} from './import/index.ts'
export { createOption } from './options/create-option.ts'
export type { OptionCreateInput, OptionItem } from './options/option-schema.ts'
export type { FindVariantsInUse } from './options/retire-variants.ts'
export { holdsNow } from './prices/effective-price.ts'
export { createProduct } from './products/create-product.ts'
export type { ProductGuard } from './products/delete-product.ts'
export { PRODUCT_EVENTS } from './products/product-event-types.ts'
export { type CatalogRouteDependencies, createCatalogRoutes } from './routes.ts'
export type { CategoryItem, ProductCreateInput, ProductItem, VariantCreateInput, VariantItem } from './schema.ts'
export type { InStock } from './search/product-filters.ts'
export { undoProductImport } from './undo/undo-product-import.ts'
export { createVariant } from './variants/create-variant.ts'
export {
  type ArticleFacts,
  type ArticleKeys,
  askedPrice,
  type FeeFacts,
  type FoundArticles,
  findVariantsById,
  findVariantsForSale,
  printedName,
  type SaleMoments,
} from './variants/find-variants-for-sale.ts'
export { verifyCatalog } from './verify-catalog.ts'
