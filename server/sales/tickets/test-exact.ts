/**
 * Sales, returns and exchanges computed the plain way, with exact fractions and whole cents, sharing nothing with the code
 * but the words of the rule: what the golden table of returns must say.
 */

/** An exact fraction. */
export class Fraction {
  readonly top: bigint
  readonly bottom: bigint

  constructor(top: bigint | number, bottom: bigint | number = 1n) {
    const [upper, lower] = [BigInt(top), BigInt(bottom)]
    this.top = lower < 0n ? -upper : upper
    this.bottom = lower < 0n ? -lower : lower
  }

  /** Of a decimal as people write it. */
  static of(decimal: string): Fraction {
    const [whole = '0', decimals = ''] = decimal.split('.')
    return new Fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length))
  }

  plus(other: Fraction): Fraction {
    return new Fraction(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom)
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.top * other.top, this.bottom * other.bottom)
  }

  over(other: Fraction): Fraction {
    return this.times(new Fraction(other.bottom, other.top))
  }

  minus(other: Fraction): Fraction {
    return this.plus(new Fraction(-other.top, other.bottom))
  }

  get isPositive(): boolean {
    return this.top > 0n
  }

  /** The next whole number below. */
  floor(): number {
    const quotient = this.top / this.bottom
    return Number(this.top < 0n && quotient * this.bottom !== this.top ? quotient - 1n : quotient)
  }

  /** The nearest whole number, a half going away from zero. */
  nearest(): number {
    const half = new Fraction(1, 2)
    return this.top < 0n ? -new Fraction(-this.top, this.bottom).plus(half).floor() : this.plus(half).floor()
  }
}

const sum = (cents: readonly number[]): number => cents.reduce((total, part) => total + part, 0)
const sumOf = (parts: readonly Fraction[]): Fraction => parts.reduce((total, part) => total.plus(part), new Fraction(0))

/** Whole cents that add up to `total`: each share cut down, and the cents that are left to the largest rests. */
function wholeCents(total: number, shares: readonly Fraction[]): number[] {
  const cut = shares.map((share) => share.floor())
  const rests = shares.map((share, index) => ({ index, rest: share.minus(new Fraction(cut[index] ?? 0)) }))
  rests.sort((one, other) => {
    const difference = other.rest.minus(one.rest)
    return difference.top === 0n ? one.index - other.index : Number(difference.isPositive) * 2 - 1
  })
  for (const { index } of rests.slice(0, total - sum(cut))) cut[index] = (cut[index] ?? 0) + 1
  return cut
}

const RATES: Readonly<Record<string, Fraction>> = {
  TPS: Fraction.of('0.05'),
  TVQ: Fraction.of('0.09975'),
  TVA20: Fraction.of('0.20'),
  TVA10: Fraction.of('0.10'),
  'TVA5.5': Fraction.of('0.055'),
  'TVA2.1': Fraction.of('0.021'),
}
const CLASSES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  QC: { standard: ['TPS', 'TVQ'], books: ['TPS'], basic_groceries: [], exempt: [] },
  FR: {
    standard: ['TVA20'],
    intermediate: ['TVA10'],
    reduced: ['TVA5.5'],
    super_reduced: ['TVA2.1'],
    books: ['TVA5.5'],
    exempt: [],
  },
}

/** A line as the table writes it: `fees` follow it as lines of their own. */
export type Spec = {
  quantity: string
  price: string
  taxClass: string
  /** A percentage, or an amount. */
  less: string | null
  fees: { amount: string; taxClass: string }[]
}

/** A line as sold, in cents for its whole quantity, and how much of it has come back. */
export type ExactLine = {
  quantity: Fraction
  net: number
  total: number
  taxes: Map<string, number>
  feeOf: number | null
  returned: Fraction
}

const percentOf = (text: string): Fraction => Fraction.of(text.replace(/\s*%$/, '')).over(new Fraction(100))

function lessOf(less: string | null, cents: number): number {
  if (less === null || less === '') return 0
  if (less.endsWith('%')) return new Fraction(cents).times(percentOf(less)).nearest()
  return Math.min(Fraction.of(less).times(new Fraction(100)).nearest(), cents)
}

