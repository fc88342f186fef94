import { Type } from 'typebox'
import { type Route, read } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import type { InStock } from '../search/product-filters.ts'
import { exportProducts, ProductExport } from './export-products.ts'

export const createExportRoutes = (inStock: InStock): readonly Route[] => [
  read({
    path: '/exports/products',
    operation: 'exportProducts',
    tag: 'imports',
    summary: text('Exporter les produits', 'Export products'),
    description: text(
      'Le catalogue d’un seul instant, en CSV, avec les filtres de la liste. Le format `comptoir` rend tout ce qu’un import prend\u00a0: importé dans une chaîne vide, il refait le catalogue ; importé dans la même, il ne change rien. `shopify` tient dans le format de Shopify, qui ne connaît ni arbre de catégories ni classes de taxes. Le coût n’a de colonne que pour qui a `products.viewCost`. Ce qu’un tableur prendrait pour une formule est précédé d’une apostrophe, que l’import retire.',
      'The catalogue of one moment, as CSV, with the filters of the list. The format `comptoir` gives back all that an import takes: imported into an empty chain it makes the catalogue again, imported into the same one it changes nothing. `shopify` keeps to Shopify’s format, which knows neither a tree of categories nor classes of taxes. Costs have a column only for whoever holds `products.viewCost`. What a spreadsheet would take for a formula has an apostrophe before it, which the import takes off.',
    ),
    access: 'products.view',
    importance: 'reports',
    limit: 'costly',
    query: ProductExport,
    response: Type.Any(),
    contentTypes: ['text/csv'],
    run: ({ sql, actor, query, request }) => exportProducts(sql, actor, query, { inStock, language: request.language }),
  }),
]
