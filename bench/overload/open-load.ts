import { connect, type Socket } from 'node:net'
import { readAnswer } from '../load/http-load.ts'

export const KINDS = ['reports', 'reads', 'writes', 'sales'] as const
export type Kind = (typeof KINDS)[number]

export type Question = { readonly kind: Kind; readonly text: string }
/** `status` 0: not answered. */
export type Answered = { readonly kind: Kind; readonly status: number; readonly latencyMs: number; readonly at: number }

export type OpenLoadOptions = {
  readonly port: number
  readonly perSecond: number
  readonly seconds: number
  /** The n-th request of the run. */
  question(): Question
  onAnswer(answer: Answered): void
}

/** People do not wait for each other: beyond this many unanswered requests one more has nowhere to go, and counts as lost. */
const MOST_CONNECTIONS = 3_000
/** Longer than this nobody waits. */
const PATIENCE_MS = 20_000
const TURN_MS = 5

type Connection = { socket: Socket; asked: Question | null; askedAt: number; pending: Buffer }

/**
 * Sends requests at a rate, whatever becomes of those before, as people and tills do who know nothing of each other. A load
 * that waits for its answers would slow down with the server and never ask for more than it can do.
 */
export class OpenLoad {
  readonly #options: OpenLoadOptions
  readonly #idle: Connection[] = []
  readonly #all = new Set<Connection>()
  #sent = 0

  constructor(options: OpenLoadOptions) {
    this.#options = options
  }

  /** Answers when the last request has been answered or given up. */
  async run(): Promise<{ sent: number }> {
    const { perSecond, seconds } = this.#options
    const startedAt = performance.now()
    const total = Math.round(perSecond * seconds)
    while (this.#sent < total) {
      const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * perSecond))
      while (this.#sent < due) this.#ask(this.#options.question())
      await new Promise((resume) => setTimeout(resume, TURN_MS))
    }
    const giveUpAt = performance.now() + PATIENCE_MS
    while (this.#busy().length > 0 && performance.now() < giveUpAt) {
      await new Promise((resume) => setTimeout(resume, TURN_MS))
    }
    for (const connection of this.#busy()) this.#answer(connection, 0)
    for (const { socket } of this.#all) socket.destroy()
    return { sent: this.#sent }
  }

  #busy(): Connection[] {
    return [...this.#all].filter(({ asked }) => asked !== null)
  }

  #ask(question: Question): void {
    this.#sent += 1
    const connection = this.#idle.pop() ?? this.#open()
    if (connection === null) {
      this.#options.onAnswer({ kind: question.kind, status: 0, latencyMs: 0, at: performance.now() })
      return
    }
    connection.asked = question
    connection.askedAt = performance.now()
    connection.socket.write(question.text)
  }

  #open(): Connection | null {
    if (this.#all.size >= MOST_CONNECTIONS) return null
    const socket = connect(this.#options.port, '127.0.0.1')
    const connection: Connection = { socket, asked: null, askedAt: 0, pending: Buffer.alloc(0) }
    this.#all.add(connection)
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#read(connection, chunk))
    socket.on('error', () => {})
    socket.on('close', () => {
      this.#all.delete(connection)
      if (connection.asked !== null) this.#answer(connection, 0)
    })
    return connection
  }

  #read(connection: Connection, chunk: Buffer): void {
    connection.pending = connection.pending.length === 0 ? chunk : Buffer.concat([connection.pending, chunk])
    const answer = readAnswer(connection.pending)
    if (answer === null) return
    connection.pending = connection.pending.subarray(answer.length)
    this.#answer(connection, answer.status)
    this.#idle.push(connection)
  }

  #answer(connection: Connection, status: number): void {
    const { asked, askedAt } = connection
    if (asked === null) return
    connection.asked = null
    const at = performance.now()
    this.#options.onAnswer({ kind: asked.kind, status, latencyMs: at - askedAt, at })
  }
}
