import type { Row } from 'postgres'
import { currencyDecimals } from '../../../rules/money.ts'
import { holdsNow } from '../../catalog/index.ts'
import { alertStatus, liveReserved } from '../../inventory/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { STOCK_FACTS, type StockFactName } from './stock-facts.ts'
import type { StockGrouping } from './stock-groupings.ts'
import type { StockScope } from './stock-scope.ts'

export type StockGroup = {
  readonly currency: string
  readonly key: string | null
  readonly label: string | null
  readonly code: string | null
  readonly facts: Readonly<Record<StockFactName, bigint>>
}

type StockRow = Omit<StockGroup, 'facts'> & Partial<Record<StockFactName, string>>

/**
 * Sums what stores have, and what moved since the period began, by a grouping, in one statement over whole sets. Levels are
 * read as they are; of the ledger only what was recorded since then (`first_movement_since`), store by store.
 */
export async function queryStock(
  sql: Queryable,
  grouping: StockGrouping,
  names: readonly StockFactName[],
  scope: StockScope,
): Promise<StockGroup[]> {
  const key = sql.unsafe<Row[]>(grouping.key)
  const parts = [
    LEVEL_PART(sql, key, names),
    names.some((name) => STOCK_FACTS[name].source === 'movement') ? MOVEMENT_PART(sql, grouping, key, names) : sql``,
    names.some((name) => name in OF_TRANSFERS) ? TRANSFER_PART(sql, grouping, key, names) : sql``,
  ]
  const label =
    grouping.labelTable === undefined
      ? sql`null as label, null as code from groups g`
      : sql`${sql.unsafe(grouping.label ?? 'null')} as label, ${sql.unsafe(grouping.code ?? 'null')} as code
          from groups g left join ${sql.unsafe(grouping.labelTable)} on d.id = g.key`
  const rows = await sql<StockRow[]>`
    with ${PLACES(sql, scope)}, parts as (${parts}), groups as (
      select currency, key, ${sql.unsafe(sumsOf(names))} from parts group by currency, key
    )
    select g.currency, g.key::text, ${sql.unsafe(names.map((name) => `round(coalesce(g.${name}, 0))::text as ${name}`).join(', '))},
      ${label}`
  return rows.map(({ currency, key, label, code, ...sums }) => ({ currency, key, label, code, facts: readFacts(sums) }))
}

/** The stores and the period that every part of the statement speaks of. */
export const PLACES = (sql: Queryable, { stores, period, days, deadDays }: StockScope): Fragment => {
  const currencies = [...new Set(stores.map(({ currency }) => currency))]
  const factors = currencies.map((currency) => String(10n ** BigInt(currencyDecimals(currency))))
  return sql`
    period as (
      select ${period.date_from}::date as first_day, ${period.date_to}::date as last_day, ${days}::integer as days,
        now() - make_interval(days => ${deadDays}::integer) as dead_before
    ), place as materialized (
      select s.id as store_id, trim(s.currency) as currency, s.time_zone, nullif(s.store_group, '') as store_group,
        nullif(s.city, '') as city,
        (${factors}::bigint[])[array_position(${currencies}::text[], trim(s.currency))] as factor,
        first_movement_since(
          s.id, ${period.date_from}::date::timestamp at time zone s.time_zone - interval '1 day') as first_id
      from stores s
      where s.id = any(${stores.map(({ id }) => id)}::bigint[])
    )`
}

const LEVEL_PART = (sql: Queryable, key: Fragment, names: readonly StockFactName[]): Fragment => sql`
  select level.currency, level.key, ${sql.unsafe(columnsOf('level', names))}
  from (${LEVELS(sql, key)}) level
  group by 1, 2`

