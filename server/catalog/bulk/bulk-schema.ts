import { type Static, Type } from 'typebox'
import { Id, Name, Nullable, Strict, UnitPrice } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'

const ROWS_MAX = 5000

const changes = {
  price: Type.Optional(Nullable(UnitPrice({ label: text('Le prix', 'The price') }))),
  compare_at_price: Type.Optional(Nullable(UnitPrice({ label: text('Le prix barré', 'The compare-at price') }))),
  cost: Type.Optional(Nullable(UnitPrice({ label: text('Le coût', 'The cost') }))),
  is_active: Type.Optional(Type.Boolean()),
  sku: Type.Optional(Nullable(Name(100, { label: text('L’UGS', 'The SKU') }))),
}

/** A change of one of a product's variants, sent with the product. */
export const ProductVariantChange = Strict({ id: Id(), ...changes })

/** A row of a bulk change: it names a variant by id, or by SKU, which it then cannot change. */
export const BulkRow = Strict({
  id: Type.Optional(Id()),
  ...changes,
  category_id: Type.Optional(Nullable(Id({ label: text('La catégorie', 'The category') }))),
})
export type BulkRowInput = Static<typeof BulkRow>

export const BulkInput = Strict({
  variants: Type.Array(
    Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: true,
      description:
        '`id` or `sku` names the variant; `price`, `compare_at_price`, `cost`, `is_active`, `category_id` (of its product) and, beside an `id`, `sku` change it.',
      examples: [{ id: 17, price: '29.99', is_active: true }],
    }),
    { minItems: 1, maxItems: ROWS_MAX },
  ),
  atomic: Type.Optional(Type.Boolean({ description: 'Whether one bad row refuses all. No, unless true.' })),
})
export type BulkBody = Static<typeof BulkInput>

export const BulkAnswer = Type.Object({
  index: Type.Integer({ description: 'Of the row, from 0.' }),
  id: Nullable(Id({ description: 'Of the variant, as the row has it or as it was found.' })),
  status: Type.Integer({ description: 'As if the row had come alone: 200, 403, 404, 409 or 422.' }),
  error: Type.Optional(Type.String()),
  code: Type.Optional(Type.String()),
  errors: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
})
export type BulkAnswerItem = Static<typeof BulkAnswer>
