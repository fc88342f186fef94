/**
 * Reads the golden tables of the tests, which are written for an accountant: one case per row, amounts as on a ticket. A
 * line reads `2 × 29.99 standard less 10 %` (quantity, unit price, tax class, discount), or `2 × 9.99 = 19.95 standard`
 * where the line's amount is given.
 */
import assert from 'node:assert/strict'
import { cashRefundDue, settlePayments } from '../cash.ts'
import type { Discount } from '../discounts.ts'
import { formatDecimal, type Minor, PRICE_SCALE, parseDecimal, QUANTITY_SCALE } from '../money.ts'
import { type PricedLine, priceTicket, type TicketInput, type TicketLineInput } from '../pricing.ts'
import { returnShares, type SoldLine } from '../returns.ts'
import { BUILT_IN_TAX_ZONES, type TaxZone, taxesOfClass } from '../zones.ts'

export type Row = Readonly<Record<string, string>>

/** Rows of a table drawn with bars, the first being the names of the columns. */
export function readTable(table: string): Row[] {
  const [names = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
  return rows.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])))
}

export function cents(amount: Minor): string {
  return formatDecimal(amount, 2)
}

function column(row: Row, name: string): string {
  const cell = row[name]
  assert.notEqual(cell, undefined, `The table has no column ${name}.`)
  return cell as string
}

function decimal(text: string, scale: number): bigint {
  const value = parseDecimal(text, scale)
  assert.notEqual(value, null, `${text} is no decimal.`)
  return value as bigint
}

function discountOfText(text: string | undefined): Discount | null {
  if (!text) return null
  if (text.endsWith('%')) return { type: 'percent', percentPpm: decimal(text.slice(0, -1).trim(), 4) }
  return { type: 'amount', amount: decimal(text, 2) }
}

const LINE = /^(?<quantity>\S+) × (?<price>\S+)(?: = (?<amount>\S+))? (?<taxClass>\w+)(?: less (?<discount>.+))?$/

function lineOf(text: string, zone: TaxZone): TicketLineInput {
  const parts = LINE.exec(text)?.groups
  assert.ok(parts, `"${text}" is no line.`)
  return {
    quantity: decimal(parts.quantity ?? '', QUANTITY_SCALE),
    unitPrice: decimal(parts.price ?? '', PRICE_SCALE),
    discount: discountOfText(parts.discount),
    taxes: taxesOfClass(zone, parts.taxClass ?? ''),
    amount: parts.amount === undefined ? undefined : decimal(parts.amount, 2),
  }
}

/** The ticket of a row: `prices` says plus or incl, and exempt for a customer with a certificate. */
export function ticketOf(row: Row, zoneCode: string): TicketInput {
  const zone = BUILT_IN_TAX_ZONES.find((candidate) => candidate.code === zoneCode)
  assert.ok(zone)
  const prices = column(row, 'prices').split(' ')
  const lines = row.lines ?? column(row, 'sold')
  return {
    decimals: 2,
    pricesIncludeTax: prices.includes('incl'),
    taxExempt: prices.includes('exempt'),
    lines: lines.split(' ; ').map((text) => lineOf(text, zone)),
    discount: discountOfText(column(row, 'ticket less')),
  }
}

function netAndTaxes(line: Pick<PricedLine, 'net' | 'taxAmounts'>): string {
  return [line.net, ...line.taxAmounts.map((tax) => tax.amount)].map(cents).join(' ')
}

/** Prices the row's ticket and compares everything that the row says. */
export function checkTicketRow(row: Row, zoneCode: string): void {
  const priced = priceTicket(ticketOf(row, zoneCode))
  // Tables list the taxes in the zone's order, tickets in the order in which their lines bring them.
  const zoneOrder = BUILT_IN_TAX_ZONES.flatMap((zone) => zone.taxes.map((tax) => tax.code))
  const taxes = priced.taxes.toSorted((left, right) => zoneOrder.indexOf(left.code) - zoneOrder.indexOf(right.code))
  assert.deepEqual(
    {
      net: cents(priced.subtotal),
      taxes: taxes.map((tax) => `${tax.code} ${cents(tax.amount)} on ${cents(tax.base)}`).join(' ; '),
      total: cents(priced.total),
      lines: priced.lines.map(netAndTaxes).join(' ; '),
    },
    {
      net: column(row, 'net'),
      taxes: column(row, 'taxes'),
      total: column(row, 'total'),
      lines: column(row, 'each line: net and taxes'),
    },
  )
}

/** Returns the row's line in its parts and compares the amounts of each, and the cash where the row says it. */
export function checkReturnRow(row: Row, zoneCode: string): void {
  const ticket = ticketOf(row, zoneCode)
  const index = Number(column(row, 'line')) - 1
  const priced = priceTicket(ticket).lines[index]
  const input = ticket.lines[index]
  assert.ok(priced && input)
  assert.equal(netAndTaxes(priced), column(row, 'paid for it'))
  const line: SoldLine = { ...priced, cost: 0n }
  let returnedBefore = 0n
  let dueSoFar = 0n
  let cashAlreadyGiven = 0n
  const parts: string[] = []
  const refunds: string[] = []
  for (const text of column(row, 'given back in').split(', ')) {
    const returning = decimal(text, QUANTITY_SCALE)
    const { pricesIncludeTax } = ticket
    const part = returnShares({ soldQuantity: input.quantity, returnedBefore, returning, pricesIncludeTax, line })
    returnedBefore += returning
    dueSoFar += part.total
    const cash = cashRefundDue({ dueSoFar, cashAlreadyGiven, cashStep: 5n })
    cashAlreadyGiven += cash
    parts.push(`${netAndTaxes(part)} = ${cents(part.total)}`)
    refunds.push(cents(cash))
  }
  assert.equal(parts.join(' ; '), column(row, 'each return: net and taxes = total'))
  if (row['in cash'] !== undefined) assert.equal(refunds.join(', '), row['in cash'])
}

/** Settles the row's payments and answers the row that comes of it. */
export function settlementText(row: Row, cashStep: bigint | null): Row {
  const payments = column(row, 'payments')
    .split(', ')
    .filter((text) => text !== '')
    .map((text) => {
      const [method = '', amount = ''] = text.split(' ')
      return { method, amount: decimal(amount, 2) }
    })
  const settlement = settlePayments({ total: decimal(column(row, 'total'), 2), payments, cashStep })
  return {
    ...row,
    'cash due': cents(settlement.cashDue),
    rounding: cents(settlement.rounding),
    change: cents(settlement.changeDue),
    remaining: cents(settlement.remaining),
    overpaid: cents(settlement.overpaid),
  }
}
