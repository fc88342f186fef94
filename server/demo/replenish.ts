import {
  costOfIssue,
  entryIntoStock,
  lockLevels,
  type Movement,
  postMovements,
  receiptIntoStock,
} from '../inventory/index.ts'
import type { Tx } from '../platform/database/connect.ts'
import { DemoRandom } from './demo-random.ts'
import { type DemoArticle, type DemoShop, UNIT } from './demo-shop.ts'

const CAD_DECIMALS = 2
/** In weeks of sales: what a store opens with, when it asks for more, and what it asks for. */
const OPENING_WEEKS = 2.4
const REORDER_WEEKS = 1.8
const TARGET_WEEKS = 3
/** Of what hardly sells, a shelf still shows some. */
const LEAST_PIECES = 3
/** The warehouse holds this much for all stores. */
const WAREHOUSE_WEEKS = 5
/** The most popular articles come by the case. */
const CASE_SIZE = 6
const CASE_FROM_WEEKLY = 8
/** So many of a store's articles were forgotten by their supplier in the demo's last weeks: they run low, or out. */
const FORGOTTEN_SHARE = 0.02
export const FORGOTTEN_WEEKS = 4
const COST_DRIFT_PPM = 20_000

type Goods = { readonly article: DemoArticle; readonly quantity: bigint }
type Entry = Pick<Movement, 'kind' | 'quantity' | 'valueMinor'>

/** How a delivery is told in the ledger. */
type Delivery = { readonly reason: string; readonly reference: string; readonly occurredAt: string }

/** What each place of the chain has on its first morning, received at the articles' cost. */
export async function openStock(
  tx: Tx,
  shops: readonly DemoShop[],
  warehouse: DemoShop,
  epochMs: number,
): Promise<void> {
  const delivery = { reason: 'Stock d’ouverture', reference: 'OUVERTURE', occurredAt: new Date(epochMs).toISOString() }
  for (const shop of [...shops, warehouse]) {
    const isWarehouse = shop === warehouse
    const goods = shop.articles.map((article) => {
      const weekly = isWarehouse ? chainDemand(shops, article) : (shop.weeklyDemand.get(article.variantId) ?? 0)
      return {
        article,
        quantity: roundUp(weekly * (isWarehouse ? WAREHOUSE_WEEKS : OPENING_WEEKS) + LEAST_PIECES * UNIT, weekly),
      }
    })
    await receive(tx, shop, goods, delivery, null)
  }
}

/** Fills the warehouse up again from the suppliers, whose prices move a little from one delivery to the next. */
export async function refillWarehouse(
  tx: Tx,
  shops: readonly DemoShop[],
  warehouse: DemoShop,
  epochMs: number,
  random: DemoRandom,
): Promise<void> {
  const goods = warehouse.articles.flatMap((article): Goods[] => {
    const weekly = chainDemand(shops, article)
    const missing = weekly * WAREHOUSE_WEEKS - (warehouse.onHand.get(article.variantId) ?? 0)
    return missing < weekly ? [] : [{ article, quantity: roundUp(missing, weekly) }]
  })
  const occurredAt = new Date(epochMs).toISOString()
  const reference = `REC-${occurredAt.slice(0, 10)}`
  await receive(tx, warehouse, goods, { reason: 'Livraison des fournisseurs', reference, occurredAt }, random)
}

/** The warehouse's weekly lorry: what a store has too little of, as far as the warehouse has it. */
export async function replenishShop(
  tx: Tx,
  shop: DemoShop,
  warehouse: DemoShop,
  epochMs: number,
  options: { seed: string; hasForgotten: boolean },
): Promise<void> {
  const goods = shop.articles.flatMap((article): Goods[] => {
    const { variantId } = article
    const weekly = shop.weeklyDemand.get(variantId) ?? 0
    const onHand = shop.onHand.get(variantId) ?? 0
    if (onHand >= Math.max(weekly * REORDER_WEEKS, LEAST_PIECES * UNIT)) return []
    if (options.hasForgotten && isForgotten(options.seed, shop, article)) return []
    const wanted = roundUp(Math.max(weekly * TARGET_WEEKS, 2 * LEAST_PIECES * UNIT) - onHand, weekly)
    const available = BigInt(Math.floor((warehouse.onHand.get(variantId) ?? 0) / UNIT) * UNIT)
    const quantity = wanted < available ? wanted : available
    return quantity <= 0n ? [] : [{ article, quantity }]
  })
  const occurredAt = new Date(epochMs).toISOString()
  const reference = `REAS-${shop.plan.code}-${occurredAt.slice(0, 10)}`
  await transfer(tx, warehouse, shop, goods, { reason: 'Réassort hebdomadaire', reference, occurredAt })
}

