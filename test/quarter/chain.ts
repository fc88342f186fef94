import type { TestApplication } from '../harness/app.ts'
import type { Client } from '../harness/client.ts'
import { makeArticle, makeShop } from '../harness/sales.ts'
import { makeTillOn, type Till } from '../harness/tills.ts'
import { type Chance, chanceOf } from './chance.ts'
import type { SentGoods } from './move-goods.ts'

export type QuarterPlan = {
  readonly seed: number
  readonly tickets: number
  /** Days on which the chain is open. */
  readonly days: number
  /** One open day in so many days of the calendar. */
  readonly everyDays: number
}

export type Article = { readonly variantId: number; readonly price: string; readonly isExempt: boolean }

/** A ticket that may come back: whole, or a piece at the price of one. */
export type Returnable = {
  readonly id: string
  readonly currency: string
  readonly lines: readonly { sale_line: number; quantity: string }[]
  /** What each tender kept. */
  readonly paid: readonly { method: string; amount: string }[]
  readonly total: number
  /** What one piece costs, where that is all that one piece was. */
  readonly piece: string | null
}

export type Delivery = { readonly dueDay: number; readonly records: readonly object[] }

/** A store of the chain and what the simulation knows of it. */
export type Branch = {
  readonly index: number
  readonly storeId: number
  readonly currency: string
  readonly timeZone: string
  /** Registers whose drawers people open through the API. */
  readonly drawers: readonly number[]
  /** The register of an enrolled device, which delivers late. */
  readonly till: Till | null
  /** Its part of the chain's tickets, in percent. */
  readonly share: number
  readonly chance: Chance
  readonly returnable: Returnable[]
  /** What the device has sold and may take back itself. */
  readonly soldByTill: { readonly id: string; readonly piece: string }[]
  /** The number of the device's last record. */
  lastNumber: number
  undelivered: Delivery[]
}

export type Chain = {
  readonly plan: QuarterPlan
  readonly application: TestApplication
  readonly owner: Client
  readonly articles: readonly Article[]
  readonly branches: readonly Branch[]
  /** The day after the last: nothing is sold on it. */
  readonly today: Temporal.PlainDate
  /** Decides which goods go from one store to another. */
  readonly chance: Chance
  readonly sent: SentGoods[]
  readonly counts: Record<'tickets' | 'returns' | 'exchanges' | 'records' | 'stocktakes' | 'sessions', number>
}

const ARTICLES = [
  { price: '3.49', cost: '1.20', taxClass: 'basic_groceries' },
  { price: '5.25', cost: '2.10', taxClass: 'basic_groceries' },
  { price: '24.95', cost: '13.70', taxClass: 'books' },
  { price: '12.50', cost: '6.05', taxClass: 'books' },
  { price: '9.99', cost: '4.33', taxClass: 'exempt' },
  { price: '14.00', cost: '7.10', taxClass: 'exempt' },
  { price: '29.99', cost: '12.50', taxClass: 'standard' },
  { price: '7.77', cost: '3.21', taxClass: 'standard' },
  { price: '19.95', cost: '9.99', taxClass: 'standard' },
  { price: '4.19', cost: '1.99', taxClass: 'standard' },
  { price: '41.00', cost: '22.15', taxClass: 'standard' },
  { price: '99.00', cost: '48.00', taxClass: 'standard' },
] as const

/** Twenty registers; the last store is a kiosk with one, and the second is in France. */
const STORES = [
  { tills: 5, share: 32, withDevice: true },
  { tills: 5, share: 27, withDevice: true, zone: { tax_zone: 'FR', currency: 'EUR', time_zone: 'Europe/Paris' } },
  { tills: 5, share: 25, withDevice: true },
  { tills: 4, share: 15, withDevice: true },
  { tills: 1, share: 1, withDevice: false },
]

/** The stores with their registers and devices, and the articles that all of them sell. */
export async function openChain(application: TestApplication, plan: QuarterPlan): Promise<Chain> {
  const { sql, as } = application
  const owner = as('owner')
  const articles: Article[] = []
  for (const { price, cost, taxClass } of ARTICLES) {
    const { variantId } = await makeArticle(sql, { price, cost, taxClass })
    articles.push({ variantId, price, isExempt: taxClass === 'exempt' })
  }
  const branches: Branch[] = []
  for (const [index, { tills, share, withDevice, zone }] of STORES.entries()) {
    const shop = await makeShop(sql, { store: zone ?? {}, tills, articles: [], stock: 0 })
    const { id: storeId, currency, time_zone: timeZone } = shop.store
    const [first = 0, ...others] = shop.tillIds
    branches.push({
      index,
      storeId,
      currency,
      timeZone,
      drawers: withDevice ? others : shop.tillIds,
      till: withDevice ? await makeTillOn(application, owner, { storeId, registerId: first }) : null,
      share,
      chance: chanceOf(plan.seed * 31 + index),
      returnable: [],
      soldByTill: [],
      lastNumber: 0,
      undelivered: [],
    })
  }
  const today = Temporal.Now.zonedDateTimeISO('America/Toronto').toPlainDate()
  // The devices had their series before the quarter began: an earlier clock would be a wrong one.
  await sql`update register_leases set leased_at = leased_at - make_interval(days => ${daysAgoOf(plan, 0) + 1})`
  const counts = { tickets: 0, returns: 0, exchanges: 0, records: 0, stocktakes: 0, sessions: 0 }
  return {
    plan,
    application,
    owner,
    articles,
    branches,
    today,
    chance: chanceOf(plan.seed * 31 + 99),
    sent: [],
    counts,
  }
}

/** How long ago the chain's day was; its last one was yesterday. */
export const daysAgoOf = ({ days, everyDays }: QuarterPlan, day: number): number => (days - 1 - day) * everyDays + 1

/** The moment of a day of the chain, so many minutes after nine o'clock where the store is. */
export const momentOf = ({ plan, today }: Chain, { timeZone }: Branch, day: number, minute: number): string =>
  today
    .subtract({ days: daysAgoOf(plan, day) })
    .toZonedDateTime({ timeZone, plainTime: '09:00' })
    .add({ minutes: minute })
    .toInstant()
    .toString()
