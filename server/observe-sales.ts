import { currencyDecimals } from '../rules/index.ts'
import type { Log } from './platform/log/create-log.ts'
import type { Metrics } from './platform/metrics/create-metrics.ts'
import { RollingMaximum } from './platform/metrics/rolling-maximum.ts'
import type { Sales, Ticket } from './sales/index.ts'

const SECOND_MS = 1000
/** A second to a week: a till that has its network delivers at once, one that lost it when it has it again. */
const DELAY_BUCKETS_SECONDS = [1, 2, 5, 15, 60, 300, 900, 3600, 6 * 3600, 24 * 3600, 7 * 24 * 3600] as const
const OUTBOX_WINDOW_SECONDS = 300

/**
 * Counts what this process records, for its metrics: tickets, money, and how late tills deliver. What is imported or
 * practised is no trade of today, and does not pass here.
 */
export function observeSales(sales: Sales, metrics: Metrics, log: Pick<Log, 'error'>): void {
  const count = metrics.counter('sales_recorded_total', 'Tickets recorded: sales, returns and exchanges.')
  const addSold = metrics.labelledCounter(
    'sales_revenue_total',
    'Net amounts sold (without tax, after discounts) in units of the currency; what came back is in sales_returned_total.',
    'currency',
  )
  const addReturned = metrics.labelledCounter(
    'sales_returned_total',
    'Net amounts that came back, in units of the currency: sales_revenue_total less these is the revenue of the reports.',
    'currency',
  )
  const observeDelay = metrics.histogram(
    'till_delivery_delay_seconds',
    'Time from when a till made a record to when the server recorded it.',
    { buckets: DELAY_BUCKETS_SECONDS },
  )
  const delays = new RollingMaximum(OUTBOX_WINDOW_SECONDS)
  metrics.gauge(
    'till_outbox_age_seconds',
    'Greatest delay of what tills delivered to this process in the last five minutes.',
    () => delays.greatest(),
  )
  const observeTill = (deviceId: string | null, occurredAt: string, now: number) => {
    if (deviceId === null) return
    // A till whose clock is ahead delivers nothing late.
    const delaySeconds = Math.max(0, now - Date.parse(occurredAt)) / SECOND_MS
    observeDelay(delaySeconds)
    delays.observe(delaySeconds)
  }

  sales.onObserverFault = (error) => log.error(error)
  sales.onRecorded = (results) => {
    const now = Date.now()
    const recorded: Ticket[] = []
    for (const result of results) {
      if (result.kind === 'recorded') {
        recorded.push(result.ticket)
        observeTill(result.ticket.deviceId, result.ticket.occurredAt, now)
      } else if (result.kind === 'event' && !result.isReplay) {
        observeTill(result.record.deviceId, result.record.occurredAt, now)
      }
    }
    count(recorded.length)
    for (const [currency, { sold, returned }] of sumByCurrency(recorded)) {
      const units = 10 ** currencyDecimals(currency)
      if (sold > 0n) addSold(currency, Number(sold) / units)
      if (returned > 0n) addReturned(currency, Number(returned) / units)
    }
  }
}

/** A counter only grows, so what came back is summed by itself. */
function sumByCurrency(tickets: readonly Ticket[]): Map<string, { sold: bigint; returned: bigint }> {
  const sums = new Map<string, { sold: bigint; returned: bigint }>()
  for (const { currency, lines } of tickets) {
    const sum = sums.get(currency) ?? { sold: 0n, returned: 0n }
    sums.set(currency, sum)
    for (const { net } of lines) {
      if (net > 0n) sum.sold += net
      else sum.returned -= net
    }
  }
  return sums
}
