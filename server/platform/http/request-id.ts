import { randomUUID } from 'node:crypto'

const MOST = 0xffff_ffff

/**
 * Ids of requests, in the form of UUIDs: one that was drawn for the process, whose first eight digits count. Drawn anew
 * each, they would cost as much as finding a page.
 */
export function requestIds(): () => string {
  let count = MOST
  let rest = ''
  return () => {
    if (count === MOST) {
      count = -1
      rest = randomUUID().slice(8)
    }
    count += 1
    return count.toString(16).padStart(8, '0') + rest
  }
}
