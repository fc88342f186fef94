import { platformErrors } from '../platform/errors.ts'
import { type Route, read } from '../platform/http/route.ts'
import { text } from '../platform/text.ts'
import { reportKpis } from './report-kpis.ts'
import { reportSales } from './report-sales.ts'
import { Kpis, KpisQuery, SalesReport, SalesReportQuery } from './schema.ts'

const SALES_DESCRIPTION = text(
  'Chaque montant avant « tax » est hors taxes, dans la devise du bloc ; les montants de devises différentes ne s’additionnent jamais. Un jour est le jour d’affaires du magasin, une heure celle de son fuseau. Seuls les groupes qui ont des tickets ont une ligne. Par catégorie, produit ou variante : le nom est le dernier imprimé sur un ticket de la période, les lignes sans article sont ensemble sous la clé null, un ticket compte pour chacun de ses articles (les lignes ne s’additionnent donc pas), et « rounding » et « collected », qui n’appartiennent à aucun article, sont null. Par mode de paiement : un ticket compte en entier pour son paiement principal (le plus grand, le premier en cas d’égalité), sauf « collected », exact pour chaque mode.',
  'Every amount before `tax` is without tax, in the currency of its block; amounts of different currencies are never added. A day is the store’s business day, an hour that of its time zone. Only groups that have tickets have a row. By category, product or variant: the name is the latest printed on a ticket of the period, lines without an article stand together under the key null, a ticket counts for each of its articles (so that rows do not add up), and `rounding` and `collected`, which belong to no article, are null. By payment method: a ticket counts as a whole for its main payment (the largest; the first of equal ones), except `collected`, which is exact for each method.',
)

const KPIS_DESCRIPTION = text(
  'Chaque indicateur est celui de la période, celui d’autant de jours juste avant, et la variation relative.',
  'Each figure is that of the period, that of as many days just before it, and the relative change.',
)

export const reportingRoutes: readonly Route[] = [
  read({
    path: '/reports/sales',
    operation: 'reportSales',
    tag: 'reports',
    summary: text('Rapport des ventes', 'Sales report'),
    description: SALES_DESCRIPTION,
    access: 'reports.view',
    errors: [platformErrors.not_found],
    query: SalesReportQuery,
    response: SalesReport,
    run: async ({ sql, actor, query, request }) => ({ data: await reportSales(sql, actor, query, request.language) }),
  }),
  read({
    path: '/reports/kpis',
    operation: 'reportKpis',
    tag: 'reports',
    summary: text('Indicateurs clés', 'Key figures'),
    description: KPIS_DESCRIPTION,
    access: 'reports.view',
    errors: [platformErrors.not_found],
    query: KpisQuery,
    response: Kpis,
    run: async ({ sql, actor, query }) => ({ data: await reportKpis(sql, actor, query) }),
  }),
]
