/**
 * A `fetch` that gives up when nothing has moved for so long, however long all of it takes: a slow line carries a large
 * file too. Time counts while the other side is to take or to give something, and not while the answer waits for its reader.
 *
 * @param quietMs of an answer's body, of a request's, and before the answer begins
 */
export function fetchWhileMoving(quietMs: number): typeof fetch {
  return async (input, init = {}) => {
    const sending = new QuietClock(quietMs)
    const receiving = new QuietClock(quietMs)
    const signal = AbortSignal.any([sending.signal, receiving.signal])
    const { body } = init
    const sent = body instanceof Blob ? watchSent(body, sending) : body
    sending.start()
    try {
      const response = await fetch(input, { ...init, body: sent, duplex: 'half', signal } as RequestInit)
      if (response.body === null) return response
      const { status, statusText, headers } = response
      return new Response(watchReceived(response.body, receiving), { status, statusText, headers })
    } finally {
      // The end of what was sent may be asked for after the answer has come: nobody waits for it any more.
      sending.end()
    }
  }
}

/** What the system has taken from us may still be on its way, unseen. */
const PATIENCE_AT_END = 3

class QuietClock {
  readonly #quietMs: number
  readonly #late = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #isOver = false

  constructor(quietMs: number) {
    this.#quietMs = quietMs
  }

  get signal(): AbortSignal {
    return this.#late.signal
  }

  /** Begins anew. */
  start(patience = 1): void {
    this.stop()
    if (this.#isOver) return
    const quietMs = this.#quietMs * patience
    this.#timer = setTimeout(() => {
      this.#late.abort(new DOMException(`Nothing has moved for ${quietMs} ms.`, 'TimeoutError'))
    }, quietMs)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  /** Never begins again. */
  end(): void {
    this.#isOver = true
    this.stop()
  }
}

/** A piece is asked for when there is room for it: those before it have left. */
function watchSent(body: Blob, quiet: QuietClock): ReadableStream<Uint8Array> {
  const pieces = body.stream().getReader()
  return new ReadableStream(
    {
      async pull(sink) {
        quiet.start()
        const { done, value } = await pieces.read()
        if (done) {
          quiet.start(PATIENCE_AT_END)
          sink.close()
        } else sink.enqueue(value)
      },
      cancel: (reason) => pieces.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

function watchReceived(body: ReadableStream<Uint8Array>, quiet: QuietClock): ReadableStream<Uint8Array> {
  const pieces = body.getReader()
  return new ReadableStream(
    {
      async pull(sink) {
        quiet.start()
        try {
          const { done, value } = await pieces.read()
          if (done) sink.close()
          else sink.enqueue(value)
        } finally {
          quiet.stop()
        }
      },
      cancel: (reason) => pieces.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}
