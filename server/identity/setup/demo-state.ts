import type { Queryable, Tx } from '../../platform/database/connect.ts'

/**
 * How far the demo chain is that the owner asked for: `waiting` for a worker, `making`, `made`, or `failed`. Where nobody
 * asked, it is `possible` while the installation holds nothing, and `not_possible` afterwards.
 */
export const DEMO_STATES = ['possible', 'waiting', 'making', 'made', 'failed', 'not_possible'] as const
export type DemoState = (typeof DEMO_STATES)[number]
type KeptState = Exclude<DemoState, 'possible' | 'not_possible'>

/** What was asked for and what became of it; null where nobody asked. */
export async function readDemoState(sql: Queryable): Promise<KeptState | null> {
  const [row] = await sql<{ state: KeptState }[]>`
    select value #>> '{}' as state from installation where name = 'demo'`
  return row?.state ?? null
}

/** Notes that a demo is wanted, once: whether it was wanted just now. One that failed may be wanted again. */
export async function requestDemo(tx: Tx): Promise<boolean> {
  const rows = await tx`
    insert into installation (name, value) values ('demo', '"waiting"')
    on conflict (name) do update set value = excluded.value where installation.value = '"failed"'
    returning name`
  return rows.length > 0
}

/** Whether the demo is still to be made; a worker that died while making it left it so. */
export async function beginDemo(sql: Queryable): Promise<boolean> {
  const rows = await sql`
    update installation set value = '"making"' where name = 'demo' and value in ('"waiting"', '"making"') returning name`
  return rows.length > 0
}

/** For the transaction that makes the demo: its state and its records become visible together, or neither does. */
export async function noteDemoMade(tx: Tx): Promise<void> {
  await tx`update installation set value = '"made"' where name = 'demo'`
}

/** A demo that was made stays so, whatever happens to a later attempt. */
export async function noteDemoFailed(sql: Queryable): Promise<void> {
  await sql`update installation set value = '"failed"' where name = 'demo' and value = '"making"'`
}
