import {
  type ArticleFacts,
  type FoundArticles,
  findVariantsById,
  findVariantsForSale,
  type SaleMoments,
} from '../../catalog/index.ts'
import {
  consumeReservations,
  findReservations,
  lockLevels,
  postMovements,
  type StockKey,
} from '../../inventory/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { AppError, invalid, missingReference, platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { findStaff, type StoreFacts, type Workplaces } from '../../stores/index.ts'
import { postCredit } from '../credit/post-credit.ts'
import { salesErrors } from '../errors.ts'
import { lockRegistersAndSessions } from '../sessions/lock-registers-and-sessions.ts'
import { sessionKeyOf } from '../sessions/session-key.ts'
import { writeSessions } from '../sessions/write-sessions.ts'
import { composeHistory } from './compose-history.ts'
import { composeReturn, type ReturnedQuantity } from './compose-return.ts'
import { composeSale } from './compose-sale.ts'
import { type CustomerFacts, findCustomers } from './find-customers.ts'
import { findEntitledDrafts } from './find-entitled-drafts.ts'
import { creditKeysOf, lockCredits } from './lock-credits.ts'
import { claimIdentities, releaseIdentities } from './locks.ts'
import { readTickets } from './read-tickets.ts'
import { findOrigins, lockOrigins, type Origins } from './return-origins.ts'
import { SetState } from './set-state.ts'
import type { DraftLine, HistoryDraft, ReturnDraft, SaleDraft, Ticket, TicketDraft } from './ticket.ts'
import { advanceRegisters, raiseReturnCounters, writeTickets } from './write-tickets.ts'

/** The stores of a set, every draft's among them. */
export type StoresOfSet = ReadonlyMap<number, StoreFacts>

export type RecordResult =
  | { readonly kind: 'recorded' | 'replayed'; readonly ticket: Ticket }
  | { readonly kind: 'refused'; readonly error: AppError }

/** The answers, one per draft, true once `writes` and the commit that follows them have succeeded. */
export type RecordedSet = { results: RecordResult[]; writes: PromiseLike<unknown>[] }

const NO_ARTICLES: FoundArticles = { byId: new Map(), bySku: new Map(), byBarcode: new Map(), scans: new Map() }

/**
 * Records a set of tickets: the one write path of every sale, return and import. Locks are taken in one order, that of
 * identities (the new tickets', then the sales' that are being returned), registers, stock, customers (shared), store
 * credit, all in one round trip; then the tickets are composed in memory; the writes are sent without waiting, so that
 * they travel with the caller's commit. A draft that is refused leaves no trace and harms no other. The drafts of one
 * set have distinct ids.
 */
export async function recordSales(tx: Tx, stores: StoresOfSet, drafts: readonly TicketDraft[]): Promise<RecordedSet> {
  const [codes, origins] = await together([resolveCodes(tx, drafts), findOrigins(tx, returnsOf(drafts))])
  // One moment for the whole set: the session that is looked for is the one in which the ticket is put.
  const now = Date.now()
  const locked = await lockSet(tx, stores, drafts, codes, origins, now)
  const counters: ReturnedQuantity[] = []
  const results = drafts.map((draft): RecordResult | null => {
    const identity = locked.identities.get(draft.id)
    if (identity === undefined) throw new Error(`The identity of ${draft.id} was not claimed`)
    if (!identity.isNew) return identity.isSame ? null : refused(salesErrors.duplicate_id())
    try {
      return { kind: 'recorded', ticket: composeOne(draft, stores, codes, origins, locked, counters, now) }
    } catch (error) {
      if (error instanceof AppError) return refused(error)
      throw error
    }
  })
  const replays = await readReplays(tx, drafts, results)
  return {
    results: results.map((result, index) => result ?? replayed(replays.get((drafts[index] as TicketDraft).id))),
    writes: sendWrites(tx, locked, counters, drafts, results),
  }
}

const refused = (error: AppError): RecordResult => ({ kind: 'refused', error })
const returnsOf = (drafts: readonly TicketDraft[]) =>
  drafts.filter((draft): draft is ReturnDraft => draft.kind === 'return')

function replayed(ticket: Ticket | undefined): RecordResult {
  if (ticket === undefined) throw new Error('A known identity has no ticket')
  return { kind: 'replayed', ticket }
}

type Locked = {
  identities: Awaited<ReturnType<typeof claimIdentities>>
  state: SetState
  articles: ReadonlyMap<number, ArticleFacts>
  customers: ReadonlyMap<number, CustomerFacts>
  entitled: ReadonlySet<TicketDraft>
  staff: ReadonlyMap<number, Workplaces>
}

