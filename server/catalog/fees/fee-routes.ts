import { Type } from 'typebox'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { Fee, FeesInput } from './fee-schema.ts'
import { listFees } from './list-fees.ts'
import { replaceFees } from './replace-fees.ts'

const CATALOG = ['catalog'] as const

export const FEE_ROUTES: readonly Route[] = [
  read({
    path: '/product-variants/:id/fees',
    operation: 'listFees',
    tag: 'product-variants',
    summary: text('Lister les consignes et écofrais d’une variante', 'List the deposits and eco-fees of a variant'),
    description: text(
      'Ce qu’une unité porte en plus de son prix, chaque montant avec sa propre classe de taxe. La variante et la recherche par code les montrent aussi.',
      'What a unit bears beside its price, each amount with a tax class of its own. The variant and the look-up by code show them too.',
    ),
    access: 'product-variants.view',
    params: IdParams,
    response: Type.Array(Fee),
    cache: { namespaces: CATALOG, time: 'productsList' },
    run: async ({ sql, params }) => ({ data: await listFees(sql, params.id) }),
  }),
  write({
    method: 'PUT',
    path: '/product-variants/:id/fees',
    operation: 'replaceFees',
    tag: 'product-variants',
    summary: text(
      'Remplacer les consignes et écofrais d’une variante',
      'Replace the deposits and eco-fees of a variant',
    ),
    description: text(
      'La liste remplace celle qui est là, dans l’ordre où elle s’imprime\u00a0; une liste vide les retire tous. Le montant vaut pour une unité, dans la devise du magasin qui vend.',
      'The list replaces the one that is there, in the order in which it is printed; an empty one takes all away. The amount is for one unit, in the currency of the store that sells it.',
    ),
    access: 'product-variants.update',
    params: IdParams,
    body: FeesInput,
    response: Type.Array(Fee),
    message: text('Consignes et écofrais remplacés avec succès.', 'Deposits and eco-fees replaced.'),
    touches: CATALOG,
    run: async ({ tx, params, body }) => ({ data: await replaceFees(tx, params.id, body) }),
  }),
]
