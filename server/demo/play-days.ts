import { hash } from 'node:crypto'
import { dateUnseenLedger } from '../inventory/index.ts'
import type { Tx } from '../platform/database/connect.ts'
import {
  type JournalKey,
  type ReceiptReturnDraft,
  recordSales,
  type SaleDraft,
  type StoresOfSet,
  type TicketDraft,
} from '../sales/index.ts'
import { composeBasket } from './compose-basket.ts'
import { drawCustomer } from './demo-customers.ts'
import { DemoRandom } from './demo-random.ts'
import type { Cashier, DemoShop } from './demo-shop.ts'
import { countTickets, drawMoments, listDays, momentOf } from './demo-time.ts'
import { FORGOTTEN_WEEKS, openStock, refillWarehouse, replenishShop } from './replenish.ts'
import { ReturnsToCome } from './returns-to-come.ts'

export type Play = {
  readonly shops: readonly DemoShop[]
  readonly warehouse: DemoShop
  readonly days: number
  readonly now: Date
  readonly seed: string
  /** Signs the journal. */
  readonly key: JournalKey
}

export type PlayedDays = { sales: number; returns: number }

const SUPPLIERS_COME_AT = '05:00'
const LORRY_COMES_AT = '06:30'
/** Tickets of one set: enough to be quick, few enough that no statement is huge. */
const SET_SIZE = 300
/** Statistics are taken after this many days: plans made while the tables were empty would be bad ones. */
const FIRST_ANALYZE_DAY = 3

/** Plays the chain's days one after the other, through the ledger and the write path of every sale. */
export async function playDays(tx: Tx, play: Play): Promise<PlayedDays> {
  const { shops, now, seed } = play
  const days = listDays(now, play.days)
  const stores: StoresOfSet = new Map(shops.map(({ store }) => [store.id, store]))
  const returns = new ReturnsToCome(seed)
  const played: PlayedDays = { sales: 0, returns: 0 }
  let writing: Promise<unknown> = Promise.resolve()
  for (const [index, date] of days.entries()) {
    await restock(tx, play, date, index)
    const drafts = draftDay(play, date, index, returns)
    for (let start = 0; start < drafts.length; start += SET_SIZE) {
      const set = drafts.slice(start, start + SET_SIZE)
      const { results, writes } = await recordSales(tx, stores, set, play.key)
      await writing
      // The rows are on their way while the next set is composed.
      writing = Promise.all(writes)
      writing.catch(() => {})
      for (const result of results) {
        if (result.kind !== 'recorded' && result.kind !== 'replayed') {
          throw new Error('A sale of the demo was refused.', { cause: result })
        }
        played[result.ticket.kind === 'sale' ? 'sales' : 'returns'] += 1
        returns.consider(result.ticket, index)
      }
    }
    if (index === FIRST_ANALYZE_DAY)
      await tx`analyze sales, sale_lines, sale_payments, sale_identities, journal_entries, stock_levels`
  }
  await writing
  await dateUnseenLedger(tx)
  return played
}

/** The lorry of each store on its day; the suppliers the night before the first. */
async function restock(tx: Tx, play: Play, date: Temporal.PlainDate, index: number): Promise<void> {
  const { shops, warehouse, seed } = play
  if (index === 0) return openStock(tx, shops, warehouse, momentOf(date, SUPPLIERS_COME_AT))
  if (momentOf(date, LORRY_COMES_AT) > play.now.getTime()) return
  if (date.dayOfWeek === warehouse.plan.deliveryWeekday) {
    const drift = new DemoRandom(`${seed}/drift/${date}`)
    await refillWarehouse(tx, shops, warehouse, momentOf(date, SUPPLIERS_COME_AT), drift)
  }
  const hasForgotten = index >= play.days - FORGOTTEN_WEEKS * 7
  for (const shop of shops) {
    if (date.dayOfWeek !== shop.plan.deliveryWeekday) continue
    await replenishShop(tx, shop, warehouse, momentOf(date, LORRY_COMES_AT), { seed, hasForgotten })
  }
}

/** All tickets of a date in the order of time, none of them in the future. */
function draftDay(play: Play, date: Temporal.PlainDate, index: number, returns: ReturnsToCome): TicketDraft[] {
  const drafts: TicketDraft[] = []
  const nowMs = play.now.getTime()
  for (const shop of play.shops) {
    const random = new DemoRandom(`${play.seed}/${shop.plan.code}/${date}`)
    const count = countTickets(random, shop.plan, date, Math.floor(index / 7))
    const moments = drawMoments(random, shop.plan, date, count).sort((left, right) => left - right)
    for (const epochMs of moments) {
      if (epochMs > nowMs) break
      const draft = draftSale(random, shop, epochMs, play.seed)
      if (draft !== null) drafts.push(draft)
    }
    const due = returns.takeDue(shop.store.id, index)
    for (const [place, epochMs] of drawMoments(random, shop.plan, date, due.length).entries()) {
      const origin = due[place]
      if (origin === undefined || epochMs > nowMs) continue
      const nothingElse = { exchangeLines: [], discount: null, payments: [] }
      const head = draftHead(random, shop, epochMs)
      drafts.push({ ...head, kind: 'return', ...nothingElse, ...origin } satisfies ReceiptReturnDraft)
    }
  }
  return drafts.sort((left, right) => (left.occurredAt < right.occurredAt ? -1 : 1))
}

function draftSale(random: DemoRandom, shop: DemoShop, epochMs: number, seed: string): SaleDraft | null {
  const basket = composeBasket(random, shop)
  if (basket === null) return null
  const head = draftHead(random, shop, epochMs)
  return { ...head, customerId: drawCustomer(shop.regulars, seed, head.id), kind: 'sale', ...basket }
}

/** The first till is always open; the others take what it cannot. */
function draftHead(random: DemoRandom, shop: DemoShop, epochMs: number) {
  const id = random.uuidAt(epochMs)
  const till = Math.min(random.below(shop.tillIds.length), random.below(shop.tillIds.length))
  const cashier = shop.cashiers[(till + shiftOf(epochMs)) % shop.cashiers.length] as Cashier
  return {
    id,
    bodyHash: hash('sha256', `demo\n${id}`, 'hex'),
    actor: cashier.actor,
    storeId: shop.store.id,
    registerId: shop.tillIds[till] ?? null,
    sessionId: null,
    cashierId: cashier.id,
    customerId: null,
    occurredAt: new Date(epochMs).toISOString(),
    note: null,
    device: null,
    statedTotal: null,
    statedTaxes: null,
  }
}

/** People change tills every day, and in the middle of the afternoon; near enough to the chain's clock. */
const DAY_MS = 24 * 60 * 60 * 1000
const UTC_TO_AFTERNOON_MS = 20 * 60 * 60 * 1000
const UTC_TO_MIDNIGHT_MS = 5 * 60 * 60 * 1000
const shiftOf = (epochMs: number): number =>
  Math.floor((epochMs - UTC_TO_AFTERNOON_MS) / DAY_MS) + 3 * Math.floor((epochMs - UTC_TO_MIDNIGHT_MS) / DAY_MS)
