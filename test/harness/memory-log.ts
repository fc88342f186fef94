import { EventEmitter } from 'node:events'
import { createLog, type Log } from '../../server/platform/log/create-log.ts'
import { CHANNELS, type Sink } from '../../server/platform/log/sink.ts'

/** The real log over a sink that keeps its lines in memory. `errors` emits 'line' for each line of the errors file. */
export function memoryLog(): { log: Log; lines: Record<string, string>; errors: EventEmitter } {
  const lines: Record<string, string> = {}
  const errors = new EventEmitter()
  const sink: Sink = {
    write(channel, bytes) {
      const text = bytes.toString()
      lines[channel] = (lines[channel] ?? '') + text
      if (channel === CHANNELS.errors) errors.emit('line', text)
    },
    flush: async () => {},
  }
  return { log: createLog({ logLevel: 'debug', logSlackWebhookUrl: undefined }, sink), lines, errors }
}
