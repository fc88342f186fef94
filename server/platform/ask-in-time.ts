import { platformErrors } from './errors.ts'
import { TimeoutError, within } from './within.ts'

const PATIENCE_MS = 1_000

/**
 * Asks the database for what many wait for together. The question goes over one connection of the pool, which may have gone
 * silent without anybody having heard of it, so it is asked once more over another.
 *
 * @throws not_ready when both times pass without an answer
 */
export async function askInTime<T>(ask: () => PromiseLike<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await within(PATIENCE_MS, ask())
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error
      if (attempt === 2) throw platformErrors.not_ready({ retryAfterSeconds: 1 })
    }
  }
}
