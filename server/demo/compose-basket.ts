import { type Discount, priceTicket, roundCash } from '../../rules/index.ts'
import type { SaleDraft } from '../sales/index.ts'
import { type DemoRandom, runningSums } from './demo-random.ts'
import { type DemoArticle, type DemoShop, UNIT } from './demo-shop.ts'

type Basket = Pick<SaleDraft, 'lines' | 'discount' | 'payments'>
type Item = { article: DemoArticle; quantity: number; discount: Discount | null }

/** How often a basket has one line, two, … six; 2.75 on average. */
const LINE_COUNTS = runningSums([24, 27, 20, 14, 9, 6])
/** One piece, two, three. */
const PIECE_COUNTS = runningSums([78, 17, 5])
const DRAWS_PER_LINE = 4
const LINE_DISCOUNT_CHANCE = 0.035
const LINE_DISCOUNT_PERCENTS = [10, 15, 20, 25]
const TICKET_DISCOUNT_CHANCE = 0.012
const TICKET_DISCOUNT_PERCENT = 10
const CAD_DECIMALS = 2

const percent = (value: number): Discount => ({ type: 'percent', percentPpm: BigInt(value) * 10_000n })

/** What one customer buys and how they pay; null when they find nothing. What they take leaves the shelf. */
export function composeBasket(random: DemoRandom, shop: DemoShop): Basket | null {
  const items: Item[] = []
  const wanted = random.place(LINE_COUNTS) + 1
  while (items.length < wanted) {
    const item = findItem(random, shop, items)
    if (item === null) break
    items.push(item)
  }
  if (items.length === 0) return null
  for (const { article, quantity } of items) {
    shop.onHand.set(article.variantId, (shop.onHand.get(article.variantId) ?? 0) - quantity)
  }
  const discount = random.chance(TICKET_DISCOUNT_CHANCE) ? percent(TICKET_DISCOUNT_PERCENT) : null
  return {
    lines: items.map(({ article, quantity, discount: lineDiscount }) => ({
      article: { by: 'id', id: article.variantId },
      description: null,
      taxClass: null,
      quantity: BigInt(quantity),
      unitPrice: null,
      discount: lineDiscount,
      reservationId: null,
      feeOf: null,
    })),
    discount,
    payments: pay(random, totalOf(shop, items, discount), BigInt(shop.store.cashStepMinor ?? 1)),
  }
}

function findItem(random: DemoRandom, shop: DemoShop, taken: readonly Item[]): Item | null {
  for (let draw = 0; draw < DRAWS_PER_LINE; draw += 1) {
    const article = shop.articles[random.place(shop.tastes)]
    if (article === undefined || taken.some((item) => item.article === article)) continue
    const quantity = article.isWeighed ? 5 * (40 + random.below(300)) : UNIT * (random.place(PIECE_COUNTS) + 1)
    if (quantity > (shop.onHand.get(article.variantId) ?? 0)) continue
    const discount = random.chance(LINE_DISCOUNT_CHANCE) ? percent(random.pick(LINE_DISCOUNT_PERCENTS)) : null
    return { article, quantity, discount }
  }
  return null
}

/** The customer reads the total before paying; the sale computes it again for itself. */
function totalOf(shop: DemoShop, items: readonly Item[], discount: Discount | null): bigint {
  const { pricesIncludeTax, taxesByClass } = shop.store
  const lines = items.map(({ article, quantity, discount: lineDiscount }) => ({
    quantity: BigInt(quantity),
    unitPrice: article.price,
    discount: lineDiscount,
    taxes: taxesByClass.get(article.taxClass) ?? [],
  }))
  return priceTicket({ decimals: CAD_DECIMALS, pricesIncludeTax, lines, discount }).total
}

/** Coins and notes that people hand over, in cents: exact money, the next loonie, or a note that covers it. */
const CASH_STEPS = [1n, 100n, 500n, 1_000n, 2_000n]
const METHODS = ['card', 'cash', 'split', 'other'] as const
const METHOD_SUMS = runningSums([70, 27, 2, 1])
/** Below this nobody shares a payment between a card and cash. */
const SPLIT_FROM = 2_500n
const SPLIT_ON_CARD = 2_000n

function pay(random: DemoRandom, total: bigint, cashStep: bigint): Basket['payments'] {
  const method = METHODS[random.place(METHOD_SUMS)]
  if (method === 'split' && total >= SPLIT_FROM) {
    return [
      { method: 'card', amount: SPLIT_ON_CARD },
      { method: 'cash', amount: handOver(random, roundCash(total - SPLIT_ON_CARD, cashStep)) },
    ]
  }
  if (method === 'cash') return [{ method, amount: handOver(random, roundCash(total, cashStep)) }]
  return [{ method: method === 'other' ? 'other' : 'card', amount: total }]
}

function handOver(random: DemoRandom, due: bigint): bigint {
  const step = random.pick(CASH_STEPS)
  return ((due + step - 1n) / step) * step
}
