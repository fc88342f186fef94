import { platformErrors } from './errors.ts'
import { TimeoutError, within } from './within.ts'

/** The first is soon over; the second gives a database that is only busy the time that it needs. */
const PATIENCE_MS = [1_000, 5_000]

/**
 * Asks the database for what many wait for together. The question goes over one connection of the pool, which may have gone
 * silent without anybody having heard of it, so it is asked once more over another.
 *
 * @throws not_ready when both times pass without an answer
 */
export async function askInTime<T>(ask: () => PromiseLike<T>): Promise<T> {
  for (const patienceMs of PATIENCE_MS) {
    try {
      return await within(patienceMs, ask())
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error
    }
  }
  throw platformErrors.not_ready({ retryAfterSeconds: 1 })
}
