import { Type } from 'typebox'
import { readFailedBackup, readLastBackup } from '../backup/record-backup.ts'
import type { Sql } from '../database/connect.ts'
import { readSlowStatements } from '../database/statement-statistics.ts'
import { Nullable } from '../http/fields.ts'
import { type Route, read } from '../http/route.ts'
import { readQueueCounts } from '../jobs/queue-counts.ts'
import { text } from '../text.ts'
import { Parts } from './health-operations.ts'
import { type HealthOptions, readHealth } from './register-health.ts'

const System = Type.Object({
  status: Type.Enum(['ok', 'degraded', 'down']),
  version: Type.String({ examples: ['0.1.0'] }),
  node_version: Type.String({ examples: ['26.1.0'] }),
  instance_id: Type.String(),
  uptime_seconds: Type.Integer(),
  parts: Parts,
  database: Type.Object({
    version: Type.String({ examples: ['18.1'] }),
    size_bytes: Type.Integer({ examples: [734003200] }),
  }),
  backup: Type.Object(
    {
      last: Nullable(
        Type.Object({
          at: Type.String({ format: 'date-time' }),
          bytes: Type.Integer({ examples: [48210944] }),
          place: Type.String({ examples: ['/var/backups/comptoir/comptoir-20261127t021700z.tar.age'] }),
          is_encrypted: Type.Boolean(),
          sha256: Type.String({ examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'] }),
        }),
      ),
      failed: Nullable(
        Type.Object({
          at: Type.String({ format: 'date-time' }),
          reason: Type.String({ examples: ['/mnt/backups cannot be written (ENOSPC).'] }),
        }),
      ),
    },
    {
      'x-description': text(
        'La dernière sauvegarde faite, et, si la dernière tentative a échoué, pourquoi.',
        'The last backup that was made, and, if the latest attempt failed, why.',
      ),
    },
  ),
  processes: Type.Array(
    Type.Object({
      name: Type.String({ examples: ['api plateau-1'] }),
      connections: Type.Integer(),
      since: Type.String({ format: 'date-time' }),
    }),
    {
      'x-description': text(
        'Les processus de Comptoir reliés à la base de données, par leur nom ; derrière un mandataire de connexions, ce que celui-ci en laisse voir.',
        'The processes of Comptoir that are connected to the database, by name; behind a pooler, what it lets be seen of them.',
      ),
    },
  ),
  queues: Type.Array(
    Type.Object({
      queue: Type.String({ examples: ['send-receipt'] }),
      waiting: Type.Integer(),
      active: Type.Integer(),
      failed: Type.Integer(),
    }),
    {
      'x-description': text(
        'Les travaux de fond par file, comme le travailleur les a comptés.',
        'Background jobs by queue, as the worker counted them.',
      ),
    },
  ),
  slow_statements: Nullable(
    Type.Array(
      Type.Object({
        query_id: Type.String({ examples: ['-4012283719203312271'] }),
        statement: Type.String({ examples: ['select id, name from products where id = $1'] }),
        calls: Type.Integer(),
        mean_ms: Type.Number({ examples: [0.12] }),
        total_ms: Type.Number({ examples: [4812.5] }),
      }),
      {
        'x-description': text(
          'Les dix instructions qui ont pris le plus de temps en tout, sans leurs valeurs, depuis la dernière remise à zéro ; `null` quand le serveur ne les compte pas (`pg_stat_statements`).',
          'The ten statements that took the most time in all, without their values, since the counts were last reset; `null` where the server does not count them (`pg_stat_statements`).',
        ),
      },
    ),
  ),
})

/** What runs here, for whoever keeps it running: the health of its parts, processes, background jobs, versions. */
export function createSystemRoutes(options: HealthOptions): readonly Route[] {
  return [
    read({
      path: '/system',
      operation: 'readSystem',
      tag: 'cache',
      summary: text('État du système', 'State of the system'),
      description: text(
        'La santé des parties comme la voit l’instance qui répond, les processus, les travaux de fond, les instructions lentes, les versions.',
        'The health of the parts as the instance that answers sees it, the processes, the background jobs, slow statements, the versions.',
      ),
      access: 'cache.manage',
      response: System,
      async run({ sql }) {
        const [health, database, last, failed, processes, queues, slow_statements] = await Promise.all([
          readHealth(options),
          readDatabase(sql),
          readLastBackup(sql),
          readFailedBackup(sql),
          readProcesses(sql),
          readQueues(sql),
          readStatements(sql),
        ])
        return {
          data: {
            ...health,
            node_version: process.versions.node,
            database,
            backup: { last, failed },
            processes,
            queues,
            slow_statements,
          },
        }
      },
    }),
  ]
}

async function readDatabase(sql: Sql) {
  const [row] = await sql<[{ version: string; size_bytes: number }]>`
    select split_part(current_setting('server_version'), ' ', 1) as version,
      pg_database_size(current_database()) as size_bytes`
  return row
}

/** Every process names its connections: `comptoir api plateau-1`. */
async function readProcesses(sql: Sql) {
  return sql<{ name: string; connections: number; since: string }[]>`
    select substr(application_name, length('comptoir ') + 1) as name, count(*)::int as connections,
      min(backend_start) as since
    from pg_stat_activity
    where datname = current_database() and starts_with(application_name, 'comptoir ')
    group by application_name order by application_name`
}

async function readStatements(sql: Sql) {
  const statements = await readSlowStatements(sql)
  if (statements === null) return null
  return statements.map(({ query_id, statement, calls, mean_seconds, total_seconds }) => ({
    query_id,
    statement,
    calls,
    mean_ms: toThousandths(mean_seconds * 1000),
    total_ms: toThousandths(total_seconds * 1000),
  }))
}

const toThousandths = (value: number): number => Math.round(value * 1000) / 1000

async function readQueues(sql: Sql) {
  const counts = await readQueueCounts(sql)
  const queues = new Map<string, { queue: string; waiting: number; active: number; failed: number }>()
  for (const { queue, state, count } of counts) {
    const row = queues.get(queue) ?? { queue, waiting: 0, active: 0, failed: 0 }
    queues.set(queue, { ...row, [state]: count })
  }
  return [...queues.values()]
}
