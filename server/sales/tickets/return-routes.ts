import { identityErrors } from '../../identity/index.ts'
import { inventoryErrors } from '../../inventory/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { Strict, Uuid } from '../../platform/http/fields.ts'
import { ownWrite, type Route, read } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import { answerRecorded } from './answer-recorded.ts'
import { LookUpQuery, lookUpSale, TicketOfReceipt } from './look-up-sale.ts'
import type { Sales } from './sales.ts'
import { OpenReturnBody, ReturnBody, TicketData } from './schema.ts'

const SaleParams = Strict({ id: Uuid() })

/** Goods that come back: found by their receipt, against it with what is bought in exchange, or without one. */
export const createReturnRoutes = (sales: Sales): readonly Route[] => [
  read({
    path: '/sales/lookup',
    operation: 'lookUpSale',
    tag: 'sales',
    summary: text('Trouver un ticket par son reçu', 'Find a ticket by its receipt'),
    description: text(
      'Le ticket dont on tient le reçu, de n’importe quel magasin de la chaîne, et ce qui peut encore en être rendu : par ligne en quantité (`returnable`), par mode de paiement en argent (`refundable`). Rien des personnes : ni client, ni caissier, ni note. Les identifiants répondus servent à `POST /sales/{id}/returns`. Trente reçus de magasins où l’on n’agit pas en dix minutes, trouvés ou non ; au-delà, 429 et `Retry-After`. Ceux de ses magasins ne sont pas comptés.',
      'The ticket whose receipt one holds, of any store of the chain, and what of it may still come back: per line as a quantity (`returnable`), per tender as money (`refundable`). Nothing of the people: no customer, cashier or note. The ids answered serve `POST /sales/{id}/returns`. Thirty receipts of stores in which one does not act within ten minutes, found or not; beyond them 429 and `Retry-After`. Those of one’s own stores are not counted.',
    ),
    access: 'sales.return',
    importance: 'sales',
    errors: [platformErrors.not_found, identityErrors.too_many_attempts],
    query: LookUpQuery,
    response: TicketOfReceipt,
    run: ({ actor, query, request }) => lookUpSale(sales, actor, query.reference, request.language),
  }),
  ownWrite({
    method: 'POST',
    path: '/sales/:id/returns',
    operation: 'recordReturn',
    isKnownByItsId: true,
    tag: 'sales',
    summary: text('Enregistrer un retour ou un échange', 'Record a return or an exchange'),
    description: text(
      'Rend les parts exactes des lignes vendues, sans rien recalculer : tout rendre, en autant de fois qu’on veut, rend exactement ce qui fut payé. Les consignes et écofrais d’une ligne sont rendus avec elle, sauf `with_fees: false`. Le remboursement en espèces suit l’arrondi de la zone. Jamais plus que ce qui fut vendu, ni qu’un mode de paiement n’a payé, pour la vente et tout ce contre quoi elle fut échangée ; le crédit en magasin du client peut prendre la place de tout autre (`customer_id` dit à qui, quand la vente ne nomme personne). `exchange_lines`, comme les lignes d’une vente, fait un échange en un seul ticket : ce qui est acheté est taxé à neuf, et seule la différence est payée (`payments`) ou rendue (`refunds`). Ce qui fut acheté en échange se rend à son tour, par son propre ticket. `restock: false` laisse hors stock ce qui est abîmé.',
      'Gives back the exact shares of the lines sold, and computes nothing anew: returning everything, in any parts, gives back exactly what was paid. The deposits and eco-fees of a line come back with it, unless `with_fees: false`. A cash refund follows the rounding of the zone. Never more than was sold, nor than a tender paid, for the sale and all that it was exchanged for; the customer’s store credit may take the place of any (`customer_id` says whose, where the sale names nobody). `exchange_lines`, like the lines of a sale, make an exchange in one ticket: what is bought is taxed anew, and only the difference is paid (`payments`) or given back (`refunds`). What was bought in exchange comes back in its turn, by its own ticket. `restock: false` leaves damaged goods out of stock.',
    ),
    access: 'sales.return',
    importance: 'sales',
    errors: [
      salesErrors.duplicate_id,
      salesErrors.approval_required,
      salesErrors.approval_used,
      salesErrors.approval_expired,
      salesErrors.returns_too_much,
      salesErrors.refund_mismatch,
      salesErrors.refund_beyond_tender,
      salesErrors.payments_do_not_cover,
      salesErrors.overpaid,
      salesErrors.insufficient_credit,
      inventoryErrors.not_enough_stock,
      inventoryErrors.reservation_ended,
    ],
    params: SaleParams,
    body: ReturnBody,
    response: TicketData,
    status: 201,
    message: text('Retour enregistré.', 'Return recorded.'),
    run: async ({ actor, params, body, request }) =>
      answerRecorded(sales, await sales.recordReturn(actor, params.id, body, request), request.language),
  }),
  ownWrite({
    method: 'POST',
    path: '/returns',
    operation: 'recordOpenReturn',
    isKnownByItsId: true,
    tag: 'sales',
    summary: text('Enregistrer un retour sans reçu', 'Record a return without a receipt'),
    description: text(
      'Reprend des articles dont personne n’a le reçu\u00a0: pour qui détient `approvals.give`, ou avec une approbation (`approvals`). Sans `unit_price`, un article vaut le plus bas de ses prix du moment : celui du magasin ou celui de la chaîne. Les taxes sont celles d’aujourd’hui, et aucun frais n’est rendu sans ligne à lui (une description, un prix, une classe de taxe). Se rembourse en espèces (avec l’arrondi de la zone), par carte, en crédit en magasin (`customer_id` dit à qui) ou autrement. Ce qui revient en stock y revient au coût moyen du moment ; `restock: false` laisse hors stock ce qui est abîmé. Le motif est gardé comme note du ticket.',
      'Takes back goods whose receipt nobody has: for who holds `approvals.give`, or with an approval (`approvals`). Without `unit_price` an article is worth the lowest of its current prices: the store’s or the chain’s. Taxes are today’s, and no fee is given back without a line of its own (a description, a price, a tax class). Refunds are in cash (with the zone’s rounding), by card, in store credit (`customer_id` says whose) or otherwise. What comes back into stock does so at the average cost of the moment; `restock: false` leaves damaged goods out of stock. The reason is kept as the ticket’s note.',
    ),
    access: 'sales.return',
    importance: 'sales',
    errors: [
      platformErrors.not_found,
      salesErrors.duplicate_id,
      salesErrors.approval_required,
      salesErrors.approval_used,
      salesErrors.approval_expired,
      salesErrors.refund_mismatch,
    ],
    body: OpenReturnBody,
    response: TicketData,
    status: 201,
    message: text('Retour enregistré.', 'Return recorded.'),
    run: async ({ actor, body, request }) =>
      answerRecorded(sales, await sales.recordOpenReturn(actor, body, request), request.language),
  }),
]
