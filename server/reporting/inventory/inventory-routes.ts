import type { Route } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { defineReport, reportRoute } from '../export/report.ts'
import { InventoryReport, InventoryReportQuery } from './inventory-schema.ts'
import { type InventoryReportAnswer, type InventoryReportInput, reportInventory } from './report-inventory.ts'
import { INVENTORY_TITLE, tabulateInventory } from './tabulate-inventory.ts'

export const INVENTORY_REPORT = defineReport<InventoryReportInput, InventoryReportAnswer>({
  name: 'inventory',
  title: INVENTORY_TITLE,
  query: InventoryReportQuery,
  response: InventoryReport,
  read: reportInventory,
  tabulate: tabulateInventory,
})

export const INVENTORY_REPORT_ROUTES: readonly Route[] = [
  reportRoute(INVENTORY_REPORT, {
    operation: 'reportInventory',
    description: text(
      'Le stock de maintenant (quantités, valeur au coût et au prix, alertes, surstock, articles dormants) à côté de ce qui s’est vendu et perdu pendant la période (30 jours par défaut, 366 au plus, dans les trois dernières années)\u00a0: rotation, jours de couverture, démarque par motif. La valeur au coût est celle du registre. Les ventes d’un groupe sont celles du rapport des ventes\u00a0; une catégorie y est celle imprimée sur le ticket, et celle d’aujourd’hui pour le stock. `group_by=abc_class` réunit les articles par classe ABC. Coûts, valeurs au coût et rotation seulement avec `reports.margin`. 404 pour un magasin où l’on n’agit pas.',
      'The stock of now (quantities, value at cost and at price, alerts, overstock, dead articles) beside what was sold and lost in the period (30 days by default, 366 at the most, within the last three years): turnover, days of cover, shrinkage by reason. The value at cost is that of the ledger. What a group sold is what the sales report says; its category is the one printed on the ticket, and today’s for the stock. `group_by=abc_class` puts the articles of each ABC class together. Costs, values at cost and turnover only with `reports.margin`. 404 for a store in which one does not act.',
    ),
  }),
]
