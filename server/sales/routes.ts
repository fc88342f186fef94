import { Type } from 'typebox'
import { Nullable, Strict, Uuid } from '../platform/http/fields.ts'
import { ownWrite, type Route, read } from '../platform/http/route.ts'
import { text } from '../platform/text.ts'
import { getSale } from './get-sale.ts'
import { ListSalesQuery, listSales, SaleSummary } from './list-sales.ts'
import { presentReceipt, ReceiptData } from './present-receipt.ts'
import { receiptAsText } from './receipt.ts'
import { recordBatch } from './record-batch.ts'
import type { Recorded, Sales } from './sales.ts'
import { BatchBody, ReturnBody, SaleBody, TicketData } from './schema.ts'

const SaleParams = Strict({ id: Uuid() })
const BATCH_LIMIT_BYTES = 8 * 1024 * 1024

/** 201 when recorded now; 200 and `Idempotent-Replayed` when the chain had it already. */
async function answer(sales: Sales, { ticket, isReplay }: Recorded, language: 'fr' | 'en') {
  const data = await sales.present(ticket, language)
  return isReplay ? { data, status: 200, headers: { 'idempotent-replayed': 'true' } } : { data }
}

export const createSalesRoutes = (sales: Sales): readonly Route[] => [
  ownWrite({
    method: 'POST',
    path: '/sales',
    operation: 'recordSale',
    tag: 'sales',
    summary: text('Enregistrer une vente', 'Record a sale'),
    description: text(
      'La même vente envoyée deux fois (même id, même contenu) n’est enregistrée qu’une fois.',
      'The same sale sent twice (same id, same content) is recorded once. Give an `id` (UUID) or an `Idempotency-Key`.',
    ),
    access: 'sales.create',
    body: SaleBody,
    response: TicketData,
    status: 201,
    message: text('Vente enregistrée.', 'Sale recorded.'),
    run: async ({ actor, body, request }) =>
      answer(sales, await sales.recordSale(actor, body, request), request.language),
  }),
  ownWrite({
    method: 'POST',
    path: '/sales/batch',
    operation: 'recordSales',
    tag: 'sales',
    summary: text('Enregistrer un lot de ventes et de retours', 'Record a batch of sales and returns'),
    description: text(
      'Chaque enregistrement reçoit sa propre réponse ; `kind` vaut `sale` (par défaut) ou `return` (avec `sale_id`).',
      'Each record gets its own answer; `kind` is `sale` (the default) or `return` (with `sale_id`).',
    ),
    access: 'sales.create',
    body: BatchBody,
    bodyLimit: BATCH_LIMIT_BYTES,
    acceptsMessagePack: true,
    response: Type.Array(
      Type.Object({
        id: Nullable(Type.String()),
        status: Type.Integer(),
        data: Type.Optional(TicketData),
        error: Type.Optional(Type.String()),
        code: Type.Optional(Type.String()),
        errors: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
      }),
    ),
    run: async ({ actor, body, request }) => ({ data: await recordBatch(sales, actor, body.records, request) }),
  }),
  read({
    path: '/sales',
    operation: 'listSales',
    tag: 'sales',
    summary: text('Lister les tickets', 'List tickets'),
    access: 'sales.view',
    query: ListSalesQuery,
    response: Type.Array(SaleSummary),
    run: ({ sql, actor, query }) => listSales(sql, actor, query),
  }),
  read({
    path: '/sales/:id',
    operation: 'getSale',
    tag: 'sales',
    summary: text('Lire un ticket', 'Read a ticket'),
    access: 'sales.view',
    params: SaleParams,
    response: TicketData,
    run: async ({ sql, actor, params, request }) => ({
      data: await sales.present(await getSale(sql, actor, params.id), request.language),
    }),
  }),
  read({
    path: '/sales/:id/receipt',
    operation: 'getReceipt',
    tag: 'sales',
    summary: text('Lire le reçu d’un ticket', 'Read the receipt of a ticket'),
    access: 'sales.view',
    params: SaleParams,
    query: Strict({ format: Type.Optional(Type.Enum(['json', 'text'])) }),
    response: Type.Union([ReceiptData, Type.String()]),
    contentTypes: ['application/json', 'text/plain'],
    run: async ({ actor, params, query, request }) => {
      const receipt = await sales.receipt(actor, params.id, request.language)
      if (query.format !== 'text') return { data: presentReceipt(receipt, request.language) }
      const headers = { 'content-type': 'text/plain; charset=utf-8' }
      return { data: receiptAsText(receipt, request.language), headers }
    },
  }),
  ownWrite({
    method: 'POST',
    path: '/sales/:id/returns',
    operation: 'recordReturn',
    tag: 'sales',
    summary: text('Enregistrer un retour', 'Record a return'),
    description: text(
      'Rend les parts exactes des lignes vendues. Le remboursement en espèces suit l’arrondi de la zone.',
      'Gives back the exact shares of the lines sold. A cash refund follows the rounding of the zone.',
    ),
    access: 'sales.return',
    params: SaleParams,
    body: ReturnBody,
    response: TicketData,
    status: 201,
    message: text('Retour enregistré.', 'Return recorded.'),
    run: async ({ actor, params, body, request }) =>
      answer(sales, await sales.recordReturn(actor, params.id, body, request), request.language),
  }),
]
