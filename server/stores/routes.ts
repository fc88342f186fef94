import { Type } from 'typebox'
import { IdParams } from '../platform/http/fields.ts'
import { type Route, read, write } from '../platform/http/route.ts'
import { text } from '../platform/text.ts'
import { createStore } from './create-store.ts'
import { deleteStore } from './delete-store.ts'
import { storesErrors } from './errors.ts'
import { getStore } from './get-store.ts'
import { listStores } from './list-stores.ts'
import { listTaxClasses, listTaxZones } from './list-tax-rules.ts'
import { createRegister } from './registers/create-register.ts'
import { deleteRegister, type RegisterGuard } from './registers/delete-register.ts'
import { getRegister } from './registers/get-register.ts'
import { listRegisters } from './registers/list-registers.ts'
import { updateRegister } from './registers/update-register.ts'
import {
  Register,
  RegisterCreate,
  RegisterList,
  RegisterUpdate,
  Store,
  StoreCreate,
  StoreList,
  StoreUpdate,
  TaxClass,
  TaxZone,
} from './schema.ts'
import { type StoreGuards, updateStore } from './update-store.ts'

export type StoreRouteDependencies = {
  readonly guards: StoreGuards
  readonly registerGuards: readonly RegisterGuard[]
}

const STORES = ['stores'] as const
const CACHED = { namespaces: STORES, seconds: 1800 }
const UPDATE_METHODS = ['PUT', 'PATCH'] as const

/** The table of this room: stores, registers, tax rules. */
export const createStoreRoutes = (dependencies: StoreRouteDependencies): readonly Route[] => [
  ...storeRoutes(dependencies),
  ...registerRoutes(dependencies),
  ...TAX_ROUTES,
]

