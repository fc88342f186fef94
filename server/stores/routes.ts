import { Type } from 'typebox'
import { IdParams } from '../platform/http/fields.ts'
import { type Route, read, write } from '../platform/http/route.ts'
import { text } from '../platform/text.ts'
import { createStore } from './create-store.ts'
import { deleteStore } from './delete-store.ts'
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
    access: 'stores.create',
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
      description: text('Seuls les champs donnés changent.', 'Only the fields that are given change.'),
      access: 'stores.update',
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
    access: 'stores.delete',
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
    access: 'registers.create',
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
      description: text('Seuls les champs donnés changent.', 'Only the fields that are given change.'),
      access: 'registers.update',
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
    access: 'registers.delete',
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
    access: 'stores.view',
    response: Type.Array(TaxClass),
    cache: CACHED,
    run: async ({ sql, request }) => ({ data: await listTaxClasses(sql, request.language) }),
  }),
]
