export {
  type ArticleFacts,
  type ArticleKeys,
  type FoundArticles,
  findVariantsById,
  findVariantsForSale,
  printedName,
} from './variants/find-variants-for-sale.ts'