/** Summed within each store first, along its own part of the ledger. */
const MOVEMENT_PART = (
  sql: Queryable,
  grouping: StockGrouping,
  key: Fragment,
  names: readonly StockFactName[],
): Fragment => sql`
  union all
  select place.currency, ${key}, ${sql.unsafe(sumsOf(names))}
  from place cross join period cross join lateral (
    select ${grouping.of === 'articles' ? sql`m.variant_id,` : sql``} ${sql.unsafe(columnsOf('movement', names))}
    from stock_movements m
    cross join lateral (select (m.recorded_at at time zone place.time_zone)::date as day) moment
    where m.store_id = place.store_id and m.id >= place.first_id and moment.day >= period.first_day
    ${grouping.of === 'articles' ? sql`group by m.variant_id` : sql`having count(*) > 0`}
  ) m ${ARTICLE(sql, grouping)}
  group by 1, 2`

const TRANSFER_PART = (
  sql: Queryable,
  grouping: StockGrouping,
  key: Fragment,
  names: readonly StockFactName[],
): Fragment => sql`
  union all
  select place.currency, ${key}, ${sql.unsafe(columnsOf('transfer', names))}
  from ${LOST_ON_THE_WAY(sql)} ${ARTICLE(sql, grouping)}
  group by 1, 2`

const ARTICLE = (sql: Queryable, { of }: StockGrouping): Fragment =>
  of === 'stores' ? sql`` : sql`join product_variants v on v.id = m.variant_id join products p on p.id = v.product_id`

/**
 * Each level with its article and what it means; a deleted article is kept as long as some of it is counted, as in the list.
 * `offset 0` has every expression computed once for each level, not once for each figure made of it.
 */
const LEVELS = (sql: Queryable, key: Fragment): Fragment => sql`
  select place.currency, ${key} as key, level.on_hand, level.value_minor, level.in_transit, level.in_transit_value_minor,
    wanted.target, ${alertStatus(sql)} as kind, ${liveReserved(sql)} as reserved,
    (v.deleted_at is null and p.deleted_at is null) or level.on_hand <> 0 as is_kept,
    round(level.on_hand * coalesce(sp.price, v.price, 0) * place.factor) as price_value,
    level.on_hand > 0 and greatest(level.last_sold_at, level.in_stock_since) < period.dead_before as is_dead,
    wanted.reorder_point is not null and v.deleted_at is null and p.deleted_at is null
      and level.on_hand - (${liveReserved(sql)}) + level.in_transit <= wanted.reorder_point as is_to_reorder
  from stock_levels level
  join place on place.store_id = level.store_id
  cross join period
  join product_variants v on v.id = level.variant_id
  join products p on p.id = v.product_id
  left join stock_targets wanted on wanted.store_id = level.store_id and wanted.variant_id = level.variant_id
  left join variant_prices sp on sp.variant_id = level.variant_id and sp.store_id = level.store_id and ${holdsNow(sql)}
  offset 0`

/** What was sent to a store and settled as lost: it never entered a stock that could lose it. */
export const LOST_ON_THE_WAY = (sql: Queryable): Fragment => sql`
  place cross join period
  join stock_transfer_steps step on step.store_id = place.store_id and step.kind = 'settled'
    and (step.recorded_at at time zone place.time_zone)::date between period.first_day and period.last_day
  join stock_transfer_entries m on m.store_id = step.store_id and m.transfer_id = step.transfer_id
    and m.step_no = step.step_no and m.kind = 'lost'`

const OF_TRANSFERS: Partial<Record<StockFactName, string>> = {
  lost_units: 'sum(m.quantity) * 1000',
  lost_value: 'sum(m.value_minor)',
}

function columnsOf(source: 'level' | 'movement' | 'transfer', names: readonly StockFactName[]): string {
  const sqlOf = (name: StockFactName): string | undefined =>
    source === 'transfer' ? OF_TRANSFERS[name] : STOCK_FACTS[name].source === source ? STOCK_FACTS[name].sql : undefined
  return names.map((name) => `(${sqlOf(name) ?? 'null'})::numeric as ${name}`).join(', ')
}

const sumsOf = (names: readonly StockFactName[]): string => names.map((name) => `sum(${name}) as ${name}`).join(', ')

function readFacts(sums: Partial<Record<StockFactName, string>>): StockGroup['facts'] {
  const facts = {} as Record<StockFactName, bigint>
  for (const name of Object.keys(STOCK_FACTS) as StockFactName[]) facts[name] = BigInt(sums[name] ?? '0')
  return facts
}
