import { Type } from 'typebox'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { inventoryErrors } from '../errors.ts'
import { exportVariances } from './export-variances.ts'
import { listVariances } from './list-variances.ts'
import { sumVariances } from './sum-variances.ts'
import { VarianceQuery, VarianceSummary, Variances } from './variance-schema.ts'

const tag = 'inventory'
const access = 'stock.approve'
const errors = [inventoryErrors.stocktake_not_finished]

/** What was counted against what was expected: for whoever approves it, once the counting is over. */
export const VARIANCE_ROUTES: readonly Route[] = [
  read({
    path: '/stocktakes/:id/variances',
    operation: 'listStocktakeVariances',
    tag,
    summary: text('Lister les écarts d’un inventaire', 'List the differences of a stocktake'),
    description: text(
      'Le compté et l’attendu\u00a0: le solde du registre au moment du comptage de chaque article, les mouvements pris à l’heure où ils se sont passés. Jusqu’à l’approbation, ce qui arrive en retard les change encore. Les plus grandes valeurs d’abord\u00a0; les valeurs demandent `products.viewCost`.',
      'What was counted and what was expected: the ledger’s balance at the moment of each article’s count, movements taken by when they occurred. Until the approval what arrives late still changes them. The largest values first; values take `products.viewCost`.',
    ),
    access,
    params: IdParams,
    query: VarianceQuery,
    response: Variances,
    errors,
    run: ({ sql, actor, params, query }) => listVariances(sql, actor, params.id, query),
  }),
  read({
    path: '/stocktakes/:id/variances/summary',
    operation: 'sumStocktakeVariances',
    tag,
    summary: text('Totaux des écarts d’un inventaire, par catégorie', 'Sums of a stocktake’s differences, by category'),
    description: text(
      'Par catégorie et en tout\u00a0: articles comptés, écarts, quantités en plus et en moins, et pour qui voit les coûts ce qu’ils valent.',
      'By category and in all: articles counted, differences, quantities beyond and missing, and for whoever sees costs what they are worth.',
    ),
    access,
    params: IdParams,
    response: VarianceSummary,
    errors,
    run: async ({ sql, actor, params }) => ({ data: await sumVariances(sql, actor, params.id) }),
  }),
  read({
    path: '/stocktakes/:id/variances.csv',
    operation: 'exportStocktakeVariances',
    importance: 'reports',
    limit: 'costly',
    tag,
    summary: text('Exporter les écarts d’un inventaire', 'Export the differences of a stocktake'),
    description: text(
      'Tous les écarts d’un seul instant, en CSV, dans la langue demandée. Ce qu’un tableur prendrait pour une formule est précédé d’une apostrophe.',
      'All differences of one moment, as CSV, in the language asked for. What a spreadsheet would take for a formula has an apostrophe before it.',
    ),
    access,
    params: IdParams,
    response: Type.Any(),
    contentTypes: ['text/csv'],
    errors,
    run: ({ sql, actor, params, request }) => exportVariances(sql, actor, params.id, request.language),
  }),
]
