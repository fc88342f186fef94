import { shareWhileRunning } from '../share-while-running.ts'
import { within } from '../within.ts'

/** A scrape answers even when the database does not. */
const PATIENCE_MS = 1_000

/**
 * Reads once for all who ask at a time, and gives up waiting in good time: null. While a reading hangs no other is begun,
 * so that scrapes of a database that does not answer do not queue up for it.
 */
export function readPatiently<T>(work: () => Promise<T>): () => Promise<T | null> {
  const read = shareWhileRunning(work)
  return async () => {
    try {
      return await within(PATIENCE_MS, read())
    } catch {
      return null
    }
  }
}
