import { Type } from 'typebox'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { identityErrors } from '../errors.ts'
import type { StoreIdsFragment } from '../load-actor.ts'
import { createRole } from './create-role.ts'
import { deleteRole } from './delete-role.ts'
import { listPermissions } from './list-permissions.ts'
import { listRoles } from './list-roles.ts'
import { PermissionData, Role, RoleCreate, RoleList, RoleUpdate } from './schema.ts'
import { getRole } from './select-roles.ts'
import { updateRole } from './update-role.ts'

const ROLES = 'roles'

export const createRoleRoutes = (storeIds: StoreIdsFragment): readonly Route[] => [
  read({
    path: '/permissions',
    operation: 'listPermissions',
    tag: ROLES,
    summary: text('Lister les permissions', 'List the permissions'),
    description: text(
      'Toutes celles qui existent, avec ce qu’elles permettent. Sans `stores.all`, une permission vaut dans les magasins où l’on travaille.',
      'Every one that exists, with what it allows. Without `stores.all` a permission holds in the stores where one works.',
    ),
    access: 'authenticated',
    response: Type.Array(PermissionData),
    run: async ({ request }) => ({ data: listPermissions(request.language) }),
  }),
  read({
    path: '/roles',
    operation: 'listRoles',
    tag: ROLES,
    summary: text('Lister les rôles', 'List the roles'),
    description: text(
      'Les rôles de la chaîne, avec leurs permissions.',
      'The roles of the chain, with their permissions.',
    ),
    access: 'roles.view',
    query: RoleList,
    response: Type.Array(Type.Partial(Role)),
    run: ({ sql, query, request }) => listRoles(sql, query, request.language),
  }),
  write({
    method: 'POST',
    path: '/roles',
    operation: 'createRole',
    tag: ROLES,
    summary: text('Créer un rôle', 'Create a role'),
    description: text(
      'Un ensemble de permissions, que l’on détient toutes soi-même. Sans libellé, il s’appelle par son nom.',
      'A set of permissions, all of which one holds oneself. Without a label it is called by its name.',
    ),
    access: 'roles.create',
    body: RoleCreate,
    response: Role,
    status: 201,
    message: text('Rôle créé avec succès.', 'Role created.'),
    errors: [identityErrors.role_name_taken, identityErrors.beyond_power],
    run: async ({ tx, actor, body, request }) => ({
      data: await createRole(tx, actor, body, { language: request.language, storeIds }),
    }),
  }),
  read({
    path: '/roles/:id',
    operation: 'getRole',
    tag: ROLES,
    summary: text('Lire un rôle', 'Read a role'),
    description: text('Un rôle, avec ses permissions.', 'A role, with its permissions.'),
    access: 'roles.view',
    params: IdParams,
    response: Role,
    run: async ({ sql, params, request }) => ({ data: await getRole(sql, params.id, request.language) }),
  }),
  ...(['PUT', 'PATCH'] as const).map((method) =>
    write({
      method,
      path: '/roles/:id',
      operation: method === 'PUT' ? 'replaceRole' : 'updateRole',
      tag: ROLES,
      summary: text('Modifier un rôle', 'Change a role'),
      description: text(
        'Seuls les champs donnés changent ; qui porte le rôle peut aussitôt ce qu’il permet. Le rôle de propriétaire ne change pas, et ceux de toute installation gardent leur nom. On ne modifie pas un rôle qui donne, ou que porte quelqu’un qui détient, plus de droits que soi.',
        'Only the fields that are given change; whoever holds the role may at once do what it allows. The owner’s role does not change, and those of every installation keep their names. A role that gives more power than one holds, or that somebody with more power holds, is not changed.',
      ),
      access: 'roles.update',
      params: IdParams,
      body: RoleUpdate,
      response: Role,
      message: text('Rôle modifié avec succès.', 'Role changed.'),
      changesActors: true,
      errors: [identityErrors.role_name_taken, identityErrors.role_is_built_in, identityErrors.beyond_power],
      run: async ({ tx, actor, params, body, request }) => ({
        data: await updateRole(tx, actor, params.id, body, { language: request.language, storeIds }),
      }),
    }),
  ),
  write({
    method: 'DELETE',
    path: '/roles/:id',
    operation: 'deleteRole',
    tag: ROLES,
    summary: text('Supprimer un rôle', 'Delete a role'),
    description: text(
      'Un rôle que quelqu’un porte encore est refusé, avec le nombre de personnes ; ceux de toute installation restent.',
      'A role that somebody still holds is refused, with the number of people; those of every installation stay.',
    ),
    access: 'roles.delete',
    params: IdParams,
    response: Type.Null(),
    message: text('Rôle supprimé avec succès.', 'Role deleted.'),
    changesActors: true,
    errors: [identityErrors.role_in_use, identityErrors.role_is_built_in, identityErrors.beyond_power],
    async run({ tx, actor, params }) {
      await deleteRole(tx, actor, params.id, storeIds)
      return { data: null }
    },
  }),
]