async function lockSet(
  tx: Tx,
  stores: StoresOfSet,
  drafts: readonly TicketDraft[],
  codes: FoundArticles,
  origins: Origins,
  now: number,
): Promise<Locked> {
  const stockKeys = stockKeysOf(drafts, codes, origins)
  const movesStock = drafts.filter((draft) => draft.kind !== 'history' || draft.movesStock)
  const articleIds = [...new Set(stockKeys.map((key) => key.variantId))]
  const customerIds = customerIdsOf(drafts, origins)
  // The operator's own commands, such as an import, say who sold without anyone to check it against.
  const cashierIds = drafts.flatMap((draft) => (draft.actor.kind === 'system' ? [] : (draft.cashierId ?? [])))
  const registers = drafts.map((draft) => registerKeyOf(draft, stores))
  const credits = creditKeysOf(drafts, (draft) => stores.get(draft.storeId)?.currency ?? '', origins)
  // Sent in this order and answered together: the order in which everybody takes these locks.
  const [identities, , places, levels, customers, accounts, articles, entitled, staff, reservations] = await together([
    claimIdentities(tx, drafts),
    lockOrigins(tx, origins),
    lockRegistersAndSessions(tx, registers, drafts, stores, now),
    // A history that moves no stock leaves no level behind.
    lockLevels(tx, movesStock.length === drafts.length ? stockKeys : stockKeysOf(movesStock, codes, origins)),
    findCustomers(tx, customerIds),
    lockCredits(tx, credits),
    findVariantsById(tx, articleIds, momentsOf(drafts)),
    findEntitledDrafts(tx, drafts),
    findStaff(tx, cashierIds),
    findReservations(tx, reservationIdsOf(drafts)),
  ])
  return {
    identities,
    state: new SetState(places.registerRows, levels, accounts, reservations, places.sessions),
    articles,
    customers,
    entitled,
    staff,
  }
}

/** Of a return also the customer of its sale. */
function customerIdsOf(drafts: readonly TicketDraft[], origins: Origins): number[] {
  const ids = drafts.flatMap((draft) => [
    draft.customerId,
    draft.kind === 'return' ? origins.get(draft.originSaleId)?.sale.customerId : null,
  ])
  return [...new Set(ids.filter((id) => id != null))]
}
const reservationIdsOf = (drafts: readonly TicketDraft[]) =>
  drafts.flatMap((draft) =>
    draft.kind === 'sale' ? draft.lines.flatMap(({ reservationId }) => reservationId ?? []) : [],
  )

/** From the first to the last moment of a set, in its stores: the prices of that time are read with the articles. */
function momentsOf(drafts: readonly TicketDraft[]): SaleMoments {
  // ISO texts in UTC sort as their times do. Now is among them: it stands for a clock that is ahead.
  const times = [new Date().toISOString(), ...drafts.map((draft) => draft.occurredAt)].sort()
  return {
    storeIds: [...new Set(drafts.map((draft) => draft.storeId))],
    earliest: times[0] as string,
    latest: times.at(-1) as string,
  }
}

function registerKeyOf(draft: TicketDraft, stores: StoresOfSet) {
  const store = stores.get(draft.storeId)
  if (store === undefined) throw new Error(`Store ${draft.storeId} was not looked up`)
  return { storeId: store.id, registerId: draft.registerId ?? store.virtualRegisterId }
}

function composeOne(
  draft: TicketDraft,
  stores: StoresOfSet,
  codes: FoundArticles,
  origins: Origins,
  locked: Locked,
  counters: ReturnedQuantity[],
  now: number,
): Ticket {
  const store = stores.get(draft.storeId) as StoreFacts
  if (!locked.entitled.has(draft)) throw platformErrors.invalid_token()
  // Asked here and not before, so that what was recorded while the store was there is still answered to a retry.
  if (store.isDeleted && draft.kind !== 'history') throw platformErrors.not_found()
  const registerId = draft.registerId ?? store.virtualRegisterId
  // The import register's chain holds the past and nothing else.
  const isForHistory = store.registers.get(registerId) === 'import'
  if (isForHistory && draft.kind !== 'history') throw missingReference('register_id')
  if (locked.state.register(store.id, registerId) === undefined) throw missingReference('register_id')
  const customer = draft.customerId === null ? null : locked.customers.get(draft.customerId)
  if (customer === undefined) throw missingReference('customer_id')
  checkCashier(draft, locked.staff)
  if (!locked.state.sessions.has(sessionKeyOf(draft, store, now))) throw missingReference('session_id')
  if (draft.kind === 'history') return composeHistory(draft, store, registerId, locked.articles, locked.state, now)
  if (draft.kind === 'return') {
    const origin = origins.get(draft.originSaleId)
    if (origin === undefined) throw platformErrors.not_found()
    const soldTo = customerOfReturn(customer, origin.sale.customerId, locked.customers)
    return composeReturn(draft, origin, store, soldTo, locked.state, counters, now)
  }
  const find = (line: DraftLine) => ({
    article: findArticle(line, locked.articles, codes),
    scan: line.article?.by === 'barcode' ? codes.scans.get(line.article.code) : undefined,
  })
  return composeSale(draft, store, find, customer, locked.state, now)
}

