import { Type } from 'typebox'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { identityErrors } from '../errors.ts'
import { hashPassword } from '../passwords.ts'
import { createPerson } from './create-person.ts'
import { deletePerson } from './delete-person.ts'
import { findPeople } from './find-people.ts'
import { getPerson } from './get-person.ts'
import { PEOPLE_PAGES } from './people-pages.ts'
import type { PeopleStores } from './people-stores.ts'
import { restorePerson } from './restore-person.ts'
import { User, UserCreate, UserList, UserPin, UserRoles, UserUpdate } from './schema.ts'
import { preparePin, setPin } from './set-pin.ts'
import { setRoles } from './set-roles.ts'
import { updatePerson } from './update-person.ts'

const USERS = 'users'

const hashOf = async (password: string | undefined) => (password === undefined ? null : hashPassword(password))

export const createUserRoutes = (stores: PeopleStores): readonly Route[] => [
  ...userRecordRoutes(stores),
  ...userPowerRoutes(stores),
]

const userRecordRoutes = (stores: PeopleStores): Route[] => [
  read({
    path: '/users',
    operation: 'listUsers',
    tag: USERS,
    summary: text('Lister les personnes', 'List people'),
    description: text(
      'Sans `stores.all`, soi-même et les personnes avec qui l’on partage un magasin ; les autres n’existent pas.',
      'Without `stores.all`, oneself and the people with whom one shares a store; others do not exist.',
    ),
    access: 'users.view',
    query: UserList,
    response: Type.Array(Type.Partial(User)),
    run: ({ sql, actor, query, request }) => findPeople(sql, query, { actor, language: request.language, stores }),
  }),
  write({
    method: 'POST',
    path: '/users',
    operation: 'createUser',
    tag: USERS,
    summary: text('Ajouter une personne', 'Add a person'),
    description: text(
      'Sans mot de passe, la personne choisit le sien par `POST /password/forgot`. Qui n’agit pas partout nomme au moins un de ses magasins. On ne donne pas plus de droits que l’on n’en a. Une personne retirée garde son courriel : rétablissez-la.',
      'Without a password the person chooses one with `POST /password/forgot`. Whoever does not act everywhere names at least one of their stores. Nobody gives more power than they hold. A removed person keeps their e-mail: restore them.',
    ),
    access: 'users.create',
    body: UserCreate,
    response: User,
    status: 201,
    secret: true,
    message: text('Personne ajoutée avec succès.', 'Person added.'),
    touches: PEOPLE_PAGES,
    errors: [identityErrors.email_taken, identityErrors.user_external_id_taken, identityErrors.beyond_power],
    prepare: ({ body }) => hashOf(body.password),
    run: async ({ tx, actor, body, request, prepared }) => ({
      data: await createPerson(tx, actor, body, { language: request.language, stores, passwordHash: prepared }),
    }),
  }),
  read({
    path: '/users/:id',
    operation: 'getUser',
    tag: USERS,
    summary: text('Lire une personne', 'Read a person'),
    description: text('Avec ses rôles et ses magasins.', 'With their roles and stores.'),
    access: 'users.view',
    params: IdParams,
    response: User,
    run: async ({ sql, actor, params, request }) => ({
      data: await getPerson(sql, params.id, { actor, language: request.language, stores }),
    }),
  }),
  ...(['PUT', 'PATCH'] as const).map((method) =>
    write({
      method,
      path: '/users/:id',
      operation: method === 'PUT' ? 'replaceUser' : 'updateUser',
      tag: USERS,
      summary: text('Modifier une personne', 'Change a person'),
      description: text(
        'Seuls les champs donnés changent. Un autre mot de passe ferme les sessions et révoque les jetons de la personne. Qui détient plus de droits ou de magasins que soi ne se modifie pas. Son propre mot de passe et son courriel : `PUT /me/password`, `PUT /me`.',
        'Only the fields that are given change. Another password ends the person’s sessions and tokens. Somebody with more permissions or stores than oneself is not changed. One’s own password and e-mail: `PUT /me/password`, `PUT /me`.',
      ),
      access: 'users.update',
      params: IdParams,
      body: UserUpdate,
      response: User,
      secret: true,
      message: text('Personne modifiée avec succès.', 'Person changed.'),
      touches: PEOPLE_PAGES,
      changesActors: true,
      errors: [
        identityErrors.email_taken,
        identityErrors.user_external_id_taken,
        identityErrors.last_owner,
        identityErrors.beyond_power,
      ],
      prepare: ({ body }) => hashOf(body.password),
      run: async ({ tx, actor, params, body, request, prepared }) => ({
        data: await updatePerson(tx, actor, params.id, body, {
          language: request.language,
          stores,
          passwordHash: prepared,
        }),
      }),
    }),
  ),
  write({
    method: 'DELETE',
    path: '/users/:id',
    operation: 'deleteUser',
    tag: USERS,
    summary: text('Retirer une personne', 'Remove a person'),
    description: text(
      'Ferme ses sessions et révoque ses jetons ; son nom reste sur ce qu’elle a fait. Le dernier propriétaire est refusé.',
      'Ends their sessions and tokens; their name stays on what they did. The last owner is refused.',
    ),
    access: 'users.delete',
    params: IdParams,
    response: Type.Null(),
    message: text('Personne retirée avec succès.', 'Person removed.'),
    touches: PEOPLE_PAGES,
    changesActors: true,
    errors: [identityErrors.last_owner, identityErrors.beyond_power],
    async run({ tx, actor, params }) {
      await deletePerson(tx, actor, params.id, stores)
      return { data: null }
    },
  }),
]

