import { Type } from 'typebox'
import { identityErrors, PEOPLE_PAGES } from '../../identity/index.ts'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { attachUsers } from './attach-users.ts'
import { detachUser } from './detach-user.ts'
import { listStaff } from './list-staff.ts'
import { AttachUsers, StaffList, StaffMember, StaffParams } from './staff-schema.ts'

/**
 * Who works in a store. A change takes effect at once here, within a second in the other instances; it ends the pages that
 * name people too, since these show them to those who work with them.
 */
export const STAFF_ROUTES: readonly Route[] = [
  read({
    path: '/stores/:id/users',
    operation: 'listStaff',
    tag: 'stores',
    summary: text('Lister les personnes d’un magasin', 'List the people of a store'),
    description: text(
      'Les personnes qui y travaillent, avec leurs rôles\u00a0; qui travaille partout sans y être rattaché n’en fait pas partie.',
      'The people who work there, with their roles; those who work everywhere without being attached are not among them.',
    ),
    access: 'users.view',
    params: IdParams,
    query: StaffList,
    response: Type.Array(Type.Partial(StaffMember)),
    run: ({ sql, actor, params, query }) => listStaff(sql, actor, params.id, query),
  }),
  write({
    method: 'POST',
    path: '/stores/:id/users',
    operation: 'attachUsers',
    tag: 'stores',
    summary: text('Rattacher des personnes à un magasin', 'Attach people to a store'),
    description: text(
      'Qui y travaille déjà y reste. Sans `stores.all`, on rattache à ses propres magasins les personnes qui travaillent dans l’un d’eux\u00a0; personne ne rattache quelqu’un qui détient plus de droits ou de magasins que soi. Prend effet aussitôt.',
      'Whoever works there already stays. Without `stores.all`, one attaches to one’s own stores the people who work in one of them; nobody attaches somebody who holds more permissions or stores than they do. Takes effect at once.',
    ),
    access: 'stores.attachUsers',
    params: IdParams,
    body: AttachUsers,
    response: Type.Object({ store_id: Type.Integer(), user_ids: Type.Array(Type.Integer()) }),
    message: text('Personnes rattachées au magasin.', 'People attached to the store.'),
    errors: [identityErrors.beyond_power],
    touches: PEOPLE_PAGES,
    changesActors: true,
    run: async ({ tx, actor, params, body }) => {
      await attachUsers(tx, actor, params.id, body.user_ids)
      return { data: { store_id: params.id, user_ids: [...new Set(body.user_ids)] } }
    },
  }),
  write({
    method: 'DELETE',
    path: '/stores/:id/users/:user_id',
    operation: 'detachUser',
    tag: 'stores',
    summary: text('Détacher une personne d’un magasin', 'Detach a person from a store'),
    description: text(
      'La personne n’y peut plus rien, aussitôt\u00a0; ce qu’elle y a enregistré reste. Personne ne détache quelqu’un qui détient plus de droits ou de magasins que soi.',
      'The person may do nothing there any more, at once; what they recorded stays. Nobody detaches somebody who holds more permissions or stores than they do.',
    ),
    access: 'stores.attachUsers',
    params: StaffParams,
    response: Type.Null(),
    message: text('Personne détachée du magasin.', 'Person detached from the store.'),
    errors: [identityErrors.beyond_power],
    touches: PEOPLE_PAGES,
    changesActors: true,
    run: async ({ tx, actor, params }) => {
      await detachUser(tx, actor, params.id, params.user_id)
      return { data: null }
    },
  }),
]
