import { type Article, type Branch, type Chain, momentOf, type Returnable } from './chain.ts'

/** Minutes from nine o'clock. */
export const NOON = 240
export const EVENING = 660
const DEVICE_SHARE = 0.15
const VIRTUAL_SHARE = 0.1
const RETURN_SHARE = 0.06
const EXCHANGE_SHARE = 0.02
/** More than any ticket costs; the change is given back. */
const CASH = { method: 'cash', amount: '2000.00' }

type Drawer = { readonly registerId: number; readonly sessionId: string; readonly isLeftOpen: boolean }
type Dated = Record<string, unknown> & { readonly id: string; readonly occurred_at: string }

/** What a store does on a day, before anything of it is sent. */
export type DayPlan = {
  readonly branch: Branch
  readonly day: number
  readonly drawers: readonly Drawer[]
  readonly morning: readonly Dated[]
  readonly afternoon: readonly Dated[]
  readonly hasStocktake: boolean
  readonly hasReceipt: boolean
}

/** Draws a day of a store: nothing here depends on what a server answers on that day. */
export function planDay(chain: Chain, branch: Branch, day: number): DayPlan {
  const { plan, counts } = chain
  const { chance, index, drawers } = branch
  const isLast = day === plan.days - 1
  const opened = drawers
    // One register goes without a drawer every other day: its tickets are then its day's.
    .filter((_, place) => place !== 3 || day % 2 === 0)
    .map((registerId, place) => ({ registerId, sessionId: chance.id(), isLeftOpen: isLast && place === 0 }))
  counts.sessions += opened.length
  const tickets = Math.max(2, Math.round((plan.tickets * branch.share) / 100 / plan.days))
  const parts: { morning: Dated[]; afternoon: Dated[] } = { morning: [], afternoon: [] }
  const deviceMinutes: number[] = []
  for (let number = 0; number < tickets; number += 1) {
    const minute = 10 + Math.floor((number * (EVENING - 40)) / tickets)
    if (branch.till !== null && chance.happens(DEVICE_SHARE)) deviceMinutes.push(minute)
    else parts[minute < NOON ? 'morning' : 'afternoon'].push(drawTicket(chain, branch, opened, day, minute))
  }
  counts.tickets += tickets
  if (day % 10 === 9) {
    // An order of the web shop that is sent only when its day is long closed.
    const head = { id: chance.id(), store_id: branch.storeId, occurred_at: momentOf(chain, branch, day - 6, NOON) }
    parts.morning.push({ kind: 'sale', ...head, ...drawSale(chain, branch) })
    counts.tickets += 1
  }
  if (branch.till !== null) planTill(chain, branch, day, deviceMinutes)
  return {
    branch,
    day,
    drawers: opened,
    ...parts,
    hasStocktake: (day + index * 3) % 12 === 6,
    hasReceipt: day % 7 === 0,
  }
}

function drawTicket(chain: Chain, branch: Branch, drawers: readonly Drawer[], day: number, minute: number): Dated {
  const { chance } = branch
  const head = { id: chance.id(), store_id: branch.storeId, occurred_at: momentOf(chain, branch, day, minute) }
  if (chance.happens(VIRTUAL_SHARE)) return { kind: 'sale', ...head, ...drawSale(chain, branch) }
  const registerId = chance.one(branch.drawers)
  const drawer = drawers.find((opened) => opened.registerId === registerId)
  const place = { ...head, register_id: registerId, ...(drawer && { session_id: drawer.sessionId }) }
  if (chance.happens(RETURN_SHARE)) {
    const back = drawReturn(chain, branch)
    if (back !== null) return { kind: 'return', ...place, ...back }
  }
  if (chance.happens(EXCHANGE_SHARE)) {
    const exchanged = drawExchange(chain, branch)
    if (exchanged !== null) return { kind: 'return', ...place, ...exchanged }
  }
  return { kind: 'sale', ...place, ...drawSale(chain, branch) }
}

const cents = (text: string): number => Math.round(Number(text) * 100)
const times = (price: string, count: number): string => ((cents(price) * count) / 100).toFixed(2)

