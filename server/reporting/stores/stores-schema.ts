import { Type } from 'typebox'
import { Nullable, Strict } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'
import {
  ChangeRate,
  CurrencyShown,
  figureProperties,
  measureProperties,
  PeriodShown,
  PreviousPeriod,
  severalCurrencies,
} from '../figure-schema.ts'
import { scopeProperties } from '../schema.ts'
import type { StoresReportAnswer } from './report-stores.ts'
import { STORE_MEASURES, STORE_STOCK_MEASURES } from './store-measures.ts'

export const StoresReportQuery = Strict(scopeProperties)

const sold = figureProperties(STORE_MEASURES)
const changes = Type.Object(measureProperties(STORE_MEASURES, () => ChangeRate))
const compared = {
  ...sold,
  ...figureProperties(STORE_STOCK_MEASURES),
  previous: Type.Object(sold, {
    'x-description': text('La période d’avant.', 'The period before.'),
  }),
  change: changes,
  last_year: Type.Object(sold, {
    'x-description': text(
      'Les mêmes dates un an plus tôt\u00a0; le 28 février pour le 29.',
      'The same dates a year earlier; the 28th of February for the 29th.',
    ),
  }),
  last_year_change: changes,
}
const rank = (fr: string, en: string) => Nullable(Type.Integer({ 'x-description': text(fr, en) }))

const block = {
  currency: CurrencyShown,
  totals: Type.Optional(Type.Object(compared)),
  rows: Type.Optional(
    Type.Array(
      Type.Object({
        rank: rank(
          'Sa place par chiffre d’affaires\u00a0; null sans vente.',
          'Its place by revenue; null without a sale.',
        ),
        previous_rank: rank('Sa place dans la période précédente.', 'Its place in the period before.'),
        key: Type.Integer({ 'x-description': text('Le magasin.', 'The store.') }),
        label: Type.String(),
        city: Nullable(Type.String()),
        store_group: Nullable(Type.String()),
        ...compared,
        tickets_url: Type.String({
          'x-description': text('Les tickets derrière cette ligne.', 'The tickets behind this row.'),
        }),
        stock_url: Type.String({
          'x-description': text('Le stock derrière cette ligne.', 'The stock behind this row.'),
        }),
      }),
    ),
  ),
}

export const StoresReport = Type.Unsafe<StoresReportAnswer>(
  Type.Object({
    period: PeriodShown,
    previous_period: PreviousPeriod,
    last_year: PeriodShown,
    ...block,
    currencies: severalCurrencies(block),
  }),
)
