import { type TSchema, Type } from 'typebox'
import { Day, DecimalOutput, Nullable } from '../platform/http/fields.ts'
import { type Text, text } from '../platform/text.ts'
import type { Unit } from './measures.ts'

/** How the figures of every report are described: their properties follow the tables of measures. */
type Described = { readonly unit: Unit; readonly meaning: Text; readonly permission?: string }

export const FIGURES: Readonly<Record<Unit, (description: Text) => TSchema>> = {
  money: (description) => Nullable(DecimalOutput({ description })),
  quantity: (description) => DecimalOutput({ description }),
  rate: (description) => Nullable(DecimalOutput({ description })),
  number: (description) => Nullable(DecimalOutput({ description })),
  count: (description) => Type.Integer({ 'x-description': description }),
}

export const describeMeasure = ({ meaning, permission }: Described): Text =>
  permission === undefined
    ? meaning
    : text(
        `${meaning.fr} Seulement avec la permission ${permission}.`,
        `${meaning.en} Only with the permission ${permission}.`,
      )

/** A property per measure; those that need a permission may be absent. */
export function measureProperties<Measure extends Described>(
  table: Readonly<Record<string, Measure>>,
  schemaOf: (measure: Measure) => TSchema,
): Record<string, TSchema> {
  return Object.fromEntries(Object.entries(table).map(([name, measure]) => [name, Type.Optional(schemaOf(measure))]))
}

/** A property per measure that holds its value. */
export const figureProperties = (table: Readonly<Record<string, Described>>): Record<string, TSchema> =>
  measureProperties(table, (measure) => FIGURES[measure.unit](describeMeasure(measure)))

export const ChangeRate = Nullable(
  DecimalOutput({
    description: text(
      '(value − previous) ÷ |previous|, d’après les montants et non les valeurs arrondies ; null quand il n’y a pas de précédent.',
      '(value − previous) ÷ |previous|, from the amounts rather than the rounded values; null when there is no previous.',
    ),
  }),
)

export const PeriodShown = Type.Object({ date_from: Day(), date_to: Day() })
/** What `periodBefore` makes of a period. */
export const PreviousPeriod = Type.Object(
  { date_from: Day(), date_to: Day() },
  {
    'x-description': text(
      'La période d’avant : avant un mois, un trimestre ou une année, le mois, le trimestre ou l’année qui précède, et ses mêmes jours tant que la période n’est pas finie ; avant d’autres jours, autant de jours.',
      'The period before: before a month, a quarter or a year, the one that precedes it, and the same days of it while the period is not over; before other days, as many days.',
    ),
  },
)
export const CurrencyShown = Type.Optional(
  Nullable(Type.String({ 'x-description': text('Code ISO 4217.', 'ISO 4217 code.') })),
)

/** The fields of a block of one currency, and the blocks themselves when there are several. */
export const severalCurrencies = (block: Record<string, TSchema>) =>
  Type.Optional(
    Type.Array(Type.Object(block), {
      'x-description': text(
        'Un bloc par devise, à la place de ces champs, quand il y en a plusieurs.',
        'One block per currency, in place of these fields, when there are several.',
      ),
    }),
  )

export const TicketsUrl = Type.String({
  'x-description': text(
    'L’adresse des tickets dont vient cette ligne, retours compris.',
    'The address of the tickets that this comes from, returns among them.',
  ),
})
