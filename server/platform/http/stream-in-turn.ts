import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type { Gate } from '../create-gate.ts'
import { untilStalled } from './until-stalled.ts'

/** A reader who takes nothing for so long has left or fallen asleep. */
const STALLED_MS = 120_000

/**
 * Makes what turns pieces into streams, so many at once as the gate lets through: each holds a connection for as long as its
 * reader reads, and one that waits its turn holds nothing. A turn lasts until the stream is closed, read to its end or not.
 */
export function createStreams(inTurn: Gate) {
  /**
   * @param write begins when the turn has come
   * @throws not_ready when too many wait.
   */
  return function streamInTurn(
    write: () => AsyncIterable<string | Uint8Array>,
    stalledMs = STALLED_MS,
  ): Promise<Readable> {
    return new Promise((resolve, reject) => {
      inTurn(async () => {
        const stream = untilStalled(write(), stalledMs)
        resolve(stream)
        await once(stream, 'close').catch(() => {})
      }).catch(reject)
    })
  }
}
