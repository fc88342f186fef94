import type { Redis } from 'ioredis'

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
  close(): void
}

const PATIENCE_MS = 800

/** Opens nothing before the first question. */
export function createSharedCacheProbe(redisUrl: string | undefined): SharedCacheProbe {
  if (redisUrl === undefined) {
    const statistics = async () => ({ enabled: false, error: 'Redis is not configured (REDIS_URL)' })
    return { isConfigured: false, statistics, close: () => {} }
  }
  let opened: Promise<Redis> | undefined
  return {
    isConfigured: true,
    close: () => void opened?.then((redis) => redis.disconnect()),
    async statistics() {
      opened ??= openRedis(redisUrl)
      try {
        const redis = await opened
        if (redis.status === 'wait' || redis.status === 'end') await redis.connect()
        return readInfo(await redis.info(), await redis.dbsize())
      } catch {
        return { enabled: false, error: 'Redis does not answer' }
      }
    },
  }
}

/** The library is read in only where there is a Redis: it costs a process six megabytes. */
async function openRedis(url: string): Promise<Redis> {
  const ioredis = await import('ioredis')
  const redis = new ioredis.Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
    maxRetriesPerRequest: 0,
    // The next question tries again; nobody waits for a Redis that went away.
    retryStrategy: () => null,
  })
  redis.on('error', () => {})
  return redis
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
