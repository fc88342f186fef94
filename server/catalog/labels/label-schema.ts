import { type Static, Type } from 'typebox'
import { CONTENT_UNITS, type ContentUnit } from '../../../rules/index.ts'
import { DecimalOutput, Id, Nullable, Strict } from '../../platform/http/fields.ts'
import type { Symbology } from '../../platform/pdf/barcode-bars.ts'
import { LANGUAGES, type Language, text } from '../../platform/text.ts'
import { SYMBOLOGIES } from './barcode-symbol.ts'
import { SHEET_NAMES, type SheetName } from './sheets.ts'

export const LABEL_KINDS = ['shelf', 'product'] as const
export type LabelKind = (typeof LABEL_KINDS)[number]

export const LABEL_FORMATS = ['pdf', 'zpl', 'json'] as const
export type LabelFormat = (typeof LABEL_FORMATS)[number]

/** Dots per inch of the printers that speak ZPL. */
export const RESOLUTIONS = [203, 300] as const
export type Resolution = (typeof RESOLUTIONS)[number]

/** About 67 sheets of 30. */
export const LABELS_MAX = 2_000
const ITEMS_MAX = 500

const oneOf = <Value extends string>(values: readonly Value[]) =>
  Type.Unsafe<Value>({ type: 'string', enum: [...values] })

const shown = (description: string) => Type.Optional(Type.Boolean({ description }))

export const LabelsBody = Strict({
  items: Type.Array(
    Strict({
      variant_id: Id({ label: text('La variante', 'The variant') }),
      copies: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: LABELS_MAX,
          default: 1,
          'x-label': text('Le nombre d’étiquettes', 'The number of labels'),
        }),
      ),
    }),
    { minItems: 1, maxItems: ITEMS_MAX, description: `${LABELS_MAX} labels at most, all copies together.` },
  ),
  kind: Type.Optional(oneOf<LabelKind>(LABEL_KINDS)),
  format: Type.Optional(oneOf<LabelFormat>(LABEL_FORMATS)),
  sheet: Type.Optional(oneOf<SheetName>(SHEET_NAMES)),
  store_id: Type.Optional(
    Id({
      label: text('Le magasin', 'The store'),
      description: 'Its prices, currency, taxes and language of the law; needed when your stores differ in these.',
    }),
  ),
  language: Type.Optional(oneOf<Language>(LANGUAGES)),
  start_at: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000,
      description: 'The first free label of a sheet in use, along its rows.',
    }),
  ),
  resolution: Type.Optional(
    Type.Unsafe<Resolution>({ type: 'integer', enum: [...RESOLUTIONS], description: 'Dots per inch, for `zpl`.' }),
  ),
  show: Type.Optional(
    Strict({
      price: shown('Shown unless said otherwise.'),
      compare_at_price: shown('Shown, struck through, where it is above the price.'),
      unit_price: shown('On shelf labels, of articles with a net content.'),
      tax: shown('On shelf labels: whether the price holds the taxes.'),
      sku: shown('Shown unless said otherwise.'),
      barcode: shown('Shown unless said otherwise.'),
      date: shown('The day of printing in the store, on shelf labels.'),
    }),
  ),
})
export type LabelsInput = Static<typeof LabelsBody>

const millimetres = (description?: string) => Type.Number(description === undefined ? {} : { description })

const TextMark = Type.Object({
  text: Type.String(),
  x: millimetres('From the left edge of the label: where the text begins, or ends when it is aligned to the right.'),
  baseline: millimetres('From the top edge of the label.'),
  width: millimetres('As measured with Roboto.'),
  size_pt: Type.Number(),
  is_bold: Type.Boolean(),
  is_struck: Type.Boolean(),
  align: oneOf(['left', 'right']),
})

const BarsMark = Type.Object({
  x: millimetres('Of the first bar; the quiet zones are left free around the bars.'),
  y: millimetres(),
  height: millimetres(),
  module: millimetres('Width of the narrowest bar.'),
})

const LabelItem = Type.Object({
  variant_id: Id(),
  copies: Type.Integer(),
  name: Type.String(),
  sku: Nullable(Type.String()),
  price: Nullable(DecimalOutput()),
  price_text: Nullable(Type.String({ examples: ['29,99 $'] })),
  compare_at_price: Nullable(DecimalOutput()),
  compare_at_price_text: Nullable(Type.String()),
  unit_price: Nullable(
    Type.Object({
      price: DecimalOutput(),
      quantity: Type.Integer(),
      unit: oneOf<ContentUnit>(CONTENT_UNITS),
      text: Type.String({ examples: ['1,21 $ / 100 g'] }),
    }),
  ),
  tax_text: Nullable(Type.String()),
  date: Nullable(Type.String({ format: 'date' })),
  barcode: Nullable(
    Type.Object({
      symbology: oneOf<Symbology>(SYMBOLOGIES),
      code: Type.String(),
      text: Type.String({ description: 'As printed under the bars.' }),
      modules: Type.Array(Type.Integer(), { description: 'Widths, in modules: a bar, a space, a bar …' }),
    }),
  ),
  layout: Type.Object({ texts: Type.Array(TextMark), bars: Nullable(BarsMark) }),
})

export const LabelsData = Type.Object({
  kind: oneOf<LabelKind>(LABEL_KINDS),
  language: oneOf<Language>(LANGUAGES),
  currency: Type.String(),
  prices_include_tax: Type.Boolean(),
  start_at: Type.Integer(),
  labels_count: Type.Integer({ description: 'All copies together.' }),
  pages: Type.Integer(),
  sheet: Type.Object(
    {
      name: oneOf<SheetName>(SHEET_NAMES),
      page_width: millimetres(),
      page_height: millimetres(),
      label_width: millimetres(),
      label_height: millimetres(),
      columns: Type.Integer(),
      rows: Type.Integer(),
      left: millimetres(),
      top: millimetres(),
      column_pitch: millimetres(),
      row_pitch: millimetres(),
    },
    { description: 'Lengths in millimetres.' },
  ),
  labels: Type.Array(LabelItem),
})
export type LabelsAnswer = Static<typeof LabelsData>
