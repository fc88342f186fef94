import {
  addTotals,
  addUpSums,
  type ClosingKind,
  type JournalClosing,
  NO_TOTALS,
  readClosing,
} from '../../../rules/index.ts'
import { type Sql, type Tx, withTransaction } from '../../platform/database/connect.ts'
import { lockKeys } from '../../platform/database/lock-keys.ts'
import { appendClosing } from './append-closing.ts'
import { findCoverage, joinCoverage } from './find-coverage.ts'
import type { JournalKey } from './journal-key.ts'
import type { JournalSigner } from './journal-signer.ts'
import { readStanding, type Standing } from './read-standing.ts'
import { sumCoveredTickets } from './sum-covered-tickets.ts'

/**
 * Closes the days that are over where their stores are, each with what the store's registers have accepted since the last
 * closing, and the months and years that end with them. A day that a worker missed is closed by the next, and so is one on
 * which nothing came: from its first entry on a store's days have no gap.
 *
 * @param now the moment that decides which days are over
 * @returns how many closings were made
 */
export async function closeJournalPeriods(sql: Sql, signer: JournalSigner, now = new Date()): Promise<number> {
  const stores = await sql<{ store_id: number }[]>`
    select distinct store_id from register_journals where position > 0 order by store_id`
  if (stores.length === 0) return 0
  const key = await signer.key()
  let closings = 0
  for (const { store_id } of stores) {
    let made: number
    do {
      made = await closeNextDay(sql, store_id, key, now)
      closings += made
    } while (made > 0)
  }
  return closings
}

/** A day at a time, so that catching up holds nothing for long. Of two workers the second finds the day closed. */
const closeNextDay = (sql: Sql, storeId: number, key: JournalKey, now: Date): Promise<number> =>
  withTransaction(sql, {}, async (tx) => {
    await lockKeys(tx, [`journal-closings:${storeId}`])
    const standing = await readStanding(tx, storeId, now)
    if (standing === null) return 0
    await closeDay(tx, standing, key)
    const day = Temporal.PlainDate.from(standing.day)
    if (day.day !== day.daysInMonth) return 1
    await closeFrom(tx, standing, 'day', day.with({ day: 1 }), key)
    if (day.month !== 12) return 2
    await closeFrom(tx, standing, 'month', day.with({ day: 1, month: 1 }), key)
    return 3
  })

async function closeDay(tx: Tx, standing: Standing, key: JournalKey): Promise<void> {
  const { storeId, day, last } = standing
  const covers = await findCoverage(tx, standing, last?.covers ?? [])
  const days = await sumCoveredTickets(tx, storeId, covers)
  const sums = addUpSums(days)
  standing.last = await appendClosing(tx, standing, key, {
    kind: 'day',
    firstDay: day,
    covers,
    days,
    ...sums,
    perpetual: addTotals(last?.perpetual ?? NO_TOTALS, sums.totals),
  })
}

/** A month is what its days add up to, a year what its months do: nothing is read twice. */
async function closeFrom(
  tx: Tx,
  standing: Standing,
  parts: Exclude<ClosingKind, 'year'>,
  firstDay: Temporal.PlainDate,
  key: JournalKey,
): Promise<void> {
  const rows = await tx<{ content: string }[]>`
    select content from journal_closings
    where store_id = ${standing.storeId} and kind = ${parts} and first_day >= ${firstDay.toString()}
      and last_day <= ${standing.day}
    order by position`
  const closings: readonly JournalClosing[] = rows.map(({ content }) => readClosing(content))
  await appendClosing(tx, standing, key, {
    kind: parts === 'day' ? 'month' : 'year',
    firstDay: firstDay.toString(),
    covers: joinCoverage(closings.map(({ covers }) => covers)),
    days: [],
    ...addUpSums(closings),
    perpetual: closings.at(-1)?.perpetual ?? NO_TOTALS,
  })
}
