import type { Route } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { defineReport, reportRoute } from '../export/report.ts'
import type { ScopeInput } from '../resolve-scope.ts'
import { reportStores, type StoresReportAnswer } from './report-stores.ts'
import { StoresReport, StoresReportQuery } from './stores-schema.ts'
import { STORES_TITLE, tabulateStores } from './tabulate-stores.ts'

export const STORES_REPORT = defineReport<ScopeInput, StoresReportAnswer>({
  name: 'stores',
  title: STORES_TITLE,
  query: StoresReportQuery,
  response: StoresReport,
  read: reportStores,
  tabulate: tabulateStores,
})

export const STORES_REPORT_ROUTES: readonly Route[] = [
  reportRoute(STORES_REPORT, {
    operation: 'reportStores',
    description: text(
      'Chaque magasin d’une période (30 jours par défaut, 366 au plus, dans les trois dernières années), classé par chiffre d’affaires, à côté de la période d’avant (voir `previous_period`) et des mêmes dates un an plus tôt, avec son stock, sa rotation et ses jours de couverture. Un magasin qui n’a rien vendu a une ligne sans place\u00a0; un entrepôt, quand il a du stock ou des ventes. Les chiffres sont ceux des rapports des ventes et du stock. Marge, valeur au coût et rotation seulement avec `reports.margin`. 404 pour un magasin où l’on n’agit pas.',
      'Each store of a period (30 days by default, 366 at the most, within the last three years), ranked by revenue, beside the period before (see `previous_period`) and the same dates a year earlier, with its stock, turnover and days of cover. A store that sold nothing has a row without a place; a warehouse, when it has stock or sales. The figures are those of the sales and inventory reports. Margin, value at cost and turnover only with `reports.margin`. 404 for a store in which one does not act.',
    ),
  }),
]
