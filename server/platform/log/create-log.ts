import { type Config, LOG_LEVELS, type LogLevel } from '../config.ts'
import {
  type ApiEntry,
  type BusinessEntry,
  type ErrorContext,
  formatApi,
  formatBusiness,
  formatBusinessShortly,
  formatConsole,
  formatError,
  messageOf,
} from './log-lines.ts'
import { createHider, redactAddress } from './redact.ts'
import { CHANNELS, type Channel, type Sink } from './sink.ts'
import { createSlackPoster } from './slack-poster.ts'

export type { ApiEntry, BusinessEntry, ErrorContext } from './log-lines.ts'

/**
 * The log of one process. The files hold every request, business operation and error; the console shows texts,
 * warnings, errors and business operations from LOG_LEVEL on, and requests at DEBUG.
 */
export type Log = {
  api(entry: ApiEntry): void
  business(entry: BusinessEntry): void
  debug(text: string, fields?: Record<string, unknown>): void
  info(text: string, fields?: Record<string, unknown>): void
  /** Something to look at that hindered nobody; also kept in the errors file. */
  warning(text: string, fields?: Record<string, unknown>): void
  error(error: unknown, context?: ErrorContext): void
  /** A process cannot go on. */
  critical(error: unknown, context?: ErrorContext): void
  /** Answers when every line so far has left this process. */
  flush(): Promise<void>
}

/** Lines wait this long, or until a block is full, so that a busy process writes a few times a second. */
const flushDelayMs = 100
const blockBytes = 32_768
/** A UTF-16 unit takes three bytes at most. */
const mostBytesPerUnit = 3

/**
 * Makes the log of this process over a sink: the files themselves, or the pipe to the supervisor.
 *
 * @param secrets what this process knows and no line may hold, whatever it stands for there.
 */
export function createLog(
  config: Pick<Config, 'logLevel' | 'logSlackWebhookUrl'>,
  sink: Sink,
  secrets: readonly (string | undefined)[] = [],
): Log {
  const hide = createHider([config.logSlackWebhookUrl, ...secrets])
  const waiting = createBuffer(sink)
  const least = LOG_LEVELS.indexOf(config.logLevel)
  const shows = (level: LogLevel) => LOG_LEVELS.indexOf(level) >= least
  const showsRequests = shows('debug')
  const showsBusiness = shows('info')
  const slack = config.logSlackWebhookUrl === undefined ? undefined : createSlackPoster(config.logSlackWebhookUrl)

  const say = (level: LogLevel, text: string, fields?: Record<string, unknown>) => {
    if (shows(level)) waiting.add(CHANNELS.console, hide(formatConsole(level, redactAddress(text), fields)))
  }
  const fail = (level: LogLevel, error: unknown, context: ErrorContext = {}) => {
    waiting.add(CHANNELS.errors, hide(formatError(level, error, context)))
    const { endpoint, method, request_id } = context
    say(level, messageOf(error), { method, endpoint, request_id })
    if (shows('debug') && error instanceof Error)
      waiting.add(CHANNELS.console, hide(`${redactAddress(error.stack ?? '')}\n`))
    slack?.post(
      hide(`${level.toUpperCase()} ${method ?? ''} ${endpoint ?? ''} ${messageOf(error)} ${request_id ?? ''}`),
    )
  }

  return {
    api(entry) {
      const line = formatApi(entry)
      waiting.add(CHANNELS.api, line)
      if (showsRequests) waiting.add(CHANNELS.console, line)
    },
    business(entry) {
      waiting.add(CHANNELS.business, hide(formatBusiness(entry)))
      if (showsBusiness) waiting.add(CHANNELS.console, formatBusinessShortly(entry))
    },
    debug: (text, fields) => say('debug', text, fields),
    info: (text, fields) => say('info', text, fields),
    warning(text, fields) {
      waiting.add(CHANNELS.errors, hide(formatError('warning', text, { ...fields })))
      say('warning', text, fields)
    },
    error: (error, context) => fail('error', error, context),
    critical: (error, context) => fail('critical', error, context),
    async flush() {
      waiting.send()
      await sink.flush()
    },
  }
}

/**
 * Gathers lines per channel and hands them to the sink in blocks. A line becomes bytes as it comes, while its parts are
 * still at hand for the processor: put together from a hundred lines' parts later, it costs several times as much. One timer
 * runs at a time, whatever the lines.
 */
function createBuffer(sink: Sink) {
  const blocks = new Map(Object.values(CHANNELS).map((channel) => [channel, { bytes: NO_BYTES, length: 0 }]))
  let timer: NodeJS.Timeout | undefined

  function sendBlock(channel: Channel, block: { bytes: Buffer; length: number }) {
    if (block.length > 0) sink.write(channel, block.bytes.subarray(0, block.length))
    block.bytes = NO_BYTES
    block.length = 0
  }

  function send() {
    clearTimeout(timer)
    timer = undefined
    for (const [channel, block] of blocks) sendBlock(channel, block)
  }

  function add(channel: Channel, line: string) {
    const block = blocks.get(channel) as { bytes: Buffer; length: number }
    const most = line.length * mostBytesPerUnit
    if (block.bytes.length - block.length < most) {
      sendBlock(channel, block)
      block.bytes = Buffer.allocUnsafe(Math.max(blockBytes, most))
    }
    block.length += block.bytes.write(line, block.length)
    if (timer === undefined) {
      timer = setTimeout(send, flushDelayMs)
      timer.unref()
    }
  }

  sendersAtExit.add(send)
  return { add, send }
}

const NO_BYTES = Buffer.alloc(0)

/** A process that leaves in a hurry still hands over what waits, as far as the sink can take it at once. */
const sendersAtExit = new Set<() => void>()
process.once('exit', () => {
  for (const send of sendersAtExit) send()
})
