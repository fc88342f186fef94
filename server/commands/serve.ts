import type { FastifyInstance } from 'fastify'
import type { Log } from '../platform/log/create-log.ts'
import { READY_MESSAGE } from '../platform/process/supervisor.ts'

/** Draining takes less than this, so that everything is gone five seconds after it was asked to leave. */
const drainWithinMs = 2_500

/** Tells the supervisor, when there is one, that this process is able to serve. */
export function announceReady(): void {
  // A supervisor that has just left makes an error here; the end of the channel tells of it anyway.
  if (process.connected) process.send?.(READY_MESSAGE, () => {})
}

/** Listens; several processes share the port where the system can spread connections over them. */
export async function listen(app: FastifyInstance, options: { host: string; port: number; isShared: boolean }) {
  const { host, port, isShared } = options
  const address = { host, port, ...(isShared && { reusePort: true }) }
  await app.listen(address)
}

/** Ends in order: what is done first, then the log. A step that hangs is left behind when the time is over. */
export async function leave(log: Log, steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  const limit = setTimeout(() => process.exit(0), drainWithinMs)
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
