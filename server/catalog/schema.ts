import { type Static, Type } from 'typebox'
import { DecimalOutput, Id, LongText, Name, Nullable, Strict, Timestamp, UnitPrice } from '../platform/http/fields.ts'
import { text } from '../platform/text.ts'
import { Picture } from './gallery/schema.ts'
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
  store_ids: Type.Optional(Type.Array(Id(), { maxItems: 500, description: 'Empty: sold in every store.' })),
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
  { name: Type.Optional(Name(255, { label: NAME })), ...productFields },
  { examples: [{ name: 'Café moulu équitable', is_featured: true }] },
)
export type ProductCreateInput = Static<typeof ProductCreate>
export type ProductUpdateInput = Static<typeof ProductUpdate>

const variantFields = {
  name: Type.Optional(Type.String({ maxLength: 255 })),
  sku: Type.Optional(Nullable(sku)),
  compare_at_price: offer.compare_at_price,
  cost: offer.cost,
  weight_grams: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000_000 }))),
  is_active: Type.Optional(Type.Boolean()),
  position: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  barcode: offer.barcode,
  barcodes: Type.Optional(Type.Array(barcodeInput, { maxItems: 50 })),
  external_id: externalId,
}
export const VariantCreate = Strict(
  { price: UnitPrice({ label: PRICE }), ...variantFields },
  { examples: [{ name: '500 g', price: '17.99', sku: 'CAF-500', weight_grams: 500 }] },
)
export const VariantUpdate = Strict(
  { price: offer.price, ...variantFields },
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
  price: DecimalOutput(),
  compare_at_price: Nullable(DecimalOutput()),
  ...costs,
  weight_grams: Nullable(Type.Integer()),
  is_active: Type.Boolean(),
  position: Type.Integer(),
  barcodes: Type.Array(Type.Object({ code: Type.String(), type: barcodeType })),
  option_values: Type.Array(
    Type.Object({ option_id: Id(), option: Type.String(), value_id: Id(), value: Type.String() }),
  ),
  gallery: Type.Array(Picture, { description: 'The pictures that show this variant.' }),
  external_id: Nullable(Type.String()),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})
export type VariantItem = Static<typeof Variant>

const Option = Type.Object({
  id: Id(),
  name: Type.String(),
  position: Type.Integer(),
  values: Type.Array(Type.Object({ id: Id(), value: Type.String(), position: Type.Integer() })),
})

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
  position: Type.Optional(Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 })),
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
  children_count: Type.Integer(),
  external_id: Nullable(Type.String()),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})
export type CategoryItem = Static<typeof Category>

export const Match = Type.Object({
  match: Type.Unsafe<'barcode' | 'sku'>({ type: 'string', enum: ['barcode', 'sku'] }),
  is_exact: Type.Boolean(),
  code: Type.String({ description: 'The code as the article bears it.' }),
  id: Id(),
  product_id: Id(),
  product_name: Type.String(),
  name: Type.String(),
  sku: Nullable(Type.String()),
  price: DecimalOutput(),
  tax_class: Type.String(),
  is_active: Type.Boolean({ description: 'Whether both the variant and its product are.' }),
})
export type MatchItem = Static<typeof Match>
