import { currencyDecimals, formatDecimal } from '../../../../rules/index.ts'
import type { Sale } from '../../api/index.ts'
import type { DrawerRow } from '../database.ts'
import type { ClosedDrawer, Counted, Drawer, NewRecord } from '../memory.ts'
import { addMovement, addTicket, expectedCash, NO_TOTALS, presentTotals, readMinor } from './drawer-totals.ts'
import type { RecordPlace, Sealed } from './seal-record.ts'

type Opening = { readonly id: string; readonly currency: string; readonly occurredAt: string }

/** A drawer that is opened by a record. */
export function openedDrawer(
  { content }: Extract<NewRecord, { kind: 'session_open' }>,
  { id, currency, occurredAt }: Opening,
  place: RecordPlace,
  { number }: Sealed,
): DrawerRow {
  return {
    id,
    deviceId: place.deviceId,
    registerId: place.registerId,
    series: place.series,
    currency,
    openedAt: occurredAt,
    openedBy: content.cashier_id,
    openingFloat: content.opening_float,
    firstNumber: number,
    lastNumber: number,
    totals: NO_TOTALS,
    state: 'open',
    closing: null,
  }
}

/** What a record makes of the open drawer. */
export function drawerAfter(
  drawer: DrawerRow,
  record: Exclude<NewRecord, { kind: 'session_open' }>,
  ticket: Sale | null,
  { number, hash, occurredAt }: Sealed & { readonly occurredAt: string },
): DrawerRow {
  const next = { ...drawer, lastNumber: number }
  if (ticket !== null) return { ...next, totals: addTicket(drawer.totals, ticket) }
  switch (record.kind) {
    case 'cash_movement': {
      const amount = readMinor(record.content.amount, drawer.currency)
      return { ...next, totals: addMovement(drawer.totals, record.content.type, amount) }
    }
    case 'drawer_open':
      return { ...next, totals: addMovement(drawer.totals, 'no_sale', 0n) }
    case 'session_close': {
      const { counted, note = null, cashier_id: closedBy } = record.content
      return { ...next, state: 'closed', closing: { closedAt: occurredAt, closedBy, counted, note, hash } }
    }
    default:
      return next
  }
}

/** What a closing says by itself of its drawer. */
export function closingTotals(drawer: DrawerRow): Readonly<Record<string, unknown>> {
  const money = (amount: bigint) => formatDecimal(amount, currencyDecimals(drawer.currency))
  const { tickets, returnTickets, net, tax, total } = drawer.totals
  const cash = expectedCash(readMinor(drawer.openingFloat, drawer.currency), drawer.totals)
  return {
    last_number: drawer.lastNumber + 1,
    totals: {
      tickets: tickets + returnTickets,
      net: money(net),
      tax: money(tax),
      total: money(total),
      cash: money(cash),
    },
  }
}

export function presentDrawer(row: DrawerRow): Drawer {
  const { id, openedAt, openedBy, openingFloat, firstNumber, lastNumber, totals, currency } = row
  const cash = expectedCash(readMinor(openingFloat, currency), totals)
  return {
    id,
    openedAt,
    openedBy,
    openingFloat,
    expectedCash: formatDecimal(cash, currencyDecimals(currency)),
    firstNumber,
    lastNumber,
    sums: presentTotals(totals, currency),
  }
}

/** null: it is not closed. */
export function presentClosed(row: DrawerRow): ClosedDrawer | null {
  if (row.closing === null) return null
  const drawer = presentDrawer(row)
  const counted = countedCash(row.closing.counted, row.currency)
  const expected = readMinor(drawer.expectedCash, row.currency)
  const money = (amount: bigint) => formatDecimal(amount, currencyDecimals(row.currency))
  return { ...drawer, ...row.closing, countedCash: money(counted), difference: money(counted - expected) }
}

function countedCash(counted: Counted, currency: string): bigint {
  if (!isCoinByCoin(counted)) return readMinor(counted.cash, currency)
  return counted.reduce((sum, { denomination, count }) => sum + readMinor(denomination, currency) * BigInt(count), 0n)
}

type CoinByCoin = Extract<Counted, readonly unknown[]>
const isCoinByCoin = (counted: Counted): counted is CoinByCoin => Array.isArray(counted)
