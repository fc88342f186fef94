import { IdParams } from '../platform/http/fields.ts'
import { type Route, read, write } from '../platform/http/route.ts'
import { text } from '../platform/text.ts'
import { adjustStock } from './adjust-stock.ts'
import { ALERT_ROUTES } from './alerts/alert-routes.ts'
import { LEVEL_ROUTES } from './levels/level-routes.ts'
import { listMovements } from './list-movements.ts'
import { listStock, listStoreStock } from './list-stock.ts'
import { listStockArticles } from './list-stock-articles.ts'
import { RECEIPT_ROUTES } from './receipts/receipt-routes.ts'
import { removeStock } from './remove-stock.ts'
import { REPLENISHMENT_ROUTES } from './replenishment/replenishment-routes.ts'
import { RESERVATION_ROUTES } from './reservations/reservation-routes.ts'
import {
  AdjustStockBody,
  MovementQuery,
  RemoveStockParams,
  RemoveStockQuery,
  StockChange,
  StockLevels,
  StockMovements,
  StockQuery,
  StoreStockQuery,
} from './schema.ts'
import { StockArticleQuery, StockArticles } from './stock-article-schema.ts'
import { STOCKTAKE_ROUTES } from './stocktakes/stocktake-routes.ts'
import { TRANSFER_ROUTES } from './transfers/transfer-routes.ts'

const tag = 'inventory'

export const inventoryRoutes: readonly Route[] = [
  read({
    path: '/stores/:id/stock',
    operation: 'listStoreStock',
    tag,
    summary: text('Stock d’un magasin', 'A store’s stock'),
    description: text(
      'Chaque article que ce magasin a déjà tenu, avec ce qu’il en reste (unités ou kilogrammes, au plus trois décimales). La valeur au coût demande `products.viewCost`.',
      'Every article that this store has ever kept, with what is on hand (units or kilograms, at most three decimals). The value at cost takes `products.viewCost`.',
    ),
    access: 'stock.view',
    params: IdParams,
    query: StoreStockQuery,
    response: StockLevels,
    run: ({ sql, actor, params, query }) => listStoreStock(sql, actor, params.id, query),
  }),
  read({
    path: '/stock',
    operation: 'listStock',
    tag,
    summary: text('Stock par magasin et par variante', 'Stock by store and variant'),
    description: text(
      'Le stock des magasins où l’on agit, une ligne par magasin et variante. Le magasin d’un autre ne donne aucune ligne.',
      'The stock of the stores in which one acts, a row for each store and variant. Another’s store gives no row.',
    ),
    access: 'stock.view',
    query: StockQuery,
    response: StockLevels,
    run: ({ sql, actor, query }) => listStock(sql, actor, query),
  }),
  read({
    path: '/stock/articles',
    operation: 'listStockArticles',
    tag,
    summary: text('Stock par article, tous ses magasins côte à côte', 'Stock by article, its stores side by side'),
    description: text(
      'Une ligne par article que l’un de ses magasins a tenu, avec ce que chacun en a. `status` garde les articles qui sont dans cet état dans un magasin au moins.',
      'A row for each article that one of one’s stores has kept, with what each has of it. `status` keeps the articles that are so in one store at least.',
    ),
    access: 'stock.view',
    query: StockArticleQuery,
    response: StockArticles,
    run: ({ sql, actor, query }) => listStockArticles(sql, actor, query),
  }),
  read({
    path: '/stock-movements',
    operation: 'listStockMovements',
    tag,
    summary: text('Mouvements de stock, avec le solde après chacun', 'Stock movements, each with the balance after it'),
    description: text(
      'Le registre : chaque entrée et sortie avec sa raison, son auteur, sa référence et le solde d’après. Rien n’y est jamais modifié. Les jours sont ceux du magasin.',
      'The ledger: each coming and going with its reason, its author, its reference and the balance after it. Nothing in it is ever changed. Days are those of the store.',
    ),
    access: 'stock.view',
    query: MovementQuery,
    response: StockMovements,
    run: ({ sql, actor, query }) => listMovements(sql, actor, query),
  }),
  write({
    method: 'PUT',
    path: '/product-variants/:id/stock',
    operation: 'adjustStock',
    tag,
    summary: text('Fixer ou changer le stock d’une variante', 'Set or change a variant’s stock'),
    description: text(
      '`on_hand` fixe la quantité, `delta` y ajoute ; donnez l’un ou l’autre, et un motif. Le mouvement écrit l’explique. Préférez `delta` quand plusieurs programmes écrivent. 404 pour un magasin où l’on n’agit pas.',
      '`on_hand` sets the quantity, `delta` adds to it; give one of them, and a reason. The movement that is written explains it. Prefer `delta` where several programs write. 404 for a store in which one does not act.',
    ),
    access: 'stock.adjust',
    params: IdParams,
    body: AdjustStockBody,
    response: StockChange,
    message: text('Stock mis à jour avec succès.', 'Stock updated.'),
    run: async ({ tx, actor, params, body }) => ({ data: await adjustStock(tx, actor, params.id, body) }),
  }),
  write({
    method: 'DELETE',
    path: '/product-variants/:id/stock/:store_id',
    operation: 'removeStock',
    tag,
    summary: text('Retirer le stock d’une variante d’un magasin', 'Remove a variant’s stock from a store'),
    description: text(
      'Sort du magasin tout ce qu’il en reste. Le niveau demeure, à zéro, avec toute son histoire. 404 si le magasin n’en a jamais tenu.',
      'Takes all that is left of it out of the store. The level stays, at nothing, with its whole history. 404 when the store never kept it.',
    ),
    access: 'stock.adjust',
    params: RemoveStockParams,
    query: RemoveStockQuery,
    response: StockChange,
    message: text('Stock retiré avec succès.', 'Stock removed.'),
    run: async ({ tx, actor, params, query }) => ({
      data: await removeStock(tx, actor, {
        storeId: params.store_id,
        variantId: params.id,
        reason: query.reason ?? null,
      }),
    }),
  }),
  ...LEVEL_ROUTES,
  ...ALERT_ROUTES,
  ...RECEIPT_ROUTES,
  ...RESERVATION_ROUTES,
  ...STOCKTAKE_ROUTES,
  ...TRANSFER_ROUTES,
  ...REPLENISHMENT_ROUTES,
]
