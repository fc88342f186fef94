import { formatDecimal, parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { PAYMENT_METHODS, type PaymentMethod, referenceOf } from '../tickets/ticket.ts'
import { moneyOf, presentSession } from './present-session.ts'
import type { ReportRow, ShareRow, StatedRow, TotalsRow } from './read-session-report.ts'
import type { PresentedMeasures, SessionReport } from './report-schema.ts'
import { maySeeCash } from './select-sessions.ts'
import { MOVEMENT_TYPES } from './session-record.ts'

/** What an X or a Z report shows. Late tickets stand apart, and are in none of the other sums. */
export function presentSessionReport(
  row: ReportRow,
  kind: 'x' | 'z',
  actor: Actor,
  taxName: (code: string) => string,
): SessionReport {
  const money = moneyOf(row.currency)
  const totals = row.totals ?? []
  const inTime = totals.filter((total) => !total.is_late)
  const shares = (row.shares ?? []).filter((share) => !share.is_late)
  return {
    kind,
    session: presentSession(row, actor),
    anchor: row.anchor,
    totals: addUp(inTime, money),
    days: inTime.map((total) => ({ business_day: total.business_day, ...addUp([total], money) })),
    taxes: shares
      .filter((share) => share.kind === 'tax')
      .map(({ key, base_minor, amount_minor }) => ({
        code: key,
        name: taxName(key),
        base: money(base_minor),
        amount: money(amount_minor),
      })),
    payments: maySeeCash(actor, row) ? presentPayments(shares, money) : null,
    cash_movements: MOVEMENT_TYPES.flatMap((type) => {
      const share = shares.find((candidate) => candidate.kind === 'movement' && candidate.key === type)
      return share === undefined ? [] : [{ type, count: share.occurrences, amount: money(share.base_minor) }]
    }),
    counts: presentCounts(row, shares, money),
    denominations:
      row.denominations?.map(({ denomination, count }) => ({ denomination: money(BigInt(denomination)), count })) ??
      null,
    stated: row.stated === null ? null : presentStated(row.stated, money),
    late: {
      totals: addUp(
        totals.filter((total) => total.is_late),
        money,
      ),
      tickets: (row.late_tickets ?? []).map((ticket) => ({
        id: ticket.id,
        reference: referenceOf({ ...ticket, storeId: row.store_id, registerId: row.register_id }),
        business_day: ticket.business_day,
        occurred_at: new Date(ticket.occurred_at).toISOString(),
        total: money(ticket.total_minor),
      })),
    },
  }
}

type Money = (minor: bigint | number) => string

function addUp(rows: readonly TotalsRow[], money: Money): PresentedMeasures {
  const sum = (read: (row: TotalsRow) => number) => rows.reduce((total, row) => total + read(row), 0)
  const amount = (read: (row: TotalsRow) => number) => money(sum(read))
  const units = rows.reduce((total, row) => total + (parseDecimal(row.units, QUANTITY_SCALE) ?? 0n), 0n)
  return {
    tickets: sum((row) => row.tickets),
    return_tickets: sum((row) => row.return_tickets),
    units: formatDecimal(units, QUANTITY_SCALE, 0),
    gross: amount((row) => row.gross_minor),
    discounts: amount((row) => row.discount_minor),
    returns: amount((row) => row.returns_minor),
    net: amount((row) => row.net_minor),
    tax: amount((row) => row.tax_minor),
    total: amount((row) => row.total_minor),
    rounding: amount((row) => row.rounding_minor),
    collected: amount((row) => row.total_minor + row.rounding_minor),
  }
}

function presentPayments(shares: readonly ShareRow[], money: Money) {
  return PAYMENT_METHODS.flatMap((method) => {
    const paid = shares.find(({ kind, key }) => kind === 'payment' && key === method)
    const refunded = shares.find(({ kind, key }) => kind === 'refund' && key === method)
    if (paid === undefined && refunded === undefined) return []
    const received = paid?.base_minor ?? 0
    const kept = paid?.amount_minor ?? 0
    const back = refunded?.amount_minor ?? 0
    return [
      {
        method,
        count: (paid?.occurrences ?? 0) + (refunded?.occurrences ?? 0),
        received: money(received),
        change: money(received - kept),
        refunded: money(-back),
        kept: money(kept + back),
      },
    ]
  })
}

/** What there should be of each method that was counted, and what there was. */
function presentCounts(row: ReportRow, shares: readonly ShareRow[], money: Money) {
  const expectedOf = (method: PaymentMethod) =>
    method === 'cash'
      ? row.opening_float_minor + row.cash_minor
      : shares
          .filter(({ kind, key }) => (kind === 'payment' || kind === 'refund') && key === method)
          .reduce((sum, share) => sum + share.amount_minor, 0)
  return PAYMENT_METHODS.flatMap((method) => {
    const given = row.counted?.[method]
    if (given === undefined) return []
    const counted = Number(given)
    const expected = expectedOf(method)
    return [{ method, expected: money(expected), counted: money(counted), difference: money(counted - expected) }]
  })
}

/** What the till says by itself: counts as they are, amounts as decimals. */
function presentStated(stated: StatedRow, money: Money): NonNullable<SessionReport['stated']> {
  const { tickets, last_number, second_closing: second } = stated
  const amounts = (['net', 'tax', 'total', 'cash'] as const).flatMap((name) => {
    const amount = stated[name]
    return amount === undefined ? [] : [[name, money(BigInt(amount))]]
  })
  return {
    ...(tickets !== undefined && { tickets: Number(tickets) }),
    ...Object.fromEntries(amounts),
    ...(last_number !== undefined && { last_number }),
    ...(second !== undefined && {
      second_closing: {
        closed_at: second.closed_at,
        counted_cash: second.counted.cash === undefined ? null : money(BigInt(second.counted.cash)),
        note: second.note,
      },
    }),
  }
}
