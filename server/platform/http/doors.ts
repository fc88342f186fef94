import { createServer, isIP, Server as NetServer, type Socket } from 'node:net'
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
const POLL_MS = 25
/** While a server ends: for the first request of a connection to arrive, and for the last answer to be read. */
const ENDING_MS = { firstWord: 500, all: 2_000 } as const

/** Where a server takes connections in. Whichever door they come through, they are its own. */
export class Doors {
  readonly #app: FastifyInstance
  readonly #others: NetServer[] = []
  readonly #inside = new Set<Socket>()

  constructor(app: FastifyInstance) {
    this.#app = app
    app.server.on('connection', (socket: Socket) => this.#letIn(socket))
    app.addHook('preClose', () => this.#end())
  }

  /** How many connections stand. */
  get count(): number {
    return this.#inside.size
  }

  async open({ host, port, isShared }: Address): Promise<void> {
    // A name may stand for several addresses, and the HTTP server listens on all of them by itself.
    const hasMany = isIP(host) !== 0 && (await canSharePorts())
    await this.#app.listen({ host, port, ...((isShared || hasMany) && { reusePort: true }) })
    const bound = this.#app.server.address()
    if (!hasMany || bound === null || typeof bound === 'string') return
    for (let number = 1; number < DOORS; number += 1) await this.#addDoor(bound.address, bound.port)
  }

  /** Lets nobody new in; whoever is in stays. */
  close(): void {
    // The HTTP server's own `close` cuts idle connections; this one only stops listening.
    for (const door of [this.#app.server, ...this.#others]) NetServer.prototype.close.call(door)
  }

  /** One door less is no reason not to serve. */
  #addDoor(host: string, port: number): Promise<void> {
    const { server } = this.#app
    // As the HTTP server makes its own.
    const door = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket))
    return new Promise((resolve) => {
      door.once('error', () => resolve())
      door.listen({ host, port, reusePort: true }, () => {
        door.removeAllListeners('error')
        door.on('error', (error) => server.emit('error', error))
        this.#others.push(door)
        resolve()
      })
    })
  }

  #letIn(socket: Socket): void {
    const most = this.#app.server.maxConnections ?? Number.POSITIVE_INFINITY
    if (this.#inside.size >= most) return void socket.destroy()
    this.#inside.add(socket)
    socket.once('close', () => this.#inside.delete(socket))
  }

  /**
   * The HTTP server waits for those who came through its own door, and looks once for those who ask for nothing: one whose
   * answer leaves after that would keep it waiting for as long as it may stay, and one who never asked for as long as a head may
   * take. What else ends with the server needs some time, too, before the process is over.
   */
  async #end(): Promise<void> {
    const { server, initialConfig, leaving } = this.#app
    this.close()
    await leaving.endStreams()
    if (initialConfig.forceCloseConnections === true) return server.closeAllConnections()
    const startedAt = performance.now()
    while (this.count > 0) {
      const elapsedMs = performance.now() - startedAt
      if (elapsedMs > ENDING_MS.all) return server.closeAllConnections()
      // For Node somebody whose answer is whole asks for nothing, though they may have read little of it.
      if ([...this.#inside].every(({ writableLength }) => writableLength === 0)) server.closeIdleConnections()
      if (elapsedMs > ENDING_MS.firstWord) this.#closeSilent()
      await sleep(POLL_MS)
    }
  }

  #closeSilent(): void {
    for (const socket of this.#inside) if (socket.bytesRead === 0) socket.destroy()
  }
}

/** Whether this system lets several sockets listen on one port, and spreads connections over them. */
function canSharePorts(): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ host: '127.0.0.1', port: 0, reusePort: true }, () => probe.close(() => resolve(true)))
  })
}
