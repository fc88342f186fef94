import type { Queryable } from '../../platform/database/connect.ts'
import { LOST_ON_THE_WAY, PLACES } from './query-stock.ts'
import { DIFFERENCES } from './stock-facts.ts'
import type { StockScope } from './stock-scope.ts'

export const SHRINKAGE_KINDS = ['adjustment', 'count', 'transfer'] as const
export type ShrinkageKind = (typeof SHRINKAGE_KINDS)[number]

/** What was lost and found for one reason. Facts as in `STOCK_FACTS`. */
export type ShrinkageRow = {
  readonly currency: string
  readonly kind: ShrinkageKind
  /** As people write it most often; null: none was given, or a stocktake, which needs none. */
  readonly reason: string | null
  readonly lost_units: string
  readonly found_units: string
  readonly lost_value: string
  readonly found_value: string
}

/** Reasons are free words: no report shows more of them. */
const MOST_REASONS = 100

/**
 * What disappeared and reappeared in a period by the reason that people gave, the largest first. Reasons that differ only
 * in capitals are one. Without costs the values are zero. Only what is not a sale is read (`stock_movements_kind`).
 */
export const queryShrinkage = (sql: Queryable, scope: StockScope, withCost: boolean): Promise<ShrinkageRow[]> => sql<
  ShrinkageRow[]
>`
  with ${PLACES(sql, scope)}, parts as (
    select place.currency, m.kind, m.reason, m.lost_units, m.found_units, m.lost_value, m.found_value
    from place cross join period cross join lateral (
      select case m.kind when 'adjustment' then 'adjustment' else 'count' end as kind, nullif(trim(m.reason), '') as reason,
        ${sql.unsafe(differences(withCost))}
      from stock_movements m
      where m.store_id = place.store_id and m.id >= place.first_id and m.kind <> 'sale'
        and m.kind in ('adjustment', 'count', 'count_correction')
        and (m.recorded_at at time zone place.time_zone)::date between period.first_day and period.last_day
    ) m
    union all
    select place.currency, 'transfer', nullif(trim(m.reason), ''), m.quantity * 1000, 0, ${withCost ? sql`m.value_minor` : sql`0`}, 0
    from ${LOST_ON_THE_WAY(sql)}
  ), summed as (
    select currency, kind, mode() within group (order by reason) as reason,
      round(coalesce(sum(lost_units), 0)) as lost_units, round(coalesce(sum(found_units), 0)) as found_units,
      coalesce(sum(lost_value), 0) as lost_value, coalesce(sum(found_value), 0) as found_value
    from parts group by currency, kind, lower(reason)
  ), ranked as (
    select *, row_number() over (
      partition by currency order by lost_value - found_value desc, lost_units desc, kind, reason) as place
    from summed where lost_units <> 0 or found_units <> 0 or lost_value <> 0 or found_value <> 0
  )
  select currency, kind, reason, lost_units::text, found_units::text, lost_value::text, found_value::text
  from ranked where place <= ${MOST_REASONS} order by currency, place`

const differences = (withCost: boolean): string =>
  Object.entries(DIFFERENCES)
    .map(([name, text]) => `${withCost || name.endsWith('_units') ? text : '0'} as ${name}`)
    .join(', ')
