export {
  type ArticleFacts,
  type ArticleKeys,
  type FoundArticles,
  findVariantsById,
  findVariantsForSale,
  printedName,
} from './variants/find-variants-for-sale.ts'
export {
  type FoundVariant,
  importProducts,
  PRODUCT_FIELDS,
  PRODUCT_FORMATS,
  type ProductFormat,
  recognizeProductFormat,
  type StockOnImport,
  VARIANT_REFERENCES,
  VariantFinder,
  type VariantReference,
  type VariantReferenceKind,
} from './import/index.ts'
