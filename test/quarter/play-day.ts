import assert from 'node:assert/strict'
import { ageJournal } from '../harness/journal.ts'
import { beginStocktake, countOf, sendCounts, stepStocktake } from '../harness/stocktakes.ts'
import { type Branch, type Chain, momentOf, type Returnable } from './chain.ts'
import { moveGoods } from './move-goods.ts'
import { type DayPlan, EVENING, NOON, planDay } from './plan-day.ts'

const MOST_RECORDS = 400
/** Of what the device delivers, as many percent come a second time. */
const REPEATED_PERCENT = 5

/** Plays a day of every store at once. */
export async function playDay(chain: Chain, day: number): Promise<void> {
  // Drawn one store after another, so that what is drawn does not depend on who is served first.
  const plans = chain.branches.map((branch) => planDay(chain, branch, day))
  const [sold] = await Promise.all([Promise.all(plans.map((plan) => playStore(chain, plan))), moveGoods(chain, day)])
  for (const [index, branch] of chain.branches.entries()) branch.returnable.push(...(sold[index] ?? []))
}

/** Has what the stores accept meanwhile be accepted so many days ago. */
export async function acceptDaysAgo(chain: Chain, days: number, work: () => Promise<void>): Promise<void> {
  const { sql } = chain.application
  const [{ now }] = await sql<[{ now: Date }]>`select clock_timestamp() as now`
  await work()
  for (const { storeId } of chain.branches) await ageJournal(sql, storeId, days, now)
}

async function playStore(chain: Chain, plan: DayPlan): Promise<Returnable[]> {
  const { branch, day } = plan
  const at = (minute: number) => momentOf(chain, branch, day, minute)
  if (plan.hasReceipt) await receiveGoods(chain, branch, at(-30))
  for (const { registerId, sessionId: id } of plan.drawers) {
    await ask(chain, `registers/${registerId}/sessions`, { id, opening_float: '200.00', opened_at: at(0) })
  }
  const morning = await sendTickets(chain, plan.morning)
  const approve = plan.hasStocktake ? await countStock(chain, branch, at(NOON)) : async () => {}
  // What was counted is approved while the store goes on selling.
  const [afternoon] = await Promise.all([sendTickets(chain, plan.afternoon), approve()])
  for (const [place, { sessionId, isLeftOpen }] of plan.drawers.entries()) {
    const path = `register-sessions/${sessionId}`
    const type = branch.chance.one(['in', 'out', 'drop'])
    const amount = `${1 + branch.chance.below(90)}.00`
    const movement = { id: branch.chance.id(), type, amount, reason: 'Monnaie', occurred_at: at(NOON + place) }
    await ask(chain, `${path}/cash-movements`, movement)
    if (isLeftOpen) continue
    const counted = { cash: `${200 + branch.chance.below(500)}.00` }
    await ask(chain, `${path}/close`, { counted, closed_at: at(EVENING), note: 'Compté à deux' }, 200)
  }
  await deliverDue(branch, day)
  return [...morning, ...afternoon]
}

async function ask(chain: Chain, path: string, body: object, status = 201) {
  const answer = await chain.owner.post(`/api/v1/${path}`, body)
  assert.equal(answer.status, status, `${path} ${JSON.stringify(answer.body)}`)
  return answer.body.data
}

/** A week's goods, at costs that move. */
async function receiveGoods(chain: Chain, branch: Branch, received_at: string): Promise<void> {
  const { tickets, days } = chain.plan
  const quantity = String(10 + Math.ceil((tickets / days) * (branch.share / 100) * 3))
  const lines = chain.articles.map(({ variantId, price }) => ({
    variant_id: variantId,
    quantity,
    unit_cost: ((Number(price) * (40 + branch.chance.below(20))) / 100).toFixed(4),
  }))
  await ask(chain, 'stock-receipts', { store_id: branch.storeId, received_at, lines })
}

/** Counts the whole store at that moment; answers what approves it. */
async function countStock(chain: Chain, branch: Branch, counted_at: string): Promise<() => Promise<void>> {
  const { sql } = chain.application
  const id = await beginStocktake(chain.owner, branch.storeId)
  // It begins in the past, where transfers, which are dated by the server, have not taken place.
  await sql`update stocktakes set started_at = ${counted_at}, last_movement_id = 0 where id = ${id}`
  const levels = await sql<{ variant_id: number; on_hand: string }[]>`
    select variant_id, coalesce(sum(quantity) filter (where occurred_at <= ${counted_at}), 0) as on_hand
    from stock_movements where store_id = ${branch.storeId} group by 1 order by 1`
  const counts = levels.map(({ variant_id, on_hand }) => {
    const missing = branch.chance.happens(0.3) ? branch.chance.below(3) : 0
    const found = Math.max(0, Number(on_hand) - missing).toFixed(3)
    return countOf(variant_id, found, { id: branch.chance.id(), counted_at })
  })
  await sendCounts(chain.owner, id, counts)
  await stepStocktake(chain.owner, id, 'finish')
  chain.counts.stocktakes += 1
  return async () => {
    await stepStocktake(chain.owner, id, 'approve')
  }
}

/** Sends tickets in batches, all of which are recorded; answers the sales that may come back on a later day. */
async function sendTickets(chain: Chain, tickets: readonly object[]): Promise<Returnable[]> {
  const returnable: Returnable[] = []
  for (let from = 0; from < tickets.length; from += MOST_RECORDS) {
    const records = tickets.slice(from, from + MOST_RECORDS)
    const { status, body } = await chain.owner.post('/api/v1/sales/batch', { records })
    assert.equal(status, 200, JSON.stringify(body))
    for (const answer of body.data) {
      assert.equal(answer.status, 201, JSON.stringify(answer))
      if (answer.data.kind === 'sale') returnable.push(returnableOf(answer.data))
    }
  }
  return returnable
}

type Presented = {
  id: string
  currency: string
  lines: { line: number; quantity: string; unit_price: string; tax_class: string }[]
  payments: { method: string; amount: string; change: string }[]
  total: string
}

function returnableOf({ id, currency, lines, payments, total }: Presented): Returnable {
  const [first] = lines
  const isPieces = payments.length === 1 && payments[0]?.method === 'card'
  return {
    id,
    currency,
    lines: lines.map(({ line, quantity }) => ({ sale_line: line, quantity })),
    paid: payments.map(({ method, amount, change }) => ({
      method,
      amount: (Number(amount) - Number(change)).toFixed(2),
    })),
    total: Number(total),
    piece: isPieces ? (Number(total) / Number(first?.quantity)).toFixed(2) : null,
  }
}

/** Delivers what is due, mixed, and some of it twice. A return may come before its sale, and waits for it. */
export async function deliverDue(branch: Branch, day: number): Promise<void> {
  const { till, chance, undelivered } = branch
  if (till === null) return
  const { deliver } = till
  const due = undelivered.filter(({ dueDay }) => dueDay <= day).flatMap(({ records }) => records)
  branch.undelivered = undelivered.filter(({ dueDay }) => dueDay > day)
  const repeated = due.filter(() => chance.below(100) < REPEATED_PERCENT)
  const mixed = chance.shuffled([...due, ...repeated])
  for (let from = 0; from < mixed.length; from += MOST_RECORDS) {
    const { status, body } = await deliver(mixed.slice(from, from + MOST_RECORDS))
    assert.equal(status, 200, JSON.stringify(body))
    for (const answer of body.data) {
      assert.ok(answer.status < 202 || answer.code === 'waits_for_sale', JSON.stringify(answer))
    }
  }
}
