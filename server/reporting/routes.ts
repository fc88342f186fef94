import { Type } from 'typebox'
import type { Gate } from '../platform/create-gate.ts'
import type { Readings } from '../platform/database/readings.ts'
import { platformErrors } from '../platform/errors.ts'
import { type Route, read } from '../platform/http/route.ts'
import { text } from '../platform/text.ts'
import { AccountingExport, AccountingFile, AccountingQuery } from './accounting/accounting-schema.ts'
import { exportAccounting } from './accounting/export-accounting.ts'
import { CUSTOM_ROUTES } from './custom/custom-routes.ts'
import { DASHBOARD_ROUTES } from './dashboard/dashboard-routes.ts'
import { reportRoute } from './export/report.ts'
import { createExportRoutes, type ExportRouteDependencies } from './export-jobs/export-routes.ts'
import { FIELDS_ROUTES } from './fields/fields-routes.ts'
import { INVENTORY_REPORT_ROUTES } from './inventory/inventory-routes.ts'
import { readFresh } from './read-fresh.ts'
import { EXPORTABLES, KPIS_REPORT, SALES_REPORT } from './reports.ts'
import { SAVED_ROUTES } from './saved/saved-routes.ts'
import { STORES_REPORT_ROUTES } from './stores/stores-routes.ts'
import { TOP_PRODUCTS_ROUTES } from './top-products/top-products-routes.ts'
import { TRENDS_ROUTES } from './trends/trends-routes.ts'

const SALES_DESCRIPTION = text(
  'Chaque montant avant « tax » est hors taxes, dans la devise du bloc ; les montants de devises différentes ne s’additionnent jamais. Un jour est le jour d’affaires du magasin, une heure celle de son fuseau. Seuls les groupes qui ont des tickets ont une ligne. Par catégorie, produit ou variante : le nom est le dernier imprimé sur un ticket de la période, les lignes sans article sont ensemble sous la clé null, un ticket compte pour chacun de ses articles (les lignes ne s’additionnent donc pas), et « rounding » et « collected », qui n’appartiennent à aucun article, sont null. Par mode de paiement : un ticket compte en entier pour son paiement principal (le plus grand, le premier en cas d’égalité), sauf « collected », exact pour chaque mode.',
  'Every amount before `tax` is without tax, in the currency of its block; amounts of different currencies are never added. A day is the store’s business day, an hour that of its time zone. Only groups that have tickets have a row. By category, product or variant: the name is the latest printed on a ticket of the period, lines without an article stand together under the key null, a ticket counts for each of its articles (so that rows do not add up), and `rounding` and `collected`, which belong to no article, are null. By payment method: a ticket counts as a whole for its main payment (the largest; the first of equal ones), except `collected`, which is exact for each method.',
)

const KPIS_DESCRIPTION = text(
  'Chaque indicateur est celui de la période, celui de la période d’avant (`previous_period`), et la variation relative.',
  'Each figure is that of the period, that of the period before (`previous_period`), and the relative change.',
)

const ACCOUNTING_DESCRIPTION = text(
  'Par magasin, jour d’affaires et compte : ventes et retours sans taxe par classe et taux, taxes par code, paiements par mode (monnaie et remboursements déduits), arrondi, écarts de caisse au jour de la fermeture, entrées, sorties et dépôts d’espèces. Débits et crédits s’équilibrent au cent pour chaque magasin et chaque jour. Les comptes sont ceux du réglage `accounting`. `format=csv` (366 jours au plus) ou `json` (92). 404 pour un magasin où l’on n’agit pas.',
  'By store, business day and account: sales and returns without tax by class and rate, taxes by code, payments by method (less change and refunds), rounding, cash differences on the day of the closing, cash in, out and dropped. Debits and credits balance to the cent for every store and day. The accounts are those of the setting `accounting`. `format=csv` (366 days at the most) or `json` (92). 404 for a store in which one does not act.',
)

export type ReportingDependencies = Omit<ExportRouteDependencies, 'exportables'> & {
  /** Where reports are read. */
  readonly readings: Readings
  /** Lets so many reports be read at once as leave connections for everything else. */
  readonly inTurn: Gate
}

export const createReportingRoutes = ({ readings, inTurn, ...rest }: ReportingDependencies): readonly Route[] => [
  ...REPORT_ROUTES.map(readFresh(readings, inTurn)),
  readFresh(readings, withoutTurn)(ACCOUNTING_ROUTE),
  ...FIELDS_ROUTES,
  ...SAVED_ROUTES,
  ...createExportRoutes({ ...rest, exportables: EXPORTABLES }),
]

/** For what has turns of its own: waiting for those, it would keep reports from theirs. */
const withoutTurn: Gate = (work) => work()

const ACCOUNTING_ROUTE: Route = read({
  path: '/exports/accounting',
  operation: 'exportAccounting',
  tag: 'reports',
  summary: text('Exporter la comptabilité', 'Export the accounting'),
  description: ACCOUNTING_DESCRIPTION,
  access: 'reports.view',
  importance: 'reports',
  limit: 'costly',
  errors: [platformErrors.not_found],
  query: AccountingQuery,
  response: Type.Union([AccountingExport, AccountingFile]),
  contentTypes: ['application/json', 'text/csv'],
  run: ({ sql, actor, query, request }) => exportAccounting(sql, actor, query, request.language),
})

const REPORT_ROUTES: readonly Route[] = [
  reportRoute(SALES_REPORT, {
    operation: 'reportSales',
    description: SALES_DESCRIPTION,
  }),
  reportRoute(KPIS_REPORT, {
    operation: 'reportKpis',
    description: KPIS_DESCRIPTION,
  }),
  ...DASHBOARD_ROUTES,
  ...INVENTORY_REPORT_ROUTES,
  ...TOP_PRODUCTS_ROUTES,
  ...STORES_REPORT_ROUTES,
  ...TRENDS_ROUTES,
  ...CUSTOM_ROUTES,
]
