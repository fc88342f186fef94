import type { Text } from '../../platform/text.ts'
import { text } from '../../platform/text.ts'
import { DIMENSIONS, type GroupBy } from '../dimensions.ts'

/**
 * What the inventory report groups by. Each grouping has the keys of the dimension of sales that it goes with, so that what
 * is in stock stands beside what was sold.
 */
export type StockGrouping = {
  readonly sales: GroupBy
  /** Whether a group is made of stores, or of articles. */
  readonly of: 'stores' | 'articles'
  /** SQL over `place` (stores) or over the variant `v` and its product `p` (articles). */
  readonly key: string
  readonly keyType: 'integer' | 'text'
  /** SQL of the label over `d`, the table joined to the key; a text key is its own label. */
  readonly labelTable?: string
  readonly label?: string
  readonly code?: string
  readonly missing: Text
}

const dimension = (sales: GroupBy) => ({ sales, missing: DIMENSIONS[sales].missing }) as const

const variant: StockGrouping = {
  ...dimension('variant'),
  of: 'articles',
  key: 'v.id',
  keyType: 'integer',
  labelTable: '(product_variants d join products product on product.id = d.product_id)',
  label: `product.name || case when d.name = '' then '' else ' (' || d.name || ')' end`,
  code: 'd.sku',
}

export const STOCK_GROUPINGS = {
  store: {
    ...dimension('store'),
    of: 'stores',
    key: 'place.store_id',
    keyType: 'integer',
    labelTable: 'stores d',
    label: 'd.name',
  },
  store_group: { ...dimension('store_group'), of: 'stores', key: 'place.store_group', keyType: 'text' },
  city: { ...dimension('city'), of: 'stores', key: 'place.city', keyType: 'text' },
  category: {
    ...dimension('category'),
    of: 'articles',
    key: 'p.category_id',
    keyType: 'integer',
    labelTable: 'product_categories d',
    label: 'd.name',
  },
  product: {
    ...dimension('product'),
    of: 'articles',
    key: 'p.id',
    keyType: 'integer',
    labelTable: 'products d',
    label: 'd.name',
  },
  variant,
  // The articles of each class, put together once the classes are known.
  abc_class: variant,
} as const satisfies Record<string, StockGrouping>

export type StockGroupBy = keyof typeof STOCK_GROUPINGS
export const STOCK_GROUP_BY = Object.keys(STOCK_GROUPINGS) as StockGroupBy[]

export const ABC_LABELS: Readonly<Record<'A' | 'B' | 'C', Text>> = {
  A: text('Classe A', 'Class A'),
  B: text('Classe B', 'Class B'),
  C: text('Classe C', 'Class C'),
}
