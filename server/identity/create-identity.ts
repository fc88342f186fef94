import { timingSafeEqual } from 'node:crypto'
import type { Actor } from '../platform/actor.ts'
import type { Config } from '../platform/config.ts'
import type { Sql } from '../platform/database/connect.ts'
import type { Credential } from '../platform/http/credentials.ts'
import { ActorCache } from './actor-cache.ts'
import { SERVICE_PERMISSIONS } from './default-roles.ts'
import { type LoadedActor, loadActor, reloadActors, type StoreIdsFragment } from './load-actor.ts'
import { digestSecret } from './secrets.ts'

/** Who is calling, as one process knows it. */
export type Identity = {
  /**
   * Whose credential this is; null when it is unknown, expired or revoked, or when its person was deleted. Answers
   * without a promise when it was asked within the last second.
   */
  authenticate(credential: Credential): Actor | null | Promise<Actor | null>
  /** Who these actors are now, in one statement; null for whoever's credential has ended. Nothing is remembered of it. */
  reload(actors: readonly Actor[]): Promise<(Actor | null)[]>
  /** After a person's roles, stores, password or existence changed: this process asks the database again. */
  forgetUser(userId: number): void
  /** After a credential was revoked. */
  forgetCredential(credential: Actor['credential']): void
  /** After a role changed. */
  forgetEveryone(): void
  /** Waits for what is being written down beside the requests. Call before the pool is closed. */
  close(): Promise<void>
}

export type IdentityDependencies = {
  sql: Sql
  config: Pick<Config, 'apiToken'>
  storeIds: StoreIdsFragment
}

/** The program that holds `API_TOKEN`. */
export const serviceActor: Actor = {
  kind: 'service',
  key: 'service:api-token',
  userId: null,
  name: 'API_TOKEN',
  permissions: new Set(SERVICE_PERMISSIONS),
  storeIds: 'all',
  credential: { kind: 'service', id: null },
}

export function createIdentity({ sql, config, storeIds }: IdentityDependencies): Identity {
  const cache = new ActorCache()
  const writing = new Set<Promise<void>>()
  const isServiceToken = config.apiToken === undefined ? () => false : comparer(config.apiToken)

  const load = async (kind: Credential['kind'], digest: Buffer): Promise<LoadedActor | null> => {
    const loaded = await loadActor(sql, kind, digest, storeIds)
    if (loaded?.isUseUnrecorded) {
      const written = recordUse(sql, loaded.actor.credential).finally(() => writing.delete(written))
      writing.add(written)
    }
    return loaded
  }

  return {
    authenticate({ kind, secret }) {
      if (kind === 'token' && isServiceToken(secret)) return serviceActor
      const digest = digestSecret(secret)
      return cache.get(kind + digest.toString('latin1'), () => load(kind, digest))
    },
    reload: (actors) => reloadActors(sql, actors, storeIds),
    forgetUser: (userId) => cache.forget((actor) => actor.userId === userId),
    forgetCredential: ({ kind, id }) =>
      cache.forget(({ credential }) => credential.kind === kind && credential.id === id),
    forgetEveryone: () => cache.forget(() => true),
    async close() {
      await Promise.all(writing)
    },
  }
}

/** A UTF-16 unit takes three bytes at most. */
const MOST_BYTES_PER_UNIT = 3

/** Whether a text is the secret, in a time that tells nothing but the length. Asked for each request, it makes no bytes anew. */
function comparer(secret: string): (given: string) => boolean {
  const bytes = Buffer.from(secret)
  const room = Buffer.alloc(bytes.length * MOST_BYTES_PER_UNIT)
  const seen = room.subarray(0, bytes.length)
  return (given) => given.length <= bytes.length && room.write(given) === bytes.length && timingSafeEqual(seen, bytes)
}

/**
 * Writes down that the credential is in use, once a minute whatever the number of processes. The request does not wait
 * for it and does not fail with it: knowing the last use is worth less than answering.
 */
async function recordUse(sql: Sql, { kind, id }: Actor['credential']): Promise<void> {
  const table = kind === 'token' ? sql`tokens` : sql`sessions`
  try {
    await sql`
      update ${table} set last_used_at = now()
      where id = ${id} and (last_used_at is null or last_used_at < now() - interval '1 minute')`
  } catch {
    // The next reading, a second later at the soonest, tries again.
  }
}
