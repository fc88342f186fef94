import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, selectPage } from '../../platform/http/select-page.ts'
import { referenceOf } from '../tickets/ticket.ts'
import { findRegisterOfJournal } from './find-journal-place.ts'
import { ENTRY_SORTS, Entry, type EntryItem, type EntryList } from './journal-schema.ts'

type EntryRow = Omit<EntryItem, 'reference'> & {
  series: number | null
  number: number | null
  z_number: number | null
}

/**
 * The journal of one register, in the order of acceptance unless asked otherwise.
 *
 * @throws not_found when the register is not of a store in which the actor acts
 */
export async function listEntries(
  sql: Queryable,
  actor: Actor,
  query: EntryList,
): Promise<Outcome<Partial<EntryItem>[]>> {
  const options = { sorts: ENTRY_SORTS, defaultSort: 'position', fields: Object.keys(Entry.properties) }
  const request = readList(query, options)
  const registerId = query.register_id
  const { storeId } = await findRegisterOfJournal(sql, actor, registerId)
  const conditions = [sql`e.store_id = ${storeId} and e.register_id = ${registerId}`]
  if (request.ids !== null) conditions.push(sql`e.position = any(${[...request.ids]}::bigint[])`)
  if (query.kind !== undefined) conditions.push(sql`e.kind = ${query.kind}`)
  if (query.record_id !== undefined) conditions.push(sql`e.record_id = ${query.record_id}`)
  const page = await selectPage<EntryRow>(sql, request, {
    sorts: ENTRY_SORTS,
    from: sql`journal_entries e`,
    where: allOf(sql, conditions),
    columns: sql`
      e.position, e.kind, e.record_id, e.formula_version, encode(e.previous_hash, 'hex') as previous_hash,
      encode(e.hash, 'hex') as hash, e.key_id, encode(e.signature, 'hex') as signature, e.recorded_at, sale.series,
      sale.number, session.z_number`,
    joins: sql`
      join journal_entries e on e.store_id = ${storeId} and e.register_id = ${registerId} and e.position = k.id
      left join sales sale on e.kind = 'ticket' and sale.store_id = e.store_id and sale.id = e.record_id
      left join register_sessions session on e.kind = 'session_close' and session.store_id = e.store_id
        and session.id = e.record_id`,
  })
  const present = (row: EntryRow) => pickFields(presentEntry(row, { storeId, registerId }), request.fields)
  return { data: page.rows.map(present), meta: page.meta }
}

function presentEntry(
  { series, number, z_number, ...row }: EntryRow,
  place: { storeId: number; registerId: number },
): EntryItem {
  const { storeId, registerId } = place
  const closing = z_number === null ? null : `${storeId}-${registerId}-Z-${String(z_number).padStart(6, '0')}`
  return {
    ...row,
    reference: series === null || number === null ? closing : referenceOf({ ...place, series, number }),
  }
}
