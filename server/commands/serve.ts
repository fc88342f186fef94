import type { FastifyInstance } from 'fastify'
import type { Address } from '../platform/http/doors.ts'
import { keepServing, letConnectionsEnd } from '../platform/http/leaving.ts'
import type { Log } from '../platform/log/create-log.ts'
import { checkPort } from '../platform/process/check-port.ts'
import { READY_MESSAGE } from '../platform/process/supervisor.ts'

/** Leaving takes less than this, so that everything is gone five seconds after it was asked to. */
const leaveWithinMs = 2_500

/** Tells the supervisor, when there is one, that this process is able to serve. */
export function announceReady(): void {
  // A supervisor that has just left makes an error here; the end of the channel tells of it anyway.
  if (process.connected) process.send?.(READY_MESSAGE, () => {})
}

/** Listens; several processes share the port where the system can spread connections over them. */
export async function listen(app: FastifyInstance, { variable, ...address }: Address & { variable: string }) {
  // Sockets that share a port do not tell of each other.
  if (!address.isShared) await checkPort(address.host, address.port, { variable, patienceMs: 0 })
  await app.doors.open(address)
}

/**
 * Ends a server so that whoever asks through a balancer misses nothing: it serves on for `drainMs`, then lets its
 * connections end, for as long again at most, and does what is left.
 */
export async function leaveServing(
  app: FastifyInstance,
  { log, drainMs }: { log: Log; drainMs: number },
  steps: readonly (() => Promise<unknown>)[] = [],
): Promise<void> {
  await keepServing(app, drainMs)
  const all = [() => letConnectionsEnd(app, drainMs), () => app.close(), ...steps]
  await leave(log, all, drainMs + leaveWithinMs)
}

/** Ends in order: what is done first, then the log. A step that hangs is left behind when the time is over. */
export async function leave(
  log: Log,
  steps: readonly (() => Promise<unknown>)[],
  withinMs: number = leaveWithinMs,
): Promise<void> {
  const limit = setTimeout(() => process.exit(0), withinMs)
  for (const step of steps) {
    try {
      await step()
    } catch (error) {
      log.error(error)
    }
  }
  await log.flush()
  clearTimeout(limit)
}
