import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const MOST = 0xffff_ffff

/**
 * Ids of requests, in the form of UUIDs: one that was drawn for the process, whose first eight digits count. Drawn anew
 * each, they would cost as much as finding a page.
 */
function requestIds(): () => string {
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

const GOOD_NAME = /^[\w.:-]{1,100}$/

/** The id that a caller gave its request, or one of ours. */
export function nameRequests(): (request: Pick<IncomingMessage, 'headers'>) => string {
  const nextId = requestIds()
  return ({ headers }) => {
    const given = headers['x-request-id']
    return typeof given === 'string' && GOOD_NAME.test(given) ? given : nextId()
  }
}
