import { Type } from 'typebox'
import { identityErrors } from '../../identity/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { ownWrite, type Route, read } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import { SessionParams } from '../sessions/schema.ts'
import type { Sales } from '../tickets/sales.ts'
import { ApprovalBody, ApprovalItem, ApprovalList, GivenApprovalData, TurnBody, TurnData } from './approval-schema.ts'
import { giveApproval } from './give-approval.ts'
import { listApprovals } from './list-approvals.ts'
import { takeTurn } from './take-turn.ts'

/** What people confirm with their PIN at somebody else's till. */
export const createApprovalRoutes = (sales: Sales): readonly Route[] => [
  ownWrite({
    method: 'POST',
    path: '/approvals',
    operation: 'giveApproval',
    tag: 'approvals',
    summary: text('Approuver par NIP', 'Approve by PIN'),
    description: text(
      'Demandée par qui vend, donnée par qui détient `approvals.give` dans ce magasin, avec son NIP. L’approbation vaut dix minutes, pour un seul ticket de ce magasin enregistré par qui l’a demandée, et pas au-delà de `details`\u00a0: une remise jusqu’à `percent` d’une ligne, ou d’un ticket, qui vaut au plus `from`, un prix `to` à la place de `from`. Ce qui est ôté d’un prix ne dépasse pas la limite de l’approbateur, un prix abaissé non plus, sauf s’il détient `sales.override` ; personne n’approuve pour soi ce qu’on ne peut pas faire seul. Nommez-la dans `approvals` de la vente ou du retour ; un ticket refusé ne l’use pas. Cinq NIP erronés pour une personne, et elle attend un quart d’heure ; une personne inconnue, d’un autre magasin ou sans NIP répond de même. Une demande répétée fait une autre approbation.',
      'Asked for by who sells, given by who holds `approvals.give` in this store, with their PIN. The approval holds for ten minutes, for one ticket of this store recorded by who asked for it, and no further than `details`: a discount up to `percent` of a line, or of a ticket, that is worth at most `from`, a price `to` in the place of `from`. What is taken off a price does not exceed the approver’s limit, nor does a lowered price unless they hold `sales.override`; nobody approves for themselves what they may not do alone. Name it in `approvals` of the sale or return; a ticket that is refused does not use it up. Five wrong PINs for a person, and they wait a quarter of an hour; an unknown person, one of another store and one without a PIN answer the same. The same request again makes another approval.',
    ),
    access: 'sales.create',
    importance: 'sales',
    errors: [
      platformErrors.not_found,
      identityErrors.bad_pin,
      identityErrors.too_many_attempts,
      salesErrors.approver_may_not,
    ],
    body: ApprovalBody,
    response: GivenApprovalData,
    status: 201,
    secret: true,
    message: text('Approbation donnée.', 'Approval given.'),
    run: async ({ actor, body, audit }) => ({ data: await giveApproval(sales, actor, body, audit) }),
  }),
  read({
    path: '/approvals',
    operation: 'listApprovals',
    tag: 'approvals',
    summary: text('Lister les approbations', 'List approvals'),
    description: text(
      'Ce qui fut approuvé dans les magasins où l’on agit, le dernier d’abord, avec qui l’a demandé et le ticket qui l’a usé. `date_from` et `date_to` sont des jours du magasin. Demande `approvals.give` ou `audit.view` ; 404 pour un magasin où l’on n’agit pas.',
      'What was approved in the stores in which one acts, latest first, with who asked for it and the ticket that used it up. `date_from` and `date_to` are days of the store. Takes `approvals.give` or `audit.view`; 404 for a store in which one does not act.',
    ),
    access: 'authenticated',
    errors: [platformErrors.forbidden, platformErrors.not_found],
    query: ApprovalList,
    response: Type.Array(Type.Partial(ApprovalItem)),
    run: ({ sql, actor, query }) => listApprovals(sql, actor, query),
  }),
  ownWrite({
    method: 'POST',
    path: '/register-sessions/:id/cashier',
    operation: 'takeTurn',
    tag: 'sessions',
    summary: text('Prendre son tour à une caisse', 'Take one’s turn at a drawer'),
    description: text(
      'Vérifie le NIP de qui se place devant le tiroir ouvert, et répond qui c’est et ce qu’il peut faire\u00a0: la caisse le nomme ensuite dans `cashier_id`. Le tour est consigné au journal d’audit. Les essais comptent avec ceux de `POST /approvals`.',
      'Checks the PIN of who steps up to the open drawer, and answers who it is and what they may do: the till then names them in `cashier_id`. The turn is written to the audit log. Attempts count together with those of `POST /approvals`.',
    ),
    access: 'sales.create',
    importance: 'sales',
    errors: [
      platformErrors.not_found,
      identityErrors.bad_pin,
      identityErrors.too_many_attempts,
      salesErrors.session_already_closed,
      salesErrors.session_has_no_drawer,
    ],
    params: SessionParams,
    body: TurnBody,
    response: TurnData,
    secret: true,
    run: async ({ sql, actor, params, body, audit }) => ({
      data: await takeTurn(sql, actor, { ...body, sessionId: params.id, audit }),
    }),
  }),
]
