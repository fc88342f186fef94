import type { Row } from 'postgres'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import type { Language } from '../../platform/text.ts'
import type { PeopleStores } from './people-stores.ts'
import { RELATIONS, type Relation, type UserItem } from './schema.ts'

/** Who reads of people, in which language, and what says where they work. */
export type Reading = { readonly actor: Actor; readonly language: Language; readonly stores: PeopleStores }

/** The columns of a person of `users`, with the relations asked for as JSON, so that any page is one statement. */
export function personColumns(sql: Queryable, reading: Reading, relations: ReadonlySet<Relation>): Fragment {
  const { actor, language, stores } = reading
  return sql<Row[]>`
    users.id, users.name, users.email, users.locale, users.external_id,
    users.password_hash is not null as has_password, users.pin_hash is not null as has_pin,
    users.created_at, users.updated_at, users.deleted_at
    ${relations.has('roles') ? sql`, ${rolesOfPerson(sql, language)} as roles` : sql``}
    ${relations.has('stores') ? sql`, ${stores.describe(sql, actor)} as stores` : sql``}`
}

const rolesOfPerson = (sql: Queryable, language: Language): Fragment => sql`(
  select coalesce(json_agg(json_build_object('id', roles.id, 'name', roles.name,
    'label', ${language === 'fr' ? sql`roles.label_fr` : sql`roles.label_en`}) order by roles.id), '[]')
  from user_roles join roles on roles.id = user_roles.role_id where user_roles.user_id = users.id)`

/** A person with all relations, whether they exist for the actor or not: the caller has seen to that. */
export async function selectPerson(sql: Queryable, id: number, reading: Reading): Promise<UserItem> {
  const [person] = await sql<UserItem[]>`
    select ${personColumns(sql, reading, new Set(RELATIONS))} from users where users.id = ${id}`
  if (person === undefined) throw platformErrors.not_found()
  return person
}
