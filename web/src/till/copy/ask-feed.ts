import type { TillFeed } from '../../api/index.ts'

const TIMEOUT_MS = 60_000

/** The feed did not answer with rows. `status` 0: nothing answered at all. */
export class FeedRefused extends Error {
  override readonly name = 'FeedRefused'
  readonly status: number

  constructor(status: number, cause?: unknown) {
    super(`The feed answered ${status}.`, cause === undefined ? undefined : { cause })
    this.status = status
  }
}

export type AskFeed = (since: string | null) => Promise<TillFeed>

/** Asks with the browser's session. A worker has no document, and so not the client's language: names come in all of them. */
export const askFeedOf =
  (storeId: number): AskFeed =>
  async (since) => {
    const query = new URLSearchParams({ store_id: String(storeId), ...(since !== null && { since }) })
    let response: Response
    try {
      response = await fetch(`/api/v1/pos/catalog?${query}`, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    } catch (error) {
      throw new FeedRefused(0, error)
    }
    if (!response.ok) throw new FeedRefused(response.status)
    try {
      const { data } = (await response.json()) as { data: TillFeed }
      return data
    } catch (error) {
      // Cut off on its way: as if it had not come.
      throw new FeedRefused(0, error)
    }
  }
