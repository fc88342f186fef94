import { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { CHANNELS, type Channel, type Sink } from './sink.ts'

/**
 * The file descriptor on which a child of the supervisor finds its log pipe. Numbers 0 to 2 are the standard
 * streams and 3 is the channel that tells of the supervisor's end.
 */
export const LOG_PIPE = 4

/** What may wait in a child while the supervisor is slow; beyond it blocks are dropped rather than memory filled. */
const mostWaitingBytes = 8 * 1024 * 1024

/**
 * A block travels as its channel's character, its length in bytes, a line feed, and the bytes: the supervisor copies
 * it into the file without looking inside.
 */
export function createPipeSink(descriptor: number = LOG_PIPE): Sink {
  const socket = new Socket({ fd: descriptor, readable: false, writable: true })
  let isBroken = false
  socket.on('error', () => {
    isBroken = true
  })
  socket.unref()
  return {
    write(channel, bytes) {
      if (isBroken || socket.writableLength > mostWaitingBytes) return
      socket.cork()
      socket.write(`${channel}${bytes.length}\n`)
      socket.write(bytes)
      socket.uncork()
    },
    flush() {
      return new Promise((done) => {
        if (isBroken || socket.writableLength === 0) return done()
        socket.once('error', () => done())
        socket.write('', () => done())
      })
    },
  }
}

const lineFeed = 10
const channels: readonly string[] = Object.values(CHANNELS)

function isChannel(text: string): text is Channel {
  return channels.includes(text)
}

/** Reads the blocks of a child's pipe and hands them to a sink. A block cut by the child's death is dropped. */
export function pumpPipe(pipe: Readable, sink: Sink): void {
  let rest: Buffer = Buffer.alloc(0)
  pipe.on('error', () => {})
  pipe.on('data', (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (;;) {
      const end = rest.indexOf(lineFeed)
      if (end < 0) return
      const channel = rest.toString('latin1', 0, 1)
      const size = Number(rest.toString('latin1', 1, end))
      if (!isChannel(channel) || !Number.isSafeInteger(size)) {
        pipe.destroy()
        return
      }
      if (rest.length < end + 1 + size) return
      sink.write(channel, rest.subarray(end + 1, end + 1 + size))
      rest = rest.subarray(end + 1 + size)
    }
  })
}
