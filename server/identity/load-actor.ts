import type postgres from 'postgres'
import { type Actor, userKey } from '../platform/actor.ts'
import type { Queryable, Sql } from '../platform/database/connect.ts'
import type { Credential } from '../platform/http/credentials.ts'
import { limitsOf, personLimit } from './discount-limit.ts'

/**
 * An SQL expression of type bigint[]: the stores where the person of `users.id`, in the query around it, works. Stores
 * stand to the right of this room, so the map of the application passes it in, and one round trip loads everything.
 */
export type StoreIdsFragment = (sql: Queryable) => postgres.Fragment

/** A session that nobody used for this long is over, however long it could have lasted. */
export const SESSION_IDLE_HOURS = 12

export type LoadedActor = {
  readonly actor: Actor
  /** Milliseconds since 1970, or null when the credential has no end. */
  readonly expiresAt: number | null
  /** The use of the credential was last written down more than a minute ago. */
  readonly isUseUnrecorded: boolean
}

type ActorRow = {
  kind: Credential['kind']
  credential_id: number
  user_id: number
  name: string
  abilities: string[] | null
  permissions: string[]
  store_ids: number[]
  discount_limit_ppm: number | null
  expires_at: string | null
  is_use_unrecorded: boolean
}

/** Finds whose credential this is, by the digest of its secret. null: unknown, expired, revoked, or a deleted person. */
export async function loadActor(
  sql: Sql,
  kind: Credential['kind'],
  secretHash: Buffer,
  storeIds: StoreIdsFragment,
): Promise<LoadedActor | null> {
  const credential = kind === 'token' ? tokenByHash(sql, secretHash) : sessionByHash(sql, secretHash)
  const [row] = await sql<ActorRow[]>`${selectActors(sql, credential, storeIds)}`
  if (row === undefined) return null
  return {
    actor: presentActor(row),
    expiresAt: row.expires_at === null ? null : Date.parse(row.expires_at),
    isUseUnrecorded: row.is_use_unrecorded,
  }
}

/**
 * Who these actors are now, in one statement: with the permissions and stores of this moment, or null where the credential
 * or the person is no longer good. Services and the system are who they were.
 */
export async function reloadActors(
  sql: Sql,
  actors: readonly Actor[],
  storeIds: StoreIdsFragment,
): Promise<(Actor | null)[]> {
  const idsOf = (kind: Actor['credential']['kind']) => [
    ...new Set(actors.flatMap(({ credential }) => (credential.kind === kind ? (credential.id ?? []) : []))),
  ]
  const tokens = idsOf('token')
  const sessions = idsOf('session')
  if (tokens.length + sessions.length === 0) return [...actors]
  const credentials = sql`
    select 'token' as kind, id, user_id, abilities, expires_at, last_used_at from tokens
    where id = any(${tokens}::bigint[]) and ${isLiveToken(sql)}
    union all
    select 'session', id, user_id, null, expires_at, last_used_at from sessions
    where id = any(${sessions}::bigint[]) and ${isLiveSession(sql)}`
  const rows = await sql<ActorRow[]>`${selectActors(sql, credentials, storeIds)}`
  const known = new Map(rows.map((row) => [`${row.kind}:${row.credential_id}`, presentActor(row)]))
  return actors.map((actor) =>
    actor.kind === 'user' ? (known.get(`${actor.credential.kind}:${actor.credential.id}`) ?? null) : actor,
  )
}

/** The actors behind these live credentials. */
const selectActors = (sql: Sql, credentials: postgres.Fragment, storeIds: StoreIdsFragment) => sql`
  select credential.kind, credential.id as credential_id, users.id as user_id, users.name, credential.abilities,
    credential.expires_at,
    array(
      select distinct permission from user_roles join role_permissions using (role_id)
      where user_roles.user_id = users.id
    ) as permissions,
    ${storeIds(sql)} as store_ids, ${personLimit(sql)} as discount_limit_ppm,
    coalesce(credential.last_used_at < now() - interval '1 minute', true) as is_use_unrecorded
  from (${credentials}) credential
  join users on users.id = credential.user_id
  where users.deleted_at is null`

const tokenByHash = (sql: Sql, secretHash: Buffer) => sql`
  select 'token' as kind, id, user_id, abilities, expires_at, last_used_at from tokens
  where secret_hash = ${secretHash} and ${isLiveToken(sql)}`

const sessionByHash = (sql: Sql, secretHash: Buffer) => sql`
  select 'session' as kind, id, user_id, null::text[] as abilities, expires_at, last_used_at from sessions
  where secret_hash = ${secretHash} and ${isLiveSession(sql)}`

/** SQL condition on `tokens`. */
export const isLiveToken = (sql: Queryable): postgres.Fragment =>
  sql`tokens.revoked_at is null and (tokens.expires_at is null or tokens.expires_at > now())`

/** SQL condition on `sessions`. */
export const isLiveSession = (sql: Queryable): postgres.Fragment =>
  sql`sessions.revoked_at is null and sessions.expires_at > now()
    and sessions.last_used_at > now() - make_interval(hours => ${SESSION_IDLE_HOURS})`

function presentActor(row: ActorRow): Actor {
  const abilities = row.abilities === null ? null : new Set(row.abilities)
  const permissions = new Set(row.permissions.filter((permission) => abilities?.has(permission) ?? true))
  return {
    kind: 'user',
    key: userKey(row.user_id),
    userId: row.user_id,
    name: row.name,
    permissions,
    ...limitsOf(row.discount_limit_ppm),
    storeIds: permissions.has('stores.all') ? 'all' : row.store_ids,
    credential: { kind: row.kind, id: row.credential_id },
  }
}
