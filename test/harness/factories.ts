import { createUser, hashPassword } from '../../server/identity/index.ts'
import * as secrets from '../../server/identity/secrets.ts'
import { systemActor } from '../../server/platform/actor.ts'
import { type Sql, withTransaction } from '../../server/platform/database/connect.ts'
import {
  type AddressCreateInput,
  type AddressItem,
  attachUsers,
  createAddress,
  createStore,
  type StoreCreateInput,
  type StoreItem,
} from '../../server/stores/index.ts'

/**
 * Records made on demand: a test names only what it is about. Each goes through the use case that makes it in earnest,
 * so that a test never works on what could not exist. Default roles and tax zones are there (see `testApplication`).
 */

let count = 0
/** A number that no other record of this process has. */
export const nextNumber = (): number => {
  count += 1
  return count
}

/** A store of Québec unless said otherwise. */
export function makeStore(sql: Sql, input: Partial<StoreCreateInput> = {}): Promise<StoreItem> {
  const number = nextNumber()
  return withTransaction(sql, {}, (tx) =>
    createStore(tx, systemActor, {
      name: `Magasin ${number}`,
      code: `M${number}`,
      time_zone: 'America/Toronto',
      currency: 'CAD',
      tax_zone: 'QC',
      ...input,
    }),
  )
}

/** An address of a store in Montréal unless said otherwise. */
export const makeAddress = (
  sql: Sql,
  input: Partial<AddressCreateInput> & Pick<AddressCreateInput, 'owner_id'>,
): Promise<AddressItem> =>
  withTransaction(sql, {}, (tx) =>
    createAddress(tx, systemActor, {
      owner_type: 'store',
      line1: `${nextNumber()}, rue Sherbrooke Ouest`,
      city: 'Montréal',
      region: 'QC',
      postal_code: 'H2X 1Y4',
      country: 'CA',
      ...input,
    }),
  )

export type UserOptions = {
  name?: string
  email?: string
  /** A person without one cannot log in, which makes them quick to make. */
  password?: string
  /** Names of roles; none unless given. */
  roles?: readonly string[]
  /** Where the person works. */
  storeIds?: readonly number[]
}
export type TestUser = { id: number; name: string; email: string }

export async function makeUser(sql: Sql, options: UserOptions = {}): Promise<TestUser> {
  const number = nextNumber()
  const passwordHash = options.password === undefined ? null : await hashPassword(options.password)
  return withTransaction(sql, {}, async (tx) => {
    const user = await createUser(tx, {
      name: options.name ?? `Personne ${number}`,
      email: options.email ?? `personne-${number}@example.com`,
      passwordHash,
      roles: options.roles ?? [],
    })
    for (const id of options.storeIds ?? []) await attachUsers(tx, systemActor, id, [user.id])
    return { id: user.id, name: user.name, email: user.email }
  })
}

/** A role with exactly these permissions; answers its name. */
export async function makeRole(sql: Sql, permissions: readonly string[]): Promise<string> {
  const name = `role-${nextNumber()}`
  await sql`
    with role as (
      insert into roles (name, label_fr, label_en) values (${name}, ${name}, ${name}) returning id
    )
    insert into role_permissions (role_id, permission) select id, unnest(${[...permissions]}::text[]) from role`
  return name
}

export type TokenOptions = { name?: string; abilities?: readonly string[]; expiresAt?: Date; isRevoked?: boolean }

/** A token of the person, with its secret. */
export async function makeToken(
  sql: Sql,
  userId: number,
  options: TokenOptions = {},
): Promise<{ id: number; secret: string }> {
  const secret = secrets.makeTokenSecret()
  const abilities = options.abilities === undefined ? null : [...options.abilities]
  const [row] = await sql<[{ id: number }]>`
    insert into tokens (user_id, name, secret_hash, abilities, expires_at, revoked_at)
    values (${userId}, ${options.name ?? `Jeton ${nextNumber()}`}, ${secrets.digestSecret(secret)}, ${abilities},
      ${options.expiresAt ?? null}, ${options.isRevoked ? new Date() : null})
    returning id`
  return { id: row.id, secret }
}

/** A code with which the person may choose a password, as an e-mail would have brought it. */
export async function makeResetCode(sql: Sql, userId: number): Promise<string> {
  const code = secrets.makeResetCode()
  await sql`
    insert into password_resets (user_id, token_hash, expires_at)
    values (${userId}, ${secrets.digestCode(code)}, now() + interval '1 hour')`
  return code
}
