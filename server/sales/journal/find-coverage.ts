import { type Coverage, GENESIS_HASH } from '../../../rules/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { arrayLiteral } from '../../platform/database/insert-set.ts'

type Row = { register_id: number; first: number; last: number; hash: string | null }

/**
 * What a day's closing covers of each register of its store that has a journal: what was accepted until the day's end where
 * the store is, from where the closing before it stopped. Entries are accepted in the order of their positions, and the
 * cut is one position: what comes near midnight is on one side of it. It reads what was accepted since the last closing.
 */
export async function findCoverage(
  tx: Tx,
  { storeId, timeZone, day }: { storeId: number; timeZone: string; day: string },
  before: readonly Coverage[],
): Promise<Coverage[]> {
  const rows = await tx<Row[]>`
    with begun as (
      select journal.register_id, journal.position, coalesce(covered.last, 0) + 1 as first
      from register_journals journal
      left join unnest(${arrayLiteral(before.map(({ registerId }) => registerId))}::text::bigint[],
        ${arrayLiteral(before.map(({ to }) => to))}::text::bigint[]) as covered (register_id, last)
        on covered.register_id = journal.register_id
      where journal.store_id = ${storeId} and journal.position > 0
    ), cut as (
      select register_id, first, coalesce((
        select entry.position - 1 from journal_entries entry
        where entry.store_id = ${storeId} and entry.register_id = begun.register_id and entry.position >= begun.first
          and entry.recorded_at >= (${day}::text::date + 1)::timestamp at time zone ${timeZone}::text
        order by entry.position limit 1), position) as last
      from begun
    )
    select cut.register_id, cut.first, cut.last, encode(entry.hash, 'hex') as hash
    from cut left join journal_entries entry
      on entry.store_id = ${storeId} and entry.register_id = cut.register_id and entry.position = cut.last
    order by cut.register_id`
  return rows.map(({ register_id, first, last, hash }) => ({
    registerId: register_id,
    from: first,
    to: last,
    hash: hash ?? GENESIS_HASH,
  }))
}

/** What several closings in a row cover together. */
export function joinCoverage(parts: readonly (readonly Coverage[])[]): Coverage[] {
  const joined = new Map<number, Coverage>()
  for (const cover of parts.flat()) {
    joined.set(cover.registerId, { ...cover, from: joined.get(cover.registerId)?.from ?? cover.from })
  }
  return [...joined.values()].sort((left, right) => left.registerId - right.registerId)
}
