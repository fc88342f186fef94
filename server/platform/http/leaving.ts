import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { Doors } from './doors.ts'

declare module 'fastify' {
  interface FastifyInstance {
    leaving: Leaving
  }
}

/** How far a server that was asked to leave has come. */
export type Leaving = {
  /** Readiness says so, and everything is served as ever. */
  hasBegun: boolean
  /** Nobody new is let in; each answer says that its connection ends with it. */
  isClosing: boolean
  /** Ends what would stay open by itself, such as streams, so that their readers go elsewhere. */
  endStreams(): Promise<void>
}

/** Long enough for a request that was on its way when the last answer left. */
const QUIET_MS = 1_000
const POLL_MS = 25

/** Lets a server leave in steps; see `keepServing` and `letConnectionsEnd`. */
export function addLeaving(app: FastifyInstance): void {
  app.decorate('leaving', { hasBegun: false, isClosing: false, endStreams: async () => {} } satisfies Leaving)
  app.decorate('doors', new Doors(app))
}

/** Says that this server leaves and serves on, so that balancers that ask for readiness send nobody here any more. */
export async function keepServing(app: FastifyInstance, forMs: number): Promise<void> {
  app.leaving.hasBegun = true
  if (forMs > 0) await sleep(forMs)
}

/**
 * Lets nobody new in, which a balancer answers by asking another server, and waits until the connections that stand have
 * ended: each with its next answer, those that nobody uses once nothing has come for a second. Closing them at once would
 * cut one under a request that is on its way, and only what may happen twice is sent again.
 *
 * @param withinMs gives up waiting; 0 waits for nothing.
 */
export async function letConnectionsEnd(app: FastifyInstance, withinMs: number): Promise<void> {
  app.leaving.hasBegun = true
  if (withinMs === 0) return
  app.leaving.isClosing = true
  app.doors.close()
  await app.leaving.endStreams()
  const startedAt = performance.now()
  let lastRequestAt = startedAt
  app.server.on('request', () => {
    lastRequestAt = performance.now()
  })
  while (app.doors.count > 0) {
    const now = performance.now()
    if (now - lastRequestAt > QUIET_MS || now - startedAt > withinMs) return
    await sleep(POLL_MS)
  }
}
