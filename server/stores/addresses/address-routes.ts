import { Type } from 'typebox'
import { identityErrors } from '../../identity/index.ts'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { Address, AddressCreate, AddressList, AddressUpdate } from './address-schema.ts'
import { createAddress } from './create-address.ts'
import { deleteAddress } from './delete-address.ts'
import { listAddresses } from './list-addresses.ts'
import { getAddress } from './select-addresses.ts'
import { updateAddress } from './update-address.ts'

/** A store's pages show its primary address. */
const STORES = ['stores'] as const

/** Addresses of people and stores. What a person's are depends on who asks, so these pages are not cached. */
export const ADDRESS_ROUTES: readonly Route[] = [
  read({
    path: '/addresses',
    operation: 'listAddresses',
    tag: 'addresses',
    summary: text('Lister les adresses', 'List addresses'),
    description: text(
      'Celles des magasins où l’on travaille, les siennes, et avec `users.view` celles des personnes qui travaillent dans les mêmes magasins.',
      'Those of the stores one works in, one’s own, and with `users.view` those of the people who work in the same stores.',
    ),
    access: 'addresses.view',
    query: AddressList,
    response: Type.Array(Type.Partial(Address)),
    run: ({ sql, actor, query }) => listAddresses(sql, actor, query),
  }),
  write({
    method: 'POST',
    path: '/addresses',
    operation: 'createAddress',
    tag: 'addresses',
    summary: text('Ajouter une adresse', 'Add an address'),
    description: text(
      'À une personne ou à un magasin\u00a0; la première est la principale. Les codes postaux du Canada et de la France sont vérifiés, ceux du Québec contre leur région (`QC`\u00a0: G, H, J, et K1A que partagent les bureaux fédéraux de Gatineau et d’Ottawa)\u00a0; ceux des autres pays sont libres.',
      'To a person or a store; the first one is the primary one. Postal codes of Canada and France are checked, those of Québec against their region (`QC`: G, H, J, and K1A, which the federal offices of Gatineau and Ottawa share); those of other countries are free.',
    ),
    access: 'addresses.create',
    body: AddressCreate,
    response: Address,
    status: 201,
    message: text('Adresse créée avec succès.', 'Address created.'),
    errors: [identityErrors.beyond_power],
    touches: STORES,
    run: async ({ tx, actor, body }) => ({ data: await createAddress(tx, actor, body) }),
  }),
  read({
    path: '/addresses/:id',
    operation: 'getAddress',
    tag: 'addresses',
    summary: text('Lire une adresse', 'Read an address'),
    description: text(
      'Une adresse part avec la personne ou le magasin à qui elle est, et revient avec eux.',
      'An address leaves with the person or store that it belongs to, and comes back with them.',
    ),
    access: 'addresses.view',
    params: IdParams,
    response: Address,
    run: async ({ sql, actor, params }) => ({ data: await getAddress(sql, actor, params.id) }),
  }),
  ...(['PUT', 'PATCH'] as const).map((method) =>
    write({
      method,
      path: '/addresses/:id',
      operation: method === 'PUT' ? 'replaceAddress' : 'updateAddress',
      tag: 'addresses',
      summary: text('Modifier une adresse', 'Change an address'),
      description: text(
        'Seuls les champs donnés changent\u00a0; une adresse reste à qui elle est. La principale le reste jusqu’à ce qu’une autre le devienne.',
        'Only the fields that are given change; an address stays its owner’s. The primary one stays so until another becomes it.',
      ),
      access: 'addresses.update',
      params: IdParams,
      body: AddressUpdate,
      response: Address,
      message: text('Adresse modifiée avec succès.', 'Address changed.'),
      errors: [identityErrors.beyond_power],
      touches: STORES,
      run: async ({ tx, actor, params, body }) => ({ data: await updateAddress(tx, actor, params.id, body) }),
    }),
  ),
  write({
    method: 'DELETE',
    path: '/addresses/:id',
    operation: 'deleteAddress',
    tag: 'addresses',
    summary: text('Supprimer une adresse', 'Delete an address'),
    description: text(
      'Si c’était la principale, la plus ancienne de celles qui restent la remplace.',
      'If it was the primary one, the oldest of those that remain takes its place.',
    ),
    access: 'addresses.delete',
    params: IdParams,
    response: Type.Null(),
    message: text('Adresse supprimée avec succès.', 'Address deleted.'),
    errors: [identityErrors.beyond_power],
    touches: STORES,
    run: async ({ tx, actor, params }) => {
      await deleteAddress(tx, actor, params.id)
      return { data: null }
    },
  }),
]
