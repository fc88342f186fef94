import { IdParams } from '../platform/http/fields.ts'
import { type Route, read, write } from '../platform/http/route.ts'
import { text } from '../platform/text.ts'
import { adjustStock } from './adjust-stock.ts'
import { listMovements } from './list-movements.ts'
import { listStock, listStoreStock } from './list-stock.ts'
import { removeStock } from './remove-stock.ts'
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

const tag = 'inventory'

export const inventoryRoutes: readonly Route[] = [
  read({
    path: '/stores/:id/stock',
    operation: 'listStoreStock',
    tag,
    summary: text('Stock d’un magasin', 'A store’s stock'),
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
    access: 'stock.view',
    query: StockQuery,
    response: StockLevels,
    run: ({ sql, actor, query }) => listStock(sql, actor, query),
  }),
  read({
    path: '/stock-movements',
    operation: 'listStockMovements',
    tag,
    summary: text('Mouvements de stock, avec le solde après chacun', 'Stock movements, each with the balance after it'),
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
]
