import type { Sql } from '../database/connect.ts'

export type QueueCount = { queue: string; state: 'waiting' | 'active' | 'failed'; count: number }
type QueueRow = { name: string; queued_count: number; active_count: number; failed_count: number }

/** Jobs by queue, as the worker counted them last; nothing when no worker has ever run here. */
export async function readQueueCounts(sql: Sql): Promise<QueueCount[]> {
  if (!(await hasJobTables(sql))) return []
  const rows = await sql<QueueRow[]>`
    select name, queued_count, active_count, failed_count from pgboss.queue where not starts_with(name, '__') order by name`
  return rows.flatMap((row) => [
    { queue: row.name, state: 'waiting', count: row.queued_count },
    { queue: row.name, state: 'active', count: row.active_count },
    { queue: row.name, state: 'failed', count: row.failed_count },
  ])
}

export type QueueAge = { queue: string; seconds: number }

/** By queue, for how long the job that is due longest has waited for a worker; 0 where none waits. */
export async function readQueueAges(sql: Sql): Promise<QueueAge[]> {
  if (!(await hasJobTables(sql))) return []
  return sql<QueueAge[]>`
    select queue.name as queue, greatest(0, coalesce(extract(epoch from now() - waiting.since), 0))::float8 as seconds
    from pgboss.queue
    left join lateral (
      select min(job.start_after) as since from pgboss.job
      where job.name = queue.name and job.state < 'active' and not job.blocked) waiting on true
    where not starts_with(queue.name, '__') order by queue.name`
}

/** Seconds since a worker last looked at the schedules; null when none has ever done so. */
export async function readWorkerAge(sql: Sql): Promise<number | null> {
  if (!(await hasJobTables(sql))) return null
  const [row] = await sql<{ age: number | null }[]>`
    select extract(epoch from now() - cron_on)::float8 as age from pgboss.version`
  return row?.age ?? null
}

async function hasJobTables(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ exists: boolean }[]>`select to_regclass('pgboss.queue') is not null as exists`
  return row?.exists ?? false
}
