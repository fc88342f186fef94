import { readSettings } from '../identity/index.ts'
import type { Queryable } from '../platform/database/connect.ts'
import { type DimensionOptions, type GroupBy, isFiscal, type WeekStart } from './dimensions.ts'
import { addDays, type Period } from './resolve-scope.ts'

/** How the chain counts its years and weeks; the setting is read only for who asks by fiscal years. */
export async function readCalendar(
  sql: Queryable,
  dimensions: readonly GroupBy[],
  weekStart: WeekStart = 'monday',
): Promise<DimensionOptions> {
  if (!dimensions.some(isFiscal)) return { weekStart, fiscalStart: 1 }
  const { fiscal_year_start_month: fiscalStart } = await readSettings(sql)
  return { weekStart, fiscalStart }
}

const firstOf = (year: number, month: number): string =>
  new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10)

/** The days of a fiscal year `2026`, or of a quarter of it `2026-Q2`. */
export function fiscalSpan(key: string, fiscalStart: number): Period {
  const [year, quarter] = key.split('-Q')
  const begins = fiscalStart === 1 ? Number(year) : Number(year) - 1
  const month = fiscalStart + (quarter === undefined ? 0 : (Number(quarter) - 1) * 3)
  return {
    date_from: firstOf(begins, month),
    date_to: addDays(firstOf(begins, month + (quarter === undefined ? 12 : 3)), -1),
  }
}
