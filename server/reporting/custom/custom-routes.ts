import { type TSchema, Type } from 'typebox'
import { Nullable } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { DIMENSIONS, GROUP_BY } from '../dimensions.ts'
import { defineReport, reportRoute } from '../export/report.ts'
import {
  ChangeRate,
  CurrencyShown,
  figureProperties,
  PeriodShown,
  severalCurrencies,
  TicketsUrl,
} from '../figure-schema.ts'
import { checkDefinition } from './check-definition.ts'
import { CustomQuestion } from './custom-definition.ts'
import { CUSTOM_MEASURE_NAMES, CUSTOM_MEASURES } from './custom-measures.ts'
import { type CustomAnswer, reportCustom } from './report-custom.ts'
import { CUSTOM_TITLE, tabulateCustom } from './tabulate-custom.ts'

const figures = figureProperties(CUSTOM_MEASURES)
const comparison = {
  previous: Type.Optional(
    Type.Object(figures, {
      'x-description': text('Sur la période de comparaison.', 'In the period of comparison.'),
    }),
  ),
  change: Type.Optional(
    Type.Object(Object.fromEntries(CUSTOM_MEASURE_NAMES.map((name) => [name, Type.Optional(ChangeRate)]))),
  ),
}

const ofEachDimension = (schemaOf: (name: (typeof GROUP_BY)[number]) => TSchema) =>
  Type.Object(Object.fromEntries(GROUP_BY.map((name) => [name, Type.Optional(schemaOf(name))])))

const block = {
  currency: CurrencyShown,
  totals: Type.Optional(Type.Object({ ...figures, ...comparison })),
  rows: Type.Optional(
    Type.Array(
      Type.Object({
        keys: ofEachDimension((name) =>
          Type.Unsafe<string | number | null>({
            type: [DIMENSIONS[name].keyType === 'integer' ? 'integer' : 'string', 'null'],
          }),
        ),
        labels: ofEachDimension(() => Type.String()),
        sku: Type.Optional(Nullable(Type.String())),
        ...figures,
        ...comparison,
        tickets_url: TicketsUrl,
      }),
    ),
  ),
  truncated: Type.Optional(
    Type.Boolean({
      'x-description': text(
        'Vrai quand il y a plus de lignes que `limit`.',
        'True when there are more rows than `limit`.',
      ),
    }),
  ),
  tickets_url: Type.Optional(TicketsUrl),
}

const CustomReport = Type.Unsafe<CustomAnswer>(
  Type.Object({
    period: PeriodShown,
    compared_period: Nullable(PeriodShown),
    ...block,
    currencies: severalCurrencies(block),
  }),
)

const DESCRIPTION = text(
  'Un rapport sur mesure\u00a0: jusqu’à trois dimensions, n’importe quelles mesures, des filtres, un ordre, une comparaison. Dimensions et mesures sont celles du rapport des ventes, avec le même sens\u00a0: «\u00a0tickets\u00a0» compte chaque vente une fois par groupe, «\u00a0rounding\u00a0» et «\u00a0collected\u00a0» sont null par article, «\u00a0collected\u00a0» suit les paiements par mode de paiement. Chaque filtre porte sur une dimension et garde les tickets (ou les lignes, pour un article) dont la clé est une des valeurs\u00a0; null\u00a0: ce qui n’en a pas. Les jours se choisissent par `date_from` et `date_to`. Comparé, un rapport par jour, semaine, mois ou année place les tickets de l’autre période sur celle-ci\u00a0; ce qui n’est que dans l’autre a une ligne aussi. `tickets_url` mène aux tickets de chaque ligne. Refusé, en nommant le champ (`filters.0.values.1`)\u00a0: une dimension ou une mesure inconnue, ce qui est donné deux fois, un ordre par ce qui n’est pas demandé, plus de 50 000 groupes. Une ville ou une autre valeur de filtre, une devise que ne porte aucun ticket\u00a0: rien n’est trouvé, sans refus, puisqu’un ticket peut encore la porter. Coût et marge demandent `reports.margin` (403, la permission nommée). 404 pour un magasin où l’on n’agit pas.',
  'A report of one’s own: up to three dimensions, any measures, filters, an order, a comparison. Dimensions and measures are those of the sales report and mean the same: `tickets` counts each sale once per group, `rounding` and `collected` are null by article, `collected` follows the payments by payment method. Each filter is about a dimension, and keeps the tickets (the lines, where it is about articles) whose key is one of its values; null: what has none. Days are chosen by `date_from` and `date_to`. A report by day, week, month or year that is compared lays the tickets of the other period on this one; what is only in the other has a row too. `tickets_url` leads to the tickets of each row. Refused, with the field named (`filters.0.values.1`): an unknown dimension or measure, what is given twice, an order by what is not asked for, more than 50,000 groups. A city or another value of a filter, or a currency, that no ticket has finds nothing and is not refused, since a ticket may have it yet. Cost and margin want `reports.margin` (403, the permission named). 404 for a store in which one does not act.',
)

export const CUSTOM_REPORT = defineReport<CustomQuestion, CustomAnswer>({
  name: 'custom',
  title: CUSTOM_TITLE,
  query: CustomQuestion,
  isAskedByPost: true,
  response: CustomReport,
  refuse: checkDefinition,
  read: reportCustom,
  tabulate: tabulateCustom,
})

export const CUSTOM_ROUTES: readonly Route[] = [
  reportRoute(CUSTOM_REPORT, { operation: 'reportCustom', description: DESCRIPTION }),
]
