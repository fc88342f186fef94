import { Type } from 'typebox'
import { platformErrors } from '../../platform/errors.ts'
import { Strict, Uuid } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import { deleteParkedSale } from './delete-parked-sale.ts'
import { listParkedSales } from './list-parked-sales.ts'
import { parkSale } from './park-sale.ts'
import { ParkBody, ParkedList, ParkedSale, ParkUpdate, ResumeBody } from './parked-schema.ts'
import { resumeParkedSale } from './resume-parked-sale.ts'
import { getParkedSale } from './select-parked-sales.ts'
import { updateParkedSale } from './update-parked-sale.ts'

const ParkedParams = Strict({ id: Uuid() })

/** Tickets that wait: for whoever sells in their store. */
export const PARKED_ROUTES: readonly Route[] = [
  read({
    path: '/parked-sales',
    operation: 'listParkedSales',
    tag: 'parked-sales',
    summary: text('Lister les tickets en attente', 'List parked tickets'),
    description: text(
      'Ceux qui attendent dans les magasins où l’on agit, le plus ancien d’abord ; `q` cherche dans leur nom. `is_resumed=true` montre ceux qui furent repris. 404 pour un magasin où l’on n’agit pas.',
      'Those that wait in the stores in which one acts, the oldest first; `q` looks through their names. `is_resumed=true` shows those that were resumed. 404 for a store in which one does not act.',
    ),
    access: 'sales.create',
    isPersonal: true,
    errors: [platformErrors.not_found],
    query: ParkedList,
    response: Type.Array(Type.Partial(ParkedSale)),
    run: ({ sql, actor, query }) => listParkedSales(sql, actor, query),
  }),
  write({
    method: 'POST',
    path: '/parked-sales',
    operation: 'parkSale',
    tag: 'parked-sales',
    summary: text('Mettre un ticket en attente', 'Park a ticket'),
    description: text(
      'Sous un nom, avec ses lignes comme dans une vente. Il ne prend pas de numéro, ne bouge pas le stock et n’entre dans aucun rapport ; rien n’en est vérifié avant la vente, sauf le client et la caisse. Le même sous le même `id` répond 200.',
      'Under a name, with its lines as in a sale. It takes no number, moves no stock and is in no report; nothing of it is checked before the sale, but the customer and the register. The same under the same `id` answers 200.',
    ),
    access: 'sales.create',
    importance: 'sales',
    isPersonal: true,
    body: ParkBody,
    response: ParkedSale,
    status: 201,
    message: text('Ticket mis en attente.', 'Ticket parked.'),
    errors: [platformErrors.not_found, salesErrors.duplicate_id],
    run: async ({ tx, actor, body }) => {
      const { sale, isReplay } = await parkSale(tx, actor, body)
      return isReplay ? { data: sale, status: 200, headers: { 'idempotent-replayed': 'true' } } : { data: sale }
    },
  }),
  read({
    path: '/parked-sales/:id',
    operation: 'getParkedSale',
    tag: 'parked-sales',
    summary: text('Lire un ticket en attente', 'Read a parked ticket'),
    description: text(
      'Aussi quand il fut repris : `resumed_at` dit quand. 404 dans un magasin où l’on n’agit pas.',
      'Also when it was resumed: `resumed_at` says when. 404 in a store in which one does not act.',
    ),
    access: 'sales.create',
    params: ParkedParams,
    response: ParkedSale,
    run: async ({ sql, actor, params }) => ({ data: await getParkedSale(sql, actor, params.id) }),
  }),
  ...(['PUT', 'PATCH'] as const).map((method) =>
    write({
      method,
      path: '/parked-sales/:id',
      operation: method === 'PUT' ? 'replaceParkedSale' : 'updateParkedSale',
      tag: 'parked-sales',
      summary: text('Modifier un ticket en attente', 'Change a parked ticket'),
      description: text(
        'Seuls les champs donnés changent ; `lines` remplace toutes les lignes. Un ticket déjà repris ne change plus.',
        'Only the fields that are given change; `lines` takes the place of all lines. A ticket that was resumed changes no more.',
      ),
      access: 'sales.create',
      isPersonal: true,
      params: ParkedParams,
      body: ParkUpdate,
      response: ParkedSale,
      message: text('Ticket en attente modifié.', 'Parked ticket changed.'),
      errors: [salesErrors.parked_sale_resumed],
      run: async ({ tx, actor, params, body }) => ({ data: await updateParkedSale(tx, actor, params.id, body) }),
    }),
  ),
  write({
    method: 'POST',
    path: '/parked-sales/:id/resume',
    operation: 'resumeParkedSale',
    tag: 'parked-sales',
    summary: text('Reprendre un ticket en attente', 'Resume a parked ticket'),
    description: text(
      'À n’importe quelle caisse de son magasin, une seule fois : la seconde qui demande apprend que la première l’a. Les lignes répondues peuvent être envoyées telles quelles dans une vente.',
      'At any register of its store, once only: the second that asks learns that the first has it. The lines that are answered can be sent as they stand in a sale.',
    ),
    access: 'sales.create',
    importance: 'sales',
    params: ParkedParams,
    body: ResumeBody,
    isBodyOptional: true,
    response: ParkedSale,
    message: text('Ticket repris.', 'Ticket resumed.'),
    errors: [salesErrors.parked_sale_resumed],
    run: async ({ tx, actor, params, body }) => ({
      data: await resumeParkedSale(tx, actor, params.id, body.register_id ?? null),
    }),
  }),
  write({
    method: 'DELETE',
    path: '/parked-sales/:id',
    operation: 'deleteParkedSale',
    tag: 'parked-sales',
    summary: text('Abandonner un ticket en attente', 'Give up a parked ticket'),
    description: text(
      'Il disparaît. Un ticket déjà repris ne peut plus l’être.',
      'It is gone. A ticket that was resumed can no longer be given up.',
    ),
    access: 'sales.create',
    params: ParkedParams,
    response: Type.Null(),
    message: text('Ticket en attente abandonné.', 'Parked ticket given up.'),
    errors: [salesErrors.parked_sale_resumed],
    run: async ({ tx, actor, params }) => {
      await deleteParkedSale(tx, actor, params.id)
      return { data: null }
    },
  }),
]
