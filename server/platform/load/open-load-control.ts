import type { Config } from '../config.ts'
import type { Sql } from '../database/connect.ts'
import { LIMIT_POLICIES, RequestLimits } from '../limits/request-limits.ts'
import { SharedCounts } from '../limits/shared-counts.ts'
import type { Metrics } from '../metrics/create-metrics.ts'
import type { SharedRedis } from '../redis/open-redis.ts'
import { LOAD_KINDS } from './load-kinds.ts'
import { Shedder } from './shedder.ts'

type Parts = {
  readonly config: Pick<Config, 'rateLimits' | 'shedsLoad' | 'trustedProxies' | 'clientTimeoutMs'>
  readonly sql: Sql
  readonly metrics: Metrics
  /** Through which instances share what they count; null: each counts by itself. */
  readonly redis: SharedRedis | null
}

/** What keeps a process from being asked for more than it can answer, and who is believed about who asks. */
export function openLoadControl({ config, sql, metrics, redis }: Parts) {
  const { rateLimits, shedsLoad, trustedProxies, clientTimeoutMs } = config
  const onShed = metrics.labelledCounter('requests_shed_total', 'Requests turned away under load.', 'kind', LOAD_KINDS)
  const limited = 'Requests beyond a limit per minute.'
  const onLimited = metrics.labelledCounter('requests_limited_total', limited, 'policy', LIMIT_POLICIES)
  const askDatabase = () => sql`select 1`
  const shedder = new Shedder({ askDatabase, poolSize: sql.options.max, shedsLoad, onShed })
  metrics.gauge('load_pressure', 'From 0, at ease, to 1, where nothing more is taken in.', () => shedder.pressure)
  const limits = new RequestLimits({ config: rateLimits, onLimited })
  const shared = redis === null ? null : new SharedCounts(redis, limits.counters)
  const close = () => {
    shared?.close()
    shedder.close()
  }
  return { trustedProxies, clientTimeoutMs, shedder, limits, close }
}
