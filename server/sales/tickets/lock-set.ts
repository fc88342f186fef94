import {
  type ArticleFacts,
  type FoundArticles,
  findVariantsById,
  findVariantsForSale,
  type SaleMoments,
} from '../../catalog/index.ts'
import { findReservations, lockLevels, type StockKey } from '../../inventory/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { findStaff, type Workplaces } from '../../stores/index.ts'
import { findApprovals } from '../approvals/find-approvals.ts'
import { lockRegistersAndSessions } from '../sessions/lock-registers-and-sessions.ts'
import { readSeries } from '../tills/read-series.ts'
import { type CustomerFacts, findCustomers } from './find-customers.ts'
import { findEntitledDrafts } from './find-entitled-drafts.ts'
import { creditKeysOf, lockCredits } from './lock-credits.ts'
import { claimIdentities } from './locks.ts'
import type { StoresOfSet } from './record-sales.ts'
import { lockOrigins, type Origins } from './return-origins.ts'
import { type LockedRows, SetState } from './set-state.ts'
import {
  articleLinesOf,
  isReceiptReturn,
  isTicketDraft,
  type RecordDraft,
  soldLinesOf,
  type TicketDraft,
} from './ticket.ts'

/** Everything that a set reads and keeps others from changing. */
export type Locked = {
  identities: Awaited<ReturnType<typeof claimIdentities>>
  state: SetState
  articles: ReadonlyMap<number, ArticleFacts>
  customers: ReadonlyMap<number, CustomerFacts>
  entitled: ReadonlySet<RecordDraft>
  staff: ReadonlyMap<number, Workplaces>
}

/** How a set comes by the rows that its records change. */
export type RowsOfSet = {
  readonly identities: typeof claimIdentities
  readonly origins: typeof lockOrigins
  readonly places: typeof lockRegistersAndSessions
  readonly levels: typeof lockLevels
  readonly credits: typeof lockCredits
  approvals(tx: Tx, drafts: readonly TicketDraft[]): ReturnType<typeof findApprovals>
  begin(rows: LockedRows): SetState
}

const LOCKED: RowsOfSet = {
  identities: claimIdentities,
  origins: lockOrigins,
  places: lockRegistersAndSessions,
  levels: lockLevels,
  credits: lockCredits,
  approvals: findApprovals,
  begin: (rows) => new SetState(rows),
}

export type SetBeginning = {
  readonly codes: FoundArticles
  readonly origins: Origins
  readonly now: number
  /** Locked unless given: tickets that are only practised change none of them. */
  readonly rows?: RowsOfSet
}

/** Takes the locks of a set, in the one order that everybody uses, and reads what its records need: one round trip. */
export async function lockSet(
  tx: Tx,
  stores: StoresOfSet,
  records: readonly RecordDraft[],
  { codes, origins, now, rows = LOCKED }: SetBeginning,
): Promise<Locked> {
  const drafts = records.filter(isTicketDraft)
  const stockKeys = stockKeysOf(drafts, codes, origins)
  const movesStock = drafts.filter((draft) => draft.kind !== 'history' || draft.movesStock)
  const articleIds = [...new Set(stockKeys.map((key) => key.variantId))]
  const customerIds = customerIdsOf(drafts, origins)
  const cashierIds = drafts.flatMap((draft) => (isCashierChecked(draft) ? (draft.cashierId ?? []) : []))
  const registerKeys = records.map((draft) => registerKeyOf(draft, stores))
  const numbers = records.flatMap(({ device }, index) =>
    device === null ? [] : { ...(registerKeys[index] as RegisterKey), series: device.series, number: device.number },
  )
  const credits = creditKeysOf(drafts, (draft) => stores.get(draft.storeId)?.currency ?? '', origins)
  // Sent in this order and answered together: the order in which everybody takes these locks.
  const [
    identities,
    ,
    places,
    series,
    levels,
    customers,
    accounts,
    articles,
    entitled,
    staff,
    reservations,
    approvals,
  ] = await together([
    rows.identities(tx, records),
    rows.origins(tx, origins),
    rows.places(tx, registerKeys, records, stores, now),
    readSeries(tx, numbers),
    // A history that moves no stock leaves no level behind.
    rows.levels(tx, movesStock.length === drafts.length ? stockKeys : stockKeysOf(movesStock, codes, origins)),
    findCustomers(tx, customerIds),
    rows.credits(tx, credits),
    findVariantsById(tx, articleIds, momentsOf(drafts)),
    findEntitledDrafts(tx, records),
    findStaff(tx, cashierIds),
    findReservations(tx, reservationIdsOf(drafts)),
    rows.approvals(tx, drafts),
  ])
  const { registerRows: registers, sessions } = places
  return {
    identities,
    state: rows.begin({ registers, sessions, levels, accounts, reservations, series, approvals }),
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
    isReceiptReturn(draft) ? origins.get(draft.originSaleId)?.sale.customerId : null,
  ])
  return [...new Set(ids.filter((id) => id != null))]
}

