import { Type } from 'typebox'
import { IdParams } from '../../platform/http/fields.ts'
import { type CachePolicy, type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { storesErrors } from '../errors.ts'
import { createRegister } from './create-register.ts'
import { deleteRegister, type RegisterGuard } from './delete-register.ts'
import { getRegister } from './get-register.ts'
import { listRegisters } from './list-registers.ts'
import { Register, RegisterCreate, RegisterList, RegisterUpdate } from './register-schema.ts'
import { updateRegister } from './update-register.ts'

const STORES = ['stores'] as const
const CACHED: CachePolicy = { namespaces: STORES, time: 'stores' }

/** The registers of stores, which number the tickets. */
export const createRegisterTable = (guards: readonly RegisterGuard[]): readonly Route[] => [
  read({
    path: '/stores/:id/registers',
    operation: 'listRegisters',
    tag: 'registers',
    summary: text('Lister les caisses d’un magasin', 'List the registers of a store'),
    description: text(
      'Avec la caisse virtuelle, qui prend les ventes des programmes.',
      'With the virtual register, which takes the sales of programs.',
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
      'Son nom est unique dans le magasin, sans égard à la casse.',
      'Its name is unique within the store, whatever its case.',
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
  ...(['PUT', 'PATCH'] as const).map((method) =>
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
      'Ses tickets restent, et son nom redevient libre. La caisse virtuelle et celle de l’historique appartiennent au système.',
      'Its tickets stay, and its name is free again. The virtual register and that of the history belong to the system.',
    ),
    access: 'registers.delete',
    errors: [storesErrors.register_is_built_in, storesErrors.register_in_use],
    params: IdParams,
    response: Type.Null(),
    message: text('Caisse supprimée avec succès.', 'Register deleted.'),
    touches: STORES,
    run: async ({ tx, actor, params }) => {
      await deleteRegister(tx, actor, params.id, guards)
      return { data: null }
    },
  }),
]
