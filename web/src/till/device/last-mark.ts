/**
 * The end of the till's series in a second place and a third: a browser whose database was emptied, or put back to an
 * earlier state, must not give a number a second time.
 */
export type LastMark = {
  readonly deviceId: string
  readonly registerId: number
  readonly series: number
  readonly number: number
  readonly hash: string
}

const KEY = 'comptoir.till.last'
const CACHE = 'comptoir-till-last'
const ADDRESS = '/till/last-number'

/** Writes it where it is written at once, and begins to write it where that takes a moment. */
export function writeMark(mark: LastMark): void {
  const text = JSON.stringify(mark)
  try {
    localStorage.setItem(KEY, text)
  } catch {
    // Full, or forbidden: the other place remains.
  }
  void writeToCache(text)
}

async function writeToCache(text: string): Promise<void> {
  try {
    const cache = await caches.open(CACHE)
    await cache.put(ADDRESS, new Response(text, { headers: { 'content-type': 'application/json' } }))
  } catch {
    // The first place has it.
  }
}

/** The furthest of both places; null: none has been written. */
export async function readMark(): Promise<LastMark | null> {
  const marks = [parseMark(localStorage.getItem(KEY)), parseMark(await readFromCache())].filter((mark) => mark !== null)
  return marks.reduce<LastMark | null>((best, mark) => (best === null || isFurther(mark, best) ? mark : best), null)
}

/** Of one device: a later series, or a later number in the same. */
const isFurther = (mark: LastMark, than: LastMark): boolean =>
  mark.series > than.series || (mark.series === than.series && mark.number > than.number)

async function readFromCache(): Promise<string | null> {
  try {
    const cache = await caches.open(CACHE)
    return (await (await cache.match(ADDRESS))?.text()) ?? null
  } catch {
    return null
  }
}

function parseMark(text: string | null): LastMark | null {
  try {
    const mark = JSON.parse(text ?? 'null') as LastMark | null
    return mark !== null && Number.isSafeInteger(mark.number) && Number.isSafeInteger(mark.series) ? mark : null
  } catch {
    return null
  }
}

type Place = {
  readonly deviceId: string
  readonly lease: { registerId: number; series: number } | null
  readonly lastNumber: number
}

/** Whether the database has forgotten numbers that were given. */
export const isBehind = ({ deviceId, lease, lastNumber }: Place, mark: LastMark | null): boolean =>
  mark !== null &&
  lease !== null &&
  mark.deviceId === deviceId &&
  mark.registerId === lease.registerId &&
  mark.series === lease.series &&
  mark.number > lastNumber
