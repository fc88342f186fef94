import type { Sale } from '../../api/index.ts'
import type { DrawerRow, PlaceRow, RecordRow, TillDatabase } from '../database.ts'
import { type AppendedRecord, type NewRecord, TillError } from '../memory.ts'
import { newId } from '../new-id.ts'
import { closingTotals, drawerAfter, openedDrawer, presentClosed } from './drawer-of.ts'
import { CART, idOfCart } from './parked-tickets.ts'
import { isSame } from './same-record.ts'
import { type RecordPlace, referenceOf, type Sealed, sealRecord } from './seal-record.ts'
import { giveUpReserve, isForWantOfRoom } from './space-reserve.ts'
import { isTicket, soldArticles, stockChanges, ticketOf } from './ticket-of.ts'

/** What a record needs to know of its store. */
export type StoreFacts = { readonly id: number; readonly currency: string; readonly timeZone: string }

type Appending = {
  readonly database: TillDatabase
  readonly store: StoreFacts
  readonly now: Date
  /** Of a record that brings none: given again, it is written once. */
  readonly id?: string
}

/** All that one record writes. */
type Written = {
  readonly place: PlaceRow
  readonly record: Omit<RecordRow, 'sequence'>
  readonly drawer: DrawerRow | null
  readonly ticket: Sale | null
  readonly input: NewRecord
}

/** The series went on while a record was being sealed. */
class SeriesMoved extends Error {}

const MOST_TRIES = 5

/**
 * Writes a record with its number and its seal, the ticket, the drawer's sums and the stock in one transaction that is on the
 * disk when this resolves. It is sealed before, since a transaction does not wait for a hash, and only where the series has not
 * moved meanwhile.
 *
 * @throws TillError
 */
export async function appendRecord(appending: Appending, input: NewRecord): Promise<AppendedRecord> {
  const { database } = appending
  const id = isTicket(input) ? input.content.id : (appending.id ?? newId())
  for (let tries = 1; ; tries += 1) {
    const known = await findAppended(database, id, input)
    if (known !== null) return known
    const written = await compose({ ...appending, id }, input)
    try {
      await commit(database, written)
      return present(written)
    } catch (error) {
      if (error instanceof SeriesMoved && tries < MOST_TRIES) continue
      if (!isForWantOfRoom(error) || tries >= MOST_TRIES) throw new TillError('storage_failed', error)
      if ((await database.kept.where('key').equals('reserve').count()) === 0) throw new TillError('storage_full', error)
      await giveUpReserve(database)
    }
  }
}

/** Why the next record cannot be written; null: it can. */
export function refuseRecord(place: PlaceRow | undefined, drawer: DrawerRow | undefined, kind: NewRecord['kind']) {
  if (place?.lease == null) return 'no_register'
  if (place.leaseLost !== null) return 'lease_lost'
  if (kind === 'session_open') return drawer === undefined ? null : 'drawer_open'
  return drawer === undefined && kind !== 'drawer_open' ? 'no_drawer' : null
}

export const openDrawerOf = async (database: TillDatabase): Promise<DrawerRow | undefined> =>
  (await database.drawers.where('state').equals('open').toArray())[0]

async function compose({ database, store, now, id }: Required<Appending>, input: NewRecord): Promise<Written> {
  const [place, drawer] = await Promise.all([database.place.get('place'), openDrawerOf(database)])
  const refusal = refuseRecord(place, drawer, input.kind)
  if (refusal !== null || place === undefined || place.lease === null) throw new TillError(refusal ?? 'no_register')
  const stands = { ...place, ...place.lease, storeId: store.id }
  const occurredAt = now.toISOString()
  const sessionId = input.kind === 'session_open' ? newId() : (drawer?.id ?? null)
  const said = input.kind === 'session_close' && drawer !== undefined ? closingTotals(drawer) : {}
  const head = { id, sessionId, occurredAt, said }
  const sealed = await sealRecord(input, head, stands)
  const marks = { occurredAt, sessionId, timeZone: store.timeZone }
  const ticket = isTicket(input) ? ticketOf(input, stands, sealed, marks) : null
  const opening = { id: sessionId ?? '', currency: store.currency, occurredAt }
  return {
    input,
    place: { ...place, lastNumber: sealed.number, lastHash: sealed.hash },
    record: recordRow(input, head, stands, sealed),
    drawer:
      input.kind === 'session_open'
        ? openedDrawer(input, opening, stands, sealed)
        : drawer === undefined
          ? null
          : drawerAfter(drawer, input, ticket, { ...sealed, occurredAt }),
    ticket,
  }
}

const recordRow = (
  input: NewRecord,
  { id, occurredAt }: { id: string; occurredAt: string },
  place: RecordPlace,
  { number, hash, text }: Sealed,
): Omit<RecordRow, 'sequence'> => ({
  id,
  deviceId: place.deviceId,
  kind: input.kind,
  registerId: place.registerId,
  series: place.series,
  number,
  reference: referenceOf(place, number),
  occurredAt,
  hash,
  total: isTicket(input) ? input.content.total : null,
  text,
  state: 'waiting',
  code: null,
  message: null,
  answeredAtMs: null,
})

function commit(database: TillDatabase, { place, record, drawer, ticket, input }: Written): Promise<void> {
  const { drawers, kept, place: places, records, sold, stock, tickets } = database
  return database.transaction('rw', [drawers, kept, places, records, sold, stock, tickets], async () => {
    const before = await places.get('place')
    const follows =
      before?.lastNumber === place.lastNumber - 1 &&
      before.leaseLost === null &&
      before.lease?.series === record.series &&
      before.lease.registerId === record.registerId
    if (!follows) throw new SeriesMoved()
    await places.put({ ...before, lastNumber: place.lastNumber, lastHash: place.lastHash })
    await records.add(record as RecordRow)
    if (drawer !== null) await drawers.put(drawer)
    if (ticket === null || !isTicket(input)) return
    const { id, reference, occurred_at: occurredAt } = ticket
    // With the ticket its cart: found again after a crash, it would be sold a second time.
    if (idOfCart((await kept.get(CART))?.value) === id) await kept.delete(CART)
    await tickets.put({ id, reference, saleId: ticket.sale_id ?? '', occurredAt, keptAtMs: 0, sale: ticket })
    for (const change of stockChanges(input)) await stock.add({ ...change, recordId: id, deliveredAtMs: 0 })
    for (const article of soldArticles(input)) {
      await sold.put({ id: article, count: ((await sold.get(article))?.count ?? 0) + 1 })
    }
  })
}

const present = ({ record, ticket, drawer }: Pick<Written, 'record' | 'ticket' | 'drawer'>): AppendedRecord => ({
  id: record.id,
  kind: record.kind,
  series: record.series,
  number: record.number,
  reference: record.reference,
  occurredAt: record.occurredAt,
  hash: record.hash,
  ticket,
  closed: drawer === null ? null : presentClosed(drawer),
})

/**
 * A record that is there already: whoever pressed twice gets the same. Another one under its id is another sale, which must
 * not be taken for it.
 *
 * @throws TillError
 */
async function findAppended(database: TillDatabase, id: string, input: NewRecord): Promise<AppendedRecord | null> {
  const record = await database.records.where('id').equals(id).first()
  if (record === undefined) return null
  const said: { readonly session_id?: string } = JSON.parse(record.text)
  if (!isSame(said, input)) throw new TillError('other_recorded')
  const ticket = (await database.tickets.get(id))?.sale ?? null
  const drawer = input.kind === 'session_close' ? await database.drawers.get(said.session_id ?? '') : null
  return present({ record, ticket, drawer: drawer ?? null })
}
