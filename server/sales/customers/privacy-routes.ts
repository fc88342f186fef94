import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import { Customer, EraseBody, MergeBody } from './customer-schema.ts'
import { ErasedData, eraseCustomer } from './erase-customer.ts'
import { CustomerExport, exportCustomer } from './export-customer.ts'
import { mergeCustomers } from './merge-customers.ts'

/** Making one record of two, handing over what is known, and forgetting it. */
export const PRIVACY_ROUTES: readonly Route[] = [
  write({
    method: 'POST',
    path: '/customers/:id/merge',
    operation: 'mergeCustomers',
    tag: 'customers',
    summary: text('Fondre deux clients en un', 'Merge two customers into one'),
    description: text(
      'Celui de l’adresse reste ; celui que nomme `customer_id` s’y fond. Tickets, crédit et tickets en attente passent au premier, qui reprend aussi ce qu’il ne savait pas. Ce qui nomme encore le second désigne dès lors le premier.',
      'The one in the address stays; the one that `customer_id` names is merged into it. Tickets, credit and parked tickets go over to the first, which also takes what it did not know. Whatever still names the second means the first from then on.',
    ),
    access: 'customers.update',
    params: IdParams,
    body: MergeBody,
    response: Customer,
    message: text('Clients fondus en un.', 'Customers merged.'),
    errors: [salesErrors.customer_merged],
    run: async ({ tx, actor, params, body }) => ({
      data: await mergeCustomers(tx, actor, params.id, body.customer_id),
    }),
  }),
  read({
    path: '/customers/:id/export',
    operation: 'exportCustomer',
    tag: 'customers',
    summary: text('Exporter ce qu’on sait d’un client', 'Export what is known of a customer'),
    description: text(
      'Tout ce que la chaîne sait de lui, à lui remettre quand il le demande : sa fiche et celles qui y furent fondues, son crédit, ses tickets en attente et tous ses tickets, dans tous les magasins. Rien des personnes qui l’ont servi. Vaut aussi pour un client supprimé.',
      'All that the chain knows of them, to be handed over when they ask: their record and those merged into it, their credit, their parked tickets and all their tickets, in every store. Nothing of the people who served them. Holds for a deleted customer too.',
    ),
    access: 'customers.erase',
    secret: true,
    params: IdParams,
    response: CustomerExport,
    contentTypes: ['application/json'],
    run: ({ sql, params, request }) => exportCustomer(sql, params.id, request.language),
  }),
  write({
    method: 'POST',
    path: '/customers/:id/erase',
    operation: 'eraseCustomer',
    tag: 'customers',
    summary: text('Effacer les données d’un client', 'Erase a customer’s data'),
    description: text(
      'Sans retour, comme la loi le demande (loi 25 au Québec, RGPD art. 17) : nom, coordonnées, notes et certificat disparaissent, aussi des tickets en attente, de la recherche et des réponses gardées. Les tickets restent, sans nom, avec leurs empreintes. Refusé tant qu’il a du crédit, sauf s’il y renonce (`forfeit_credit`). Vaut aussi pour un client supprimé.',
      'For good, as the law asks (Québec’s Law 25, GDPR art. 17): name, addresses, notes and certificate go, also from parked tickets, the search and kept answers. Tickets stay, without a name, with their hashes. Refused while they have credit, unless they give it up (`forfeit_credit`). Holds for a deleted customer too.',
    ),
    access: 'customers.erase',
    params: IdParams,
    body: EraseBody,
    isBodyOptional: true,
    response: ErasedData,
    message: text('Données du client effacées.', 'Customer’s data erased.'),
    errors: [salesErrors.customer_merged, salesErrors.customer_has_credit],
    run: async ({ tx, actor, params, body }) => ({
      data: await eraseCustomer(tx, actor, params.id, { forfeitsCredit: body.forfeit_credit === true }),
    }),
  }),
]
