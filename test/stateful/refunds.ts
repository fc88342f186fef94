import fc from 'fast-check'
import { type Account, inCoins, type Line, type Method, type Money, type Sold } from './model.ts'
import { sumOf } from './place.ts'

/** How what is owed is given back; the last two may be refused. */
export const refunding = fc.constantFrom('tenders' as const, 'tenders' as const, 'credit' as const, 'other' as const)
export type Refunding = typeof refunding extends fc.Arbitrary<infer Value> ? Value : never

const METHODS: readonly Method[] = ['card', 'other', 'cash', 'credit']

/** Over the tenders that paid; what cash paid to the cent, in cash, all that came back so far being rounded once. */
export function refundWith({
  refunding: way,
  owed,
  account,
}: {
  refunding: Refunding
  owed: number
  account: Account
}): Money[] {
  if (account.isRounded) return [{ method: 'cash', cents: cashOwed(account, owed) + (way === 'other' ? 100 : 0) }]
  if (way === 'credit') return [{ method: 'credit', cents: owed }]
  let left = owed + (way === 'other' ? 100 : 0)
  return METHODS.flatMap((method): Money[] => {
    const part = Math.min(left, Math.max(0, account.kept[method]))
    left -= part
    return part === 0 ? [] : [{ method, cents: part }]
  })
}

const cashOwed = ({ kept, due, given }: Account, owed: number): number =>
  Math.min(inCoins(due + owed), kept.cash + given) - given

/** Why these refunds are not what is owed. Store credit may take the place of any tender. */
export function whyNotRefunded(refunds: readonly Money[], owed: number, sold: Sold): string[] {
  const { account, customer } = sold
  const wanted = account.isRounded ? cashOwed(account, owed) : owed
  const reasons = sumOf(refunds) === wanted ? [] : ['refund_mismatch']
  const keptOfAll = Object.values(account.kept).reduce((sum, amount) => sum + amount, 0)
  const limitOf = (method: Method) => Math.max(0, method === 'credit' ? keptOfAll : account.kept[method])
  if (refunds.some(({ method, cents }) => cents > limitOf(method))) reasons.push('refund_beyond_tender')
  if (sumOf(refunds, 'credit') > 0) {
    if (sumOf(refunds) > keptOfAll) reasons.push('refund_beyond_tender')
    if (customer === null) reasons.push('validation_failed')
  }
  return reasons
}

/** Enters what a return or an exchange moved: `moved` is negative where it was given back. */
export function enterInto(account: Account, owed: number, moved: readonly Money[]): void {
  account.due += owed
  for (const { method, cents } of moved) {
    account.kept[method] += cents
    if (method === 'cash') account.given -= cents
  }
}

export type Back = { readonly line: Line; readonly quantity: number; readonly restock: boolean }

export const wantedBack = fc.record({
  which: fc.nat(1000),
  first: fc.nat(5),
  more: fc.boolean(),
  quantity: fc.integer({ min: 1, max: 4 }),
  /** Now and then more than there is. */
  isTooMuch: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  restock: fc.boolean(),
})
export type WantedBack = typeof wantedBack extends fc.Arbitrary<infer Value> ? Value : never

/** What comes back of a sale: a line or all of them, each in part, but what is taxed as a whole. */
export function chooseBack(sold: Sold, { first, more, quantity, isTooMuch, restock }: WantedBack): Back[] {
  const goods = sold.lines.filter(({ isFee }) => !isFee)
  const left = goods.filter((line) => line.returned < line.quantity)
  const start = left.length === 0 ? goods : left
  const chosen = more ? start : [start[first % start.length] as Line]
  return chosen.map((line, index) => {
    const rest = line.quantity - line.returned
    const isWhole = line.total !== line.net
    const part = isWhole ? Math.max(1, rest) : Math.max(1, Math.min(quantity, rest))
    return { line, quantity: isTooMuch && index === 0 ? rest + 1 : part, restock }
  })
}

export const isTooMuch = (back: readonly Back[]): boolean =>
  back.some(({ line, quantity }) => quantity > line.quantity - line.returned)

/** The deposits that come back with goods: as many as of them. */
export const withDeposits = (sold: Sold, back: readonly Back[]): Back[] =>
  back.flatMap((wanted) => {
    const next = sold.lines[sold.lines.indexOf(wanted.line) + 1]
    return next?.isFee ? [wanted, { ...wanted, line: next, restock: true }] : [wanted]
  })

/** A share of a line: exact, since a unit of what comes back in parts is whole cents. */
export const shareOf = ({ line, quantity }: Back, of: 'net' | 'total'): number => (line[of] * quantity) / line.quantity

export const asBack = (back: readonly Back[]) =>
  back.map(({ line, quantity, restock }) => ({ sale_line: line.number, quantity: String(quantity), restock }))
