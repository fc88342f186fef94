import { type Actor, may } from '../../platform/actor.ts'
import type { Sql, Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import type { Language } from '../../platform/text.ts'
import { readOpenDrawers } from '../../sales/index.ts'
import { type FactName, factsOf, visibleNames } from '../measures.ts'
import { type OneOrSeveral, presentCurrencies } from '../present.ts'
import { readSnapshot } from '../read-snapshot.ts'
import { addDays, type ResolvedScope, refuseFarDays, resolveScope } from '../resolve-scope.ts'
import { compareStores } from '../stores/compare-stores.ts'
import { DAY_MEASURES, type DayMeasureName } from './dashboard-measures.ts'
import { type DayBlock, presentDay } from './present-day.ts'
import { type AlertsShown, presentAlerts, presentRegisters, type RegisterItem } from './present-live-state.ts'
import { countAlerts, readNewestAlerts } from './read-alerts.ts'
import { readRegisters } from './read-registers.ts'
import { queryStoreHours } from './store-hours.ts'

export type DashboardInput = { date?: string; store_id?: string; currency?: string }

export type DashboardAnswer = {
  date: string
  last_week: string
  last_year: string
  registers: RegisterItem[]
  alerts: AlertsShown | null
} & OneOrSeveral<DayBlock>

const WEEK_DAYS = 7
/** Fifty-two weeks: a Saturday is compared with a Saturday. */
const YEAR_DAYS = 364

/**
 * A day beside the same weekday a week and a year before, by hour and by store, with how the registers and the stock are
 * now. The day is each store's own; without one, the latest that has begun in any of the stores.
 *
 * One moment of the database in three round trips, whatever the history: the stores, which roll-ups stand, and then everything
 * at once.
 *
 * @throws not_found as `resolveScope` does; validation_failed naming `date`.
 */
export async function reportDashboard(
  sql: Sql,
  actor: Actor,
  input: DashboardInput,
  language: Language,
): Promise<DashboardAnswer> {
  const { date, ...scope } = input
  refuseFarDays({ date })
  const names: DayMeasureName[] = visibleNames(DAY_MEASURES, (permission) => may(actor, permission))
  const facts = factsOf(names.map((name) => DAY_MEASURES[name]))
  const { resolved, found } = await readSnapshot(sql, async (tx) => {
    const days = date === undefined ? {} : { date_from: date, date_to: date }
    const resolved = await resolveScope(tx, actor, { ...scope, ...days }, 1)
    return { resolved, found: await readAll(tx, actor, facts, resolved) }
  })
  const { now, lastWeek, lastYear } = found
  const compared = compareStores({
    resolved,
    now: now.byStore,
    before: lastWeek.byStore,
    lastYear: lastYear.byStore,
    stock: [],
    // A day says nothing of turnover.
    stockScope: { days: 1, ledgerDays: 0 },
  })
  const day = resolved.period.date_to
  const hours = { now: now.byHour, lastWeek: lastWeek.byHour, lastYear: lastYear.byHour }
  const blocks = compared.map((block) => presentDay(block, hours, { day, names, language }))
  return {
    date: day,
    last_week: addDays(day, -WEEK_DAYS),
    last_year: addDays(day, -YEAR_DAYS),
    registers: presentRegisters(found.registers, found.drawers, { actor, stores: resolved.stores }),
    alerts: found.alerts && presentAlerts(found.alerts, resolved.stores),
    ...presentCurrencies(blocks),
  }
}

async function readAll(tx: Tx, actor: Actor, facts: readonly FactName[], { scope, period, stores }: ResolvedScope) {
  const storeIds = stores.filter(({ is_deleted }) => !is_deleted).map(({ id }) => id)
  const soldOn = (day: string) => queryStoreHours(tx, facts, { ...scope, from: day, to: day })
  const seesStock = may(actor, 'stock.view')
  const [now, lastWeek, lastYear, registers, drawers, counts, newest] = await together([
    soldOn(period.date_to),
    soldOn(addDays(period.date_to, -WEEK_DAYS)),
    soldOn(addDays(period.date_to, -YEAR_DAYS)),
    readRegisters(tx, storeIds),
    readOpenDrawers(tx, storeIds),
    seesStock ? countAlerts(tx, storeIds) : [],
    seesStock ? readNewestAlerts(tx, storeIds) : [],
  ])
  return { now, lastWeek, lastYear, registers, drawers, alerts: seesStock ? { counts, newest } : null }
}