const userPowerRoutes = (stores: PeopleStores): Route[] => [
  write({
    method: 'POST',
    path: '/users/:id/restore',
    operation: 'restoreUser',
    tag: USERS,
    summary: text('Rétablir une personne', 'Restore a person'),
    description: text(
      'Avec les rôles et les magasins qu’elle avait. Une personne qui n’était pas retirée est répondue telle quelle.',
      'With the roles and stores they had. Somebody who was not removed is answered as they are.',
    ),
    access: 'users.restore',
    params: IdParams,
    response: User,
    message: text('Personne rétablie avec succès.', 'Person restored.'),
    touches: PEOPLE_PAGES,
    changesActors: true,
    errors: [identityErrors.beyond_power],
    run: async ({ tx, actor, params, request }) => ({
      data: await restorePerson(tx, actor, params.id, { language: request.language, stores }),
    }),
  }),
  write({
    method: 'PUT',
    path: '/users/:id/roles',
    operation: 'setUserRoles',
    tag: USERS,
    summary: text('Donner ses rôles à une personne', 'Give a person their roles'),
    description: text(
      'Remplace ses rôles par ceux-ci, nommés ou par identifiant. On ne donne que ce que l’on détient ; la chaîne garde un propriétaire.',
      'Replaces their roles by these, by name or by id. One gives only what one holds; the chain keeps an owner.',
    ),
    access: 'roles.update',
    params: IdParams,
    body: UserRoles,
    response: User,
    message: text('Rôles modifiés avec succès.', 'Roles changed.'),
    changesActors: true,
    errors: [identityErrors.last_owner, identityErrors.beyond_power],
    run: async ({ tx, actor, params, body, request }) => ({
      data: await setRoles(tx, actor, params.id, body.roles, { language: request.language, stores }),
    }),
  }),
  write({
    method: 'PUT',
    path: '/users/:id/pin',
    operation: 'setUserPin',
    tag: USERS,
    summary: text('Donner un NIP à une personne', 'Give a person a PIN'),
    description: text(
      'Six chiffres, pour se relayer à une caisse. Pour le sien, on donne aussi son mot de passe (`current_password`) ; pour celui d’une autre personne, il faut `users.update`.',
      'Six digits, to take turns at a till. For one’s own one gives one’s password too (`current_password`); for another person’s one needs `users.update`.',
    ),
    access: 'authenticated',
    params: IdParams,
    body: UserPin,
    response: Type.Null(),
    secret: true,
    message: text('NIP modifié avec succès.', 'PIN changed.'),
    errors: [identityErrors.too_many_attempts, identityErrors.beyond_power],
    prepare: ({ sql, actor, params, body }) => preparePin(sql, actor, params.id, body),
    async run({ tx, actor, params, prepared }) {
      await setPin(tx, actor, params.id, prepared, stores)
      return { data: null }
    },
  }),
]
