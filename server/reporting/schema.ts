import { Type } from 'typebox'
import { Day, Nullable, Strict } from '../platform/http/fields.ts'
import { text } from '../platform/text.ts'
import { GROUP_BY, type GroupBy, WEEK_STARTS, type WeekStart } from './dimensions.ts'
import {
  ChangeRate,
  CurrencyShown,
  describeMeasure,
  FIGURES,
  figureProperties,
  measureProperties,
  PeriodShown,
  PreviousPeriod,
  severalCurrencies,
  TicketsUrl,
} from './figure-schema.ts'
import { KPI_MEASURES, SALES_MEASURES } from './measures.ts'
import type { KpisAnswer } from './report-kpis.ts'
import type { SalesReportAnswer } from './report-sales.ts'

/** Two hundred stores is the largest chain; an id has at most fifteen digits, which a number holds exactly. */
const STORE_IDS = '^[0-9]{1,15}(,[0-9]{1,15}){0,199}$'

const lastDay = {
  format: 'date',
  'x-label': text('La date de fin', 'The end date'),
  'x-description': text(
    'Dernier jour d’affaires ; les 30 derniers jours par défaut.',
    'Last business day; the last 30 days by default.',
  ),
}
/** Of a report that is kept, whose faults are told whenever it is read. */
export const keptDateTo = Type.Optional(Type.String(lastDay))

export const scopeProperties = {
  date_from: Type.Optional(
    Day({
      label: text('La date de début', 'The start date'),
      description: text('Premier jour d’affaires.', 'First business day.'),
    }),
  ),
  date_to: Type.Optional(Type.String({ ...lastDay, 'x-not-before': 'date_from' })),
  store_id: Type.Optional(
    Type.String({
      pattern: STORE_IDS,
      'x-label': text('Le magasin', 'The store'),
      'x-description': text(
        'Un magasin ou plusieurs, séparés par des virgules ; tous ceux de qui appelle par défaut.',
        'One store or several by comma; all stores of the caller by default.',
      ),
    }),
  ),
  currency: Type.Optional(
    Type.String({
      pattern: '^[A-Z]{3}$',
      'x-label': text('La devise', 'The currency'),
      'x-description': text(
        'Code ISO 4217 ; toutes les devises par défaut. Une devise sans ticket donne des zéros.',
        'ISO 4217 code; every currency by default. One without a ticket gives zeros.',
      ),
    }),
  ),
}

export const KpisQuery = Strict(scopeProperties)
export const SalesReportQuery = Strict({
  ...scopeProperties,
  group_by: Type.Optional(
    Type.Unsafe<GroupBy>({
      type: 'string',
      enum: GROUP_BY,
      'x-label': text('Le regroupement', 'The grouping'),
      'x-description': text(
        'Ce que les lignes représentent ; `day` par défaut.',
        'What the rows stand for; `day` by default.',
      ),
    }),
  ),
  week_start: Type.Optional(
    Type.Unsafe<WeekStart>({
      type: 'string',
      enum: WEEK_STARTS,
      'x-label': text('Le premier jour de la semaine', 'The first day of the week'),
      'x-description': text(
        'Premier jour de la semaine, pour `week` et `weekday` ; semaines ISO, dès le lundi, par défaut.',
        'First day of a week, for `week` and `weekday`; ISO weeks, from Monday, by default.',
      ),
    }),
  ),
})

const figures = figureProperties(SALES_MEASURES)
const kpis = measureProperties(KPI_MEASURES, (measure) => {
  const figure = FIGURES[measure.unit]
  return Type.Object(
    {
      value: figure(text('Sur la période.', 'In the period.')),
      previous: figure(text('Sur la période d’avant.', 'In the period before.')),
      change: ChangeRate,
    },
    { 'x-description': describeMeasure(measure) },
  )
})

const salesBlock = {
  currency: CurrencyShown,
  totals: Type.Optional(Type.Object(figures)),
  rows: Type.Optional(
    Type.Array(
      Type.Object({
        key: Type.Unsafe<string | number | null>({
          type: ['string', 'integer', 'null'],
          'x-description': text(
            'Identifiant, heure, jour de la semaine (1 : lundi), `2026-11-20`, `2026-W47`, `2026-11`, `2026` ou nom ; null : aucun.',
            'Id, hour, weekday (1 is Monday), `2026-11-20`, `2026-W47`, `2026-11`, `2026` or name; null: none.',
          ),
        }),
        label: Type.String(),
        sku: Type.Optional(
          Nullable(Type.String({ 'x-description': text('Avec `group_by=variant`.', 'With `group_by=variant`.') })),
        ),
        ...figures,
        tickets_url: Type.Optional(TicketsUrl),
      }),
    ),
  ),
  truncated: Type.Optional(
    Type.Boolean({
      'x-description': text(
        'Vrai quand il y a plus de 10 000 lignes ; les totaux sont complets.',
        'True when there are more than 10,000 rows; the totals are complete.',
      ),
    }),
  ),
}
const kpiBlock = { currency: CurrencyShown, ...kpis }

/** The properties follow the tables of measures, and the types those of the use cases that fill them. */
export const SalesReport = Type.Unsafe<SalesReportAnswer>(
  Type.Object({
    period: PeriodShown,
    group_by: Type.Unsafe<GroupBy>({ type: 'string', enum: GROUP_BY }),
    ...salesBlock,
    currencies: severalCurrencies(salesBlock),
  }),
)
export const Kpis = Type.Unsafe<KpisAnswer>(
  Type.Object({
    period: PeriodShown,
    previous_period: PreviousPeriod,
    ...kpiBlock,
    currencies: severalCurrencies(kpiBlock),
  }),
)
