import { platformErrors } from '../../platform/errors.ts'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { inventoryErrors } from '../errors.ts'
import { createReservation } from './create-reservation.ts'
import { extendReservation } from './extend-reservation.ts'
import { getReservation, listReservations } from './read-reservations.ts'
import { releaseReservation } from './release-reservation.ts'
import {
  Reservation,
  ReservationBody,
  ReservationQuery,
  Reservations,
  ReservationUpdate,
} from './reservation-schema.ts'

const tag = 'inventory'

/** Goods promised to somebody until a moment. */
export const RESERVATION_ROUTES: readonly Route[] = [
  read({
    path: '/reservations',
    operation: 'listReservations',
    tag,
    summary: text('Lister les réservations', 'List reservations'),
    description: text(
      'Celles des magasins où l’on agit, les plus récentes d’abord. Une réservation échue ne compte plus dès son échéance.',
      'Those of the stores in which one acts, the newest first. A reservation counts no more from its expiry on.',
    ),
    access: 'stock.view',
    query: ReservationQuery,
    response: Reservations,
    run: ({ sql, actor, query }) => listReservations(sql, actor, query),
  }),
  write({
    method: 'POST',
    path: '/reservations',
    operation: 'createReservation',
    tag,
    summary: text('Réserver un article', 'Reserve an article'),
    description: text(
      'Promet ce qui est en stock et promis à personne, jusqu’à l’échéance (un jour, si rien n’est dit). 409 `not_enough_stock` quand il n’y en a pas assez de disponible. Une ligne de vente qui nomme la réservation (`reservation_id`) la prend.',
      'Promises what is on hand and promised to nobody, until the expiry (a day, where nothing is said). 409 `not_enough_stock` when not enough of it is available. A line of a sale that names the reservation (`reservation_id`) takes it.',
    ),
    access: 'sales.create',
    body: ReservationBody,
    response: Reservation,
    status: 201,
    message: text('Réservation créée avec succès.', 'Reservation created.'),
    errors: [platformErrors.not_found, inventoryErrors.not_enough_stock],
    run: async ({ tx, actor, body }) => ({ data: await createReservation(tx, actor, body) }),
  }),
  read({
    path: '/reservations/:id',
    operation: 'getReservation',
    tag,
    summary: text('Lire une réservation', 'Read a reservation'),
    description: text(
      'Ce qui en est pris, ce qui en reste, et jusqu’à quand.',
      'What of it was taken, what remains, and until when.',
    ),
    access: 'stock.view',
    params: IdParams,
    response: Reservation,
    run: async ({ sql, actor, params }) => ({ data: await getReservation(sql, actor, params.id) }),
  }),
  ...(['PUT', 'PATCH'] as const).map((method) =>
    write({
      method,
      path: '/reservations/:id',
      operation: method === 'PUT' ? 'replaceReservation' : 'updateReservation',
      tag,
      summary: text('Prolonger une réservation', 'Extend a reservation'),
      description: text(
        'Déplace l’échéance d’une réservation en cours. 409 `reservation_ended` quand elle est échue, rendue ou vendue.',
        'Moves the expiry of a reservation that runs. 409 `reservation_ended` when it ran out, was given up or was sold.',
      ),
      access: 'sales.create',
      params: IdParams,
      body: ReservationUpdate,
      response: Reservation,
      message: text('Réservation prolongée avec succès.', 'Reservation extended.'),
      errors: [inventoryErrors.reservation_ended, inventoryErrors.reservation_of_transfer],
      run: async ({ tx, actor, params, body }) => ({
        data: await extendReservation(tx, actor, params.id, body.expires_at),
      }),
    }),
  ),
  write({
    method: 'DELETE',
    path: '/reservations/:id',
    operation: 'releaseReservation',
    tag,
    summary: text('Rendre une réservation', 'Give up a reservation'),
    description: text(
      'Ce qui en reste redevient disponible. La réservation demeure, pour mémoire. 409 `reservation_ended` quand elle a déjà pris fin.',
      'What remains of it becomes available again. The reservation stays, for the record. 409 `reservation_ended` when it has already ended.',
    ),
    access: 'sales.create',
    params: IdParams,
    response: Reservation,
    message: text('Réservation rendue avec succès.', 'Reservation given up.'),
    errors: [inventoryErrors.reservation_ended, inventoryErrors.reservation_of_transfer],
    run: async ({ tx, actor, params }) => ({ data: await releaseReservation(tx, actor, params.id) }),
  }),
]
