import { type Static, Type } from 'typebox'
import { DecimalInput, Id, Name, Nullable, Strict, Timestamp } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'
import { DiscountLimit } from '../schema.ts'

const name = Name(100, {
  label: text('Le nom du rôle', 'The role’s name'),
  description: 'Unique, whatever the case: how programs call the role.',
})
const LABEL = text('Le libellé du rôle', 'The role’s label')
const label = Name(100, { label: LABEL, description: 'What people read, when it is the same in both languages.' })
const labelIn = (language: string) => Name(100, { label: LABEL, description: `What people read in ${language}.` })
const permissions = Type.Array(Type.String({ maxLength: 100, examples: ['products.view'] }), {
  maxItems: 500,
  uniqueItems: true,
  'x-label': text('La liste des permissions', 'The list of permissions'),
  description: 'See `GET /permissions`. One gives only permissions that one holds.',
})

const discountLimit = Nullable(
  DecimalInput(4, {
    minimum: '0',
    maximum: '100',
    label: text('La limite de remise', 'The discount limit'),
    description: text(
      'La plus grande part d’un prix, en pour cent, que prend une remise de qui porte ce rôle, ou une remise qu’il approuve ; null, le défaut : sans limite. Elle compte dans les rôles qui donnent `sales.discount` ou `approvals.give` ; de plusieurs, la plus grande.',
      'The greatest part of a price, in percent, that a discount takes which who holds this role gives or approves; null, the default: no limit. It counts in roles that give `sales.discount` or `approvals.give`; of several the greatest.',
    ),
    examples: ['10'],
  }),
)

const optional = {
  label: Type.Optional(label),
  label_fr: Type.Optional(labelIn('French')),
  label_en: Type.Optional(labelIn('English')),
  permissions: Type.Optional(permissions),
  discount_limit: Type.Optional(discountLimit),
}
export const RoleCreate = Strict({ name, ...optional })
export const RoleUpdate = Strict({ name: Type.Optional(name), ...optional })
export type RoleCreateInput = Static<typeof RoleCreate>
export type RoleUpdateInput = Static<typeof RoleUpdate>

export const Role = Type.Object({
  id: Id(),
  name: Type.String(),
  label: Type.String({ description: 'In the reader’s language.' }),
  label_fr: Type.String(),
  label_en: Type.String(),
  is_system: Type.Boolean({ description: 'One of those that every installation has; it keeps its name.' }),
  permissions: Type.Array(Type.String()),
  discount_limit: DiscountLimit(),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})
export type RoleItem = Static<typeof Role>

export const ROLE_SORTS = {
  id: { sql: 'roles.id', type: 'bigint' },
  name: { sql: 'roles.name collate "fr-x-icu"', type: 'text' },
  created_at: { sql: 'roles.created_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const RoleList = listQuery({
  sorts: ROLE_SORTS,
  filters: { permission: Type.Optional(Type.String({ maxLength: 100, description: 'Roles that give this.' })) },
})
export type RoleListQuery = Static<typeof RoleList>

export const PermissionData = Type.Object({
  name: Type.String(),
  group: Type.String({ description: 'What stands before the dot.' }),
  label: Type.String({ description: 'What it allows, in the reader’s language.' }),
  label_fr: Type.String(),
  label_en: Type.String(),
})
