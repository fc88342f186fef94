import type { DashboardDescription } from './lay-out-dashboard.ts'
import { gauge, lines, stat, UP_OR_DOWN } from './panels.ts'

/** The instances that are chosen at the top. */
const INSTANCES = 'job="api-instances", instance=~"$instance"'

export const redisCacheDashboard: DashboardDescription = {
  title: 'Redis Cache Performance',
  uid: 'comptoir-redis-cache',
  english: 'The cache of finished pages: in each process, and in the Redis that the instances share.',
  french: 'Le cache des pages finies\u00a0: dans chaque processus, et dans le Redis que partagent les instances.',
  rows: [
    {
      height: 7,
      panels: [
        gauge({
          title: 'Cache Hit Ratio',
          english:
            'Of the keys looked for in Redis since its start, those that were there. It is asked only for what a process has not itself.',
          french:
            'Des clés cherchées dans Redis depuis son démarrage, celles qui y étaient. On n’y cherche que ce qu’un processus n’a pas lui-même.',
          unit: 'percent',
          width: 8,
          queries: [
            {
              expression:
                '(redis_keyspace_hits_total{job="redis"} / (redis_keyspace_hits_total{job="redis"} + redis_keyspace_misses_total{job="redis"})) * 100',
              legend: 'Redis',
            },
          ],
          min: 0,
          max: 100,
          decimals: 1,
          thresholds: { warning: 70, bad: 50 },
        }),
        stat({
          title: 'Redis',
          english: 'Whether Redis answers. Without it the instances go on by themselves.',
          french: 'Si Redis répond. Sans lui, les instances continuent seules.',
          unit: 'none',
          width: 4,
          queries: [{ expression: 'redis_up{job="redis"}', legend: 'Redis' }],
          words: UP_OR_DOWN,
        }),
        stat({
          title: 'Keys',
          english: 'Keys that Redis holds.',
          french: 'Clés que garde Redis.',
          unit: 'short',
          width: 4,
          queries: [{ expression: 'sum(redis_db_keys{job="redis"})', legend: 'Redis' }],
        }),
        stat({
          title: 'Memory',
          english: 'Memory that Redis takes. At its limit it forgets what was asked for least recently.',
          french: 'Mémoire que prend Redis. À sa limite, il oublie ce qui fut demandé le moins récemment.',
          unit: 'bytes',
          width: 4,
          queries: [{ expression: 'redis_memory_used_bytes{job="redis"}', legend: 'used' }],
        }),
        stat({
          title: 'Running Since',
          english: 'How long Redis has been running.',
          french: 'Depuis combien de temps Redis tourne.',
          unit: 's',
          width: 4,
          queries: [{ expression: 'redis_uptime_in_seconds{job="redis"}', legend: 'up for' }],
        }),
      ],
    },
    {
      height: 9,
      panels: [
        lines({
          title: 'Cache Operations Rate',
          english: 'What the instances do with the cache: l1 in the process, l2 in Redis.',
          french: 'Ce que les instances font du cache\u00a0: l1 dans le processus, l2 dans Redis.',
          unit: 'ops',
          width: 12,
          queries: [
            {
              expression: `sum by (level, operation, result) (rate(cache_operations_total{${INSTANCES}}[$__rate_interval]))`,
              legend: '{{level}} {{operation}} {{result}}',
            },
          ],
          min: 0,
        }),
        lines({
          title: 'Memory Usage',
          english: 'Memory of the cached pages, shared and of each process.',
          french: 'Mémoire des pages gardées, en commun et par processus.',
          unit: 'bytes',
          width: 12,
          queries: [
            { expression: 'redis_memory_used_bytes{job="redis"}', legend: 'Redis, used' },
            { expression: 'redis_memory_max_bytes{job="redis"}', legend: 'Redis, limit (0: none)' },
            { expression: `sum by (instance_id) (cache_memory_bytes{${INSTANCES}})`, legend: '{{instance_id}}' },
          ],
          min: 0,
        }),
      ],
    },
    {
      height: 9,
      panels: [
        lines({
          title: 'Hit Ratio by Instance',
          english:
            'Of the pages looked for over five minutes, those found in the process or in Redis. Below 70 % an alert fires.',
          french:
            'Des pages cherchées en 5\u00a0minutes, celles trouvées dans le processus ou dans Redis. En deçà de 70\u00a0%, une alerte se déclenche.',
          unit: 'percentunit',
          width: 8,
          queries: [{ expression: `instance:cache_hit_ratio:rate5m{${INSTANCES}}`, legend: '{{instance_id}}' }],
          min: 0,
          max: 1,
        }),
        lines({
          title: 'Redis Hits and Misses',
          english: 'Look-ups that reach Redis.',
          french: 'Recherches qui arrivent jusqu’à Redis.',
          unit: 'ops',
          width: 8,
          queries: [
            { expression: 'rate(redis_keyspace_hits_total{job="redis"}[$__rate_interval])', legend: 'hits' },
            { expression: 'rate(redis_keyspace_misses_total{job="redis"}[$__rate_interval])', legend: 'misses' },
          ],
          min: 0,
        }),
        lines({
          title: 'Pages in Each Process',
          english: 'Finished pages that each instance keeps.',
          french: 'Pages finies que garde chaque instance.',
          unit: 'short',
          width: 8,
          queries: [{ expression: `sum by (instance_id) (cache_keys{${INSTANCES}})`, legend: '{{instance_id}}' }],
          min: 0,
        }),
      ],
    },
    {
      height: 9,
      panels: [
        lines({
          title: 'Redis Commands',
          english: 'Commands per second, of the cache and of the rate limits.',
          french: 'Commandes par seconde, du cache et des limites de débit.',
          unit: 'ops',
          width: 8,
          queries: [
            { expression: 'rate(redis_commands_processed_total{job="redis"}[$__rate_interval])', legend: 'commands' },
          ],
          min: 0,
        }),
        lines({
          title: 'Evicted and Expired Keys',
          english: 'Evicted: thrown out for want of memory. Expired: their time was over.',
          french: 'Évincées\u00a0: chassées faute de mémoire. Expirées\u00a0: leur temps était passé.',
          unit: 'ops',
          width: 8,
          queries: [
            { expression: 'rate(redis_evicted_keys_total{job="redis"}[$__rate_interval])', legend: 'evicted' },
            { expression: 'rate(redis_expired_keys_total{job="redis"}[$__rate_interval])', legend: 'expired' },
          ],
          min: 0,
        }),
        lines({
          title: 'Connections of Redis',
          english: 'Programs that are connected to Redis.',
          french: 'Programmes reliés à Redis.',
          unit: 'short',
          width: 8,
          queries: [
            { expression: 'redis_connected_clients{job="redis"}', legend: 'clients' },
            { expression: 'redis_blocked_clients{job="redis"}', legend: 'blocked' },
          ],
          min: 0,
        }),
      ],
    },
  ],
}
