import { IdParams } from '../../platform/http/fields.ts'
import { type Route, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { inventoryErrors } from '../errors.ts'
import { approveTransfer } from './approve-transfer.ts'
import { cancelTransfer } from './cancel-transfer.ts'
import { pickTransfer } from './pick-transfer.ts'
import { receiveTransfer } from './receive-transfer.ts'
import { settleTransfer } from './settle-transfer.ts'
import { shipTransfer } from './ship-transfer.ts'
import { NoteBody, PickBody, QuantitiesBody, ReceiveBody, SettleBody } from './transfer-bodies.ts'
import { Transfer } from './transfer-schema.ts'

const tag = 'transfers'

const { transfer_side: otherSide, transfer_state: otherState, not_enough_stock: notEnough } = inventoryErrors

/** The steps of a transfer's life, each for one of its stores. */
export const TRANSFER_STEP_ROUTES: readonly Route[] = [
  write({
    method: 'POST',
    path: '/transfers/:id/approve',
    operation: 'approveTransfer',
    tag,
    summary: text('Approuver un transfert', 'Approve a transfer'),
    description: text(
      'Pour la source. Une ligne donnée peut être réduite, jusqu’à rien\u00a0; les autres sont accordées telles quelles. Ce qui est approuvé est réservé à la source jusqu’à l’expédition. 409 `not_enough_stock` quand la source refuse de vendre sous zéro et n’en a pas assez de disponible.',
      'For the source. A line that is given may be cut, down to nothing; the others are granted as they are. What is approved is reserved at the source until the shipment. 409 `not_enough_stock` where the source refuses to sell below zero and not enough of it is available.',
    ),
    access: 'transfers.approve',
    params: IdParams,
    body: QuantitiesBody,
    isBodyOptional: true,
    response: Transfer,
    message: text('Transfert approuvé avec succès.', 'Transfer approved.'),
    errors: [otherSide, otherState, notEnough],
    run: async ({ tx, actor, params, body }) => ({ data: await approveTransfer(tx, actor, params.id, body) }),
  }),
  write({
    method: 'POST',
    path: '/transfers/:id/pick',
    operation: 'pickTransfer',
    tag,
    summary: text('Noter ce qui est préparé pour un transfert', 'Note what was picked for a transfer'),
    description: text(
      'Pour la source\u00a0: ce qui est pris des rayons, au plus ce qui est approuvé, en une fois ou en plusieurs. Une quantité donnée de nouveau remplace la précédente. Le stock ne bouge pas encore.',
      'For the source: what was taken off the shelves, at most what is approved, at once or little by little. A quantity that is given again takes the place of the one before. Stock does not move yet.',
    ),
    access: 'transfers.ship',
    params: IdParams,
    body: PickBody,
    response: Transfer,
    message: text('Préparation notée avec succès.', 'Picking noted.'),
    errors: [otherSide, otherState],
    run: async ({ tx, actor, params, body }) => ({ data: await pickTransfer(tx, actor, params.id, body) }),
  }),
  write({
    method: 'POST',
    path: '/transfers/:id/ship',
    operation: 'shipTransfer',
    tag,
    summary: text('Expédier un transfert', 'Ship a transfer'),
    description: text(
      'Pour la source. Sort du stock ce qui est préparé (ce qui est approuvé, si rien n’a été noté comme préparé), ou les quantités données, au plus ce qui est approuvé\u00a0; au coût moyen de la source. La marchandise est en route (`in_transit` de la destination) jusqu’à ce qu’elle arrive ou soit réglée. Ce qui ne part pas n’est plus réservé. 409 `not_enough_stock` quand la source refuse de vendre sous zéro.',
      'For the source. Takes out of stock what was picked (what was approved, where nothing was noted as picked), or the quantities that are given, at most what was approved; at the source’s average cost. The goods are under way (the destination’s `in_transit`) until they arrive or are settled. What does not leave is reserved no more. 409 `not_enough_stock` where the source refuses to sell below zero.',
    ),
    access: 'transfers.ship',
    params: IdParams,
    body: QuantitiesBody,
    isBodyOptional: true,
    response: Transfer,
    message: text('Transfert expédié avec succès.', 'Transfer shipped.'),
    errors: [otherSide, otherState, notEnough],
    run: async ({ tx, actor, params, body }) => ({ data: await shipTransfer(tx, actor, params.id, body) }),
  }),
  write({
    method: 'POST',
    path: '/transfers/:id/receive',
    operation: 'receiveTransfer',
    tag,
    summary: text('Recevoir un transfert', 'Receive a transfer'),
    description: text(
      'Pour la destination\u00a0: ce qui est arrivé, en une livraison ou en plusieurs\u00a0; tout ce qui est en route, si aucune ligne n’est donnée. Entre en stock au coût auquel c’est parti. Ce qui manque reste en route\u00a0; ce qui est arrivé en plus, ou sans figurer au transfert, entre comme surplus si la ligne le dit (`surplus`), et est refusé sinon. Une livraison qui porte un `id` (ou une `Idempotency-Key`) n’entre qu’une fois\u00a0; sans l’un ou l’autre, la renvoyer la compte deux fois.',
      'For the destination: what has arrived, in one delivery or several; all that is under way, where no line is given. It comes into stock at the cost at which it left. What is missing stays under way; what arrived beyond it, or without being on the transfer, comes in as a surplus where the line says so (`surplus`), and is refused otherwise. A delivery with an `id` (or an `Idempotency-Key`) comes in once; without either, sending it again counts it twice.',
    ),
    access: 'transfers.receive',
    params: IdParams,
    body: ReceiveBody,
    isBodyOptional: true,
    response: Transfer,
    message: text('Livraison reçue avec succès.', 'Delivery received.'),
    errors: [otherSide, otherState, inventoryErrors.delivery_id_reused],
    run: async ({ tx, actor, params, body }) => {
      const { transfer, isReplay } = await receiveTransfer(tx, actor, params.id, body)
      return { data: transfer, ...(isReplay && { headers: { 'idempotent-replayed': 'true' } }) }
    },
  }),
  write({
    method: 'POST',
    path: '/transfers/:id/settle',
    operation: 'settleTransfer',
    tag,
    summary: text('Régler ce qui n’arrivera pas', 'Settle what will not arrive'),
    description: text(
      '`returned`\u00a0: revenu à la source, qui l’a reçu (`transfers.receive`), au coût auquel c’était parti. `lost`\u00a0: perdu, par décision d’un gérant (`transfers.approve`) de l’un des deux magasins. Chaque ligne dit pourquoi, et chaque article y figure une fois. Ce qui arrive tout de même se reçoit.',
      '`returned`: back at the source, which has received it (`transfers.receive`), at the cost at which it left. `lost`: lost, by decision of a manager (`transfers.approve`) of either store. Each line says why, and each article stands in it once. What arrives after all is received.',
    ),
    access: 'transfers.view',
    params: IdParams,
    body: SettleBody,
    response: Transfer,
    message: text('Écarts réglés avec succès.', 'Differences settled.'),
    errors: [otherSide, otherState],
    run: async ({ tx, actor, params, body }) => ({ data: await settleTransfer(tx, actor, params.id, body) }),
  }),
  write({
    method: 'POST',
    path: '/transfers/:id/cancel',
    operation: 'cancelTransfer',
    tag,
    summary: text('Annuler un transfert', 'Cancel a transfer'),
    description: text(
      'Avant l’expédition\u00a0: par le magasin qui l’a demandé (`transfers.request`), ou par un gérant (`transfers.approve`) de l’un des deux. Ce qui était réservé redevient disponible. Une fois partie, la marchandise revient par un règlement (`returned`).',
      'Before the shipment: by the store that asked for it (`transfers.request`), or by a manager (`transfers.approve`) of either. What was reserved is available again. Once they have left, goods come back by being settled (`returned`).',
    ),
    access: 'transfers.view',
    params: IdParams,
    body: NoteBody,
    isBodyOptional: true,
    response: Transfer,
    message: text('Transfert annulé avec succès.', 'Transfer cancelled.'),
    errors: [otherSide, otherState],
    run: async ({ tx, actor, params, body }) => ({ data: await cancelTransfer(tx, actor, params.id, body) }),
  }),
]
