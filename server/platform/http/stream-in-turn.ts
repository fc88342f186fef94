import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type { Gate } from '../create-gate.ts'
import { untilStalled } from './until-stalled.ts'

/** A reader who takes nothing for so long has left or fallen asleep. */
const STALLED_MS = 120_000

type Piece = string | Uint8Array

/**
 * Makes what turns pieces into streams, so many at once as the gate lets through: each holds a connection for as long as its
 * reader reads, and one that waits its turn holds nothing. A turn lasts until the stream is closed, read to its end or not.
 */
export function createStreams(inTurn: Gate) {
  /**
   * Answers once the first piece is there: what goes wrong before it is thrown, and can still be answered in words.
   *
   * @param write begins when the turn has come
   * @throws not_ready when too many wait.
   */
  return function streamInTurn(write: () => AsyncIterable<Piece>, stalledMs = STALLED_MS): Promise<Readable> {
    return new Promise((resolve, reject) => {
      inTurn(async () => {
        const pieces = write()[Symbol.asyncIterator]()
        const first = await pieces.next()
        const stream = untilStalled(goOn(first, pieces), stalledMs)
        resolve(stream)
        await once(stream, 'close').catch(() => {})
        // A stream that was closed before anybody read it has not ended what makes its pieces.
        await pieces.return?.()
      }).catch(reject)
    })
  }
}

async function* goOn(first: IteratorResult<Piece>, pieces: AsyncIterator<Piece>): AsyncGenerator<Piece> {
  try {
    for (let next = first; next.done !== true; next = await pieces.next()) yield next.value
  } finally {
    await pieces.return?.()
  }
}
