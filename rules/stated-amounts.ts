/**
 * What a receipt says, where it is not what we would have computed: the customer has it in hand, so it is what is
 * recorded, and the parts are moved until they add up to it.
 */
import { allocate, type Minor } from './money.ts'

/** The amounts of a ticket's line without tax, its shares of the ticket's taxes, and what is paid for it. */
export type StatableLine = {
  gross: Minor
  net: Minor
  tax: Minor
  total: Minor
  taxShares: { code: string; amount: Minor }[]
}

export type StatableTicket<Line extends StatableLine> = {
  readonly pricesIncludeTax: boolean
  readonly lines: readonly Line[]
  readonly taxes: readonly { code: string; ratePpm: number; base: Minor; amount: Minor }[]
}

/** null: the receipt does not say it. */
export type StatedAmounts = {
  readonly total: Minor | null
  readonly taxes: readonly { code: string; amount: Minor }[] | null
}

export type AdoptedAmounts<Line extends StatableLine> = {
  readonly lines: Line[]
  readonly taxes: { code: string; ratePpm: number; base: Minor; amount: Minor }[]
  readonly subtotal: Minor
  readonly taxTotal: Minor
  readonly total: Minor
}

/**
 * The ticket with the amounts that its receipt says; null where they are its own already. Each tax is shared by the lines
 * that bear it (by all of them where none does), in proportion to their shares; what then separates net amounts from the
 * total is shared in proportion to them, before discounts, so discounts stay as printed. As everywhere, each line's net
 * is gross less discount, its total is net plus tax, and lines add up to the ticket.
 *
 * @param ratePpmOf the rate of a tax that only the receipt knows
 */
export function adoptStated<Line extends StatableLine>(
  ticket: StatableTicket<Line>,
  stated: StatedAmounts,
  ratePpmOf: (code: string) => number,
): AdoptedAmounts<Line> | null {
  const own = amountsByCode(ticket.taxes)
  const taxes = stated.taxes === null ? own : amountsByCode(stated.taxes)
  // What an exchange takes back and what it sells may bear a tax that comes to nothing, which a receipt leaves out.
  for (const code of own.keys()) if (!taxes.has(code) && isMixed(code, ticket.lines)) taxes.set(code, 0n)
  const net = sum(ticket.lines.map((line) => line.net))
  const ownTotal = net + sum(own.values())
  const taxTotal = sum(taxes.values())
  const total = stated.total ?? (ticket.pricesIncludeTax ? ownTotal : net + taxTotal)
  if (total === ownTotal && isSame(own, taxes)) return null
  const lines = ticket.lines.map((line): Line => ({ ...line, taxShares: [] }))
  const bearers = new Map<string, number[]>()
  for (const [code, amount] of taxes) bearers.set(code, shareTax(code, amount, ticket.lines, lines))
  const moved = allocate(
    total - taxTotal - net,
    lines.map((line) => magnitude(line.net)),
  )
  for (const [index, line] of lines.entries()) {
    const part = moved[index] as Minor
    line.net += part
    line.gross += part
    line.tax = sum(line.taxShares.map((share) => share.amount))
    line.total = line.net + line.tax
  }
  const rates = new Map(ticket.taxes.map((tax) => [tax.code, tax.ratePpm]))
  return {
    lines,
    taxes: [...taxes].map(([code, amount]) => ({
      code,
      ratePpm: rates.get(code) ?? ratePpmOf(code),
      base: sum((bearers.get(code) ?? []).map((index) => (lines[index] as Line).net)),
      amount,
    })),
    subtotal: total - taxTotal,
    taxTotal,
    total,
  }
}

/** Gives the lines their shares of one tax. Answers which lines bear it. */
function shareTax<Line extends StatableLine>(
  code: string,
  amount: Minor,
  before: readonly Line[],
  lines: readonly Line[],
): number[] {
  const shareOf = (line: Line) => line.taxShares.find((share) => share.code === code)
  const known = before.flatMap((line, index) => (shareOf(line) === undefined ? [] : [index]))
  const bearing = known.length > 0 ? known : before.map((_, index) => index)
  const shares = bearing.map((index) => shareOf(before[index] as Line)?.amount ?? 0n)
  const weights = shares.every((share) => share === 0n) ? bearing.map((index) => (before[index] as Line).net) : shares
  // Where goods are taken back and others sold, each keeps its own share, and only the difference is shared out.
  const kept = isMixed(code, before) ? shares : shares.map(() => 0n)
  const parts = allocate(amount - sum(kept), weights.map(magnitude))
  for (const [place, index] of bearing.entries()) {
    const line = lines[index] as Line
    line.taxShares.push({ code, amount: (kept[place] as Minor) + (parts[place] as Minor) })
  }
  return bearing
}

/** Whether some lines take the tax back that others bear. */
function isMixed(code: string, lines: readonly StatableLine[]): boolean {
  const shares = lines.map(({ taxShares }) => taxShares.find((share) => share.code === code)?.amount ?? 0n)
  return shares.some((share) => share < 0n) && shares.some((share) => share > 0n)
}

/** A tax of nothing that a receipt leaves out, or prints, is no other tax. */
function isSame(one: ReadonlyMap<string, Minor>, other: ReadonlyMap<string, Minor>): boolean {
  return [...one.keys(), ...other.keys()].every((code) => (one.get(code) ?? 0n) === (other.get(code) ?? 0n))
}

function amountsByCode(taxes: readonly { code: string; amount: Minor }[]): Map<string, Minor> {
  const amounts = new Map<string, Minor>()
  for (const { code, amount } of taxes) amounts.set(code, (amounts.get(code) ?? 0n) + amount)
  return amounts
}

/** Weights without signs: goods taken back within a ticket must not turn a cent into a hundred and its opposite. */
const magnitude = (amount: Minor): Minor => (amount < 0n ? -amount : amount)

function sum(amounts: Iterable<Minor>): Minor {
  let total = 0n
  for (const amount of amounts) total += amount
  return total
}
