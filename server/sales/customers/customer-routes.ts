import { Type } from 'typebox'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import { SaleSummary } from '../tickets/list-sales.ts'
import { createCustomer } from './create-customer.ts'
import { Customer, CustomerCreate, CustomerList, CustomerUpdate } from './customer-schema.ts'
import { deleteCustomer } from './delete-customer.ts'
import { CustomerSalesQuery, listCustomerSales } from './list-customer-sales.ts'
import { listCustomers } from './list-customers.ts'
import { getCustomer } from './select-customers.ts'
import { updateCustomer } from './update-customer.ts'

/** The customers of the chain. Whoever sees one sees all of them; their tickets, only those of one's stores. */
export const CUSTOMER_ROUTES: readonly Route[] = [
  read({
    path: '/customers',
    operation: 'listCustomers',
    tag: 'customers',
    summary: text('Lister les clients', 'List customers'),
    description: text(
      'Les clients de toute la chaîne, par nom. `q` cherche dans le nom, le courriel, le téléphone et l’identifiant externe, sans égard aux accents ni à la façon d’écrire un numéro. Ceux qui furent supprimés, fondus ou effacés n’y sont pas.',
      'The customers of the whole chain, by name. `q` looks through name, e-mail, telephone and external id, whatever the accents and the way of writing a number. Those that were deleted, merged or erased are not in it.',
    ),
    access: 'customers.view',
    isPersonal: true,
    query: CustomerList,
    response: Type.Array(Type.Partial(Customer)),
    run: ({ sql, query }) => listCustomers(sql, query),
  }),
  write({
    method: 'POST',
    path: '/customers',
    operation: 'createCustomer',
    tag: 'customers',
    summary: text('Ajouter un client', 'Add a customer'),
    description: text(
      'Seul le nom est obligatoire. Deux clients peuvent avoir le même courriel ou le même téléphone, jamais le même `external_id`. Les codes postaux du Canada et de la France sont vérifiés. Avec `tax_exemption`, ses achats ne portent aucune taxe jusqu’à la fin du certificat.',
      'Only the name is required. Two customers may have one e-mail or telephone, never one `external_id`. Postal codes of Canada and France are checked. With `tax_exemption` what they buy bears no tax until the certificate expires.',
    ),
    access: 'customers.create',
    isPersonal: true,
    body: CustomerCreate,
    response: Customer,
    status: 201,
    message: text('Client créé avec succès.', 'Customer created.'),
    errors: [salesErrors.customer_external_id_taken],
    run: async ({ tx, body }) => ({ data: await createCustomer(tx, body) }),
  }),
  read({
    path: '/customers/:id',
    operation: 'getCustomer',
    tag: 'customers',
    summary: text('Lire un client', 'Read a customer'),
    description: text(
      'Avec son crédit en magasin. Celui qui fut fondu dans un autre est encore lu ici, et `merged_into_id` dit dans lequel.',
      'With their store credit. One that was merged into another is still read here, and `merged_into_id` says into which.',
    ),
    access: 'customers.view',
    params: IdParams,
    response: Customer,
    run: async ({ sql, params }) => ({ data: await getCustomer(sql, params.id) }),
  }),
  ...(['PUT', 'PATCH'] as const).map((method) =>
    write({
      method,
      path: '/customers/:id',
      operation: method === 'PUT' ? 'replaceCustomer' : 'updateCustomer',
      tag: 'customers',
      summary: text('Modifier un client', 'Change a customer'),
      description: text(
        'Seuls les champs donnés changent ; null vide un champ, et `tax_exemption: null` met fin à l’exonération pour les ventes à venir.',
        'Only the fields that are given change; null empties one, and `tax_exemption: null` ends the exemption for sales to come.',
      ),
      access: 'customers.update',
      isPersonal: true,
      params: IdParams,
      body: CustomerUpdate,
      response: Customer,
      message: text('Client modifié avec succès.', 'Customer changed.'),
      errors: [salesErrors.customer_external_id_taken, salesErrors.customer_merged],
      run: async ({ tx, params, body }) => ({ data: await updateCustomer(tx, params.id, body) }),
    }),
  ),
  write({
    method: 'DELETE',
    path: '/customers/:id',
    operation: 'deleteCustomer',
    tag: 'customers',
    summary: text('Supprimer un client', 'Delete a customer'),
    description: text(
      'Le retire des listes ; ses tickets le nomment encore, et ses données restent jusqu’à ce qu’on les efface (`/erase`). Refusé tant qu’il a du crédit en magasin.',
      'Takes them off the lists; their tickets still name them, and their data stays until it is erased (`/erase`). Refused while they have store credit.',
    ),
    access: 'customers.delete',
    params: IdParams,
    response: Type.Null(),
    message: text('Client supprimé avec succès.', 'Customer deleted.'),
    errors: [salesErrors.customer_merged, salesErrors.customer_has_credit],
    run: async ({ tx, params }) => {
      await deleteCustomer(tx, params.id)
      return { data: null }
    },
  }),
  read({
    path: '/customers/:id/sales',
    operation: 'listCustomerSales',
    tag: 'customers',
    summary: text('Lister les tickets d’un client', 'List a customer’s tickets'),
    description: text(
      'Ses ventes et ses retours, les derniers d’abord, dans les magasins où l’on agit seulement. Demande aussi `sales.view`.',
      'Their sales and returns, latest first, in the stores in which one acts only. Takes `sales.view` as well.',
    ),
    access: 'customers.view',
    params: IdParams,
    query: CustomerSalesQuery,
    response: Type.Array(Type.Partial(SaleSummary)),
    run: ({ sql, actor, params, query }) => listCustomerSales(sql, actor, params.id, query),
  }),
]
