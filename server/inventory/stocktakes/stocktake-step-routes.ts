import { IdParams } from '../../platform/http/fields.ts'
import { type Route, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { inventoryErrors } from '../errors.ts'
import { approveStocktake } from './approve-stocktake.ts'
import { cancelStocktake } from './cancel-stocktake.ts'
import { CountsBody, RecordedCounts } from './count-schema.ts'
import { finishStocktake } from './finish-stocktake.ts'
import { recordCounts } from './record-counts.ts'
import { reopenStocktake } from './reopen-stocktake.ts'
import { FinishBody, ReopenBody, Stocktake } from './stocktake-schema.ts'

const tag = 'inventory'

/** The life of a stocktake, step by step. */
export const STOCKTAKE_STEP_ROUTES: readonly Route[] = [
  write({
    method: 'POST',
    path: '/stocktakes/:id/counts',
    operation: 'recordStocktakeCounts',
    tag,
    summary: text('Envoyer des comptages', 'Send counts'),
    description: text(
      'Plusieurs personnes comptent à la fois. Les zones d’un article s’additionnent\u00a0; un nouveau comptage de la même zone remplace le précédent, qui reste au dossier. Chaque comptage vaut pour son propre moment (`counted_at`)\u00a0: ce qui se vend ensuite reste vendu. Le même identifiant, envoyé de nouveau, ne compte qu’une fois. Un article de l’étendue, ou trouvé en rayon\u00a0; 422 pour les autres.',
      'Several people count at once. The zones of an article add up; a new count of the same zone replaces the one before, which stays on record. Each count holds for its own moment (`counted_at`): what is sold afterwards stays sold. The same id, sent again, counts once. An article of the scope, or found on the shelves; 422 for others.',
    ),
    access: 'stock.count',
    params: IdParams,
    body: CountsBody,
    response: RecordedCounts,
    status: 201,
    message: text('Comptages reçus.', 'Counts received.'),
    errors: [inventoryErrors.stocktake_not_counting, inventoryErrors.duplicate_count],
    run: async ({ tx, actor, params, body }) => ({ data: await recordCounts(tx, actor, params.id, body.counts) }),
  }),
  write({
    method: 'POST',
    path: '/stocktakes/:id/finish',
    operation: 'finishStocktake',
    tag,
    summary: text('Terminer le comptage', 'Finish counting'),
    description: text(
      'Plus personne ne compte\u00a0; les écarts paraissent pour qui approuve. Rien ne change encore au stock.',
      'Nobody counts any more; the differences are shown to whoever approves. Nothing changes in stock yet.',
    ),
    access: 'stock.count',
    params: IdParams,
    body: FinishBody,
    isBodyOptional: true,
    response: Stocktake,
    message: text('Comptage terminé.', 'Counting finished.'),
    errors: [inventoryErrors.stocktake_not_counting, inventoryErrors.stocktake_over],
    run: async ({ tx, actor, params, body }) => ({
      data: await finishStocktake(tx, actor, params.id, body.uncounted ?? 'leave'),
    }),
  }),
  write({
    method: 'POST',
    path: '/stocktakes/:id/reopen',
    operation: 'reopenStocktake',
    tag,
    summary: text('Faire recompter des articles', 'Have articles counted again'),
    description: text(
      'Rouvre un inventaire terminé pour ces articles seulement\u00a0: ce qui en était compté est annulé, dans toutes les zones. Il faut ensuite le terminer de nouveau.',
      'Opens a finished stocktake again for these articles only: what was counted of them is void, in every zone. It then has to be finished again.',
    ),
    access: 'stock.approve',
    params: IdParams,
    body: ReopenBody,
    response: Stocktake,
    message: text('Inventaire rouvert.', 'Stocktake opened again.'),
    errors: [inventoryErrors.stocktake_not_finished, inventoryErrors.stocktake_over],
    run: async ({ tx, actor, params, body }) => ({
      data: await reopenStocktake(tx, actor, params.id, body.variant_ids),
    }),
  }),
  write({
    method: 'POST',
    path: '/stocktakes/:id/approve',
    operation: 'approveStocktake',
    tag,
    summary: text('Approuver les écarts', 'Approve the differences'),
    description: text(
      'Écrit un mouvement `count` par article compté\u00a0: le compté moins ce que le registre tenait au moment du comptage. Ce qui arrive plus tard mais s’est passé avant le comptage est écrit avec sa correction (`count_correction`)\u00a0: le compté reste vrai. Qui a compté peut approuver\u00a0; les deux restent au dossier (`is_approved_by_counter`).',
      'Posts a movement `count` for each article counted: what was counted, less what the ledger held at the moment of the count. What arrives later but occurred before the count is posted with its correction (`count_correction`): what was counted stays true. Whoever counted may approve; both stay on record (`is_approved_by_counter`).',
    ),
    access: 'stock.approve',
    params: IdParams,
    response: Stocktake,
    message: text('Inventaire approuvé.', 'Stocktake approved.'),
    errors: [inventoryErrors.stocktake_not_finished, inventoryErrors.stocktake_over, inventoryErrors.count_too_large],
    run: async ({ tx, actor, params }) => ({ data: await approveStocktake(tx, actor, params.id) }),
  }),
  write({
    method: 'POST',
    path: '/stocktakes/:id/cancel',
    operation: 'cancelStocktake',
    tag,
    summary: text('Abandonner un inventaire', 'Give a stocktake up'),
    description: text(
      'Le stock reste comme il est, les comptages restent au dossier. 409 une fois approuvé ou abandonné.',
      'Stock stays as it is, the counts stay on record. 409 once it is approved or given up.',
    ),
    access: 'stock.approve',
    params: IdParams,
    response: Stocktake,
    message: text('Inventaire abandonné.', 'Stocktake given up.'),
    errors: [inventoryErrors.stocktake_over],
    run: async ({ tx, actor, params }) => ({ data: await cancelStocktake(tx, actor, params.id) }),
  }),
]
