import { Readable } from 'node:stream'

/**
 * The pieces as a stream that is cut off when nobody has taken one for so long: whoever holds something while it is read
 * does not hold it for a reader who has fallen asleep.
 */
export function untilStalled(pieces: AsyncIterable<string | Uint8Array>, stalledMs: number): Readable {
  let timer: NodeJS.Timeout | undefined
  const wait = () => {
    timer = setTimeout(() => stream.destroy(new Error(`Nobody has read on for ${stalledMs} ms.`)), stalledMs)
  }
  async function* watched(): AsyncGenerator<string | Uint8Array> {
    clearTimeout(timer)
    for await (const piece of pieces) {
      wait()
      yield piece
      clearTimeout(timer)
    }
  }
  const stream = Readable.from(watched())
  // Also before its first piece: whoever asked may have left.
  wait()
  stream.once('close', () => clearTimeout(timer))
  return stream
}
