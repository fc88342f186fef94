import type { Sql } from '../database/connect.ts'
import { type Position, writeCursor } from './cursor.ts'
import { type Reading, readMoreEvents, readNewEvents, type StoredEvent } from './read-events.ts'

/** Events that one statement reads: what a process holds of them at once. */
const PAGE_EVENTS = 500

/** An event as it goes out, the same bytes to all who hear it. */
export type Heard = { readonly event: StoredEvent; readonly frame: Buffer }

/** What is new to whoever stood somewhere, and where it leads them. */
export type Page = { readonly reading: Reading; readonly heard: readonly Heard[]; readonly next: Position }

/** Reads what comes next for whoever stands here, up to the moment that they are heading for, or now. */
export async function readPage(sql: Sql, { from, page: rest }: Position): Promise<Page> {
  const reading =
    rest === undefined || rest.after === 0
      ? await readNewEvents(sql, from, rest?.to ?? null, PAGE_EVENTS)
      : await readMoreEvents(sql, from, rest, PAGE_EVENTS)
  const { epoch, events } = reading
  const to = rest?.to ?? reading.snapshot
  const isWhole = events.length < PAGE_EVENTS
  const positionAfter = (index: number): Position => {
    const event = events[index]
    const isEnd = isWhole && index === events.length - 1
    return event === undefined || isEnd ? { from: to } : { from, page: { to, after: event.id } }
  }
  const heard = events.map((event, index) => ({
    event,
    frame: frameOf(event, writeCursor(epoch, positionAfter(index))),
  }))
  return { reading, heard, next: positionAfter(events.length - 1) }
}

function frameOf({ id, type, storeId, at, data }: StoredEvent, cursor: string): Buffer {
  const body = JSON.stringify({ id, type, store_id: storeId, at: new Date(at).toISOString(), data })
  return Buffer.from(`id: ${cursor}\nevent: ${type}\ndata: ${body}\n\n`)
}
