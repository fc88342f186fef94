import { type Static, Type } from 'typebox'
import {
  DecimalOutput,
  Id,
  LongText,
  Name,
  Nullable,
  Quantity,
  Strict,
  Timestamp,
  UnitPrice,
} from '../platform/http/fields.ts'
import { text } from '../platform/text.ts'
import { ProductVariantChange } from './bulk/bulk-schema.ts'
import { Fee } from './fees/fee-schema.ts'
import { Picture } from './gallery/schema.ts'
import { ChosenValues, Option } from './options/option-schema.ts'
import { StorePrice } from './prices/price-schema.ts'
import type { BarcodeInput } from './variants/codes.ts'

const NAME = text('Le nom du produit', 'The product name')
const PRICE = text('Le prix', 'The price')

const barcodeType = Type.Unsafe<'gtin' | 'internal'>({ type: 'string', enum: ['gtin', 'internal'] })

/** A code by itself is a GTIN; a code of the chain's own says so. */
const barcodeInput = Type.Unsafe<BarcodeInput>({
  type: ['string', 'object'],
  minLength: 1,
  maxLength: 64,
  properties: { code: { type: 'string', minLength: 1, maxLength: 64 }, type: barcodeType },
  required: ['code'],
  additionalProperties: false,
  examples: ['3017620422003', { code: 'ETAGERE-12', type: 'internal' }],
  'x-label': text('Le code-barres', 'The barcode'),
})
const sku = Name(100, { label: text('L’UGS', 'The SKU') })
const externalId = Type.Optional(Nullable(Name(255)))

/** What a product without options says of its only variant. */
const offer = {
  price: Type.Optional(UnitPrice({ label: PRICE })),
  compare_at_price: Type.Optional(Nullable(UnitPrice({ label: text('Le prix barré', 'The compare-at price') }))),
  cost: Type.Optional(Nullable(UnitPrice({ label: text('Le coût', 'The cost') }))),
  sku: Type.Optional(Nullable(sku)),
  barcode: Type.Optional(Nullable(barcodeInput)),
}

const productFields = {
  description: Type.Optional(Nullable(LongText())),
  category_id: Type.Optional(Nullable(Id({ label: text('La catégorie', 'The category') }))),
  is_active: Type.Optional(Type.Boolean()),
  is_featured: Type.Optional(Type.Boolean()),
  store_ids: Type.Optional(
    Type.Array(Id(), {
      maxItems: 500,
      description: 'The stores that sell it, among one’s own; any makes it theirs only.',
    }),
  ),
  sold_everywhere: Type.Optional(
    Type.Boolean({ description: 'Whether every store sells it; so from the start, unless `store_ids` names some.' }),
  ),
  tax_class: Type.Optional(Name(32, { label: text('La classe de taxe', 'The tax class') })),
  vendor: Type.Optional(Nullable(Type.String({ maxLength: 255 }))),
  tags: Type.Optional(Type.Array(Name(100), { maxItems: 250 })),
  external_id: externalId,
  ...offer,
}

export const ProductCreate = Strict(
  { name: Name(255, { label: NAME }), ...productFields },
  {
    examples: [
      { name: 'Café moulu', category_id: 1, price: '9.99', cost: '5.60', sku: 'CAF-250', barcode: '3057640257773' },
    ],
  },
)
export const ProductUpdate = Strict(
  {
    name: Type.Optional(Name(255, { label: NAME })),
    ...productFields,
    variants: Type.Optional(
      Type.Array(ProductVariantChange, {
        maxItems: 1000,
        description: 'Changes of its variants, all or none; those that are not named stay as they are.',
      }),
    ),
  },
  { examples: [{ name: 'Café moulu équitable', is_featured: true }] },
)
export type ProductCreateInput = Static<typeof ProductCreate>
export type ProductUpdateInput = Static<typeof ProductUpdate>

