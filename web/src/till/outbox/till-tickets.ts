import type { Sale } from '../../api/index.ts'
import type { TicketRow, TillDatabase } from '../database.ts'
import type { ClosedDrawer, Tickets } from '../memory.ts'
import { presentClosed } from './drawer-of.ts'
import { readReference } from './seal-record.ts'

const DAY_MS = 86_400_000
const TICKET_DAYS = 30
const DRAWER_DAYS = 90

/** The tickets that this till knows: its own, and those that it was shown. */
export class TillTickets implements Tickets {
  readonly #database: TillDatabase

  constructor(database: TillDatabase) {
    this.#database = database
  }

  async recent({ limit = 50, text = '' }: { limit?: number; text?: string } = {}): Promise<readonly Sale[]> {
    const wanted = text.trim().toLowerCase()
    const newest = this.#database.tickets.orderBy('occurredAt').reverse()
    const rows = await newest
      .filter((row) => isOwn(row) && (wanted === '' || holds(row, wanted)))
      .limit(limit)
      .toArray()
    return rows.map(({ sale }) => sale)
  }

  async get(id: string): Promise<Sale | null> {
    return (await this.#database.tickets.get(id.toLowerCase()))?.sale ?? null
  }

  async byReference(typed: string): Promise<Sale | null> {
    const reference = readReference(typed)
    if (reference === null) return null
    return (await this.#database.tickets.where('reference').equals(reference).first())?.sale ?? null
  }

  async returnsOf(saleId: string): Promise<readonly Sale[]> {
    const rows = await this.#database.tickets.where('saleId').equals(saleId.toLowerCase()).sortBy('occurredAt')
    return rows.map(({ sale }) => sale)
  }

  async keep(sale: Sale): Promise<void> {
    const known = await this.#database.tickets.get(sale.id)
    if (known !== undefined && isOwn(known)) return
    const { id, reference, sale_id: saleId, occurred_at: occurredAt } = sale
    await this.#database.tickets.put({ id, reference, saleId: saleId ?? '', occurredAt, keptAtMs: Date.now(), sale })
  }

  async closings(limit = 30): Promise<readonly ClosedDrawer[]> {
    const newest = this.#database.drawers.orderBy('openedAt').reverse()
    const rows = await newest
      .filter(({ state }) => state === 'closed')
      .limit(limit)
      .toArray()
    return rows.flatMap((row) => presentClosed(row) ?? [])
  }

  /** Forgets what was delivered long ago. What waits or was refused is never forgotten. */
  async purge(nowMs: number): Promise<void> {
    const { records, tickets, drawers } = this.#database
    const before = nowMs - TICKET_DAYS * DAY_MS
    await this.#database.transaction('rw', [records, tickets, drawers], async () => {
      const old = records.where('answeredAtMs').between(1, before)
      const done = await old.filter(({ state }) => state === 'delivered' || state === 'held').toArray()
      await tickets.bulkDelete(done.map(({ id }) => id))
      await records.bulkDelete(done.map(({ sequence }) => sequence))
      await tickets.filter(({ keptAtMs }) => keptAtMs > 0 && keptAtMs < before).delete()
      const closedBefore = new Date(nowMs - DRAWER_DAYS * DAY_MS).toISOString()
      await drawers
        .where('openedAt')
        .below(closedBefore)
        .filter(({ state }) => state !== 'open')
        .delete()
    })
  }
}

const isOwn = ({ keptAtMs }: TicketRow): boolean => keptAtMs === 0

const holds = ({ reference, sale }: TicketRow, wanted: string): boolean =>
  reference.includes(wanted) ||
  sale.total.includes(wanted.replace(',', '.')) ||
  sale.lines.some(({ name, sku }) => name.toLowerCase().includes(wanted) || sku?.toLowerCase() === wanted)
