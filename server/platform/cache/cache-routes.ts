import { Type } from 'typebox'
import { type Sql, withTransaction } from '../database/connect.ts'
import { Nullable } from '../http/fields.ts'
import { ownWrite, type Route, read } from '../http/route.ts'
import { text } from '../text.ts'
import { raiseVersions } from './namespace-versions.ts'
import type { PageCache } from './page-cache.ts'
import type { SharedCacheProbe } from './shared-cache.ts'
import type { SharedPages } from './shared-pages.ts'

export type CacheRouteOptions = {
  readonly instanceId: string
  readonly cache: PageCache
  readonly sharedCache: SharedCacheProbe
  readonly sharedPages: SharedPages | null
  /** Every family of pages that a route caches. */
  readonly namespaces: readonly string[]
}

const FIGURES = {
  enabled: Type.Boolean(),
  hits: Type.Integer(),
  misses: Type.Integer(),
  hit_ratio: Type.Number({ minimum: 0, maximum: 1 }),
  keys: Type.Integer(),
  memory_used: Type.Integer({ 'x-description': text('Octets.', 'Bytes.') }),
  memory_used_human: Type.String({ examples: ['1.4 MiB'] }),
  evictions: Type.Integer(),
  connected_clients: Type.Integer({
    'x-description': text('Programmes reliés au cache partagé.', 'Programs connected to the shared cache.'),
  }),
}

const Shared = Type.Partial(Type.Object({ ...FIGURES, error: Type.String() }))
const Statistics = Type.Object({
  instance_id: Type.String(),
  ...FIGURES,
  shared: Shared,
})

/** What the cache holds, and a way to empty it everywhere. */
export function createCacheRoutes(options: CacheRouteOptions): readonly Route[] {
  return [
    read({
      path: '/cache/stats',
      operation: 'getCacheStatistics',
      tag: 'cache',
      summary: text('Statistiques du cache', 'Cache statistics'),
      description: text(
        'Les chiffres de l’instance qui répond, puis ceux du cache partagé (`shared`) quand il y en a un.',
        'The figures of the instance that answers, then those of the shared cache (`shared`) when there is one.',
      ),
      access: 'cache.manage',
      response: Statistics,
      run: async () => ({ data: await describeCache(options) }),
    }),
    ownWrite({
      method: 'DELETE',
      path: '/cache/clear',
      operation: 'clearCache',
      tag: 'cache',
      summary: text('Vider le cache de toutes les instances', 'Clear the cache of every instance'),
      description: text(
        'Met fin à toutes les pages gardées, de toutes les instances : la prochaine lecture est calculée à neuf. Répond combien cette instance en gardait, et combien ont été retirées du cache partagé (null : il n’y en a pas, ou il ne répond pas ; ses pages n’en sont pas moins finies).',
        'Ends every page that is kept, by every instance: the next read is computed anew. Answers how many this instance kept, and how many were removed from the shared cache (null: there is none, or it does not answer; its pages have ended all the same).',
      ),
      access: 'cache.manage',
      response: Type.Object({ cleared_keys: Type.Integer(), cleared_shared_keys: Nullable(Type.Integer()) }),
      message: text('Cache vidé.', 'Cache cleared.'),
      run: async ({ sql }) => ({ data: await clearCache(sql, options) }),
    }),
  ]
}

async function describeCache({ instanceId, cache, sharedCache }: CacheRouteOptions) {
  const own = cache.statistics()
  const shared = await sharedCache.statistics()
  return {
    instance_id: instanceId,
    ...own,
    memory_used_human: `${(own.memory_used / 1024 / 1024).toFixed(1)} MiB`,
    connected_clients: shared.connected_clients ?? 0,
    shared,
  }
}

/** Raising every version ends the pages of every instance, on both levels; dropping them gives their memory back at once. */
async function clearCache(sql: Sql, { cache, sharedPages, namespaces }: CacheRouteOptions) {
  const raised = await withTransaction(sql, { lockTimeoutMs: 5_000 }, async (tx) => {
    const rows = await tx<{ name: string }[]>`select name from cache_namespaces`
    return raiseVersions(tx, [...new Set([...namespaces, ...rows.map((row) => row.name)])])
  })
  cache.adoptVersions(raised)
  const { keys } = cache.statistics()
  cache.clear()
  return { cleared_keys: keys, cleared_shared_keys: sharedPages === null ? null : await sharedPages.clear() }
}
