/** A difference below this is what the network and a `Date` without milliseconds make. */
const TOLERANCE_MS = 2_000
const HALF_SECOND_MS = 500

/** How far this clock is behind the server's, by the `Date` of an answer; null: it has none. */
export function readOffset(date: string | null, sentAtMs: number, receivedAtMs: number): number | null {
  const server = Date.parse(date ?? '')
  if (Number.isNaN(server)) return null
  const offset = server + HALF_SECOND_MS - (sentAtMs + receivedAtMs) / 2
  return Math.abs(offset) < TOLERANCE_MS ? 0 : Math.round(offset)
}
