import { daysOfPeriod, type PeriodName } from '../../rules/periods.ts'
import { type Actor, mayActInStore } from '../platform/actor.ts'
import type { Queryable } from '../platform/database/connect.ts'
import { invalid, platformErrors } from '../platform/errors.ts'
import { text } from '../platform/text.ts'
import type { FactScope } from './build-fact-query.ts'

export type Period = { readonly date_from: string; readonly date_to: string }

/** What a request may say about the tickets that it means. */
export type ScopeInput = {
  date_from?: string
  date_to?: string
  /** In place of both: days that go with the calendar. */
  period?: PeriodName
  /** Ids by comma. */
  store_id?: string
  currency?: string
}

/** The same dates a year earlier; the 29th of February goes with the 28th. */
export const yearBefore = (period: Period): Period => ({
  date_from: Temporal.PlainDate.from(period.date_from).subtract({ years: 1 }).toString(),
  date_to: Temporal.PlainDate.from(period.date_to).subtract({ years: 1 }).toString(),
})

/** A store that a report is about. */
export type ScopeStore = {
  readonly id: number
  readonly name: string
  readonly kind: 'store' | 'warehouse'
  readonly city: string | null
  readonly store_group: string | null
  readonly currency: string
  /** Its own day, now. */
  readonly today: string
  readonly is_deleted: boolean
}

export type ResolvedScope = {
  readonly scope: FactScope
  readonly period: Period
  /** Those asked for, or all of the actor's; those that are deleted last, as they keep their history. */
  readonly stores: readonly ScopeStore[]
  /** The latest business day of the stores. */
  readonly today: string
  /** The currency of an answer without a single ticket; null when there is no store either. */
  readonly emptyCurrency: string | null
}

const DAY_MS = 86_400_000
export const FIRST_DAY = '1900-01-01'
export const LAST_DAY = '2199-12-31'
const LONGEST_DAYS = 36_525
const DEFAULT_DAYS = 30

/** A day some days later, or earlier when negative. Days are `YYYY-MM-DD`. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** Days from one to the other, both included. */
export const countDays = (period: Period): number =>
  Math.round((Date.parse(period.date_to) - Date.parse(period.date_from)) / DAY_MS) + 1

/** The last day of a period that has begun: what is to come is no part of a mean. It may be before the first. */
export function lastDayBegun({ period, today }: Pick<ResolvedScope, 'period' | 'today'>): string {
  const isOver = period.date_to <= today
  return isOver ? period.date_to : today
}

/**
 * Decides which tickets a report is made of: the stores asked for, or all those that exist for the actor. A deleted
 * store keeps its history and may be asked for. Without dates: the last thirty days unless said otherwise, today
 * included, where today is the latest business day of the stores concerned.
 *
 * @throws not_found when a store does not exist for this actor; validation_failed for dates that make no period.
 */
export async function resolveScope(
  sql: Queryable,
  actor: Actor,
  input: ScopeInput,
  defaultDays: number = DEFAULT_DAYS,
): Promise<ResolvedScope> {
  refuseFarDays({ date_from: input.date_from, date_to: input.date_to })
  const asked = askedStores(input)
  if (asked?.some((id) => !mayActInStore(actor, id))) throw platformErrors.not_found()
  const storeIds = asked ?? (actor.storeIds === 'all' ? null : [...actor.storeIds])
  const stores = await readScopeStores(sql, storeIds)
  if (asked !== null && stores.length < asked.length) throw platformErrors.not_found()
  const today = latestDay(stores)
  const period = choosePeriod(input, today, defaultDays)
  return {
    scope: { from: period.date_from, to: period.date_to, storeIds, currency: input.currency ?? null },
    period,
    stores,
    today,
    emptyCurrency: input.currency ?? stores[0]?.currency ?? null,
  }
}

/** Stores by their ids, those that are deleted last; null: all of them. */
export const readScopeStores = (sql: Queryable, ids: readonly number[] | null) => sql<ScopeStore[]>`
  select id, name, kind, nullif(city, '') as city, nullif(store_group, '') as store_group,
    trim(currency) as currency, (now() at time zone time_zone)::date as today, deleted_at is not null as is_deleted
  from stores
  ${ids === null ? sql`` : sql`where id = any(${[...ids]}::bigint[])`}
  order by deleted_at is not null, id`

/** The ids that a request names, each once; null: none. */
export const askedStores = ({ store_id: ids }: ScopeInput): number[] | null =>
  ids === undefined ? null : [...new Set(ids.split(',').map(Number))]

/** The days that a request means where its stores have these. @throws validation_failed for dates that make no period */
export function periodOf(input: ScopeInput, stores: readonly ScopeStore[]): Period {
  refuseFarDays({ date_from: input.date_from, date_to: input.date_to })
  return choosePeriod(input, latestDay(stores), DEFAULT_DAYS)
}

/** @throws validation_failed naming each day that is too far away. */
export function refuseFarDays(days: Readonly<Record<string, string | undefined>>): void {
  const message = text(
    `Cette date doit être entre ${FIRST_DAY} et ${LAST_DAY}.`,
    `This date must be between ${FIRST_DAY} and ${LAST_DAY}.`,
  )
  const isFar = (day: string | undefined) => day !== undefined && (day < FIRST_DAY || day > LAST_DAY)
  const faults = Object.keys(days).filter((name) => isFar(days[name]))
  if (faults.length > 0) throw invalid(Object.fromEntries(faults.map((name) => [name, message])))
}

function latestDay(stores: readonly ScopeStore[]): string {
  let latest: string | undefined
  for (const { today } of stores) if (latest === undefined || today > latest) latest = today
  return latest ?? new Date().toISOString().slice(0, 10)
}

function choosePeriod(input: ScopeInput, today: string, defaultDays: number): Period {
  if (input.period !== undefined) return daysOfPeriod(input.period, today)
  const date_to = input.date_to ?? today
  const date_from = input.date_from ?? addDays(date_to, 1 - defaultDays)
  if (date_to < date_from) {
    throw invalid({
      date_to: text(
        `La date de fin (${date_to}) précède la date de début (${date_from}).`,
        `The end date (${date_to}) is before the start date (${date_from}).`,
      ),
    })
  }
  if (countDays({ date_from, date_to }) > LONGEST_DAYS) {
    throw invalid({
      date_to: text('La période ne peut pas dépasser cent ans.', 'The period may not exceed a hundred years.'),
    })
  }
  return { date_from, date_to }
}
