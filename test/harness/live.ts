import { eventually } from './eventually.ts'

export type HeardEvent = {
  /** Where the reader stands once they have had it. */
  readonly cursor: string
  readonly type: string
  readonly data: ReturnType<typeof JSON.parse>
}

/** Somebody who listens to the events over HTTP, and writes down what they hear. */
export type Reader = {
  readonly headers: Headers
  readonly events: readonly HeardEvent[]
  /** What came before the first event and between them: comments, and the time to come back after. */
  readonly asides: readonly string[]
  /** Where they stand, which is what they say when they come back. */
  readonly cursor: () => string
  readonly isOver: () => boolean
  /** Waits until so many events have come, and answers them. */
  heard(count: number): Promise<readonly HeardEvent[]>
  /** Waits until the stream has ended. */
  over(): Promise<void>
  leave(): void
}

export type ReaderOptions = {
  readonly address: string
  readonly token: string
  readonly query?: string
  readonly lastEventId?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** @throws Error with the status and the body when the stream is refused */
export async function readLive({ address, token, query = '', lastEventId, headers }: ReaderOptions): Promise<Reader> {
  const abort = new AbortController()
  const response = await fetch(`${address}/api/v1/live${query}`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      ...headers,
    },
    signal: abort.signal,
  })
  if (!response.ok || response.body === null) throw new Error(`${response.status} ${await response.text()}`)
  const events: HeardEvent[] = []
  const asides: string[] = []
  let cursor = lastEventId ?? ''
  let isOver = false
  const take = (block: string) => {
    const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line]))
    const field = (name: string) => fields.get(name)?.slice(name.length + 2)
    cursor = field('id') ?? cursor
    const data = field('data')
    if (data === undefined) asides.push(block)
    else events.push({ cursor, type: field('event') ?? '', data: JSON.parse(data) })
  }
  const follow = async (body: ReadableStream<Uint8Array>) => {
    let text = ''
    const decoder = new TextDecoder()
    try {
      for await (const bytes of body) {
        text += decoder.decode(bytes, { stream: true })
        const blocks = text.split('\n\n')
        text = blocks.pop() ?? ''
        for (const block of blocks) take(block)
      }
    } catch {
      // The reader left, or the server is gone.
    } finally {
      isOver = true
    }
  }
  const following = follow(response.body)
  // The first words say where the reader stands.
  await eventually(
    async () => asides.length + events.length > 0 || isOver,
    (hasBegun) => hasBegun,
  )
  return {
    headers: response.headers,
    events,
    asides,
    cursor: () => cursor,
    isOver: () => isOver,
    async heard(count) {
      await eventually(
        async () => events.length,
        (length) => length >= count,
      )
      return events
    },
    over: () => following,
    leave: () => abort.abort(),
  }
}
