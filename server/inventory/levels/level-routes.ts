import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { explainLevel } from './explain-level.ts'
import { getLevel } from './get-level.ts'
import {
  HistoryQuery,
  LevelDetail,
  LevelHistory,
  LevelParams,
  StockPolicy,
  StockPolicyBody,
  TargetsBody,
} from './level-schema.ts'
import { setTargets } from './set-targets.ts'
import { getStockPolicy, setStockPolicy } from './stock-policy.ts'

const tag = 'inventory'

const keyOf = (params: { store_id: number; variant_id: number }) => ({
  storeId: params.store_id,
  variantId: params.variant_id,
})

/** One article in one store: what there is, what there should be, and why it is so. */
export const LEVEL_ROUTES: readonly Route[] = [
  read({
    path: '/stock/:store_id/:variant_id',
    operation: 'getStockLevel',
    tag,
    summary: text('Le stock d’un article dans un magasin', 'An article’s stock in a store'),
    description: text(
      'Ce qui est en stock, réservé, en route et disponible, les niveaux voulus, et ceux que les ventes suggèrent\u00a0: ce qui se vend pendant le délai de livraison avec une réserve, puis deux semaines de ventes en colis entiers. 404 si le magasin ne l’a jamais tenu.',
      'What is on hand, reserved, in transit and available, the levels that are wanted, and those that sales suggest: what sells during the lead time with a reserve, then two weeks of sales in whole packs. 404 when the store never kept it.',
    ),
    access: 'stock.view',
    params: LevelParams,
    response: LevelDetail,
    run: async ({ sql, actor, params }) => ({ data: await getLevel(sql, actor, keyOf(params)) }),
  }),
  read({
    path: '/stock/:store_id/:variant_id/history',
    operation: 'explainStockLevel',
    tag,
    summary: text('Pourquoi il y en a tant', 'Why there are so many'),
    description: text(
      'Les mouvements d’un article dans un magasin, les plus récents d’abord, chacun avec le solde d’après et l’adresse de ce qui l’a causé (le ticket, la réception, le transfert), jusqu’à ce qu’il y avait avant eux. Remontez avec `next_cursor`\u00a0: au bout, il n’y avait rien.',
      'The movements of an article in a store, the newest first, each with the balance after it and the address of what caused it (the ticket, the receipt, the transfer), down to what there was before them. Go back with `next_cursor`: at the end there was nothing.',
    ),
    access: 'stock.view',
    params: LevelParams,
    query: HistoryQuery,
    response: LevelHistory,
    run: async ({ sql, actor, params, query }) => ({ data: await explainLevel(sql, actor, keyOf(params), query) }),
  }),
  write({
    method: 'PUT',
    path: '/stock/:store_id/:variant_id/levels',
    operation: 'setStockTargets',
    tag,
    summary: text('Dire ce qu’un magasin veut avoir d’un article', 'Say what a store wants to have of an article'),
    description: text(
      'Le seuil de commande, la cible, la taille du colis et le délai de livraison. Seuls les champs donnés changent\u00a0; null en retire un. La cible n’est pas inférieure au seuil. Les alertes suivent aussitôt.',
      'The reorder point, the target, the pack size and the lead time. Only the fields that are given change; null takes one away. The target is not below the reorder point. Alerts follow at once.',
    ),
    access: 'stock.adjust',
    params: LevelParams,
    body: TargetsBody,
    response: LevelDetail,
    message: text('Niveaux enregistrés avec succès.', 'Levels saved.'),
    run: async ({ tx, actor, params, body }) => ({ data: await setTargets(tx, actor, keyOf(params), body) }),
  }),
  read({
    path: '/stores/:id/stock-policy',
    operation: 'getStockPolicy',
    tag,
    summary: text('Comment un magasin traite son stock', 'How a store deals with its stock'),
    description: text(
      'Ce que devient une vente de plus que le stock, et après combien de jours sans vente un article est signalé.',
      'What becomes of a sale of more than there is, and after how many days without a sale an article calls for attention.',
    ),
    access: 'stock.view',
    params: IdParams,
    response: StockPolicy,
    run: async ({ sql, actor, params }) => ({ data: await getStockPolicy(sql, actor, params.id) }),
  }),
  write({
    method: 'PUT',
    path: '/stores/:id/stock-policy',
    operation: 'setStockPolicy',
    tag,
    summary: text('Dire comment un magasin traite son stock', 'Say how a store deals with its stock'),
    description: text(
      'Vaut dès la vente suivante. Avec `refuse`, un programme ne vend ni ce qui manque ni ce qui est réservé à d’autres (409 `not_enough_stock`)\u00a0; le ticket d’une caisse est toujours enregistré. Seuls les champs donnés changent.',
      'Holds from the next sale. With `refuse`, a program sells neither what is missing nor what is reserved for others (409 `not_enough_stock`); a till’s ticket is always recorded. Only the fields that are given change.',
    ),
    access: 'stores.update',
    params: IdParams,
    body: StockPolicyBody,
    response: StockPolicy,
    message: text('Règles de stock enregistrées avec succès.', 'Stock policy saved.'),
    run: async ({ tx, actor, params, body }) => ({ data: await setStockPolicy(tx, actor, params.id, body) }),
  }),
]
