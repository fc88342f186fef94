import { type Static, Type } from 'typebox'
import { DecimalOutput, Id, Nullable, Strict } from '../../platform/http/fields.ts'
import { PRODUCT_FILTERS } from './product-filters.ts'

export const FACETS = [
  'categories',
  'price_ranges',
  'stores',
  'availability',
  'vendors',
  'tags',
  'tax_classes',
  'active',
  'featured',
] as const
export type Facet = (typeof FACETS)[number]

/** Vendors and tags are as many as people invent; the most frequent are told. */
export const VALUES_MAX = 50
/** What is looked up product by product, stock and tags, is counted only where few are asked about. */
export const LOOKED_UP_MAX = 20_000

export const FacetsQuery = Strict({
  q: Type.Optional(Type.String({ maxLength: 200, description: 'Search, as in the list.' })),
  ...PRODUCT_FILTERS,
  include: Type.Optional(
    Type.String({ maxLength: 200, description: `Any of ${FACETS.join(', ')}; all of them unless said.` }),
  ),
})
export type FacetsQuery = Static<typeof FacetsQuery>

const count = Type.Integer()
const Value = Type.Object({ value: Type.String(), count })
const values = Type.Array(Value)
const flag = Type.Object({ yes: count, no: count })

export const Facets = Type.Object({
  total: Type.Integer({ description: 'Products that pass the filters: the `meta.total` of the list.' }),
  categories: Type.Optional(
    Type.Array(Type.Object({ id: Id(), name: Type.String(), parent_id: Nullable(Id()), count }), {
      description: 'Each with what is under it, as the filter `category_id` counts; the tree by `parent_id`.',
    }),
  ),
  price_ranges: Type.Optional(
    Type.Array(Type.Object({ from: Nullable(DecimalOutput()), to: Nullable(DecimalOutput()), count }), {
      description: 'By the lowest price: from `from` to below `to`; null where there is no bound.',
    }),
  ),
  stores: Type.Optional(
    Type.Array(Type.Object({ id: Id(), name: Type.String(), count }), {
      description: 'Your stores, each with how many of the products it sells.',
    }),
  ),
  availability: Type.Optional(
    Nullable(
      Type.Object(
        { in_stock: count, out_of_stock: count },
        {
          description: `In \`store_id\`, or else in any of your stores. Null without the permission stock.view, and when more than ${LOOKED_UP_MAX} products pass the filters.`,
        },
      ),
    ),
  ),
  vendors: Type.Optional(values),
  tags: Type.Optional(
    Nullable(Type.Array(Value, { description: `Null when more than ${LOOKED_UP_MAX} products pass the filters.` })),
  ),
  tax_classes: Type.Optional(values),
  active: Type.Optional(flag),
  featured: Type.Optional(flag),
})
export type FacetsItem = Static<typeof Facets>
