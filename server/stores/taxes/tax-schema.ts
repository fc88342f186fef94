import { type Static, Type } from 'typebox'
import { DecimalInput, Name, Nullable, Strict } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'

const TAXES_MAX = 20
const CLASSES_MAX = 200

const nameFr = Name(100, { label: text('Le nom français', 'The French name') })
const nameEn = Name(100, { label: text('Le nom anglais', 'The English name') })

const zoneCode = Type.String({
  pattern: '^[A-Z0-9_-]{1,16}$',
  'x-label': text('Le code de la zone', 'The zone’s code'),
  description: 'Capitals, digits, `-` and `_`: `ON`, `BE`.',
})
const taxCode = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$',
  'x-label': text('Le code de la taxe', 'The tax’s code'),
  description: 'Kept on tickets and in reports: a tax of another meaning takes another code.',
})
const classCode = Type.String({
  pattern: '^[a-z][a-z0-9_]{0,31}$',
  'x-label': text('Le code de la classe', 'The class’s code'),
  description: 'Small letters, digits and `_`.',
})

const TaxInput = Strict({
  code: taxCode,
  name_fr: nameFr,
  name_en: nameEn,
  rate: DecimalInput(4, { minimum: '0', maximum: '1000', description: 'Per cent of the price without tax: "9.975".' }),
})
const TaxCodes = Type.Array(Name(32), { maxItems: TAXES_MAX })

const pricesIncludeTax = Type.Boolean({ description: 'Whether a new store of the zone shows prices with tax.' })
const cashStep = Nullable(
  DecimalInput(2, {
    minimum: '0.01',
    maximum: '100',
    description: 'The step to which cash is rounded: "0.05" in Canada; null where it is not.',
  }),
)
const taxes = Type.Array(TaxInput, {
  maxItems: TAXES_MAX,
  description: 'The whole list, in the order of receipts; a tax that is not in it leaves the zone.',
})
const classes = Type.Array(Strict({ code: Name(32), tax_codes: TaxCodes }), {
  maxItems: CLASSES_MAX,
  description: 'Which taxes of the zone an article of each class bears here.',
})

export const TaxZoneCreate = Strict(
  {
    code: zoneCode,
    name_fr: nameFr,
    name_en: nameEn,
    prices_include_tax: pricesIncludeTax,
    cash_step: Type.Optional(cashStep),
    taxes: Type.Optional(taxes),
    classes: Type.Optional(classes),
  },
  {
    examples: [
      {
        code: 'AB',
        name_fr: 'Alberta',
        name_en: 'Alberta (Canada)',
        prices_include_tax: false,
        cash_step: '0.05',
        taxes: [{ code: 'TPS', name_fr: 'TPS', name_en: 'GST', rate: '5' }],
        classes: [{ code: 'standard', tax_codes: ['TPS'] }],
      },
    ],
  },
)
export const TaxZoneUpdate = Strict({
  name_fr: Type.Optional(nameFr),
  name_en: Type.Optional(nameEn),
  prices_include_tax: Type.Optional(pricesIncludeTax),
  cash_step: Type.Optional(cashStep),
  taxes: Type.Optional(taxes),
  classes: Type.Optional(classes),
})
export type TaxZoneCreateInput = Static<typeof TaxZoneCreate>
export type TaxZoneUpdateInput = Static<typeof TaxZoneUpdate>
export type TaxInputs = readonly Static<typeof TaxInput>[]
/** What classes bear in one zone, or what one class bears in zones. */
export type BearingInputs = readonly { code: string; tax_codes: readonly string[] }[]

const POSITION_MAX = 9999
const position = Type.Integer({ minimum: 1, maximum: POSITION_MAX, description: 'Where it stands in the list.' })
const zones = Type.Array(Strict({ code: Name(16), tax_codes: TaxCodes }), {
  maxItems: CLASSES_MAX,
  description: 'Which taxes an article of the class bears in each zone.',
})
export const TaxClassCreate = Strict(
  {
    code: classCode,
    name_fr: nameFr,
    name_en: nameEn,
    position: Type.Optional(position),
    zones: Type.Optional(zones),
  },
  { examples: [{ code: 'livres', name_fr: 'Livres', name_en: 'Books', zones: [{ code: 'QC', tax_codes: ['TPS'] }] }] },
)
export const TaxClassUpdate = Strict({
  name_fr: Type.Optional(nameFr),
  name_en: Type.Optional(nameEn),
  position: Type.Optional(position),
  zones: Type.Optional(zones),
})
export type TaxClassCreateInput = Static<typeof TaxClassCreate>
export type TaxClassUpdateInput = Static<typeof TaxClassUpdate>

export const ZoneParams = Strict({ code: Name(16) })
export const ClassParams = Strict({ code: Name(32) })

/** `name` is the one of the reader's language. */
const names = { name: Type.String(), name_fr: Type.String(), name_en: Type.String() }
const Bearing = Type.Object({ code: Type.String(), tax_codes: Type.Array(Type.String()) })

export const TaxZone = Type.Object({
  code: Type.String(),
  ...names,
  prices_include_tax: Type.Boolean(),
  cash_step: Nullable(Type.String({ description: 'The step to which cash is rounded: "0.05".' })),
  taxes: Type.Array(
    Type.Object({
      code: Type.String(),
      ...names,
      rate: Type.String({ description: 'Per cent: "9.975".', examples: ['5'] }),
    }),
  ),
  classes: Type.Array(Bearing),
})
export type TaxZoneItem = Static<typeof TaxZone>

export const TaxClass = Type.Object({
  code: Type.String({ examples: ['standard'] }),
  name: Type.String({ examples: ['Taux normal'] }),
  name_fr: Type.String({ examples: ['Taux normal'] }),
  name_en: Type.String({ examples: ['Standard rate'] }),
  position: Type.Integer(),
  zones: Type.Array(Bearing),
})
export type TaxClassItem = Static<typeof TaxClass>
