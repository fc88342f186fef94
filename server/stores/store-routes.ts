import { Type } from 'typebox'
import { IdParams } from '../platform/http/fields.ts'
import { type CachePolicy, type Route, read, write } from '../platform/http/route.ts'
import { text } from '../platform/text.ts'
import { createStore } from './create-store.ts'
import { deleteStore } from './delete-store.ts'
import { storesErrors } from './errors.ts'
import { getStore } from './get-store.ts'
import { listStores } from './list-stores.ts'
import { restoreStore } from './restore-store.ts'
import { Store, StoreCreate, StoreList, StoreRead, StoreUpdate } from './schema.ts'
import { type StoreGuards, updateStore } from './update-store.ts'

const STORES = ['stores'] as const
const CACHED: CachePolicy = {
  namespaces: STORES,
  time: 'stores',
  except: ({ include, deleted }) => include !== undefined || deleted !== undefined,
}

/** Stores and warehouses. What includes people, or asks for deleted stores, depends on permissions: it is answered anew. */
export const createStoreTable = (guards: StoreGuards): readonly Route[] => [
  read({
    path: '/stores',
    operation: 'listStores',
    tag: 'stores',
    summary: text('Lister les magasins', 'List stores'),
    description: text(
      'Ceux où l’on travaille, entrepôts compris. `include` joint leurs relations, chacune selon sa propre permission ; `deleted=true` montre ceux qui ont été supprimés à qui peut les restaurer.',
      'Those one works in, warehouses too. `include` joins their relations, each by its own permission; `deleted=true` shows those that were deleted to whoever may restore them.',
    ),
    access: 'stores.view',
    query: StoreList,
    response: Type.Array(Type.Partial(Store)),
    cache: CACHED,
    run: ({ sql, actor, query }) => listStores(sql, actor, query),
  }),
  write({
    method: 'POST',
    path: '/stores',
    operation: 'createStore',
    tag: 'stores',
    summary: text('Créer un magasin', 'Create a store'),
    description: text(
      'Avec sa caisse virtuelle. Sans `stores.all`, on travaille aussitôt dans le magasin que l’on crée. Fuseau horaire IANA, devise ISO 4217, heures d’ouverture sans chevauchement.',
      'With its virtual register. Without `stores.all`, one works at once in the store one makes. IANA time zone, ISO 4217 currency, opening hours that do not overlap.',
    ),
    access: 'stores.create',
    errors: [storesErrors.store_code_taken, storesErrors.store_external_id_taken],
    body: StoreCreate,
    response: Store,
    status: 201,
    message: text('Magasin créé avec succès.', 'Store created.'),
    touches: STORES,
    // Somebody limited to some stores now works in this one too.
    changesActors: true,
    run: async ({ tx, actor, body }) => ({ data: await createStore(tx, actor, body) }),
  }),
  read({
    path: '/stores/:id',
    operation: 'getStore',
    tag: 'stores',
    summary: text('Lire un magasin', 'Read a store'),
    description: text(
      'Avec son adresse principale ; `include` joint ses relations, chacune selon sa propre permission.',
      'With its primary address; `include` joins its relations, each by its own permission.',
    ),
    access: 'stores.view',
    params: IdParams,
    query: StoreRead,
    response: Store,
    cache: CACHED,
    run: async ({ sql, actor, params, query }) => ({ data: await getStore(sql, actor, params.id, query.include) }),
  }),
  ...(['PUT', 'PATCH'] as const).map((method) =>
    write({
      method,
      path: '/stores/:id',
      operation: method === 'PUT' ? 'replaceStore' : 'updateStore',
      tag: 'stores',
      summary: text('Modifier un magasin', 'Change a store'),
      description: text(
        'Seuls les champs donnés changent. La devise ne change plus dès que le magasin a des tickets ou des mouvements de stock.',
        'Only the fields that are given change. The currency no longer changes once the store has tickets or stock movements.',
      ),
      access: 'stores.update',
      errors: [storesErrors.store_code_taken, storesErrors.store_external_id_taken, storesErrors.store_currency_in_use],
      params: IdParams,
      body: StoreUpdate,
      response: Store,
      message: text('Magasin modifié avec succès.', 'Store changed.'),
      touches: STORES,
      run: async ({ tx, actor, params, body }) => ({ data: await updateStore(tx, actor, params.id, body, guards) }),
    }),
  ),
  write({
    method: 'DELETE',
    path: '/stores/:id',
    operation: 'deleteStore',
    tag: 'stores',
    summary: text('Supprimer un magasin', 'Delete a store'),
    description: text(
      'Il quitte toutes les listes ; ses tickets gardent son nom, son code reste pris, ses personnes lui restent rattachées. Refusé tant que quelque chose en dépend, avec toutes les raisons à la fois.',
      'It leaves every list; its tickets keep its name, its code stays taken, its people stay attached. Refused while something depends on it, with all reasons at once.',
    ),
    access: 'stores.delete',
    errors: [storesErrors.store_in_use],
    params: IdParams,
    response: Type.Null(),
    message: text('Magasin supprimé avec succès.', 'Store deleted.'),
    touches: STORES,
    run: async ({ tx, actor, params }) => {
      await deleteStore(tx, actor, params.id, guards)
      return { data: null }
    },
  }),
  write({
    method: 'POST',
    path: '/stores/:id/restore',
    operation: 'restoreStore',
    tag: 'stores',
    summary: text('Restaurer un magasin', 'Restore a store'),
    description: text(
      'Il revient tel qu’il était, avec ses caisses, ses adresses et ses personnes. Un magasin qui n’était pas supprimé est rendu tel quel.',
      'It comes back as it was, with its registers, addresses and people. A store that was not deleted is answered as it is.',
    ),
    // Whoever may delete a store may take it back.
    access: 'stores.delete',
    params: IdParams,
    response: Store,
    message: text('Magasin restauré avec succès.', 'Store restored.'),
    touches: STORES,
    run: async ({ tx, actor, params }) => ({ data: await restoreStore(tx, actor, params.id) }),
  }),
]
