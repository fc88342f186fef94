import { type Static, Type } from 'typebox'
import { Id, Strict } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'

const PEOPLE_MAX = 500

export const AttachUsers = Strict({ user_ids: Type.Array(Id(), { minItems: 1, maxItems: PEOPLE_MAX }) })
export const StaffParams = Strict({ id: Id(), user_id: Id() })

/** A person as those see them who work in the same store. */
export const StaffMember = Type.Object({
  id: Id(),
  name: Type.String(),
  email: Type.String(),
  roles: Type.Array(Type.String({ description: 'Names of roles.' })),
})
export type StaffItem = Static<typeof StaffMember>

export const STAFF_SORTS = {
  id: { sql: 'u.id', type: 'bigint' },
  name: { sql: 'u.name collate "fr-x-icu"', type: 'text' },
  email: { sql: 'lower(u.email)', type: 'text' },
} as const satisfies SortColumns

export const StaffList = listQuery({
  sorts: STAFF_SORTS,
  filters: { role: Type.Optional(Type.String({ maxLength: 100, description: 'The name of a role.' })) },
})