export const SOLD_BY = ['unit', 'weight'] as const
export const CONTENT_UNITS = ['g', 'kg', 'ml', 'l', 'm', 'unit'] as const
const soldBy = Type.Unsafe<(typeof SOLD_BY)[number]>({
  type: 'string',
  enum: SOLD_BY,
  description: 'By weight: quantities and prices are per kilogram.',
})
const contentUnit = Type.Unsafe<(typeof CONTENT_UNITS)[number]>({
  type: 'string',
  enum: CONTENT_UNITS,
  'x-label': text('L’unité du contenu', 'The unit of the content'),
})

const variantFields = {
  name: Type.Optional(Type.String({ maxLength: 255, description: 'Its option values unless given: `M / Rouge`.' })),
  sku: Type.Optional(Nullable(sku)),
  compare_at_price: offer.compare_at_price,
  cost: offer.cost,
  weight_grams: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000_000 }))),
  is_open_price: Type.Optional(
    Type.Boolean({ description: 'Whoever sells it says its price; its own, if any, is only proposed.' }),
  ),
  sold_by: Type.Optional(soldBy),
  content_quantity: Type.Optional(
    Nullable(
      Quantity({
        minimum: '0.001',
        label: text('Le contenu', 'The content'),
        description: 'What one unit holds, such as 750 `ml`; the price per litre comes from it.',
      }),
    ),
  ),
  content_unit: Type.Optional(Nullable(contentUnit)),
  plu: Type.Optional(
    Nullable(
      Type.String({
        pattern: '^0*[1-9][0-9]{0,9}$',
        maxLength: 20,
        description: 'The number under which scales know it; zeros before it do not count.',
        'x-label': text('Le code PLU', 'The PLU code'),
      }),
    ),
  ),
  is_active: Type.Optional(Type.Boolean()),
  position: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  barcode: offer.barcode,
  barcodes: Type.Optional(Type.Array(barcodeInput, { maxItems: 50 })),
  option_values: Type.Optional(ChosenValues),
  external_id: externalId,
}
const variantPrice = Type.Optional(
  Nullable(UnitPrice({ label: PRICE, description: 'Null only for an article at an open price.' })),
)
export const VariantCreate = Strict(
  { price: variantPrice, ...variantFields },
  { examples: [{ name: '500 g', price: '17.99', sku: 'CAF-500', weight_grams: 500 }] },
)
export const VariantUpdate = Strict(
  { price: variantPrice, ...variantFields },
  { examples: [{ price: '18.49', is_active: true }] },
)
export type VariantCreateInput = Static<typeof VariantCreate>
export type VariantUpdateInput = Static<typeof VariantUpdate>

const Named = Type.Object({ id: Id(), name: Type.String() })
const costs = {
  cost: Type.Optional(Nullable(DecimalOutput({ description: 'Only with the permission products.viewCost.' }))),
  margin: Type.Optional(Nullable(DecimalOutput({ description: 'Price minus cost, as they are; same permission.' }))),
}

export const Variant = Type.Object({
  id: Id(),
  product_id: Id(),
  name: Type.String(),
  sku: Nullable(Type.String()),
  plu: Nullable(Type.String()),
  price: Nullable(DecimalOutput({ description: 'The chain’s, or that of the store asked for by `store_id`.' })),
  is_open_price: Type.Boolean(),
  compare_at_price: Nullable(DecimalOutput()),
  ...costs,
  weight_grams: Nullable(Type.Integer()),
  sold_by: soldBy,
  content_quantity: Nullable(DecimalOutput()),
  content_unit: Nullable(contentUnit),
  is_active: Type.Boolean(),
  position: Type.Integer(),
  barcodes: Type.Array(Type.Object({ code: Type.String(), type: barcodeType })),
  option_values: Type.Array(
    Type.Object({ option_id: Id(), option: Type.String(), value_id: Id(), value: Type.String() }),
  ),
  gallery: Type.Array(Picture, { description: 'The pictures that show this variant.' }),
  fees: Type.Array(Fee),
  prices: Type.Optional(Type.Array(StorePrice, { description: 'Of one’s own stores; with `include=prices`.' })),
  external_id: Nullable(Type.String()),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})
export type VariantItem = Static<typeof Variant>

