import { platformErrors } from '../../platform/errors.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { inventoryErrors } from '../errors.ts'
import { Transfer } from '../transfers/transfer-schema.ts'
import { listProposals } from './list-proposals.ts'
import { ProposalQuery, ReplenishmentBody, ReplenishmentProposals } from './replenishment-schema.ts'
import { requestReplenishment } from './request-replenishment.ts'

const tag = 'transfers'

/** What stores should order from the place that supplies them. */
export const REPLENISHMENT_ROUTES: readonly Route[] = [
  read({
    path: '/replenishment/proposals',
    operation: 'listReplenishmentProposals',
    tag,
    summary: text('Ce qu’un magasin devrait commander', 'What a store should order'),
    description: text(
      'Les articles dont la position (en stock, moins réservé, plus en route, plus demandé) est au seuil de commande ou dessous, jusqu’à la cible, en colis entiers\u00a0; le plus urgent d’abord. Les niveaux sont ceux du magasin, ou ceux que ses ventes et le délai suggèrent. Quand l’entrepôt n’en a pas assez pour tous les magasins qu’il approvisionne, chacun reçoit la même part de ce qu’il lui faut. `why` donne les chiffres. 404 pour un magasin où l’on n’agit pas.',
      'The articles whose position (on hand, less reserved, plus in transit, plus requested) is at the reorder point or below, up to the target, in whole packs; the most urgent first. Levels are those of the store, or those that its sales and lead time suggest. Where the warehouse has not enough for all stores that it supplies, each gets the same part of what it wants. `why` gives the figures. 404 for a store in which one does not act.',
    ),
    access: 'transfers.view',
    query: ProposalQuery,
    response: ReplenishmentProposals,
    errors: [platformErrors.not_found],
    run: ({ sql, actor, query }) => listProposals(sql, actor, query),
  }),
  write({
    method: 'POST',
    path: '/replenishment/requests',
    operation: 'requestReplenishment',
    tag,
    summary: text('Commander ce qui est proposé', 'Order what is proposed'),
    description: text(
      'Demande un transfert de tout ce qui est proposé (`all`), ou de certains articles, à l’entrepôt qui approvisionne le magasin. Ce qui est demandé compte aussitôt\u00a0: une seconde demande ne commande rien deux fois, et reçoit 409 `nothing_to_order` quand il ne reste rien à commander. Un article nommé qui n’est pas proposé est refusé (422).',
      'Requests a transfer of whatever is proposed (`all`), or of some articles, from the warehouse that supplies the store. What is asked for counts at once: a second request orders nothing twice, and gets 409 `nothing_to_order` where nothing is left to order. An article that is named and not proposed is refused (422).',
    ),
    access: 'transfers.request',
    body: ReplenishmentBody,
    response: Transfer,
    status: 201,
    message: text('Transfert demandé avec succès.', 'Transfer requested.'),
    errors: [platformErrors.not_found, inventoryErrors.nothing_to_order],
    run: async ({ tx, actor, body }) => ({ data: await requestReplenishment(tx, actor, body) }),
  }),
]
