import { type Static, Type } from 'typebox'
import { Id, Name, Nullable, Strict, Timestamp } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { LANGUAGES, type Language, text } from '../../platform/text.ts'
import { CurrentPassword, Email, NewPassword, PersonName } from '../schema.ts'

export const Locale = () =>
  Type.Unsafe<Language>({
    type: 'string',
    enum: [...LANGUAGES],
    description: 'The language of messages to the person.',
  })

/** A role by its id or by its name. */
export const RoleRefs = () =>
  Type.Array(Type.Unsafe<string | number>({ type: ['string', 'integer'], maxLength: 100, examples: ['cashier'] }), {
    maxItems: 50,
    'x-label': text('La liste des rôles', 'The list of roles'),
    description: 'Names or ids of roles. Needs `roles.update`, and only roles that give nothing one does not hold.',
  })
const StoreRefs = () =>
  Type.Array(Id(), {
    maxItems: 1000,
    'x-label': text('La liste des magasins', 'The list of stores'),
    description: 'Where the person works, of the stores that one sees; others stay. Needs `stores.attachUsers`.',
  })
const ExternalId = () => Nullable(Name(255, { label: text('L’identifiant externe', 'The external id') }))

const optional = {
  password: Type.Optional(NewPassword()),
  roles: Type.Optional(RoleRefs()),
  store_ids: Type.Optional(StoreRefs()),
  locale: Type.Optional(Locale()),
  external_id: Type.Optional(ExternalId()),
}
export const UserCreate = Strict({ name: PersonName(), email: Email(), ...optional })
export const UserUpdate = Strict({ name: Type.Optional(PersonName()), email: Type.Optional(Email()), ...optional })
export type UserCreateInput = Static<typeof UserCreate>
export type UserUpdateInput = Static<typeof UserUpdate>

export const UserRoles = Strict({ roles: RoleRefs() })

export const UserPin = Strict({
  pin: Nullable(
    Type.String({
      pattern: '^\\d{6}$',
      examples: ['482913'],
      'x-label': text('Le NIP', 'The PIN'),
      description: 'Six digits that nobody tries first; null removes it.',
    }),
  ),
  current_password: Type.Optional(CurrentPassword()),
})
export type UserPinInput = Static<typeof UserPin>

const Named = Type.Object({ id: Id(), name: Type.String() })

export const User = Type.Object({
  id: Id(),
  name: Type.String(),
  email: Type.String(),
  locale: Locale(),
  external_id: Nullable(Type.String()),
  has_password: Type.Boolean({ description: 'Whether the person can log in with a password.' }),
  has_pin: Type.Boolean(),
  roles: Type.Optional(Type.Array(Type.Object({ id: Id(), name: Type.String(), label: Type.String() }))),
  stores: Type.Optional(Type.Array(Named, { description: 'Where the person works, of the stores that one sees.' })),
  created_at: Timestamp(),
  updated_at: Timestamp(),
  deleted_at: Nullable(Timestamp()),
})
export type UserItem = Static<typeof User>

export const RELATIONS = ['roles', 'stores'] as const
export type Relation = (typeof RELATIONS)[number]

export const USER_SORTS = {
  id: { sql: 'users.id', type: 'bigint' },
  name: { sql: 'users.name collate "fr-x-icu"', type: 'text' },
  email: { sql: 'lower(users.email)', type: 'text' },
  created_at: { sql: 'users.created_at', type: 'timestamptz' },
  updated_at: { sql: 'users.updated_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const UserList = listQuery({
  sorts: USER_SORTS,
  filters: {
    role: Type.Optional(Type.String({ maxLength: 100, description: 'The name of a role.' })),
    store_id: Type.Optional(Id({ description: 'People who work in this store.' })),
    email: Type.Optional(Type.String({ maxLength: 255 })),
    external_id: Type.Optional(Type.String({ maxLength: 255 })),
    is_deleted: Type.Optional(Type.Boolean({ description: 'true: the deleted ones, instead of the others.' })),
    include: Type.Optional(Type.String({ maxLength: 200, description: `Any of ${RELATIONS.join(', ')}.` })),
  },
})
export type UserListQuery = Static<typeof UserList>
