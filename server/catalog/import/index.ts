export { createMissingVariants, findUnnamedVariants, type MissingVariant } from './create-missing-variants.ts'
export { importProducts } from './import-products.ts'
export { type IncomingProduct, variantName } from './incoming.ts'
export {
  checkProductColumns,
  PRODUCT_FIELDS,
  PRODUCT_FORMATS,
  type ProductFormat,
  recognizeProductFormat,
} from './product-fields.ts'
export {
  type FoundVariant,
  readVariantReference,
  VARIANT_REFERENCES,
  VariantFinder,
  type VariantReference,
  type VariantReferenceKind,
} from './variant-finder.ts'
export { writeProducts } from './write-products.ts'
export type { StockOnImport } from './write-variants.ts'
