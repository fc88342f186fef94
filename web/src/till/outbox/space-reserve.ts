import type { TillDatabase } from '../database.ts'

/** Room for hundreds of tickets: when the disk is full, the one that is being paid still fits. */
const RESERVE_BYTES = 4 * 1024 * 1024
/** What `crypto` fills at once. */
const DRAW_BYTES = 65_536
const KEY = 'reserve'

/** Chance, which no file system makes smaller. */
function drawBytes(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(RESERVE_BYTES)
  for (let from = 0; from < bytes.length; from += DRAW_BYTES) {
    crypto.getRandomValues(bytes.subarray(from, Math.min(from + DRAW_BYTES, bytes.length)))
  }
  return bytes
}

/** Whether the reserve stands, made if it does not and there is room for it. */
export async function keepReserve(database: TillDatabase): Promise<boolean> {
  if ((await database.kept.where('key').equals(KEY).count()) > 0) return true
  try {
    await database.kept.put({ key: KEY, value: drawBytes() })
    return true
  } catch {
    return false
  }
}

/** Gives the reserve up, for the record that is about to be written. */
export async function giveUpReserve(database: TillDatabase): Promise<void> {
  await database.kept.delete(KEY)
}

/** `UnknownError` is what a browser says of a disk that took nothing any more. */
const NAMES = ['QuotaExceededError', 'UnknownError']

/** A write that failed for want of room, however deep the reason lies. */
export function isForWantOfRoom(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; depth += 1) {
    if (NAMES.includes(cause.name)) return true
    cause = 'inner' in cause ? cause.inner : cause.cause
  }
  return false
}
