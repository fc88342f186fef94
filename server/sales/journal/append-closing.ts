import { hash } from 'node:crypto'
import { canonicalClosing, type JournalClosing, journalInput } from '../../../rules/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { JournalKey } from './journal-key.ts'
import type { Standing } from './read-standing.ts'

export type NewClosing = Pick<
  JournalClosing,
  'kind' | 'covers' | 'days' | 'totals' | 'taxes' | 'payments' | 'perpetual'
> & {
  readonly firstDay: string
}

/** How much of a day's text names the period: `2026-11-20`, `2026-11`, `2026`. */
const PERIOD_LENGTH = { day: 10, month: 7, year: 4 } as const

/**
 * Signs a closing and puts it at the end of its store's chain, on the day at which the chain stands; the caller holds its
 * lock.
 */
export async function appendClosing(
  tx: Tx,
  standing: Standing,
  key: JournalKey,
  { firstDay, ...made }: NewClosing,
): Promise<JournalClosing> {
  const { storeId, currency, day } = standing
  const position = standing.position + 1
  const number = standing.numbers[made.kind] + 1
  const madeAt = new Date().toISOString()
  const period = day.slice(0, PERIOD_LENGTH[made.kind])
  const closing: JournalClosing = { storeId, position, period, number, currency, madeAt, ...made }
  const content = canonicalClosing(closing)
  const digest = hash('sha256', journalInput(standing.hash, content), 'hex')
  await tx`
    insert into journal_closings (store_id, position, kind, first_day, last_day, number, content, previous_hash, hash, key_id,
      signature, made_at)
    values (${storeId}, ${position}, ${made.kind}, ${firstDay}, ${day}, ${number}, ${content},
      decode(${standing.hash}, 'hex'), decode(${digest}, 'hex'), ${key.id},
      decode(${key.sign('closing', digest)}, 'hex'), ${madeAt})`
  standing.position = position
  standing.hash = digest
  standing.numbers[made.kind] = number
  return closing
}