const reservationIdsOf = (drafts: readonly TicketDraft[]) =>
  drafts.flatMap((draft) => soldLinesOf(draft).flatMap(({ reservationId }) => reservationId ?? []))

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

/**
 * The operator's own commands, such as an import, say who sold without anyone to check it against; and who was the cashier
 * of a device is data of its record, true even when they have been dismissed since.
 */
export const isCashierChecked = ({ actor, device }: TicketDraft): boolean => actor.kind !== 'system' && device === null

type RegisterKey = { storeId: number; registerId: number }

function registerKeyOf(draft: RecordDraft, stores: StoresOfSet): RegisterKey {
  const store = stores.get(draft.storeId)
  if (store === undefined) throw new Error(`Store ${draft.storeId} was not looked up`)
  return { storeId: store.id, registerId: draft.registerId ?? store.virtualRegisterId }
}

const NO_ARTICLES: FoundArticles = { byId: new Map(), bySku: new Map(), byBarcode: new Map(), scans: new Map() }

/** The articles that lines name by a code: their stock is locked by id. Nothing is sent when none does. */
export function resolveCodes(tx: Tx, drafts: readonly RecordDraft[]): Promise<FoundArticles> {
  const skus = new Set<string>()
  const barcodes = new Set<string>()
  for (const draft of drafts) {
    if (!isTicketDraft(draft)) continue
    for (const { article } of articleLinesOf(draft)) {
      if (article?.by === 'sku') skus.add(article.code)
      if (article?.by === 'barcode') barcodes.add(article.code)
    }
  }
  if (skus.size + barcodes.size === 0) return Promise.resolve(NO_ARTICLES)
  return findVariantsForSale(tx, { ids: [], skus: [...skus], barcodes: [...barcodes] })
}

export const foundByCode = (codes: FoundArticles, { by, code }: { by: 'sku' | 'barcode'; code: string }) =>
  (by === 'sku' ? codes.bySku : codes.byBarcode).get(code)

function stockKeysOf(drafts: readonly TicketDraft[], codes: FoundArticles, origins: Origins): StockKey[] {
  return drafts.flatMap((draft) =>
    variantIdsOf(draft, codes, origins).map((variantId) => ({ storeId: draft.storeId, variantId })),
  )
}

function variantIdsOf(draft: TicketDraft, codes: FoundArticles, origins: Origins): number[] {
  if (draft.kind === 'history') return draft.lines.map((line) => line.variantId).filter((id) => id !== null)
  const ids: number[] = []
  if (isReceiptReturn(draft)) {
    for (const { variantId } of origins.get(draft.originSaleId)?.sale.lines ?? [])
      if (variantId !== null) ids.push(variantId)
  }
  for (const { article } of articleLinesOf(draft)) {
    if (article === null) continue
    const id = article.by === 'id' ? article.id : foundByCode(codes, article)?.variantId
    if (id !== undefined) ids.push(id)
  }
  return ids
}
