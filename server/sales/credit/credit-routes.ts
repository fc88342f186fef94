import { Type } from 'typebox'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import { changeCredit } from './change-credit.ts'
import { CreditChange, CreditData, CreditMovementData, CreditQuery } from './credit-schema.ts'
import { getCredit } from './get-credit.ts'
import { listCreditMovements } from './list-credit-movements.ts'

/** Store credit: what the chain owes its customers. */
export const CREDIT_ROUTES: readonly Route[] = [
  read({
    path: '/customers/:id/credit',
    operation: 'getCustomerCredit',
    tag: 'customers',
    summary: text('Lire le crédit en magasin d’un client', 'Read a customer’s store credit'),
    description: text(
      'Les soldes par monnaie, et les vingt derniers mouvements, chacun avec le solde qu’il a laissé. D’un mouvement fait dans un magasin où l’on n’agit pas, on ne voit ni le ticket ni la personne.',
      'The balances by currency, and the last twenty movements, each with the balance that it left. Of a movement made in a store in which one does not act, neither the ticket nor the person is seen.',
    ),
    access: 'customers.view',
    params: IdParams,
    response: CreditData,
    run: async ({ sql, actor, params }) => ({ data: await getCredit(sql, actor, params.id) }),
  }),
  read({
    path: '/customers/:id/credit/movements',
    operation: 'listCustomerCreditMovements',
    tag: 'customers',
    summary: text('Lister les mouvements du crédit d’un client', 'List the movements of a customer’s credit'),
    description: text(
      'Tous, le dernier d’abord ; leur somme par monnaie est le solde. D’un mouvement fait dans un magasin où l’on n’agit pas, on ne voit ni le ticket ni la personne.',
      'All of them, the last first; their sum by currency is the balance. Of a movement made in a store in which one does not act, neither the ticket nor the person is seen.',
    ),
    access: 'customers.view',
    params: IdParams,
    query: CreditQuery,
    response: Type.Array(Type.Partial(CreditMovementData)),
    run: ({ sql, actor, params, query }) => listCreditMovements(sql, actor, params.id, query),
  }),
  write({
    method: 'POST',
    path: '/customers/:id/credit',
    operation: 'changeCustomerCredit',
    tag: 'customers',
    summary: text('Accorder ou retirer du crédit en magasin', 'Grant or withdraw store credit'),
    description: text(
      'Un montant positif est accordé, un négatif retiré ; il faut une raison. Le solde n’est jamais négatif. La monnaie est celle d’un magasin de la chaîne ; sans elle, celle des magasins où l’on agit, s’ils n’en ont qu’une. Une vente se paie en crédit par `method: "credit"`, un retour s’y rembourse.',
      'A positive amount is granted, a negative one withdrawn; it takes a reason. The balance is never negative. The currency is one of the chain’s stores; without it, that of the stores in which one acts, when they have only one. A sale is paid from credit by `method: "credit"`, a return is refunded to it.',
    ),
    access: 'customers.update',
    isPersonal: true,
    params: IdParams,
    body: CreditChange,
    response: CreditMovementData,
    status: 201,
    message: text('Crédit modifié.', 'Credit changed.'),
    errors: [salesErrors.customer_merged, salesErrors.insufficient_credit],
    run: async ({ tx, actor, params, body }) => ({ data: await changeCredit(tx, actor, params.id, body) }),
  }),
]
