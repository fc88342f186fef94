import { platformErrors } from '../../platform/errors.ts'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { listReceipts } from './list-receipts.ts'
import { readReceipt } from './read-receipt.ts'
import { ReceiptQuery, ReceiveGoodsBody, StockReceipt, StockReceipts } from './receipt-schema.ts'
import { receiveGoods } from './receive-goods.ts'

const tag = 'inventory'

/** Goods that come from outside the chain. */
export const RECEIPT_ROUTES: readonly Route[] = [
  read({
    path: '/stock-receipts',
    operation: 'listStockReceipts',
    tag,
    summary: text('Lister les réceptions de marchandises', 'List receipts of goods'),
    description: text(
      'Celles des magasins où l’on agit, les plus récentes d’abord. Les coûts demandent `products.viewCost`.',
      'Those of the stores in which one acts, the newest first. Costs take `products.viewCost`.',
    ),
    access: 'stock.view',
    query: ReceiptQuery,
    response: StockReceipts,
    run: ({ sql, actor, query }) => listReceipts(sql, actor, query),
  }),
  write({
    method: 'POST',
    path: '/stock-receipts',
    operation: 'receiveGoods',
    tag,
    summary: text('Recevoir des marchandises de l’extérieur', 'Receive goods from outside'),
    description: text(
      'Entre chaque ligne en stock à son coût, qui se mêle au coût moyen. Là où il en manquait, le coût de la réception devient le coût moyen et la différence est écrite (`cost_variance`). Une réception ne se modifie pas\u00a0: on corrige le stock. Avec une `Idempotency-Key`, elle n’entre qu’une fois.',
      'Brings each line into stock at its cost, which joins the average. Where some were missing the receipt’s cost becomes the average, and the difference is posted (`cost_variance`). A receipt is not changed: stock is corrected. With an `Idempotency-Key` it comes in once.',
    ),
    access: 'stock.adjust',
    body: ReceiveGoodsBody,
    response: StockReceipt,
    status: 201,
    message: text('Marchandises reçues avec succès.', 'Goods received.'),
    errors: [platformErrors.not_found],
    run: async ({ tx, actor, body }) => ({ data: await receiveGoods(tx, actor, body) }),
  }),
  read({
    path: '/stock-receipts/:id',
    operation: 'getStockReceipt',
    tag,
    summary: text('Lire une réception de marchandises', 'Read a receipt of goods'),
    description: text(
      'Avec ses lignes, et, pour qui voit les coûts, ce que chacune a valu et corrigé.',
      'With its lines, and, for those who see costs, what each was worth and corrected.',
    ),
    access: 'stock.view',
    params: IdParams,
    response: StockReceipt,
    run: async ({ sql, actor, params }) => ({ data: await readReceipt(sql, actor, params.id) }),
  }),
]
