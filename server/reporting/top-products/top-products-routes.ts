import type { Route } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { defineReport, reportRoute } from '../export/report.ts'
import { standOnBoth } from '../stand-on-sums.ts'
import { reportTopProducts, type TopProductsAnswer, type TopProductsInput } from './report-top-products.ts'
import { TOP_PRODUCTS_TITLE, tabulateTopProducts } from './tabulate-top-products.ts'
import { TopProducts, TopProductsQuery } from './top-products-schema.ts'

export const TOP_PRODUCTS_REPORT = defineReport<TopProductsInput, TopProductsAnswer>({
  name: 'top-products',
  title: TOP_PRODUCTS_TITLE,
  query: TopProductsQuery,
  response: TopProducts,
  read: reportTopProducts,
  standing: standOnBoth,
  tabulate: tabulateTopProducts,
})

export const TOP_PRODUCTS_ROUTES: readonly Route[] = [
  reportRoute(TOP_PRODUCTS_REPORT, {
    operation: 'reportTopProducts',
    description: text(
      'Les produits d’une période par chiffre d’affaires, unités, ventes ou marge, avec leur part du total, leur place et leurs chiffres dans la période d’avant\u00a0; et ceux qui montent et qui descendent, par le plus grand écart, qu’ils se soient vendus dans les deux périodes ou non. Les lignes sans article comptent dans les totaux et n’ont pas de place. Les chiffres sont ceux du rapport des ventes par produit. Marge seulement avec `reports.margin`, sans quoi `by=margin` est refusé (403). 404 pour un magasin où l’on n’agit pas.',
      'The products of a period by revenue, units, sales or margin, with their share of the total, their place and figures in the period before; and those that rise and fall, by the largest difference, whether or not they were sold in both periods. Lines without an article count in the totals and have no place. The figures are those of the sales report by product. Margin only with `reports.margin`, without which `by=margin` is refused (403). 404 for a store in which one does not act.',
    ),
  }),
]
