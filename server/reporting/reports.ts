import { CUSTOM_REPORT } from './custom/custom-routes.ts'
import { DASHBOARD_REPORT } from './dashboard/dashboard-routes.ts'
import { exportableDetails } from './details/details.ts'
import { TICKET_LINES } from './details/ticket-lines.ts'
import { TICKETS } from './details/tickets.ts'
import { defineReport } from './export/report.ts'
import { type Exportable, exportableReport } from './export-jobs/exportable.ts'
import { INVENTORY_REPORT } from './inventory/inventory-routes.ts'
import { type KpisAnswer, reportKpis } from './report-kpis.ts'
import { reportSales, type SalesReportAnswer, type SalesReportInput } from './report-sales.ts'
import type { ScopeInput } from './resolve-scope.ts'
import { Kpis, KpisQuery, SalesReport, SalesReportQuery } from './schema.ts'
import { standOnBoth, standOnPeriod } from './stand-on-sums.ts'
import { STORES_REPORT } from './stores/stores-routes.ts'
import { KPIS_TITLE, tabulateKpis } from './tabulate-kpis.ts'
import { SALES_TITLE, tabulateSales } from './tabulate-sales.ts'
import { TOP_PRODUCTS_REPORT } from './top-products/top-products-routes.ts'
import { TRENDS_REPORT } from './trends/trends-routes.ts'

export const SALES_REPORT = defineReport<SalesReportInput, SalesReportAnswer>({
  name: 'sales',
  title: SALES_TITLE,
  query: SalesReportQuery,
  response: SalesReport,
  read: reportSales,
  standing: standOnPeriod,
  tabulate: tabulateSales,
})

export const KPIS_REPORT = defineReport<ScopeInput, KpisAnswer>({
  name: 'kpis',
  title: KPIS_TITLE,
  query: KpisQuery,
  response: Kpis,
  read: reportKpis,
  standing: standOnBoth,
  tabulate: tabulateKpis,
})

/** All that may be asked for as a file in the background. */
export const EXPORTABLES: readonly Exportable[] = [
  exportableReport(SALES_REPORT),
  exportableReport(KPIS_REPORT),
  exportableReport(DASHBOARD_REPORT),
  exportableReport(INVENTORY_REPORT),
  exportableReport(STORES_REPORT),
  exportableReport(TOP_PRODUCTS_REPORT),
  exportableReport(TRENDS_REPORT),
  exportableReport(CUSTOM_REPORT),
  exportableDetails(TICKETS),
  exportableDetails(TICKET_LINES),
]
