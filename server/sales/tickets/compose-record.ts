import type { ArticleFacts, FoundArticles } from '../../catalog/index.ts'
import { invalid, missingReference, platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import type { StoreFacts, Workplaces } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'
import { sessionKeyOf } from '../sessions/session-key.ts'
import { composeEvent } from '../tills/compose-event.ts'
import { type Judgement, judgeDevice } from '../tills/judge-device.ts'
import type { HeldReason, TillRecord } from '../tills/till-record.ts'
import { composeHistory } from './compose-history.ts'
import { composeOpenReturn } from './compose-open-return.ts'
import { composeReturn, type ReturnedQuantity, type ReturnScene } from './compose-return.ts'
import { composeSale } from './compose-sale.ts'
import type { CustomerFacts } from './find-customers.ts'
import { foundByCode, isCashierChecked, type Locked } from './lock-set.ts'
import type { Origins } from './return-origins.ts'
import { type DraftLine, isTicketDraft, type RecordDraft, type Ticket, type TicketDraft } from './ticket.ts'

/** What a record became: a ticket, an event of a drawer, or nothing yet, because it waits for somebody or something. */
export type Composed =
  | { readonly kind: 'ticket'; readonly ticket: Ticket }
  | { readonly kind: 'event'; readonly record: TillRecord }
  | { readonly kind: 'held'; readonly reason: HeldReason; readonly waitsFor: string | null }

export type SetScene = {
  /** One moment for the whole set: the session that was looked for is the one in which a record is put. */
  readonly now: number
  readonly stores: ReadonlyMap<number, StoreFacts>
  readonly codes: FoundArticles
  readonly origins: Origins
  readonly locked: Locked
  readonly counters: ReturnedQuantity[]
}

/** Makes a record of a draft, in memory. @throws what refuses it; then it has left no trace in its set */
export function composeRecord(draft: RecordDraft, scene: SetScene): Composed {
  const { stores, locked, now } = scene
  const store = stores.get(draft.storeId) as StoreFacts
  if (!locked.entitled.has(draft)) throw platformErrors.invalid_token()
  const judgement = judgeDevice(draft, locked.state)
  if (judgement?.kind === 'held') return judgement
  // Asked here and not before, so that what was recorded while the store was there is still answered to a retry.
  if (store.isDeleted && draft.kind !== 'history' && draft.device === null) throw platformErrors.not_found()
  checkRegister(draft, store, locked)
  const moment = { now, leasedAt: judgement?.leasedAt }
  const { sessions } = locked.state
  const session = sessionKeyOf(draft, store, now)
  const isElsewhere = !sessions.has(session)
  if (isElsewhere && draft.device === null) throw sessionNotHere(sessions.isOfStore(session))
  if (isTicketDraft(draft)) {
    return isElsewhere ? placeInDay(draft, store, scene, moment) : composeTicket(draft, store, scene, moment)
  }
  // The drawer of another register cannot be what this till means: it is kept, and whoever would accept it is told why not.
  if (isElsewhere && draft.accepted !== undefined) throw sessionNotHere(sessions.isOfStore(session))
  if (isElsewhere) return { kind: 'held', reason: 'duplicate_id', waitsFor: null }
  return { kind: 'event', record: composeEvent(draft, store, locked.state, now, moment.leasedAt) }
}

/** What a till sold in a session of another register is sold all the same: it counts in its own register's day. */
function placeInDay(draft: TicketDraft, store: StoreFacts, scene: SetScene, moment: Moment): Composed {
  const composed = composeTicket({ ...draft, sessionId: null }, store, scene, moment)
  if (composed.kind === 'ticket') {
    scene.locked.state.flag(composed.ticket, 'session_elsewhere', { named_session_id: draft.sessionId })
  }
  return composed
}

/** A session of another store does not exist for this one. */
const sessionNotHere = (isOfStore: boolean) =>
  isOfStore
    ? invalid({
        session_id: text('Cette session est celle d’une autre caisse.', 'This session is another register’s.'),
      })
    : missingReference('session_id')

function checkRegister(draft: RecordDraft, store: StoreFacts, { state }: Locked): void {
  const registerId = draft.registerId ?? store.virtualRegisterId
  // The import register's chain holds the past and nothing else.
  const isForHistory = store.registers.get(registerId) === 'import'
  if (isForHistory && draft.kind !== 'history') throw missingReference('register_id')
  const register = state.register(store.id, registerId)
  // What a device sold before its register was deleted is recorded all the same.
  if (register === undefined || (register.isDeleted && draft.device === null)) throw missingReference('register_id')
}

type Moment = { readonly now: number; readonly leasedAt: Extract<Judgement, { kind: 'lease' }>['leasedAt'] | undefined }

function composeTicket(draft: TicketDraft, store: StoreFacts, scene: SetScene, moment: Moment): Composed {
  const { codes, origins, locked, counters } = scene
  const { state } = locked
  const customer = draft.customerId === null ? null : locked.customers.get(draft.customerId)
  if (customer === undefined && draft.device === null) throw missingReference('customer_id')
  if (isCashierChecked(draft)) checkCashier(draft, locked.staff)
  if (draft.kind === 'history') {
    const registerId = draft.registerId ?? store.virtualRegisterId
    return { kind: 'ticket', ticket: composeHistory(draft, store, registerId, locked.articles, state, moment.now) }
  }
  const find = (line: DraftLine) => ({
    article: findArticle(line, locked.articles, codes),
    scan: line.article?.by === 'barcode' ? codes.scans.get(line.article.code) : undefined,
  })
  if (draft.kind === 'sale') {
    return { kind: 'ticket', ticket: composeSale(draft, { store, find, customer, state, ...moment }) }
  }
  if (draft.originSaleId === null) {
    const ticket = composeOpenReturn(draft, { store, find, customer: customer ?? null, state, ...moment })
    return { kind: 'ticket', ticket }
  }
  const origin = origins.get(draft.originSaleId)
  if (origin === undefined && draft.device !== null && draft.accepted === undefined) {
    return { kind: 'held', reason: 'sale_missing', waitsFor: draft.originSaleId }
  }
  if (origin === undefined && draft.device !== null) throw salesErrors.sale_missing()
  if (origin === undefined || origin === null) throw saleNotThere(draft.device !== null)
  const whose = customerOfReturn(draft, customer, origin.sale.customerId, locked.customers)
  const ticket = composeReturn(draft, origin, { store, find, ...whose, state, counters, ...moment })
  return { kind: 'ticket', ticket }
}

const saleNotThere = (isDevice: boolean) =>
  isDevice
    ? invalid({ sale_id: text('Ce ticket n’est pas une vente.', 'This ticket is no sale.') })
    : platformErrors.not_found()

/**
 * A return is its sale's customer's; only one of a sale that names nobody may say whose it is. A till that names somebody
 * else has given the goods' worth back already: that is recorded, and somebody looks at it.
 */
function customerOfReturn(
  { device }: TicketDraft,
  named: CustomerFacts | null | undefined,
  soldTo: number | null,
  customers: ReadonlyMap<number, CustomerFacts>,
): Pick<ReturnScene, 'customer' | 'isOfAnother'> {
  if (soldTo === null) return { customer: named ?? null, isOfAnother: named === undefined }
  const customer = customers.get(soldTo) ?? null
  const isOfAnother = named !== null && (named === undefined || named.id !== customer?.id)
  if (isOfAnother && device === null) {
    throw invalid({ customer_id: text('Ce ticket est à un autre client.', 'This ticket is another customer’s.') })
  }
  return { customer, isOfAnother }
}

/** Who sold works in the store that sold: another store's staff do not exist for it. */
function checkCashier({ cashierId, storeId }: TicketDraft, staff: ReadonlyMap<number, Workplaces>): void {
  if (cashierId === null) return
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
