import type { Queryable } from '../../platform/database/connect.ts'
import { type Text, text } from '../../platform/text.ts'
import { Findings } from '../../platform/verification/findings.ts'
import { DIMENSIONS } from '../dimensions.ts'
import { CHAIN, type Family, GROUP_FAMILIES, KEPT, LEVELS, type Level } from './levels.ts'
import { lastSeen, latest, OF_GROUPS, OF_TICKETS, selectFamily } from './write-sums.ts'

export const ROLLUP_INVARIANTS = {
  rollups_are_tickets: text(
    'Cumuls\u00a0: chaque somme gardée = somme des tickets de ses jours',
    'Roll-ups: each sum that stands = sum of the tickets of its days',
  ),
  rollups_stand_on_days: text(
    'Cumuls\u00a0: un mois tient avec chacun de ses jours, une année avec ses mois',
    'Roll-ups: a month stands while each of its days does, a year while its months do',
  ),
} satisfies Record<string, Text>

type RollUpInvariant = keyof typeof ROLLUP_INVARIANTS

/** Sums every ticket anew and compares. `sql` sees one moment: a repeatable-read transaction. */
export async function findRollUpFaults(sql: Queryable): Promise<Findings<RollUpInvariant>> {
  const findings = new Findings<RollUpInvariant>(ROLLUP_INVARIANTS)
  for (const family of ['totals', ...GROUP_FAMILIES] as const) {
    await findings.compareAll(sql, 'rollups_are_tickets', sql`${sql.unsafe(compareFamily(family))}`)
  }
  await findings.compareAll(
    sql,
    'rollups_stand_on_days',
    sql`
    select 'store ' || span.store_id || ', ' || span.level || ' ' || span.first_day as subject,
      case span.level when 'month' then span.last_day - span.first_day + 1 else 12 end::text as expected,
      count(part.first_day)::text as found,
      count(part.first_day) <> case span.level when 'month' then span.last_day - span.first_day + 1 else 12 end as is_fault
    from report_spans span
    left join report_spans part on part.store_id = span.store_id
      and part.level = case span.level when 'month' then 'day' else 'month' end
      and part.first_day between span.first_day and span.last_day
    where span.level <> 'day'
    group by span.store_id, span.level, span.first_day, span.last_day`,
  )
  return findings
}

/** Tickets by store and day, counted into every span that stands and has them, beside what the span says. */
function compareFamily(family: Family): string {
  const isTotals = family === 'totals'
  const facts = isTotals ? OF_TICKETS : OF_GROUPS
  const key = isTotals ? `''` : `coalesce(key::text, '=' || key_text, 'none')`
  const names = isTotals
    ? ''
    : `${latest('label', 'label_seen')} as label, ${latest('code', 'code_seen')} as code,
      ${lastSeen('label', 'label_seen')} as label_seen, min(first_part) as first_part, max(last_part) as last_part,`
  const own = isTotals ? [] : ['label', 'code', 'label_seen', 'first_part', 'last_part']
  const table = isTotals ? 'report_totals' : 'report_groups'
  const ofFamily = isTotals ? '' : ` where sums.family = '${family}'`
  const shown = (row: string) =>
    `concat_ws(', ', ${[...facts.map((name) => `'${name} ' || ${row}.${name}`), ...own.map((name) => `${row}.${name}`)].join(', ')})`
  return `
    with spans as (
      select owner.store_id, owner.level, owner.first_day, tickets.currency, ${key} as id, ${names}
        ${facts.map((name) => `sum(tickets.${name})::bigint as ${name}`).join(', ')}
      from (${selectFamily(family, [DIMENSIONS.store, DIMENSIONS.day], (value) => value)}) tickets
      cross join lateral (values ${ownersOf(family).join(', ')}) owner (store_id, level, first_day)
      join report_spans mark on mark.store_id = owner.store_id and mark.level = owner.level
        and mark.first_day = owner.first_day and mark.last_day >= tickets.grain_1
      group by owner.store_id, owner.level, owner.first_day, tickets.currency, id
    ), kept as (
      select sums.*, ${key} as id
      from ${table} sums join report_spans mark using (store_id, level, first_day)${ofFamily}
    )
    select '${family} ' || coalesce(spans.id, kept.id) || ', store ' || coalesce(spans.store_id, kept.store_id) || ', '
        || coalesce(spans.level, kept.level) || ' ' || coalesce(spans.first_day, kept.first_day) as subject,
      ${shown('spans')} as expected, ${shown('kept')} as found, ${shown('spans')} <> ${shown('kept')} as is_fault
    from spans full join kept on kept.store_id = spans.store_id and kept.level = spans.level
      and kept.first_day = spans.first_day and kept.currency = spans.currency and kept.id = spans.id`
}

const FIRST_DAYS: Readonly<Record<Level, string>> = {
  day: 'tickets.grain_1',
  month: `date_trunc('month', tickets.grain_1::timestamp)::date`,
  year: `date_trunc('year', tickets.grain_1::timestamp)::date`,
}

/** The spans to which the tickets of a store and a day belong. */
const ownersOf = (family: Family): string[] =>
  (['store', 'chain'] as const).flatMap((owner) =>
    LEVELS.filter((level) => KEPT[family][owner].includes(level)).map(
      (level) => `(${owner === 'chain' ? `${CHAIN}::bigint` : 'tickets.grain_0'}, '${level}', ${FIRST_DAYS[level]})`,
    ),
  )
