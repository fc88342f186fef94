import type { Route } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { defineReport, reportRoute } from '../export/report.ts'
import { reportTrends, type TrendsAnswer, type TrendsInput } from './report-trends.ts'
import { TRENDS_TITLE, tabulateTrends } from './tabulate-trends.ts'
import { Trends, TrendsQuery } from './trends-schema.ts'

export const TRENDS_REPORT = defineReport<TrendsInput, TrendsAnswer>({
  name: 'trends',
  title: TRENDS_TITLE,
  query: TrendsQuery,
  response: Trends,
  read: reportTrends,
  tabulate: tabulateTrends,
})

export const TRENDS_ROUTES: readonly Route[] = [
  reportRoute(TRENDS_REPORT, {
    operation: 'reportTrends',
    description: text(
      'Comment va une mesure (`measure`)\u00a0: les mois par année avec leur indice saisonnier, les jours de la semaine par heure, et chaque jour avec ses moyennes mobiles sur 7 et 28 jours. Deux ans par défaut, onze au plus\u00a0; les jours qui n’ont pas commencé n’en sont pas, ceux sans vente valent zéro, sauf avant le premier ticket de ces magasins\u00a0: ils ne comptent dans aucune moyenne, et une saison demande une année entière depuis. Jours et heures sont ceux de chaque magasin. Les chiffres sont ceux du rapport des ventes. `measure=margin` seulement avec `reports.margin` (403 sinon). 404 pour un magasin où l’on n’agit pas.',
      'How a measure goes (`measure`): months by year with their seasonality index, weekdays by hour, and each day with its moving averages over 7 and 28 days. Two years by default, eleven at the most; days that have not begun are left out, those without a sale are zero, but before the first ticket of these stores: they count in no mean, and a season takes a whole year since. Days and hours are each store’s own. The figures are those of the sales report. `measure=margin` only with `reports.margin` (403 otherwise). 404 for a store in which one does not act.',
    ),
  }),
]
