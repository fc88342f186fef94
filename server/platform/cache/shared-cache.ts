import type { SharedRedis } from '../redis/open-redis.ts'

/** What Redis says of itself; the figures are absent when it is not in use or down. */
export type SharedCacheStatistics = {
  enabled: boolean
  error?: string
  hits?: number
  misses?: number
  hit_ratio?: number
  keys?: number
  memory_used?: number
  memory_used_human?: string
  evictions?: number
  connected_clients?: number
}

/** Looks at the Redis of the installation, when there is one. */
export type SharedCacheProbe = {
  readonly isConfigured: boolean
  /** Never throws and answers within about a second: a part that is down says so. */
  statistics(): Promise<SharedCacheStatistics>
}

/** Sees it as those who ask for pages do: through their connection, and down while they go on without it. */
export function createSharedCacheProbe(redis: SharedRedis | null): SharedCacheProbe {
  return {
    isConfigured: redis !== null,
    async statistics() {
      if (redis === null) return { enabled: false, error: 'Redis is not configured (REDIS_URL)' }
      try {
        const [info, keys] = await redis.run((its) => Promise.all([its.info(), its.dbsize()]))
        return readInfo(info, keys)
      } catch {
        return { enabled: false, error: 'Redis does not answer' }
      }
    },
  }
}

function readInfo(info: string, keys: number): SharedCacheStatistics {
  const facts = new Map<string, string>()
  for (const line of info.split(/\r?\n/)) {
    const separator = line.indexOf(':')
    if (separator > 0) facts.set(line.slice(0, separator), line.slice(separator + 1))
  }
  const count = (name: string) => Number(facts.get(name) ?? 0)
  const [hits, misses] = [count('keyspace_hits'), count('keyspace_misses')]
  return {
    enabled: true,
    hits,
    misses,
    hit_ratio: hits + misses === 0 ? 0 : hits / (hits + misses),
    keys,
    memory_used: count('used_memory'),
    memory_used_human: facts.get('used_memory_human') ?? '',
    evictions: count('evicted_keys'),
    connected_clients: count('connected_clients'),
  }
}
