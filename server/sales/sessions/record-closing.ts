import type { Tx } from '../../platform/database/connect.ts'
import { tellClosing } from '../events/tell-session.ts'
import { closeSessionInJournal } from '../journal/close-session-in-journal.ts'
import type { JournalKey } from '../journal/journal-key.ts'
import type { PaymentMethod } from '../tickets/ticket.ts'
import { beginSession } from './begin-session.ts'
import { moveLateRecords } from './move-late-records.ts'
import type { ClosingRecord, Counted, Denomination, SessionStore } from './session-record.ts'

/**
 * Closes a session and gives it the register's next Z number. What it holds beyond the closing's number is counted apart
 * from now on; what is still missing may come. The journal keeps the session as it stands. A second closing changes
 * nothing, and is kept beside the first.
 */
export async function recordClosing(
  tx: Tx,
  store: SessionStore,
  record: ClosingRecord,
  key: JournalKey,
): Promise<boolean> {
  const session = await beginSession(tx, store, record)
  if (session.isClosed) {
    await keepSecondClosing(tx, store.id, record)
    return false
  }
  const isOwnSeries = record.series === session.series
  const lastNumber = isOwnSeries ? record.number : await lastOfSeries(tx, store.id, record, session.series)
  const { sums, denominations } = readCount(record.counted)
  await tx`
    with counter as (
      update register_journals set last_z = last_z + 1
      where store_id = ${store.id} and register_id = ${record.registerId} returning last_z)
    update register_sessions set closed_at = ${record.occurredAt}, closed_by = ${record.cashierId},
      last_number = ${lastNumber}, z_number = counter.last_z, counted = ${toJson(sums)}::text::jsonb,
      denominations = ${toJson(denominations)}::text::jsonb, stated = ${toJson(statedBy(record))}::text::jsonb,
      difference_note = ${record.note}, other_records = other_records + ${isOwnSeries ? 1 : 0}
    from counter
    where store_id = ${store.id} and id = ${session.id} and closed_at is null`
  if (session.series > 0) await moveLateRecords(tx, { ...session, lastNumber, isClosed: true })
  await closeSessionInJournal(tx, { storeId: store.id, registerId: record.registerId, id: session.id }, key)
  await tellClosing(tx, store, session.id)
  return true
}

const toJson = (value: unknown): string | null =>
  value === null ? null : JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? String(inner) : inner))

/** What was counted of each method; of cash that was counted coin by coin, its sum. */
export function readCount(counted: Counted): {
  sums: Readonly<Partial<Record<PaymentMethod, bigint>>>
  denominations: readonly Denomination[] | null
} {
  if (!isList(counted)) return { sums: counted, denominations: null }
  const cash = counted.reduce((sum, { denomination, count }) => sum + denomination * BigInt(count), 0n)
  return { sums: { cash }, denominations: counted }
}

const isList = (counted: Counted): counted is readonly Denomination[] => Array.isArray(counted)

const statedBy = ({ totals, lastNumber }: ClosingRecord) =>
  totals === null && lastNumber === null ? null : { ...totals, ...(lastNumber !== null && { last_number: lastNumber }) }

/** A closing from elsewhere says where the session's own series ends, or takes what has arrived of it. */
async function lastOfSeries(tx: Tx, storeId: number, record: ClosingRecord, series: number): Promise<number> {
  if (series === 0) return record.number
  const [lease] = await tx<{ last_number: number }[]>`
    select last_number from register_leases
    where store_id = ${storeId} and register_id = ${record.registerId} and series = ${series}`
  return record.lastNumber ?? lease?.last_number ?? 0
}

/** A till that did not know that its session had been closed counted it too: nobody's count is lost. */
const keepSecondClosing = (tx: Tx, storeId: number, record: ClosingRecord) => tx`
  update register_sessions set stated = coalesce(stated, '{}') || jsonb_build_object('second_closing',
    ${toJson({ closed_at: record.occurredAt, counted: readCount(record.counted).sums, note: record.note, ...statedBy(record) })}::text::jsonb)
  where store_id = ${storeId} and id = ${record.sessionId}`
