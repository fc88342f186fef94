import { type Coverage, GENESIS_HASH, readClosing } from '../../../rules/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { findCoverage } from './find-coverage.ts'
import type { JournalPlace } from './find-journal-place.ts'

/** The part of a chain that a file holds: what comes after `after`, whose hash is `hash`, up to `to`, whose hash is `head`. */
export type ChainRange = { readonly after: number; readonly hash: string; readonly to: number; readonly head: string }

export type ExportRange = {
  readonly chains: readonly (ChainRange & { readonly registerId: number })[]
  /** null where only one register is exported. */
  readonly closings: ChainRange | null
}

export type Days = { readonly from?: string | undefined; readonly to?: string | undefined }

type Marks = {
  last_closed: string | null
  covers_before: string | null
  covers_last: string | null
  before: number | null
  before_hash: string | null
  last: number | null
  last_hash: string | null
}

const END_OF_TIME = '9999-12-31'

/**
 * What was accepted from one day to another. Days that are closed are what their closings cover; of those that are not the
 * entries themselves say when they were accepted. What is read does not grow with the history before.
 */
export async function readExportRange(tx: Tx, place: JournalPlace, { from, to }: Days): Promise<ExportRange> {
  const { storeId, timeZone, registerId } = place
  const marks = await readMarks(tx, storeId, { from, to })
  const before = coversOf(marks.covers_before)
  const last = coversOf(marks.covers_last)
  const lastClosed = marks.last_closed
  const isOpen = (day: string) => lastClosed === null || day > lastClosed
  const dayBefore = from === undefined ? undefined : Temporal.PlainDate.from(from).subtract({ days: 1 }).toString()
  const begins =
    dayBefore !== undefined && isOpen(dayBefore)
      ? await findCoverage(tx, { storeId, timeZone, day: dayBefore }, before)
      : before
  const ends =
    to !== undefined && !isOpen(to) ? last : await findCoverage(tx, { storeId, timeZone, day: to ?? END_OF_TIME }, last)
  const beginOf = new Map(begins.map((cover) => [cover.registerId, cover]))
  const chains = ends
    .filter((cover) => cover.to > 0 && (registerId === null || cover.registerId === registerId))
    .map((end) => {
      const begin = beginOf.get(end.registerId)
      return {
        registerId: end.registerId,
        after: begin?.to ?? 0,
        hash: begin?.hash ?? GENESIS_HASH,
        to: end.to,
        head: end.hash,
      }
    })
  return { chains, closings: registerId === null ? closingsOf(marks) : null }
}

function closingsOf({ before, before_hash, last, last_hash }: Marks): ChainRange {
  const start = { after: before ?? 0, hash: before_hash ?? GENESIS_HASH }
  return { ...start, to: last ?? start.after, head: last_hash ?? start.hash }
}

const coversOf = (content: string | null): readonly Coverage[] => (content === null ? [] : readClosing(content).covers)

/** Closings are made in the order of their last days, so those of a period stand together in the chain. */
async function readMarks(tx: Tx, storeId: number, { from, to }: Days): Promise<Marks> {
  const isBefore = from === undefined ? tx`false` : tx`last_day < ${from}`
  const isUntil = to === undefined ? tx`true` : tx`last_day <= ${to}`
  const [row] = await tx<[Marks]>`
    with closing as materialized (
      select position, kind, last_day, ${isBefore} as is_before, ${isUntil} as is_until
      from journal_closings where store_id = ${storeId}
    ), mark as (
      select max(last_day) filter (where kind = 'day') as last_closed, max(position) filter (where is_before) as before,
        max(position) filter (where is_until) as last,
        max(position) filter (where is_before and kind = 'day') as day_before,
        max(position) filter (where is_until and kind = 'day') as day_last
      from closing
    )
    select mark.last_closed, mark.before, mark.last,
      (select content from journal_closings where store_id = ${storeId} and position = mark.day_before) as covers_before,
      (select content from journal_closings where store_id = ${storeId} and position = mark.day_last) as covers_last,
      (select encode(hash, 'hex') from journal_closings where store_id = ${storeId} and position = mark.before) as before_hash,
      (select encode(hash, 'hex') from journal_closings where store_id = ${storeId} and position = mark.last) as last_hash
    from mark`
  return row
}
