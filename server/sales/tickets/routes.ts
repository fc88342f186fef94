import { Type } from 'typebox'
import { inventoryErrors } from '../../inventory/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { answerForm, writtenOutcome } from '../../platform/http/answer-forms.ts'
import { Strict, Uuid } from '../../platform/http/fields.ts'
import { ownWrite, type Route, read } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import { deliverRecords } from '../tills/deliver-records.ts'
import { noteClock } from '../tills/device-directory.ts'
import { answerRecorded } from './answer-recorded.ts'
import { BatchAnswer } from './batch-answer.ts'
import { getSale } from './get-sale.ts'
import { ListSalesQuery, listSales, SaleSummary } from './list-sales.ts'
import { recordBatch } from './record-batch.ts'
import type { Sales } from './sales.ts'
import { BatchBody, SaleBody, TicketData } from './schema.ts'

const SaleParams = Strict({ id: Uuid() })
const BATCH_LIMIT_BYTES = 8 * 1024 * 1024

export const createTicketRoutes = (sales: Sales): readonly Route[] => [
  ownWrite({
    method: 'POST',
    path: '/sales',
    operation: 'recordSale',
    isKnownByItsId: true,
    tag: 'sales',
    summary: text('Enregistrer une vente', 'Record a sale'),
    description: text(
      'Les prix absents sont ceux d’aujourd’hui ; taxes, arrondi, numéro et sceau sont calculés ici. Donnez un `id` (UUID) ou une `Idempotency-Key` : la même vente envoyée deux fois n’est enregistrée qu’une fois, et répond 200 ; un autre contenu sous le même id est refusé. Le `barcode` d’une étiquette de balance dit le poids ou le prix\u00a0: la ligne n’a pas besoin de `quantity`, et ce qu’elle dit d’autre doit revenir au même. Une remise demande `sales.discount` et reste dans la limite de qui vend (ligne et part du ticket ensemble), un autre prix, ou une autre classe de taxes que celle de l’article, demande `sales.override`\u00a0; au-delà, nommez dans `approvals` ce que `POST /approvals` a répondu. Les consignes et écofrais d’un article s’ajoutent après sa ligne (`fee_of`), sans remise. Un client dont le certificat d’exonération vaut ce jour-là ne paie aucune taxe ; `method: "credit"` prend sur son crédit en magasin. Ce qui est étrange sans être faux est accepté et signalé dans `flags`.',
      'Missing prices are today’s; taxes, rounding, number and seal are computed here. Give an `id` (UUID) or an `Idempotency-Key`: the same sale sent twice is recorded once, and answers 200; other content under the same id is refused. The `barcode` of a scale’s label says the weight or the price: the line needs no `quantity`, and whatever else it says must come to the same. A discount takes `sales.discount` and stays within the limit of who sells (the line’s and its share of the ticket’s together), another price, or another tax class than the article’s, takes `sales.override`; beyond that, name in `approvals` what `POST /approvals` answered. The deposits and eco-fees of an article are added after its line (`fee_of`), without a discount. A customer whose certificate of exemption holds that day pays no tax; `method: "credit"` takes from their store credit. What is odd and not wrong is accepted and told in `flags`.',
    ),
    access: 'sales.create',
    importance: 'sales',
    errors: [
      platformErrors.not_found,
      salesErrors.duplicate_id,
      salesErrors.approval_required,
      salesErrors.approval_used,
      salesErrors.approval_expired,
      salesErrors.payments_do_not_cover,
      salesErrors.overpaid,
      salesErrors.insufficient_credit,
      inventoryErrors.not_enough_stock,
      inventoryErrors.reservation_ended,
    ],
    body: SaleBody,
    response: TicketData,
    status: 201,
    message: text('Vente enregistrée.', 'Sale recorded.'),
    run: async ({ actor, body, request }) =>
      answerRecorded(sales, await sales.recordSale(actor, body, request), request.language),
  }),
  ownWrite({
    method: 'POST',
    path: '/sales/batch',
    operation: 'recordSales',
    tag: 'sales',
    summary: text('Enregistrer un lot de ventes et de retours', 'Record a batch of sales and returns'),
    description: text(
      'Jusqu’à 500 ventes (`kind: "sale"`, le défaut) et retours (`kind: "return"`, avec `sale_id`, ou sans reçu avec `reason`), chacun avec son propre `id` et sa propre réponse, dans leur ordre : 201 enregistré, 200 déjà enregistré, ou son refus. Un refus n’arrête pas les autres. Un appareil inscrit livre ainsi, signé, tout ce qu’il a fait (aussi `session_open`, `session_close`, `cash_movement`, `drawer_open`), dans n’importe quel ordre, avec ses numéros et ses sceaux\u00a0: ce que dit le reçu est enregistré, ce qui est étrange est signalé, ce qui doit attendre répond 202.',
      'Up to 500 sales (`kind: "sale"`, the default) and returns (`kind: "return"`, with `sale_id`, or with a `reason` and no receipt), each with an `id` and an answer of its own, in their order: 201 recorded, 200 recorded before, or its refusal. One refusal does not stop the others. An enrolled device delivers in this way, signed, all that it has made (`session_open`, `session_close`, `cash_movement` and `drawer_open` too), in any order, with its numbers and seals: what the receipt says is recorded, what is odd is flagged, what must wait answers 202.',
    ),
    access: 'sales.create',
    importance: 'sales',
    errors: [platformErrors.invalid_signature],
    body: BatchBody,
    bodyLimit: BATCH_LIMIT_BYTES,
    acceptsMessagePack: true,
    acceptsDevices: true,
    // Bytes, of which this is the form.
    response: Type.Unsafe<Uint8Array>(Type.Array(BatchAnswer)),
    contentTypes: ['application/json'],
    run: async ({ sql, actor, body: { records }, request }) => {
      const form = answerForm(request.wantsMessagePack)
      const record = actor.deviceId === undefined ? recordBatch : deliverRecords
      const [answers] = await Promise.all([
        record(sales, actor, records, request, form.value),
        actor.deviceId !== undefined && noteClock(sql, actor.deviceId, request.clockOffsetMs ?? 0),
      ])
      return writtenOutcome(form, form.list(answers, answers.length))
    },
  }),
  read({
    path: '/sales',
    operation: 'listSales',
    tag: 'sales',
    summary: text('Lister les tickets', 'List tickets'),
    description: text(
      'Les tickets des magasins où l’on agit, les derniers d’abord. Les jours sont les jours d’affaires du magasin ; `q` trouve une référence, un identifiant externe, ou le nom ou l’UGS d’un article vendu. 404 pour un magasin où l’on n’agit pas.',
      'The tickets of the stores in which one acts, latest first. Days are the store’s business days; `q` finds a reference, an external id, or the name or SKU of an article sold. 404 for a store in which one does not act.',
    ),
    access: 'sales.view',
    errors: [platformErrors.not_found],
    query: ListSalesQuery,
    response: Type.Array(Type.Partial(SaleSummary)),
    run: ({ sql, actor, query }) => listSales(sql, actor, query),
  }),
  read({
    path: '/sales/:id',
    operation: 'getSale',
    tag: 'sales',
    summary: text('Lire un ticket', 'Read a ticket'),
    description: text(
      'Le ticket entier : lignes, taxes, paiements, signalements et sceau. Les montants sont dans sa devise. 404 dans un magasin où l’on n’agit pas.',
      'The whole ticket: lines, taxes, payments, flags and seal. Amounts are in its currency. 404 in a store in which one does not act.',
    ),
    access: 'sales.view',
    params: SaleParams,
    response: TicketData,
    run: async ({ sql, actor, params, request }) => ({
      data: await sales.present(await getSale(sql, actor, params.id), request.language),
    }),
  }),
]