const isForgotten = (seed: string, shop: DemoShop, { variantId }: DemoArticle): boolean =>
  new DemoRandom(`${seed}/forgotten/${shop.plan.code}/${variantId}`).chance(FORGOTTEN_SHARE)

const chainDemand = (shops: readonly DemoShop[], { variantId }: DemoArticle): number =>
  shops.reduce((sum, shop) => sum + (shop.weeklyDemand.get(variantId) ?? 0), 0)

/** Whole pieces or kilos; by the case what sells fast. */
function roundUp(quantity: number, weekly: number): bigint {
  const step = weekly >= CASE_FROM_WEEKLY * UNIT ? CASE_SIZE * UNIT : UNIT
  return BigInt(Math.ceil(quantity / step) * step)
}

async function receive(
  tx: Tx,
  shop: DemoShop,
  goods: readonly Goods[],
  delivery: Delivery,
  drift: DemoRandom | null,
): Promise<void> {
  const balances = await balancesOf(tx, [shop], goods)
  const movements = goods.flatMap(({ article, quantity }) => {
    const ppm = drift === null ? 0 : Math.round(drift.between(-COST_DRIFT_PPM, COST_DRIFT_PPM))
    const unitCost = (article.cost * BigInt(1_000_000 + ppm)) / 1_000_000n
    const { valueMinor, costVarianceMinor } = receiptIntoStock({
      ...balances(shop, article),
      quantity,
      unitCost,
      decimals: CAD_DECIMALS,
    })
    return tell(shop, article, delivery, withVariance({ kind: 'receipt', quantity, valueMinor }, costVarianceMinor))
  })
  await postMovements(tx, movements)
  for (const { article, quantity } of goods) shelve(shop, article, quantity)
}

/** Goods leave the warehouse at their average cost there, and arrive at the same. */
async function transfer(
  tx: Tx,
  from: DemoShop,
  to: DemoShop,
  goods: readonly Goods[],
  delivery: Delivery,
): Promise<void> {
  const balances = await balancesOf(tx, [from, to], goods)
  const movements = goods.flatMap(({ article, quantity }) => {
    const costMinor = costOfIssue({
      ...balances(from, article),
      quantity,
      fallbackUnitCost: article.cost,
      decimals: CAD_DECIMALS,
    })
    const { valueMinor, costVarianceMinor } = entryIntoStock({ ...balances(to, article), quantity, costMinor })
    const arrival: Entry = { kind: 'transfer_in', quantity, valueMinor }
    return [
      ...tell(from, article, delivery, [{ kind: 'transfer_out', quantity: -quantity, valueMinor: -costMinor }]),
      ...tell(to, article, delivery, withVariance(arrival, costVarianceMinor)),
    ]
  })
  await postMovements(tx, movements)
  for (const { article, quantity } of goods) {
    shelve(from, article, -quantity)
    shelve(to, article, quantity)
  }
}

const withVariance = (entry: Entry, costVarianceMinor: bigint): Entry[] =>
  costVarianceMinor === 0n ? [entry] : [entry, { kind: 'cost_variance', quantity: 0n, valueMinor: costVarianceMinor }]

function tell(shop: DemoShop, { variantId }: DemoArticle, delivery: Delivery, entries: readonly Entry[]): Movement[] {
  return entries.map((entry) => ({
    ...entry,
    storeId: shop.store.id,
    variantId,
    reason: delivery.reason,
    referenceType: 'delivery',
    referenceId: delivery.reference,
    referenceLine: null,
    actorId: shop.clerk.id,
    actorName: shop.clerk.actor.name,
    occurredAt: delivery.occurredAt,
    // The demonstration's days come before anybody counts.
    lastCount: null,
  }))
}

async function balancesOf(tx: Tx, shops: readonly DemoShop[], goods: readonly Goods[]) {
  const keys = shops.flatMap(({ store }) =>
    goods.map(({ article }) => ({ storeId: store.id, variantId: article.variantId })),
  )
  const levels = new Map((await lockLevels(tx, keys)).map((level) => [`${level.storeId}:${level.variantId}`, level]))
  return ({ store }: DemoShop, { variantId }: DemoArticle) => {
    const level = levels.get(`${store.id}:${variantId}`)
    if (level === undefined) throw new Error(`The level of variant ${variantId} was not locked.`)
    return { onHand: level.onHand, valueMinor: level.valueMinor }
  }
}

function shelve(shop: DemoShop, { variantId }: DemoArticle, quantity: bigint): void {
  shop.onHand.set(variantId, (shop.onHand.get(variantId) ?? 0) + Number(quantity))
}