/** One in five is two of an article without tax, paid to the cent by card; the others leave change to give. */
function drawSale({ articles }: Chain, { chance }: Branch) {
  if (chance.happens(0.2)) {
    const { variantId, price } = chance.one(articles.filter(({ isExempt }) => isExempt))
    return {
      lines: [{ variant_id: variantId, quantity: '2' }],
      payments: [{ method: 'card', amount: times(price, 2) }],
    }
  }
  const lines = Array.from({ length: 1 + chance.below(4) }, () => ({
    variant_id: chance.one(articles).variantId,
    quantity: chance.happens(0.05) ? '1.125' : String(1 + chance.below(3)),
    ...(chance.happens(0.15) && { discount: { type: 'percent', value: chance.one(['5', '10', '12.5']) } }),
  }))
  return {
    lines,
    payments: chance.happens(0.3) ? [{ method: 'card', amount: '2.00' }, CASH] : [CASH],
    ...(chance.happens(0.05) && { discount: { type: 'amount', value: '0.15' } }),
  }
}

/** A ticket of an earlier day comes back, in part where that is simple, sometimes to another store of its currency. */
function drawReturn(chain: Chain, branch: Branch) {
  const { chance } = branch
  const same = chain.branches.filter(({ currency }) => currency === branch.currency)
  const sold = take(chance.happens(0.2) ? chance.one(same) : branch, branch)
  if (sold === null) return null
  chain.counts.returns += 1
  const restock = chance.happens(0.2) ? { restock: false } : {}
  if (sold.piece !== null && chance.happens(0.5)) {
    const refunds = [{ method: 'card', amount: sold.piece }]
    return { sale_id: sold.id, lines: [{ sale_line: 1, quantity: '1', ...restock }], refunds }
  }
  return { sale_id: sold.id, lines: sold.lines.map((line) => ({ ...line, ...restock })), refunds: sold.paid }
}

/** The first article of a small ticket, for the dearest of all. */
function drawExchange(chain: Chain, branch: Branch) {
  const sold = take(branch, branch, ({ lines, total }) => lines.length === 1 && total < 90)
  if (sold === null) return null
  chain.counts.exchanges += 1
  const dearest = chain.articles.at(-1) as Article
  return {
    sale_id: sold.id,
    lines: sold.lines,
    exchange_lines: [{ variant_id: dearest.variantId, quantity: '1' }],
    payments: [CASH],
  }
}

function take(from: Branch, { chance }: Branch, fits = (_sold: Returnable) => true): Returnable | null {
  const candidates = from.returnable.filter(fits)
  if (candidates.length === 0) return null
  const sold = chance.one(candidates)
  from.returnable.splice(from.returnable.indexOf(sold), 1)
  return sold
}

/** A day of the device's till, made without a network, and the day on which it will be delivered. */
function planTill(chain: Chain, branch: Branch, day: number, minutes: readonly number[]): void {
  const { chance, till, index } = branch
  if (till === null) return
  const { plan, counts } = chain
  const session_id = chance.id()
  const records: object[] = []
  const make = (kind: string, minute: number, content: Record<string, unknown>) => {
    branch.lastNumber += 1
    const at = { id: chance.id(), occurred_at: momentOf(chain, branch, day, minute) }
    records.push(till.record(kind, { session_id, ...at, ...content }))
    return at.id
  }
  make('session_open', 0, { opening_float: '150.00', opened_at: momentOf(chain, branch, day, 0) })
  for (const minute of minutes) {
    const back = chance.happens(0.1) ? branch.soldByTill.shift() : undefined
    if (back === undefined) {
      const { variantId, price } = chance.one(chain.articles.filter(({ isExempt }) => isExempt))
      const lines = [{ variant_id: variantId, quantity: '2', unit_price: price }]
      const payments = [{ method: 'card', amount: times(price, 2) }]
      const id = make('sale', minute, { lines, payments, total: times(price, 2), taxes: [] })
      branch.soldByTill.push({ id, piece: price })
    } else {
      counts.returns += 1
      const lines = [{ sale_line: 1, quantity: '1' }]
      make('return', minute, { sale_id: back.id, lines, refunds: [{ method: 'card', amount: back.piece }] })
    }
  }
  make('cash_movement', NOON, { type: 'drop', amount: '20.00', reason: 'Coffre' })
  // On the last day some have not closed yet.
  if (day < plan.days - 1 || index % 2 === 1) {
    const last_number = branch.lastNumber + 1
    make('session_close', EVENING, {
      counted: { cash: '130.00' },
      closed_at: momentOf(chain, branch, day, EVENING),
      last_number,
    })
  }
  counts.sessions += 1
  counts.records += records.length
  branch.undelivered.push({ dueDay: day + 1 + chance.below(5), records })
}
