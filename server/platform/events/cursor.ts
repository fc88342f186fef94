import type { Snapshot } from './snapshot.ts'

/**
 * Where somebody who listens stands: they have had all that `from` showed and, of what `page.to` showed besides, the events
 * up to the one with the id `page.after`.
 */
export type Position = { readonly from: Snapshot; readonly page?: Rest }

/** What is left to read up to a moment; `after` is 0 where nothing of it has been read. */
export type Rest = { readonly to: Snapshot; readonly after: number }

const RADIX = 36
/** What a header can hold with room for others; hundreds of transactions at once fit. */
export const MAX_CURSOR_LENGTH = 4_096
/** `EPOCH.SNAPSHOT`, or `EPOCH.SNAPSHOT.SNAPSHOT.ID` inside a page; a snapshot is its xmax and how far before it each running transaction is. */
const CURSOR = /^([0-9a-f]{12})\.([0-9a-z-]+)(?:\.([0-9a-z-]+)\.([0-9a-z]+))?$/
const NUMBER = /^[0-9a-z]{1,11}$/

/** The text by which a client says where it stands: opaque to it, and only good in this epoch. */
export function writeCursor(epoch: string, { from, page }: Position): string {
  const inPage = page === undefined ? '' : `.${write(page.to)}.${page.after.toString(RADIX)}`
  return `${epoch}.${write(from)}${inPage}`
}

const write = ({ xmax, running }: Snapshot): string =>
  [xmax, ...running.map((xid) => xmax - xid)].map((number) => number.toString(RADIX)).join('-')

/** null: it was not written in this epoch, or not by us. */
export function readCursor(epoch: string, text: string): Position | null {
  if (text.length > MAX_CURSOR_LENGTH) return null
  const [, itsEpoch, first = '', second, last = ''] = CURSOR.exec(text) ?? []
  const from = read(first)
  if (itsEpoch !== epoch || from === null) return null
  if (second === undefined) return { from }
  const to = read(second)
  const after = readNumber(last)
  return to === null || after === null ? null : { from, page: { to, after } }
}

function read(text: string): Snapshot | null {
  const [xmax, ...distances] = text.split('-').map(readNumber)
  if (xmax == null) return null
  const running: number[] = []
  for (const distance of distances) {
    // Each later than the one before, and before xmax.
    if (distance === null || distance < 1 || distance > xmax || xmax - distance <= (running.at(-1) ?? 0)) return null
    running.push(xmax - distance)
  }
  return { xmax, running }
}

function readNumber(text: string): number | null {
  const number = NUMBER.test(text) ? Number.parseInt(text, RADIX) : Number.NaN
  return Number.isSafeInteger(number) ? number : null
}
