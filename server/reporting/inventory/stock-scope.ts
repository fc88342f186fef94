import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { addDays, countDays, lastDayBegun, type Period, type ResolvedScope, type ScopeStore } from '../resolve-scope.ts'

/** Which stock is meant, and in which period it is said to have moved. */
export type StockScope = {
  readonly stores: readonly Pick<ScopeStore, 'id' | 'currency'>[]
  readonly period: Period
  /** Days of the period that have begun. */
  readonly days: number
  /** Of these, the days since the ledger of these stores began: before it nothing was said of what they had. */
  readonly ledgerDays: number
  /** After how many days without a sale an article is dead. */
  readonly deadDays: number
}

/** Longer ones read the ledger of years for a turnover that nobody compares. */
const LONGEST_DAYS = 366
/** What stock was worth in a period is found from what it is worth now, back through the ledger. */
const EARLIEST_YEARS = 3

/** The stock of the stores of a report, in its currency when there is one. */
export async function readStockScope(tx: Tx, resolved: ResolvedScope, deadDays: number): Promise<StockScope> {
  const { stores, scope, period } = resolved
  const lastDay = lastDayBegun(resolved)
  const days = lastDay < period.date_from ? 0 : countDays({ date_from: period.date_from, date_to: lastDay })
  const inCurrency = stores.filter(({ currency }) => scope.currency === null || currency === scope.currency)
  const firstDay = await readFirstDay(
    tx,
    inCurrency.map(({ id }) => id),
  )
  const daysSince = firstDay === null || firstDay > lastDay ? 0 : countDays({ date_from: firstDay, date_to: lastDay })
  return { stores: inCurrency, period, days, ledgerDays: Math.min(days, daysSince), deadDays }
}

/** The day, in the store's zone, on which the first movement of these stores was recorded; null: there is none. */
async function readFirstDay(tx: Tx, storeIds: readonly number[]): Promise<string | null> {
  const [row] = await tx<{ first_day: string | null }[]>`
    select min((first.recorded_at at time zone s.time_zone)::date)::text as first_day
    from stores s
    cross join lateral (select recorded_at from stock_movements m where m.store_id = s.id order by m.id limit 1) first
    where s.id = any(${storeIds}::bigint[])`
  return row?.first_day ?? null
}

/** @throws validation_failed naming `date_to` of a period that is too long, `date_from` of one too long ago. */
export function refuseFarPeriod({ period, today }: Pick<ResolvedScope, 'period' | 'today'>): void {
  if (countDays(period) > LONGEST_DAYS) {
    throw invalid({
      date_to: text(
        `La période de ce rapport ne peut pas dépasser ${LONGEST_DAYS} jours.`,
        `The period of this report may not exceed ${LONGEST_DAYS} days.`,
      ),
    })
  }
  const earliest = addDays(today, -EARLIEST_YEARS * LONGEST_DAYS)
  if (period.date_from >= earliest) return
  throw invalid({
    date_from: text(
      `Ce rapport, qui remonte le registre du stock, ne peut pas commencer avant le ${earliest}.`,
      `This report, which goes back through the stock ledger, may not begin before ${earliest}.`,
    ),
  })
}
