import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { addDays, countDays, lastDayBegun, type Period, type ResolvedScope, type ScopeStore } from '../resolve-scope.ts'

/** Which stock is meant, and in which period it is said to have moved. */
export type StockScope = {
  readonly stores: readonly Pick<ScopeStore, 'id' | 'currency'>[]
  readonly period: Period
  /** Days of the period that have begun. */
  readonly days: number
  /** After how many days without a sale an article is dead. */
  readonly deadDays: number
}

/** Longer ones read the ledger of years for a turnover that nobody compares. */
const LONGEST_DAYS = 366
/** What stock was worth in a period is found from what it is worth now, back through the ledger. */
const EARLIEST_YEARS = 3

/** The stock of the stores of a report, in its currency when there is one. */
export function stockScopeOf(resolved: ResolvedScope, deadDays: number): StockScope {
  const { stores, scope, period } = resolved
  const lastDay = lastDayBegun(resolved)
  const days = lastDay < period.date_from ? 0 : countDays({ date_from: period.date_from, date_to: lastDay })
  const inCurrency = stores.filter(({ currency }) => scope.currency === null || currency === scope.currency)
  return { stores: inCurrency, period, days, deadDays }
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
