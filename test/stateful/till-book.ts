import assert from 'node:assert/strict'
import type { DeliveredRecord, Till } from '../harness/tills.ts'
import {
  ARTICLES,
  dayOf,
  enter,
  type Measures,
  money,
  NOTHING,
  newSession,
  type Register,
  type Session,
  type Store,
} from './model.ts'

/** A record of a till, and what it does to the model once the chain has it. */
export type Entry = {
  readonly record: DeliveredRecord
  /** The sale that must be known before. */
  readonly needs: string | null
  readonly apply: () => void
  isDelivered: boolean
  isRecorded: boolean
}
type TillSale = { readonly id: string; readonly article: number; readonly method: 'cash' | 'card'; left: number }
type Seat = {
  readonly till: Till
  readonly store: Store
  readonly register: Register
  readonly cashierId: number
  readonly variantIds: readonly number[]
}

/** What a till does while it is alone; it reaches the model with its delivery. */
export class TillBook {
  readonly entries: Entry[] = []
  readonly #seat: Seat
  readonly #sales: TillSale[] = []
  #session: Session | null = null

  constructor(seat: Seat) {
    this.#seat = seat
  }

  get till(): Till {
    return this.#seat.till
  }

  sell(article: number, quantity: number, method: 'cash' | 'card'): void {
    const session = this.#inSession()
    const total = priceOf(article) * quantity
    const unit = { variant_id: this.#seat.variantIds[article], unit_price: money(priceOf(article)) }
    const content = {
      lines: [{ ...unit, quantity: String(quantity) }],
      payments: [{ method, amount: money(total) }],
      total: money(total),
    }
    const measures = { ...NOTHING, tickets: 1, units: quantity, gross: total, net: total, total }
    const { id } = this.#ticket('sale', content, {
      session,
      measures,
      method,
      article,
      quantity: -quantity,
      needs: null,
    })
    this.#sales.push({ id, article, method, left: quantity })
  }

  /** Takes back of one of its own sales what is left of it, or a part. */
  takeBack(which: number, wanted: number): void {
    const session = this.#inSession()
    const open = this.#sales.filter(({ left }) => left > 0)
    const sale = open[which % Math.max(1, open.length)]
    if (sale === undefined) return
    const quantity = Math.min(wanted, sale.left)
    sale.left -= quantity
    const { article, method } = sale
    const total = -priceOf(article) * quantity
    const content = {
      sale_id: sale.id,
      lines: [{ sale_line: 1, quantity: String(quantity) }],
      refunds: [{ method, amount: money(-total) }],
      total: money(total),
    }
    const measures = { ...NOTHING, returnTickets: 1, units: -quantity, returns: total, net: total, total }
    this.#ticket('return', content, { session, measures, method, article, quantity, needs: sale.id })
  }

  moveCash(type: 'in' | 'out' | 'drop' | 'no_sale', amount: number): void {
    const session = this.#inSession()
    const isMoved = type !== 'no_sale'
    const content = { reason: 'Monnaie', ...(isMoved && { type, amount: money(amount) }) }
    this.#add(isMoved ? 'cash_movement' : 'drawer_open', content, session, () => {
      if (isMoved) session.cash += type === 'in' ? amount : -amount
    })
  }

  close(counted: number): void {
    const session = this.#inSession()
    this.#session = null
    this.#add('session_close', { counted: { cash: money(counted) } }, session, () => {
      session.isOpen = false
    })
  }

  #inSession(): Session {
    if (this.#session !== null) return this.#session
    const session = newSession(this.#seat.register, crypto.randomUUID(), 10_000)
    this.#session = session
    this.#add('session_open', { opening_float: '100.00' }, session, () => {})
    return session
  }

  #ticket(kind: 'sale' | 'return', content: object, ticket: TillTicket): DeliveredRecord {
    const { session, measures, method, article, quantity, needs } = ticket
    const { store } = this.#seat
    const record = this.#add(
      kind,
      content,
      session,
      () => {
        const occurredAt = String(record.occurred_at)
        const cash = method === 'cash' ? measures.total : 0
        // Numbered before the closing, it is in time whenever it comes.
        enter({ store, session, day: dayOf(occurredAt), measures, cash, isLate: false })
        store.shelves[article]?.move(Date.parse(occurredAt), quantity)
      },
      needs,
    )
    return record
  }

  #add(
    kind: string,
    content: object,
    { id }: Session,
    apply: () => void,
    needs: string | null = null,
  ): DeliveredRecord {
    const record = this.#seat.till.record(kind, { ...content, session_id: id, cashier_id: this.#seat.cashierId })
    this.entries.push({ record, needs, apply, isDelivered: false, isRecorded: false })
    return record
  }

  /** Enters what the chain has now: a return waits for its sale. */
  settle(): void {
    const known = new Set<string>()
    for (const wantsSale of [false, true]) {
      for (const entry of this.entries) {
        if ((entry.needs !== null) !== wantsSale || !entry.isDelivered) continue
        if (entry.needs !== null && !known.has(entry.needs)) continue
        if (!entry.isRecorded) entry.apply()
        entry.isRecorded = true
        known.add(entry.record.id)
      }
    }
  }
}

type TillTicket = {
  readonly session: Session
  readonly measures: Measures
  readonly method: 'cash' | 'card'
  readonly article: number
  /** What it brings to the shelf. */
  readonly quantity: number
  readonly needs: string | null
}

function priceOf(article: number): number {
  const { price, fee, isTaxed } = ARTICLES[article] ?? assert.fail()
  assert.ok(fee === 0 && !isTaxed)
  return price
}
