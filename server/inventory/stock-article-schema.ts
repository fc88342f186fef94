import { type Static, Type } from 'typebox'
import { DecimalOutput, Id, Nullable } from '../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../platform/http/list.ts'
import { text } from '../platform/text.ts'
import { oneOf, STOCK_STATUSES } from './schema.ts'

export const STOCK_ARTICLE_SORTS = {
  id: { sql: 'v.id', type: 'bigint' },
  name: { sql: 'p.name collate "fr-x-icu"', type: 'text' },
  sku: { sql: `coalesce(v.sku, '')`, type: 'text' },
} as const satisfies SortColumns

export const StockArticleQuery = listQuery({
  sorts: STOCK_ARTICLE_SORTS,
  filters: {
    fields: Type.Optional(
      Type.String({
        maxLength: 1000,
        'x-description': text(
          'Seulement ces champs, avec `variant_id`\u00a0: `stores,sku`.',
          'Only these fields, with `variant_id`: `stores,sku`.',
        ),
      }),
    ),
    category_id: Type.Optional(
      Id({ description: text('Avec les catégories qui sont dessous.', 'With the categories below it.') }),
    ),
    status: Type.Optional(
      oneOf(STOCK_STATUSES, {
        description: text('Ainsi dans un magasin au moins.', 'So in one store at least.'),
      }),
    ),
  },
})
export type StockArticleFilters = Static<typeof StockArticleQuery>

const ARTICLE = {
  variant_id: Id(),
  product_id: Id(),
  product_name: Type.String(),
  variant_name: Type.String(),
  sku: Nullable(Type.String()),
  category_id: Nullable(Id()),
  on_hand: DecimalOutput({ description: text('Dans tous ces magasins ensemble.', 'In all these stores together.') }),
  stores: Type.Array(
    Type.Object({
      store_id: Id(),
      on_hand: DecimalOutput(),
      available: DecimalOutput({
        description: text('En stock et promis à personne.', 'On hand and promised to nobody.'),
      }),
      in_transit: DecimalOutput({ description: text('En route vers ce magasin.', 'On its way to this store.') }),
      status: oneOf(STOCK_STATUSES),
      reorder_point: Nullable(DecimalOutput()),
      target: Nullable(DecimalOutput()),
    }),
    { 'x-description': text('Ceux qui l’ont tenu, seulement.', 'Only those that have kept it.') },
  ),
}
export const StockArticle = Type.Object(ARTICLE)
export const StockArticles = Type.Array(Type.Partial(StockArticle))
export const STOCK_ARTICLE_FIELDS = Object.keys(ARTICLE)
