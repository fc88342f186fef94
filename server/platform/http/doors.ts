import { createServer, Server as NetServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    doors: Doors
  }
}

export type Address = {
  readonly host: string
  readonly port: number
  /** Other processes listen there, too. */
  readonly isShared: boolean
}

/**
 * Node takes in one new connection at each turn of its event loop, for each socket that listens. A process with much to do
 * turns a few hundred times a second: of those who come then, the later ones would wait for seconds to be as much as turned
 * away. The system spreads them over so many sockets of the same port.
 */
const DOORS = 16
/** Elsewhere it does not spread them, or knows no such sockets. */
const CAN_SHARE_PORTS = process.platform === 'linux'
/** Who has not been taken in yet waits in the system's queue; Linux cuts this off at `net.core.somaxconn`, 4,096 unless set. */
const BACKLOG = 4_096
const POLL_MS = 25

/** Where a server takes connections in. Whichever door they come through, they are its own. */
export class Doors {
  readonly #app: FastifyInstance
  readonly #others: NetServer[] = []

  constructor(app: FastifyInstance) {
    this.#app = app
    app.addHook('preClose', () => this.#end())
  }

  async open({ host, port, isShared }: Address): Promise<void> {
    const { server } = this.#app
    await this.#app.listen({ host, port, backlog: BACKLOG, ...((isShared || CAN_SHARE_PORTS) && { reusePort: true }) })
    const bound = server.address()
    if (!CAN_SHARE_PORTS || bound === null || typeof bound === 'string') return
    const share = Math.ceil((server.maxConnections ?? Number.POSITIVE_INFINITY) / DOORS)
    server.maxConnections = share
    while (this.#others.length < DOORS - 1) {
      // As the HTTP server makes its own.
      const door = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket))
      door.maxConnections = share
      this.#others.push(door)
      await new Promise<void>((resolve, reject) => {
        door.once('error', reject)
        door.listen({ host: bound.address, port: bound.port, backlog: BACKLOG, reusePort: true }, resolve)
      })
    }
  }

  /** Lets nobody new in; whoever is in stays. */
  close(): void {
    // The HTTP server's own `close` cuts idle connections; this one only stops listening.
    for (const door of [this.#app.server, ...this.#others]) NetServer.prototype.close.call(door)
  }

  /** How many connections stand. */
  async count(): Promise<number> {
    const counts = await Promise.all([this.#app.server, ...this.#others].map(countConnections))
    return counts.reduce((sum, count) => sum + count, 0)
  }

  /**
   * The HTTP server waits for those who came through its own door, and looks once for those who ask for nothing: one whose
   * answer leaves after that would keep it waiting for as long as it may stay.
   */
  async #end(): Promise<void> {
    const { server, initialConfig, leaving } = this.#app
    this.close()
    await leaving.endStreams()
    if (initialConfig.forceCloseConnections === true) return server.closeAllConnections()
    while ((await this.count()) > 0) {
      server.closeIdleConnections()
      await sleep(POLL_MS)
    }
  }
}

const countConnections = (server: NetServer): Promise<number> =>
  new Promise((resolve) => server.getConnections((error, count) => resolve(error === null ? count : 0)))
