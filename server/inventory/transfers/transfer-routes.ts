import { platformErrors } from '../../platform/errors.ts'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { inventoryErrors } from '../errors.ts'
import { createTransfer } from './create-transfer.ts'
import { listTransfers } from './list-transfers.ts'
import { readPickList } from './read-pick-list.ts'
import { readTransfer } from './read-transfer.ts'
import { TRANSFER_STEP_ROUTES } from './step-routes.ts'
import { TransferBody, TransferUpdate } from './transfer-bodies.ts'
import { PickList, Transfer, TransferQuery, Transfers } from './transfer-schema.ts'
import { updateTransfer } from './update-transfer.ts'

const tag = 'transfers'

/** Goods from one place of the chain to another. */
export const TRANSFER_ROUTES: readonly Route[] = [
  read({
    path: '/transfers',
    operation: 'listTransfers',
    tag,
    summary: text('Lister les transferts', 'List transfers'),
    description: text(
      'Ceux qui partent des magasins où l’on agit, ou qui y vont, les plus récents d’abord, avec ce qui en est parti, arrivé et encore en route. Les valeurs demandent `products.viewCost`.',
      'Those that leave the stores in which one acts, or go there, the newest first, with what left, arrived and is still under way. Values take `products.viewCost`.',
    ),
    access: 'transfers.view',
    query: TransferQuery,
    response: Transfers,
    run: ({ sql, actor, query }) => listTransfers(sql, actor, query),
  }),
  write({
    method: 'POST',
    path: '/transfers',
    operation: 'createTransfer',
    tag,
    summary: text('Demander un transfert', 'Request a transfer'),
    description: text(
      'D’un magasin ou d’un entrepôt à un autre, de même monnaie. On agit à la destination, qui demande, ou à la source, qui offre\u00a0; 404 quand on n’agit à aucun des deux. Chaque article y figure une fois, en unités ou en kilogrammes. Rien ne bouge avant l’expédition.',
      'From one store or warehouse to another of the same currency. One acts at the destination, which asks, or at the source, which offers; 404 where one acts at neither. Each article stands in it once, in units or kilograms. Nothing moves before the shipment.',
    ),
    access: 'transfers.request',
    body: TransferBody,
    response: Transfer,
    status: 201,
    message: text('Transfert demandé avec succès.', 'Transfer requested.'),
    errors: [platformErrors.not_found],
    run: async ({ tx, actor, body }) => ({ data: await createTransfer(tx, actor, body) }),
  }),
  read({
    path: '/transfers/:id',
    operation: 'getTransfer',
    tag,
    summary: text('Lire un transfert', 'Read a transfer'),
    description: text(
      'Avec ses lignes, ce que chacune est devenue, et chaque étape\u00a0: qui, quand, combien et pourquoi. `actions` dit les étapes que le lecteur peut prendre maintenant.',
      'With its lines, what has become of each, and every step: who, when, how many and why. `actions` says which steps the reader may take now.',
    ),
    access: 'transfers.view',
    params: IdParams,
    response: Transfer,
    run: async ({ sql, actor, params }) => ({ data: await readTransfer(sql, actor, params.id) }),
  }),
  write({
    method: 'PATCH',
    path: '/transfers/:id',
    operation: 'updateTransfer',
    tag,
    summary: text('Modifier un transfert demandé', 'Change a requested transfer'),
    description: text(
      'Pour le magasin qui demande (ou qui offre), tant que rien n’est approuvé. Des lignes données remplacent toutes les autres.',
      'For the store that asks (or offers), as long as nothing is approved. Lines that are given take the place of all others.',
    ),
    access: 'transfers.request',
    params: IdParams,
    body: TransferUpdate,
    response: Transfer,
    message: text('Transfert modifié avec succès.', 'Transfer changed.'),
    errors: [inventoryErrors.transfer_side, inventoryErrors.transfer_state],
    run: async ({ tx, actor, params, body }) => ({ data: await updateTransfer(tx, actor, params.id, body) }),
  }),
  read({
    path: '/transfers/:id/pick-list',
    operation: 'getPickList',
    tag,
    summary: text('La liste de préparation d’un transfert', 'A transfer’s pick list'),
    description: text(
      'Pour qui prépare à la source\u00a0: chaque article, rangé par catégorie puis par nom, avec ce qu’il faut en prendre, ce qui en est déjà pris et ce qu’il y en a en stock.',
      'For those who pick at the source: each article, by category and then by name, with what to take of it, what is taken already and what is on hand.',
    ),
    access: 'transfers.ship',
    params: IdParams,
    response: PickList,
    errors: [inventoryErrors.transfer_side],
    run: async ({ sql, actor, params }) => ({ data: await readPickList(sql, actor, params.id) }),
  }),
  ...TRANSFER_STEP_ROUTES,
]
