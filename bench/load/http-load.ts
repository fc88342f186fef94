import { connect, type Socket } from 'node:net'

/** What a run of load measured. Latencies in milliseconds, sorted. */
export type LoadResult = { answers: number; failures: number; seconds: number; latenciesMs: Float64Array }

export type LoadOptions = {
  port: number
  connections: number
  /** The whole request, head and body, for the n-th request of the run. */
  request(index: number): string
  /** Stops after this many answers. */
  total: number
  isSuccess(status: number): boolean
  /**
   * The client never sleeps. A server pays for waking its client with every answer it writes, several times the price of the answer
   * where the processors are virtual ones, but only while it is slower than the client: of two servers the faster one would
   * get this for nothing. Only for what leaves this client a processor of its own.
   */
  isAwake?: boolean
}

const HEAD_END = Buffer.from('\r\n\r\n')
/** As Node writes it. */
const CONTENT_LENGTH = Buffer.from('content-length: ')
const STATUS_AT = 'HTTP/1.1 '.length

/**
 * Sends requests over keep-alive connections, each the next one as soon as its answer is whole. A client of its own, a
 * few dozen lines over sockets, so that the load costs little of the two cores that it shares with what it measures.
 */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const state = { sent: 0, answers: 0, failures: 0 }
  const latenciesMs = new Float64Array(options.total)
  const rest = options.isAwake ? stayAwake() : () => {}
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: options.connections }, () => drive(options, state, latenciesMs)))
  const seconds = (performance.now() - startedAt) / 1000
  rest()
  return {
    answers: state.answers,
    failures: state.failures,
    seconds,
    latenciesMs: latenciesMs.slice(0, state.answers).sort(),
  }
}

/** Answers what ends it. */
function stayAwake(): () => void {
  let turn = setImmediate(function again() {
    turn = setImmediate(again)
  })
  return () => clearImmediate(turn)
}

type State = { sent: number; answers: number; failures: number }

function drive(options: LoadOptions, state: State, latenciesMs: Float64Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(options.port, '127.0.0.1')
    socket.setNoDelay(true)
    let sentAt = 0
    let pending: Buffer = Buffer.alloc(0)
    const next = () => {
      if (state.sent >= options.total) {
        socket.end()
        return resolve()
      }
      state.sent += 1
      sentAt = performance.now()
      socket.write(options.request(state.sent - 1))
    }
    socket.on('connect', next)
    socket.on('error', reject)
    socket.on('data', (chunk: Buffer) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
      const answer = readAnswer(pending)
      if (answer === null) return
      pending = pending.subarray(answer.length)
      latenciesMs[state.answers] = performance.now() - sentAt
      state.answers += 1
      if (!options.isSuccess(answer.status)) state.failures += 1
      next()
    })
  })
}

/**
 * null until the whole answer has arrived. Reads digits out of the bytes and makes no text: a client that costs more than
 * the server would measure itself.
 */
export function readAnswer(bytes: Buffer): { status: number; length: number } | null {
  const headEnd = bytes.indexOf(HEAD_END)
  if (headEnd < 0) return null
  const declared = bytes.indexOf(CONTENT_LENGTH)
  const bodyLength = declared < 0 || declared > headEnd ? 0 : readNumber(bytes, declared + CONTENT_LENGTH.length)
  const length = headEnd + HEAD_END.length + bodyLength
  return bytes.length < length ? null : { status: readNumber(bytes, STATUS_AT), length }
}

function readNumber(bytes: Buffer, start: number): number {
  let value = 0
  for (let index = start; ; index += 1) {
    const digit = (bytes[index] ?? 0) - 48
    if (digit < 0 || digit > 9) return value
    value = value * 10 + digit
  }
}

export const percentile = (sorted: Float64Array, part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0

/** A request of HTTP/1.1 as it goes over the wire. */
export function httpRequest(method: string, path: string, headers: Record<string, string>, body?: string): string {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ]
  if (body !== undefined) lines.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`)
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`
}