/** A return is its sale's customer's; only one of a sale that names nobody may say whose it is. */
function customerOfReturn(
  named: CustomerFacts | null,
  soldTo: number | null,
  customers: ReadonlyMap<number, CustomerFacts>,
): CustomerFacts | null {
  if (soldTo === null) return named
  const customer = customers.get(soldTo) ?? null
  if (named === null || named.id === customer?.id) return customer
  throw invalid({ customer_id: text('Ce ticket est à un autre client.', 'This ticket is another customer’s.') })
}

/** Who sold works in the store that sold: another store's staff do not exist for it. */
function checkCashier({ actor, cashierId, storeId }: TicketDraft, staff: ReadonlyMap<number, Workplaces>): void {
  if (cashierId === null || actor.kind === 'system') return
  const workplaces = staff.get(cashierId)
  if (workplaces !== 'all' && !workplaces?.includes(storeId)) throw missingReference('cashier_id')
}

function findArticle(
  line: DraftLine,
  articles: ReadonlyMap<number, ArticleFacts>,
  codes: FoundArticles,
): ArticleFacts | null {
  const { article } = line
  if (article === null) return null
  if (article.by === 'id') return articles.get(article.id) ?? null
  const found = foundByCode(codes, article)
  // Read again with the set's locks, with the prices of its stores.
  return found === undefined ? null : (articles.get(found.variantId) ?? found)
}

function resolveCodes(tx: Tx, drafts: readonly TicketDraft[]): Promise<FoundArticles> {
  const skus = new Set<string>()
  const barcodes = new Set<string>()
  for (const draft of drafts) {
    if (draft.kind !== 'sale') continue
    for (const { article } of draft.lines) {
      if (article?.by === 'sku') skus.add(article.code)
      if (article?.by === 'barcode') barcodes.add(article.code)
    }
  }
  if (skus.size + barcodes.size === 0) return Promise.resolve(NO_ARTICLES)
  return findVariantsForSale(tx, { ids: [], skus: [...skus], barcodes: [...barcodes] })
}

const foundByCode = (codes: FoundArticles, { by, code }: { by: 'sku' | 'barcode'; code: string }) =>
  (by === 'sku' ? codes.bySku : codes.byBarcode).get(code)

function stockKeysOf(drafts: readonly TicketDraft[], codes: FoundArticles, origins: Origins): StockKey[] {
  return drafts.flatMap((draft) =>
    variantIdsOf(draft, codes, origins).map((variantId) => ({ storeId: draft.storeId, variantId })),
  )
}

function variantIdsOf(draft: SaleDraft | ReturnDraft | HistoryDraft, codes: FoundArticles, origins: Origins): number[] {
  if (draft.kind === 'history') return draft.lines.map((line) => line.variantId).filter((id) => id !== null)
  if (draft.kind === 'return') {
    const lines = origins.get(draft.originSaleId)?.sale.lines ?? []
    return lines.map((line) => line.variantId).filter((id) => id !== null)
  }
  const ids: number[] = []
  for (const { article } of draft.lines) {
    if (article === null) continue
    const id = article.by === 'id' ? article.id : foundByCode(codes, article)?.variantId
    if (id !== undefined) ids.push(id)
  }
  return ids
}

async function readReplays(tx: Tx, drafts: readonly TicketDraft[], results: readonly (RecordResult | null)[]) {
  const keys = drafts.filter((_draft, index) => results[index] === null).map(({ storeId, id }) => ({ storeId, id }))
  if (keys.length === 0) return new Map<string, Ticket>()
  return new Map((await readTickets(tx, keys)).map((ticket) => [ticket.id, ticket]))
}

function sendWrites(
  tx: Tx,
  { state, identities }: Locked,
  counters: readonly ReturnedQuantity[],
  drafts: readonly TicketDraft[],
  results: readonly (RecordResult | null)[],
): PromiseLike<unknown>[] {
  const orphans = drafts.filter(({ id }, index) => results[index]?.kind === 'refused' && identities.get(id)?.isNew)
  const writes = writeTickets(tx, state.tickets)
  if (state.tickets.length > 0)
    writes.push(advanceRegisters(tx, [...state.registers]), ...writeSessions(tx, state.sessions))
  if (counters.length > 0) writes.push(raiseReturnCounters(tx, counters))
  if (state.movements.length > 0) writes.push(postMovements(tx, state.movements))
  if (state.creditMovements.length > 0) writes.push(postCredit(tx, state.creditMovements))
  if (state.consumptions.length > 0) writes.push(consumeReservations(tx, state.consumptions))
  if (orphans.length > 0) writes.push(releaseIdentities(tx, orphans))
  return writes
}
