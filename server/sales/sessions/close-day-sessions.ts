import { type Sql, withTransaction } from '../../platform/database/connect.ts'
import { closeSessionInJournal } from '../journal/close-session-in-journal.ts'
import type { JournalKey } from '../journal/journal-key.ts'
import type { JournalSigner } from '../journal/journal-signer.ts'

type Over = { store_id: number; register_id: number }

/**
 * Closes the day sessions of days that are over where their stores are, and gives each its Z number, in the order of the
 * days. A register at a time, under its lock: a ticket of that moment is in the day or late, never both.
 *
 * @returns how many were closed
 */
export async function closeDaySessions(sql: Sql, signer: JournalSigner): Promise<number> {
  const key = await signer.key()
  const registers = await sql<Over[]>`
    select distinct session.store_id, session.register_id
    from register_sessions session join stores store on store.id = session.store_id
    where session.kind = 'day' and session.closed_at is null
      and session.business_day < (now() at time zone store.time_zone)::date
    order by 1, 2`
  let closed = 0
  for (const register of registers) closed += await closeDaysOf(sql, register, key)
  return closed
}

const closeDaysOf = (
  sql: Sql,
  { store_id: storeId, register_id: registerId }: Over,
  key: JournalKey,
): Promise<number> =>
  withTransaction(sql, {}, async (tx) => {
    await tx`select from register_journals where store_id = ${storeId} and register_id = ${registerId} for update`
    const closed = await tx<{ id: string; z_number: number }[]>`
      with over as (
        select session.id, row_number() over (order by session.business_day) as place
        from register_sessions session join stores store on store.id = session.store_id
        where session.store_id = ${storeId} and session.register_id = ${registerId} and session.kind = 'day'
          and session.closed_at is null and session.business_day < (now() at time zone store.time_zone)::date
      ), counter as (
        update register_journals set last_z = last_z + (select count(*) from over)
        where store_id = ${storeId} and register_id = ${registerId}
        returning last_z - (select count(*) from over) as before, last_number
      ), closed as (
        update register_sessions session
        set closed_at = now(), z_number = counter.before + over.place, last_number = counter.last_number
        from over cross join counter
        where session.store_id = ${storeId} and session.id = over.id and session.closed_at is null
        returning session.*
      )
      select id, z_number, record_event('register.closed', store_id, 'sessions.view', jsonb_build_object('session_id', id,
        'register_id', register_id, 'z_number', z_number, 'closed_at', to_char(closed_at at time zone 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'currency', currency, 'expected_cash', null, 'counted_cash', null,
        'difference', null))
      from closed order by z_number`
    // Each has its place in the journal in the order of its number.
    for (const { id } of closed) await closeSessionInJournal(tx, { storeId, registerId, id }, key)
    return closed.count
  })
