import fc from 'fast-check'
import { ARTICLES, type Asked, type Line, type Measures, NOTHING } from './model.ts'

/** What is bought: articles with a discount each, in percent, and one on all of them. */
export type Basket = { readonly lines: readonly Asked[]; readonly discount: number }

const asked = (articles: number): fc.Arbitrary<Asked> =>
  fc.record({
    article: fc.nat(articles - 1),
    quantity: fc.integer({ min: 1, max: 4 }),
    discount: fc.constantFrom(0, 0, 0, 10, 50),
  })
const discount = fc.constantFrom(0, 0, 0, 10)
export const basket: fc.Arbitrary<Basket> = fc.record({
  lines: fc.array(asked(ARTICLES.length), { minLength: 1, maxLength: 3 }),
  discount,
})
/** Without what is taxed. */
export const plainBasket: fc.Arbitrary<Basket> = fc.record({
  lines: fc.array(asked(ARTICLES.length - 1), { minLength: 1, maxLength: 2 }),
  discount,
})

export const isTaxed = (lines: readonly { readonly article: number }[]): boolean =>
  lines.some(({ article }) => ARTICLES[article]?.isTaxed)

type Priced = Omit<Line, 'number' | 'total' | 'returned'> & { readonly gross: number }

/** The lines that a basket makes, each deposit after its article, before tax. */
export function price({ lines, discount: ofAll }: Basket): Priced[] {
  return lines.flatMap(({ article, quantity, discount: own }) => {
    const { price: unit, fee } = ARTICLES[article] as (typeof ARTICLES)[number]
    const net = (unit * (100 - own) * (100 - ofAll)) / 10_000
    const goods = { article, quantity, net: net * quantity, gross: unit * quantity, isFee: false }
    const deposit = { article, quantity, net: fee * quantity, gross: fee * quantity, isFee: true }
    return fee === 0 ? [goods] : [goods, deposit]
  })
}

export const netOf = (lines: readonly { readonly net: number }[]): number =>
  lines.reduce((sum, { net }) => sum + net, 0)

/** What these lines are in the books when they are sold. */
export function soldMeasures(lines: readonly Priced[], total: number, rounding: number): Measures {
  const gross = lines.reduce((sum, line) => sum + line.gross, 0)
  const net = netOf(lines)
  return { ...NOTHING, units: unitsOf(lines), gross, discounts: gross - net, net, total, rounding }
}

export const unitsOf = (lines: readonly { readonly isFee: boolean; readonly quantity: number }[]): number =>
  lines.reduce((sum, { isFee, quantity }) => (isFee ? sum : sum + quantity), 0)

/** How a request says them. */
export function asLines(lines: readonly Asked[], articles: readonly { readonly variantId: number }[]) {
  return lines.map(({ article, quantity, discount: own }) => ({
    variant_id: articles[article]?.variantId,
    quantity: String(quantity),
    ...asDiscount(own),
  }))
}

export const asDiscount = (percent: number) =>
  percent === 0 ? {} : { discount: { type: 'percent', value: String(percent) } }
