import { Type } from 'typebox'
import { Day, DecimalOutput, Nullable, Strict } from '../../platform/http/fields.ts'
import { type Text, text } from '../../platform/text.ts'
import { ChangeRate, CurrencyShown, PeriodShown, severalCurrencies } from '../figure-schema.ts'
import { scopeProperties } from '../schema.ts'
import type { TrendsAnswer } from './report-trends.ts'
import { TREND_MEASURE_NAMES, type TrendMeasureName } from './trend-measures.ts'

export const TrendsQuery = Strict({
  ...scopeProperties,
  measure: Type.Optional(
    Type.Unsafe<TrendMeasureName>({
      type: 'string',
      enum: TREND_MEASURE_NAMES,
      'x-label': text('La mesure', 'The measure'),
      'x-description': text(
        'Ce dont on veut la tendance\u00a0; `revenue` par défaut, `margin` avec la permission reports.margin.',
        'What the trend is of; `revenue` by default, `margin` with the permission reports.margin.',
      ),
    }),
  ),
})

/** Of the measure asked for: counts are numbers, everything else a decimal. */
const figure = (description: Text) =>
  Type.Unsafe<string | number | null>({ type: ['string', 'integer', 'null'], 'x-description': description })
const decimal = (description: Text) => Nullable(DecimalOutput({ description }))
const figures = (fr: string, en: string) =>
  Type.Array(figure(text('La mesure.', 'The measure.')), {
    'x-description': text(fr, en),
  })
const MEAN = text(
  'Moyenne par jour depuis le premier ticket de ces magasins, jours sans vente compris\u00a0; d’un panier, le panier moyen.',
  'Mean of a day since the first ticket of these stores, days without a sale among them; of a ticket, the average ticket.',
)

const block = {
  currency: CurrencyShown,
  months: Type.Optional(
    Type.Object({
      years: Type.Array(Type.Integer()),
      rows: Type.Array(
        Type.Object({
          month: Type.Integer({ 'x-description': text('1 à 12.', '1 to 12.') }),
          label: Type.String(),
          values: figures(
            'Une valeur par année, dans leur ordre\u00a0; null hors de la période et avant le premier ticket.',
            'A value per year, in their order; null outside the period and before the first ticket.',
          ),
          change: ChangeRate,
          index: decimal(
            text(
              'Indice saisonnier\u00a0: la moyenne quotidienne du mois relative à celle de ses douze mois, en moyenne des dernières années entières\u00a0; 1 est la moyenne, null sans année entière.',
              'Seasonality index: the mean day of the month relative to that of its twelve months, on average of the latest whole years; 1 is average, null without a whole year.',
            ),
          ),
        }),
      ),
      totals: figures('Par année.', 'By year.'),
    }),
  ),
  week: Type.Optional(
    Type.Object({
      hours: Type.Array(Type.Integer(), {
        'x-description': text('À l’horloge du magasin.', 'By the store’s clock.'),
      }),
      rows: Type.Array(
        Type.Object({
          weekday: Type.Integer({ 'x-description': text('1\u00a0: lundi.', '1 is Monday.') }),
          label: Type.String(),
          days: Type.Integer({
            'x-description': text(
              'Combien il y en a dans la période, depuis le premier ticket de ces magasins.',
              'How many there are in the period, since the first ticket of these stores.',
            ),
          }),
          values: figures('Une valeur par heure, dans leur ordre.', 'A value per hour, in their order.'),
          total: figure(text('De ce jour de la semaine.', 'Of the weekday.')),
          average: decimal(MEAN),
          index: decimal(text('Relatif à un jour moyen de la période.', 'Relative to the mean day of the period.')),
        }),
      ),
      totals: figures('Par heure.', 'By hour.'),
    }),
  ),
  days: Type.Optional(
    Type.Array(
      Type.Object({
        date: Day(),
        value: figure(text('La mesure.', 'The measure.')),
        average_7: decimal(
          text(
            'Moyenne des 7 jours jusqu’à celui-ci, depuis le premier ticket.',
            'Mean of the 7 days up to this one, since the first ticket.',
          ),
        ),
        average_28: decimal(
          text(
            'Moyenne des 28 jours jusqu’à celui-ci, depuis le premier ticket.',
            'Mean of the 28 days up to this one, since the first ticket.',
          ),
        ),
      }),
    ),
  ),
}

export const Trends = Type.Unsafe<TrendsAnswer>(
  Type.Object({
    period: PeriodShown,
    measure: Type.Unsafe<TrendMeasureName>({ type: 'string', enum: TREND_MEASURE_NAMES }),
    ...block,
    currencies: severalCurrencies(block),
  }),
)