export const Product = Type.Object({
  id: Id(),
  name: Type.String(),
  slug: Type.String(),
  description: Nullable(Type.String()),
  category_id: Nullable(Id()),
  category: Nullable(Named),
  tax_class: Type.String(),
  vendor: Nullable(Type.String()),
  tags: Type.Array(Type.String()),
  is_active: Type.Boolean(),
  is_featured: Type.Boolean(),
  price: Nullable(DecimalOutput({ description: 'Lowest price of an active variant.' })),
  price_max: Nullable(DecimalOutput({ description: 'Highest price of an active variant.' })),
  variants_count: Type.Integer(),
  sku: Nullable(Type.String({ description: 'Of the first variant.' })),
  barcode: Nullable(Type.String({ description: 'Of the first variant.' })),
  ...costs,
  sold_everywhere: Type.Boolean({ description: 'Whether every store sells it; else only `stores` do.' }),
  external_id: Nullable(Type.String()),
  created_at: Timestamp(),
  updated_at: Timestamp(),
  variants: Type.Optional(Type.Array(Variant)),
  options: Type.Optional(Type.Array(Option)),
  stores: Type.Optional(Type.Array(Named)),
  gallery: Type.Optional(Type.Array(Picture, { description: 'In its order; the main picture first.' })),
  images: Type.Optional(Type.Array(Picture, { description: 'The gallery, under its other name.' })),
  creator: Type.Optional(Nullable(Named)),
})
export type ProductItem = Static<typeof Product>

const categoryName = Name(255, { label: text('Le nom de la catégorie', 'The category name') })
const categoryFields = {
  parent_id: Type.Optional(Nullable(Id())),
  position: Type.Optional(
    Type.Integer({
      minimum: -1_000_000,
      maximum: 1_000_000,
      description: 'Among its sisters: the one that has it moves one on, and all after it. Left out: the last.',
    }),
  ),
  external_id: externalId,
}
export const CategoryCreate = Strict({ name: categoryName, ...categoryFields })
export const CategoryUpdate = Strict({ name: Type.Optional(categoryName), ...categoryFields })
export type CategoryCreateInput = Static<typeof CategoryCreate>
export type CategoryUpdateInput = Static<typeof CategoryUpdate>

export const Category = Type.Object({
  id: Id(),
  name: Type.String(),
  parent_id: Nullable(Id()),
  position: Type.Integer(),
  products_count: Type.Integer({ description: 'Products of this category itself.' }),
  products_count_total: Type.Integer({ description: 'With those of all categories under it.' }),
  children_count: Type.Integer(),
  children: Type.Optional(
    Type.Array(Type.Unsafe<object>({ type: 'object', additionalProperties: true }), {
      description: 'With `tree=true`: the categories under it, in the same form.',
    }),
  ),
  external_id: Nullable(Type.String()),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})
export type CategoryItem = Static<typeof Category>

export const Match = Type.Object({
  match: Type.Unsafe<'barcode' | 'sku' | 'plu' | 'scale'>({
    type: 'string',
    enum: ['barcode', 'sku', 'plu', 'scale'],
    description: 'What the code is; `scale`: a label of a scale, which `scan` reads.',
  }),
  is_exact: Type.Boolean(),
  code: Type.String({ description: 'The code as the article bears it.' }),
  id: Id(),
  product_id: Id(),
  product_name: Type.String(),
  name: Type.String(),
  sku: Nullable(Type.String()),
  price: Nullable(DecimalOutput()),
  is_open_price: Type.Boolean(),
  sold_by: soldBy,
  scan: Nullable(
    Type.Object({
      quantity: Nullable(DecimalOutput({ description: 'Kilograms, where the label gives a weight.' })),
      price: Nullable(DecimalOutput({ description: 'Of the label as a whole, where it gives a price.' })),
    }),
  ),
  fees: Type.Array(Fee),
  tax_class: Type.String(),
  is_active: Type.Boolean({ description: 'Whether both the variant and its product are.' }),
})
export type MatchItem = Static<typeof Match>