/** Prices lines as a sale does: the discount of the ticket over what is no fee, each tax once on the whole. */
export function priceExactly(zone: string, specs: readonly Spec[], less: string | null): ExactLine[] {
  const isInclusive = zone === 'FR'
  const priced: (Spec & { feeOf: number | null })[] = []
  for (const spec of specs) {
    const place = priced.push({ ...spec, feeOf: null }) - 1
    for (const { amount, taxClass } of spec.fees) {
      priced.push({ quantity: spec.quantity, price: amount, taxClass, less: null, fees: [], feeOf: place })
    }
  }
  const dues = priced.map(({ quantity, price, less: own }) => {
    const gross = Fraction.of(quantity).times(Fraction.of(price)).times(new Fraction(100)).nearest()
    return gross - lessOf(own, gross)
  })
  const shared = dues.map((due, index) => (priced[index]?.feeOf === null ? due : 0))
  const whole = lessOf(less, sum(shared))
  if (whole > 0) {
    const shares = shared.map((due) => new Fraction(whole).times(new Fraction(due)).over(new Fraction(sum(shared))))
    for (const [index, part] of wholeCents(whole, shares).entries()) dues[index] = (dues[index] ?? 0) - part
  }
  const codesOf = (taxClass: string) => CLASSES[zone]?.[taxClass] ?? []
  const lines = priced.map(({ quantity, feeOf }, index): ExactLine => {
    const due = dues[index] ?? 0
    return { quantity: Fraction.of(quantity), net: due, total: due, taxes: new Map(), feeOf, returned: new Fraction(0) }
  })
  for (const code of Object.keys(RATES)) {
    const exact = priced.map(({ taxClass }, index) => {
      const codes = codesOf(taxClass)
      if (!codes.includes(code)) return null
      const rates = sumOf(codes.map((each) => RATES[each] as Fraction))
      const due = new Fraction(dues[index] ?? 0).times(RATES[code] as Fraction)
      return isInclusive ? due.over(rates.plus(new Fraction(1))) : due
    })
    const bearing = exact.filter((share) => share !== null)
    const parts = wholeCents(sumOf(bearing).nearest(), bearing)
    let next = 0
    for (const [index, share] of exact.entries()) {
      if (share === null) continue
      lines[index]?.taxes.set(code, parts[next] as number)
      next += 1
    }
  }
  for (const line of lines) {
    const tax = sum([...line.taxes.values()])
    if (isInclusive) line.net = line.total - tax
    else line.total = line.net + tax
  }
  return lines
}

export type ExactAmounts = { net: number; taxes: Map<string, number>; total: number }

/** Takes a quantity of a line back, and what it is worth: the share of all that has come back, less what has already. */
export function takeBackExactly(line: ExactLine, quantity: Fraction, isInclusive: boolean): ExactAmounts {
  const after = line.returned.plus(quantity)
  const part = (cents: number) =>
    new Fraction(cents).times(after).over(line.quantity).nearest() -
    new Fraction(cents).times(line.returned).over(line.quantity).nearest()
  const taxes = new Map([...line.taxes].map(([code, cents]) => [code, -part(cents)]))
  const tax = sum([...taxes.values()])
  const total = isInclusive ? -part(line.total) : -part(line.net) + tax
  line.returned = after
  return { net: total - tax, taxes, total }
}

export function addExactly(parts: readonly ExactAmounts[]): ExactAmounts {
  const taxes = new Map<string, number>()
  for (const part of parts) for (const [code, cents] of part.taxes) taxes.set(code, (taxes.get(code) ?? 0) + cents)
  return { net: sum(parts.map(({ net }) => net)), taxes, total: sum(parts.map(({ total }) => total)) }
}

/** The nearest five cents in Québec, a half going away from zero. */
export const inCoins = (zone: string, cents: number): number =>
  zone === 'QC' ? new Fraction(cents, 5).nearest() * 5 : cents

/** What a chain of tickets has taken by card and in cash, and what cash still has to settle. */
export class ExactTill {
  readonly #zone: string
  card = 0
  cash = 0
  /** What is owed back in cash for all tickets after the sale, before coins; and what was given for it. */
  #owed = 0
  #given = 0
  #kept = 0

  constructor(zone: string) {
    this.#zone = zone
  }

  sell(total: number, card: number): { card: number; cash: number } {
    this.card = card
    this.#kept = inCoins(this.#zone, total - card)
    this.cash = this.#kept
    return { card, cash: this.cash }
  }

  /** Settles a later ticket: paid by card or in cash; given back by card as far as it paid, the rest in cash. */
  settle(total: number, isInCash: boolean): { card: number; cash: number } {
    const card = total > 0 ? (isInCash ? 0 : total) : -Math.min(-total, this.card)
    this.card += card
    if (total > 0 && isInCash) {
      const paid = inCoins(this.#zone, total)
      this.#owed -= total
      this.#given -= paid
      this.cash += paid
      return { card, cash: paid }
    }
    this.#owed += total > 0 ? 0 : -total + card
    const all = Math.min(inCoins(this.#zone, this.#owed), this.#kept)
    const cash = Math.max(all - this.#given, 0)
    this.#given += cash
    this.cash -= cash
    return { card, cash: -cash }
  }
}
