import type { Route } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { defineReport, reportRoute } from '../export/report.ts'
import { Dashboard, DashboardQuery } from './dashboard-schema.ts'
import { type DashboardAnswer, type DashboardInput, reportDashboard } from './report-dashboard.ts'
import { DASHBOARD_TITLE, tabulateDashboard } from './tabulate-dashboard.ts'

export const DASHBOARD_REPORT = defineReport<DashboardInput, DashboardAnswer>({
  name: 'dashboard',
  title: DASHBOARD_TITLE,
  query: DashboardQuery,
  response: Dashboard,
  read: reportDashboard,
  tabulate: tabulateDashboard,
})

export const DASHBOARD_ROUTES: readonly Route[] = [
  reportRoute(DASHBOARD_REPORT, {
    operation: 'reportDashboard',
    description: text(
      'Un jour à côté du même jour de la semaine précédente et de l’an passé (364 jours plus tôt), en tout, par heure et par magasin. Le jour est celui de chaque magasin, à son propre fuseau\u00a0; sans `date`, le dernier commencé dans l’un d’eux, si bien qu’un magasin plus à l’ouest peut ne pas y être encore. Avec cela, l’état de maintenant, quelle que soit la date\u00a0: chaque caisse (tiroir ouvert, depuis quand, par qui, espèces attendues, appareil, dernière vente, silencieuse depuis) et les alertes de stock. Les chiffres sont ceux du rapport des ventes. Marge seulement avec `reports.margin`, alertes avec `stock.view`, caissiers avec `sessions.view`, espèces attendues avec `sessions.cash`, dernières ventes avec `sales.view`. 404 pour un magasin où l’on n’agit pas.',
      'A day beside the same weekday of last week and last year (364 days earlier), in all, by hour and by store. The day is each store’s own, in its time zone; without `date`, the latest that has begun in one of them, so that a store further west may not be there yet. With it, how things are now, whatever the date: each register (open drawer, since when, by whom, cash expected, device, last sale, silent since) and the stock alerts. The figures are those of the sales report. Margin only with `reports.margin`, alerts with `stock.view`, cashiers with `sessions.view`, expected cash with `sessions.cash`, last sales with `sales.view`. 404 for a store in which one does not act.',
    ),
  }),
]
