import { Type } from 'typebox'
import { platformErrors } from '../../platform/errors.ts'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { loadStoreFacts, type StoreDirectory, storesErrors } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'
import type { JournalSigner } from '../journal/journal-signer.ts'
import { closeSession } from './close-session.ts'
import { getSession } from './get-session.ts'
import { listSessions } from './list-sessions.ts'
import { moveCash } from './move-cash.ts'
import { openSession } from './open-session.ts'
import { createReportRoutes, reportOf } from './report-routes.ts'
import { SessionReport } from './report-schema.ts'
import {
  CashMovementCreate,
  CashMovementItem,
  SessionClose,
  SessionDetail,
  SessionItem,
  SessionList,
  SessionOpen,
  SessionParams,
} from './schema.ts'

const REPLAYED = { status: 200, headers: { 'idempotent-replayed': 'true' } }

/** Drawer sessions: opened with a float, closed with a count, and what they add up to. */
export const createSessionRoutes = (stores: StoreDirectory, signer: JournalSigner): readonly Route[] => [
  write({
    method: 'POST',
    path: '/registers/:id/sessions',
    operation: 'openSession',
    tag: 'sessions',
    summary: text('Ouvrir une session de caisse', 'Open a drawer session'),
    description: text(
      'Ouvre le tiroir d’une caisse avec son fond. L’`id` est celui que le poste a fait ; la même ouverture envoyée deux fois répond 200. Une caisse n’a qu’une session ouverte à la fois. Les caissiers s’y relaient : `cashier_id` dit qui l’ouvre, soi-même sinon.',
      'Opens the drawer of a register with its float. The `id` is one that the till has made; the same opening sent twice answers 200. A register has one open session at a time. Cashiers take turns on it: `cashier_id` says who opens it, oneself otherwise.',
    ),
    access: 'sessions.open',
    importance: 'sales',
    errors: [salesErrors.session_already_open, storesErrors.register_is_built_in, salesErrors.duplicate_id],
    params: IdParams,
    body: SessionOpen,
    response: SessionDetail,
    status: 201,
    message: text('Session ouverte.', 'Session opened.'),
    run: async ({ tx, actor, params, body }) => {
      const { id, isReplay } = await openSession(tx, actor, params.id, body)
      return { data: await getSession(tx, actor, id), ...(isReplay && REPLAYED) }
    },
  }),
  read({
    path: '/register-sessions',
    operation: 'listSessions',
    tag: 'sessions',
    summary: text('Lister les sessions de caisse', 'List register sessions'),
    description: text(
      'Les sessions des magasins où l’on agit, les derniers jours d’abord. `kind=drawer` : les tiroirs ; `kind=day` : ce qu’une caisse a pris dans une journée sans session nommée, fermée d’elle-même le lendemain. Le comptage est aveugle : `expected_cash` d’une session ouverte n’est montré qu’à qui a `sessions.cash`. 404 pour un magasin où l’on n’agit pas.',
      'The sessions of the stores in which one acts, latest days first. `kind=drawer`: drawers; `kind=day`: what a register took in a day without a session being named, closed by itself on the next. The count is blind: `expected_cash` of an open session is shown only to who has `sessions.cash`. 404 for a store in which one does not act.',
    ),
    access: 'sessions.view',
    errors: [platformErrors.not_found],
    query: SessionList,
    response: Type.Array(Type.Partial(SessionItem)),
    run: ({ sql, actor, query }) => listSessions(sql, actor, query),
  }),
  read({
    path: '/register-sessions/:id',
    operation: 'getSession',
    tag: 'sessions',
    summary: text('Lire une session de caisse', 'Read a register session'),
    description: text(
      'La session, avec ses mouvements d’espèces (les 500 derniers). `missing_records` compte ce qu’un poste a numéroté et n’a pas encore livré : le rapport Z est complet quand il n’en manque aucun.',
      'The session, with its cash movements (the latest 500). `missing_records` counts what a till has numbered and not delivered yet: the Z report is complete when none is missing.',
    ),
    access: 'sessions.view',
    params: SessionParams,
    response: SessionDetail,
    run: async ({ sql, actor, params }) => ({ data: await getSession(sql, actor, params.id) }),
  }),
  write({
    method: 'POST',
    path: '/register-sessions/:id/cash-movements',
    operation: 'moveCash',
    tag: 'sessions',
    summary: text('Entrer ou sortir des espèces', 'Put cash in or take it out'),
    description: text(
      '`in` : entrée ; `out` : sortie ; `drop` : dépôt au coffre ; `no_sale` : tiroir ouvert sans vente, sans montant. Le motif est obligatoire. Le même mouvement envoyé deux fois avec son `id` répond 200.',
      '`in`: cash in; `out`: cash out; `drop`: a drop into the safe; `no_sale`: the drawer opened without a sale, without an amount. The reason is required. The same movement sent twice with its `id` answers 200.',
    ),
    access: 'sessions.cash',
    importance: 'sales',
    errors: [salesErrors.session_already_closed, salesErrors.session_has_no_drawer, salesErrors.duplicate_id],
    params: SessionParams,
    body: CashMovementCreate,
    response: CashMovementItem,
    status: 201,
    message: text('Mouvement enregistré.', 'Movement recorded.'),
    run: async ({ tx, actor, params, body }) => {
      const { movement, isReplay } = await moveCash(tx, actor, params.id, body)
      return { data: movement, ...(isReplay && REPLAYED) }
    },
  }),
  write({
    method: 'POST',
    path: '/register-sessions/:id/close',
    operation: 'closeSession',
    tag: 'sessions',
    summary: text('Fermer une session de caisse', 'Close a drawer session'),
    description: text(
      'Ferme le tiroir avec ce qui y fut compté, et répond le rapport Z, où l’attendu paraît alors. `counted` : des coupures et leur nombre, ou des sommes par mode de paiement. Un écart est enregistré avec sa note, jamais refusé. Les tickets qui suivent sont acceptés, signalés `session_closed` et comptés à part. `totals` et `last_number` sont ce que le poste dit ; pour la session d’un appareil fermée d’ici, `last_number` est le dernier de sa série.',
      'Closes the drawer with what was counted in it, and answers the Z report, on which what was expected then appears. `counted`: denominations and how many, or sums by payment method. A difference is recorded with its note, never refused. Tickets that follow are accepted, flagged `session_closed` and counted apart. `totals` and `last_number` are what the till says; for a device’s session that is closed from here, `last_number` is the last of its series.',
    ),
    access: 'sessions.close',
    importance: 'sales',
    errors: [salesErrors.session_already_closed, salesErrors.session_has_no_drawer],
    params: SessionParams,
    body: SessionClose,
    response: SessionReport,
    message: text('Session fermée.', 'Session closed.'),
    // The closing enters the journal.
    prepare: () => signer.key(),
    run: async ({ tx, actor, params, body, request, prepared: key }) => {
      await closeSession(tx, actor, params.id, body, key)
      const facts = (ids: readonly number[]) => loadStoreFacts(tx, ids)
      return { data: await reportOf(tx, actor, params.id, 'z', facts, request.language) }
    },
  }),
  ...createReportRoutes(stores),
]