const storeRoutes = ({ guards }: StoreRouteDependencies): Route[] => [
  read({
    path: '/stores',
    operation: 'listStores',
    tag: 'stores',
    summary: text('Lister les magasins', 'List stores'),
    description: text(
      'Les magasins et entrepôts où l’on agit ; ceux des autres n’apparaissent pas. Filtres par genre, groupe, ville, devise et identifiant externe.',
      'The stores and warehouses in which one acts; those of others do not appear. Filters by kind, group, city, currency and external id.',
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
      'Ouvre un magasin ou un entrepôt, avec sa caisse virtuelle. Refusés : un fuseau horaire (IANA), une devise (ISO 4217) ou une zone de taxes inconnus, un code déjà pris. Qui ne travaille que dans certains magasins travaille dès lors aussi dans celui-ci.',
      'Opens a store or a warehouse, with its virtual register. Refused: an unknown time zone (IANA), currency (ISO 4217) or tax zone, a code that is taken. Somebody who works in some stores only works in this one too from then on.',
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
      'Le magasin et ses réglages : fuseau, devise, zone de taxes, heures d’ouverture, textes du reçu. 404 pour celui où l’on n’agit pas.',
      'The store and its settings: time zone, currency, tax zone, opening hours, words of the receipt. 404 for one in which one does not act.',
    ),
    access: 'stores.view',
    params: IdParams,
    response: Store,
    cache: CACHED,
    run: async ({ sql, actor, params }) => ({ data: await getStore(sql, actor, params.id) }),
  }),
  ...UPDATE_METHODS.map((method) =>
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
      'Retire le magasin des listes ; ses tickets et ses rapports restent. Refusé tant que quelque chose en dépend encore, comme du stock : la réponse dit quoi.',
      'Takes the store off the lists; its tickets and reports stay. Refused while something still depends on it, such as stock: the answer says what.',
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
]

const registerRoutes = ({ registerGuards }: StoreRouteDependencies): Route[] => [
  read({
    path: '/stores/:id/registers',
    operation: 'listRegisters',
    tag: 'registers',
    summary: text('Lister les caisses d’un magasin', 'List the registers of a store'),
    description: text(
      'Les caisses du magasin : celles des comptoirs (`till`), la caisse virtuelle des programmes (`virtual`) et celle des ventes importées (`import`).',
      'The registers of the store: those at the counters (`till`), the virtual one of programs (`virtual`) and that of imported sales (`import`).',
    ),
    access: 'registers.view',
    params: IdParams,
    query: RegisterList,
    response: Type.Array(Type.Partial(Register)),
    cache: CACHED,
    run: ({ sql, actor, params, query }) => listRegisters(sql, actor, params.id, query),
  }),
  write({
    method: 'POST',
    path: '/stores/:id/registers',
    operation: 'createRegister',
    tag: 'registers',
    summary: text('Ajouter une caisse à un magasin', 'Add a register to a store'),
    description: text(
      'Ajoute une caisse de comptoir. Deux caisses d’un magasin ne portent pas le même nom.',
      'Adds a register at a counter. No two registers of a store have the same name.',
    ),
    access: 'registers.create',
    errors: [storesErrors.register_name_taken],
    params: IdParams,
    body: RegisterCreate,
    response: Register,
    status: 201,
    message: text('Caisse créée avec succès.', 'Register created.'),
    touches: STORES,
    run: async ({ tx, actor, params, body }) => ({ data: await createRegister(tx, actor, params.id, body) }),
  }),
  read({
    path: '/registers/:id',
    operation: 'getRegister',
    tag: 'registers',
    summary: text('Lire une caisse', 'Read a register'),
    description: text(
      'La caisse, son magasin, et si elle sert encore. 404 dans un magasin où l’on n’agit pas.',
      'The register, its store, and whether it is still in use. 404 in a store in which one does not act.',
    ),
    access: 'registers.view',
    params: IdParams,
    response: Register,
    cache: CACHED,
    run: async ({ sql, actor, params }) => ({ data: await getRegister(sql, actor, params.id) }),
  }),
  ...UPDATE_METHODS.map((method) =>
    write({
      method,
      path: '/registers/:id',
      operation: method === 'PUT' ? 'replaceRegister' : 'updateRegister',
      tag: 'registers',
      summary: text('Modifier une caisse', 'Change a register'),
      description: text(
        'Seuls les champs donnés changent. La caisse virtuelle et celle des imports appartiennent au système et restent actives.',
        'Only the fields that are given change. The virtual register and that of imports belong to the system and stay active.',
      ),
      access: 'registers.update',
      errors: [storesErrors.register_name_taken, storesErrors.register_is_built_in],
      params: IdParams,
      body: RegisterUpdate,
      response: Register,
      message: text('Caisse modifiée avec succès.', 'Register changed.'),
      touches: STORES,
      run: async ({ tx, actor, params, body }) => ({ data: await updateRegister(tx, actor, params.id, body) }),
    }),
  ),
  write({
    method: 'DELETE',
    path: '/registers/:id',
    operation: 'deleteRegister',
    tag: 'registers',
    summary: text('Supprimer une caisse', 'Delete a register'),
    description: text(
      'Retire la caisse ; ses tickets gardent leur numéro. Les caisses du système ne se suppriment pas.',
      'Takes the register away; its tickets keep their numbers. Registers of the system cannot be deleted.',
    ),
    access: 'registers.delete',
    errors: [storesErrors.register_is_built_in, storesErrors.register_in_use],
    params: IdParams,
    response: Type.Null(),
    message: text('Caisse supprimée avec succès.', 'Register deleted.'),
    touches: STORES,
    run: async ({ tx, actor, params }) => {
      await deleteRegister(tx, actor, params.id, registerGuards)
      return { data: null }
    },
  }),
]

const TAX_ROUTES: readonly Route[] = [
  read({
    path: '/tax-zones',
    operation: 'listTaxZones',
    tag: 'taxes',
    summary: text('Lister les zones de taxes', 'List tax zones'),
    description: text(
      'Chaque zone : ses taxes avec leur taux en pour cent, les taxes de chaque classe, et le pas d’arrondi des espèces. Les noms suivent la langue demandée.',
      'Each zone: its taxes with their rate in per cent, the taxes of each class, and the step to which cash is rounded. Names follow the language that is asked for.',
    ),
    access: 'stores.view',
    response: Type.Array(TaxZone),
    cache: CACHED,
    run: async ({ sql, request }) => ({ data: await listTaxZones(sql, request.language) }),
  }),
  read({
    path: '/tax-classes',
    operation: 'listTaxClasses',
    tag: 'taxes',
    summary: text('Lister les classes de taxes', 'List tax classes'),
    description: text(
      'Les classes qu’un article peut porter, comme `standard` ; chaque zone dit quelles taxes une classe paie.',
      'The classes that an article may bear, such as `standard`; each zone says which taxes a class pays.',
    ),
    access: 'stores.view',
    response: Type.Array(TaxClass),
    cache: CACHED,
    run: async ({ sql, request }) => ({ data: await listTaxClasses(sql, request.language) }),
  }),
]
