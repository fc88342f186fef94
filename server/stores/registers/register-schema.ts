import { type Static, Type } from 'typebox'
import { Id, Name, Strict, Timestamp } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'

const registerName = Name(100, { label: text('Le nom de la caisse', 'The register’s name') })
export const RegisterCreate = Strict({ name: registerName, is_active: Type.Optional(Type.Boolean()) })
export const RegisterUpdate = Strict({ name: Type.Optional(registerName), is_active: Type.Optional(Type.Boolean()) })

export const Register = Type.Object({
  id: Id(),
  store_id: Id(),
  name: Type.String(),
  kind: Type.Unsafe<'till' | 'virtual' | 'import'>({ type: 'string', enum: ['till', 'virtual', 'import'] }),
  is_active: Type.Boolean(),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})
export type RegisterItem = Static<typeof Register>

export const REGISTER_SORTS = {
  id: { sql: 'r.id', type: 'bigint' },
  name: { sql: 'r.name collate "fr-x-icu"', type: 'text' },
  created_at: { sql: 'r.created_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const RegisterList = listQuery({
  sorts: REGISTER_SORTS,
  filters: { is_active: Type.Optional(Type.Boolean()), kind: Type.Optional(Type.String({ maxLength: 10 })) },
})
