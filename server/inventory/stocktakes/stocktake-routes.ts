import { platformErrors } from '../../platform/errors.ts'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { StocktakeArticleQuery, StocktakeArticles, StocktakeCountQuery, StocktakeCounts } from './count-schema.ts'
import { createStocktake } from './create-stocktake.ts'
import { listCounts } from './list-counts.ts'
import { listStocktakeArticles } from './list-stocktake-articles.ts'
import { listStocktakes } from './list-stocktakes.ts'
import { readStocktake } from './read-stocktake.ts'
import { Stocktake, StocktakeBody, StocktakeQuery, Stocktakes } from './stocktake-schema.ts'
import { STOCKTAKE_STEP_ROUTES } from './stocktake-step-routes.ts'
import { VARIANCE_ROUTES } from './variance-routes.ts'

const tag = 'inventory'

/** Counting what is on the shelves, while the store sells. */
export const STOCKTAKE_ROUTES: readonly Route[] = [
  read({
    path: '/stocktakes',
    operation: 'listStocktakes',
    tag,
    summary: text('Lister les inventaires', 'List stocktakes'),
    description: text(
      'Ceux des magasins où l’on agit, les plus récents d’abord.',
      'Those of the stores in which one acts, the newest first.',
    ),
    access: 'stock.count',
    query: StocktakeQuery,
    response: Stocktakes,
    run: ({ sql, actor, query }) => listStocktakes(sql, actor, query),
  }),
  write({
    method: 'POST',
    path: '/stocktakes',
    operation: 'createStocktake',
    tag,
    summary: text('Commencer un inventaire', 'Begin a stocktake'),
    description: text(
      'Retient les articles à compter, tels qu’ils sont à présent\u00a0: tout le magasin (`store`), des catégories (`category`) ou une liste (`list`). On compte pendant que le magasin vend. À l’aveugle, sauf si `blind` est faux, ce qui demande `stock.approve`.',
      'Notes the articles to be counted, as they are now: the whole store (`store`), some categories (`category`) or a list (`list`). Counting goes on while the store sells. Blind, unless `blind` is false, which takes `stock.approve`.',
    ),
    access: 'stock.count',
    body: StocktakeBody,
    response: Stocktake,
    status: 201,
    message: text('Inventaire commencé.', 'Stocktake begun.'),
    errors: [platformErrors.not_found],
    run: async ({ tx, actor, body }) => ({ data: await createStocktake(tx, actor, body) }),
  }),
  read({
    path: '/stocktakes/:id',
    operation: 'getStocktake',
    tag,
    summary: text('Lire un inventaire', 'Read a stocktake'),
    description: text(
      'Où il en est\u00a0: combien d’articles sont comptés, par qui, et combien restent. Jamais ce qui est attendu.',
      'How far it has come: how many articles are counted, by whom, and how many remain. Never what is expected.',
    ),
    access: 'stock.count',
    params: IdParams,
    response: Stocktake,
    run: async ({ sql, actor, params }) => ({ data: await readStocktake(sql, actor, params.id) }),
  }),
  read({
    path: '/stocktakes/:id/articles',
    operation: 'listStocktakeArticles',
    tag,
    summary: text('Lister les articles d’un inventaire', 'List the articles of a stocktake'),
    description: text(
      'Avec ce qui en est compté jusqu’ici, toutes zones ensemble. `is_to_count=true` donne ce qui reste à compter. La quantité du registre (`expected`) ne paraît que pour qui a `stock.approve`, et pour qui a `stock.view` si l’inventaire n’est pas à l’aveugle.',
      'With what is counted of each so far, all zones together. `is_to_count=true` gives what remains to be counted. The ledger’s quantity (`expected`) is shown only to whoever holds `stock.approve`, and to whoever holds `stock.view` where the stocktake is not blind.',
    ),
    access: 'stock.count',
    params: IdParams,
    query: StocktakeArticleQuery,
    response: StocktakeArticles,
    run: ({ sql, actor, params, query }) => listStocktakeArticles(sql, actor, params.id, query),
  }),
  read({
    path: '/stocktakes/:id/counts',
    operation: 'listStocktakeCounts',
    tag,
    summary: text('Lister les comptages d’un inventaire', 'List the counts of a stocktake'),
    description: text(
      'Chaque comptage, avec qui l’a fait et quand, les plus récents d’abord\u00a0; aussi ceux qu’un autre a remplacés (`is_current`). `ids` et `id` d’un tri sont leur ordre d’arrivée.',
      'Each count, with who made it and when, the newest first; also those that another has replaced (`is_current`). `ids`, and `id` in an order, are their order of arrival.',
    ),
    access: 'stock.count',
    params: IdParams,
    query: StocktakeCountQuery,
    response: StocktakeCounts,
    run: ({ sql, actor, params, query }) => listCounts(sql, actor, params.id, query),
  }),
  ...STOCKTAKE_STEP_ROUTES,
  ...VARIANCE_ROUTES,
]
