import { type Static, Type } from 'typebox'
import { Id, Name, Nullable, Strict, UnitPrice } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'

/** As many as a product can have; a matrix of more would be a mistake, or an attack. */
export const OPTIONS_MAX = 5
export const VALUES_MAX = 250
export const VARIANTS_MAX = 1000

export const OptionValue = Type.Object({ id: Id(), value: Type.String(), position: Type.Integer() })
export const Option = Type.Object({
  id: Id(),
  name: Type.String(),
  position: Type.Integer({ description: 'The first is 1.' }),
  values: Type.Array(OptionValue),
})
export type OptionItem = Static<typeof Option>
/** A value by itself. */
export const Value = Type.Object({ id: Id(), option_id: Id(), value: Type.String(), position: Type.Integer() })
export type ValueItem = Static<typeof Value>

const optionName = Name(100, { label: text('Le nom de l’option', 'The option name') })
const value = Name(255, { label: text('La valeur', 'The value') })
const position = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 1000, description: 'The first is 1; the others make room. Left out: the last.' }),
)

export const OptionCreate = Strict({
  name: optionName,
  position,
  values: Type.Optional(Type.Array(value, { maxItems: VALUES_MAX, description: 'In their order.' })),
  default_value: Type.Optional(
    Name(255, { description: 'One of the values: the variants that are there already are given it.' }),
  ),
})
export type OptionCreateInput = Static<typeof OptionCreate>
export const OptionUpdate = Strict({ name: Type.Optional(optionName), position })
export type OptionUpdateInput = Static<typeof OptionUpdate>

export const ValueCreate = Strict({
  value,
  position,
  make_variants: Type.Optional(
    Type.Boolean({
      description: 'Whether to make the variants that it lacks, unless false: where others bear values of the option.',
    }),
  ),
})
export type ValueCreateInput = Static<typeof ValueCreate>
export const ValueUpdate = Strict({ value: Type.Optional(value), position })
export type ValueUpdateInput = Static<typeof ValueUpdate>

/** How a variant says which values of its product's options it has. */
export const ChosenValues = Type.Array(
  Type.Unsafe<number | { option: string; value: string }>({
    type: ['integer', 'object'],
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    properties: {
      option: { type: 'string', minLength: 1, maxLength: 100 },
      value: { type: 'string', minLength: 1, maxLength: 255 },
    },
    required: ['option', 'value'],
    additionalProperties: false,
    examples: [12, { option: 'Taille', value: 'M' }],
  }),
  {
    maxItems: OPTIONS_MAX,
    description: 'One value of each option of the product: the id of a value, or the names of both. Empty: none.',
  },
)
export type ChosenValuesInput = Static<typeof ChosenValues>

export const MatrixInput = Strict({
  price: Type.Optional(
    UnitPrice({
      label: text('Le prix', 'The price'),
      description: 'That of the product’s first variant unless given.',
    }),
  ),
  compare_at_price: Type.Optional(Nullable(UnitPrice())),
  cost: Type.Optional(Nullable(UnitPrice())),
  weight_grams: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000_000 }))),
  is_active: Type.Optional(Type.Boolean()),
  sku_pattern: Type.Optional(
    Name(200, {
      description: 'Makes their SKUs, with the value of an option where its name stands: `TS-{Taille}-{Couleur}`.',
      label: text('Le modèle d’UGS', 'The SKU pattern'),
    }),
  ),
})
export type MatrixBody = Static<typeof MatrixInput>
