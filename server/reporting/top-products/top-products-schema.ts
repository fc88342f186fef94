import { Type } from 'typebox'
import { DecimalOutput, Nullable, Strict } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'
import {
  ChangeRate,
  CurrencyShown,
  figureProperties,
  PeriodShown,
  PreviousPeriod,
  severalCurrencies,
} from '../figure-schema.ts'
import { scopeProperties } from '../schema.ts'
import { RANKINGS, type Ranking } from './rank-products.ts'
import { PRODUCT_MEASURES, type TopProductsAnswer } from './report-top-products.ts'

export const TopProductsQuery = Strict({
  ...scopeProperties,
  by: Type.Optional(
    Type.Unsafe<Ranking>({
      type: 'string',
      enum: RANKINGS,
      'x-label': text('Le classement', 'The ranking'),
      'x-description': text(
        'Ce qui classe les produits\u00a0; `revenue` par défaut, `margin` avec la permission reports.margin.',
        'What ranks the products; `revenue` by default, `margin` with the permission reports.margin.',
      ),
    }),
  ),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 100,
      'x-label': text('Le nombre de produits', 'The number of products'),
      'x-description': text('Produits de chaque liste\u00a0; 10 par défaut.', 'Products of each list; 10 by default.'),
    }),
  ),
})

const figures = figureProperties(PRODUCT_MEASURES)
const rank = (fr: string, en: string) => Nullable(Type.Integer({ 'x-description': text(fr, en) }))
const products = (fr: string, en: string) =>
  Type.Optional(
    Type.Array(
      Type.Object({
        key: Type.Integer({ 'x-description': text('Le produit.', 'The product.') }),
        label: Type.String(),
        rank: rank('Sa place\u00a0; null s’il ne s’est pas vendu.', 'Its place; null where it was not sold.'),
        previous_rank: rank('Sa place dans la période précédente.', 'Its place in the period before.'),
        ...figures,
        share: Nullable(
          DecimalOutput({
            description: text(
              'Part du total de la mesure qui classe\u00a0; de `tickets`, la part des ventes où il figure.',
              'Share of the total of the measure that ranks; of `tickets`, the part of the sales that it is on.',
            ),
          }),
        ),
        change: ChangeRate,
        previous: Type.Object(figures),
      }),
      { 'x-description': text(fr, en) },
    ),
  )

const block = {
  currency: CurrencyShown,
  totals: Type.Optional(Type.Object(figures)),
  previous_totals: Type.Optional(Type.Object(figures)),
  rows: products('Les premiers.', 'The first.'),
  rising: products(
    'Ceux qui ont gagné le plus, le plus grand gain d’abord.',
    'Those that gained most, the most first.',
  ),
  falling: products(
    'Ceux qui ont perdu le plus, la plus grande perte d’abord.',
    'Those that lost most, the most first.',
  ),
}

export const TopProducts = Type.Unsafe<TopProductsAnswer>(
  Type.Object({
    period: PeriodShown,
    previous_period: PreviousPeriod,
    by: Type.Unsafe<Ranking>({ type: 'string', enum: RANKINGS }),
    ...block,
    currencies: severalCurrencies(block),
  }),
)
