const LOCK = 'comptoir-till'
/** Another page that closes gives its lock back within this time: that is no other till. */
const PATIENCE_MS = 400

type Told = {
  /** This page is the till. */
  onHeld(): void
  /** Another page is; this one waits for it to end. */
  onElsewhere(): void
}

/**
 * Holds the till for one page of this browser, until the page ends or another takes it. Whoever does not get it waits, and
 * gets it when the other ends.
 */
export class TabLock {
  readonly #told: Told
  #letGo: (() => void) | null = null
  #isClosed = false
  #waiting = new AbortController()
  readonly #patience: ReturnType<typeof setTimeout>

  constructor(told: Told) {
    this.#told = told
    this.#patience = setTimeout(() => this.#told.onElsewhere(), PATIENCE_MS)
    this.#hold({ signal: this.#waiting.signal })
  }

  /** Takes it from the other page, which is told. */
  take(): void {
    this.#waiting.abort()
    this.#hold({ steal: true })
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#patience)
    this.#waiting.abort()
    this.#letGo?.()
    this.#letGo = null
  }

  #hold(options: LockOptions): void {
    const held = navigator.locks.request(LOCK, options, () => {
      // It may be granted while this page leaves the till: nobody would ever give it back.
      if (this.#isClosed) return
      clearTimeout(this.#patience)
      return new Promise<void>((done) => {
        this.#letGo = done
        this.#told.onHeld()
      })
    })
    held.catch((error: unknown) => {
      // Given up by ourselves, or taken by another page.
      const wasHeld = this.#letGo !== null
      this.#letGo = null
      if (wasHeld && error instanceof DOMException && error.name === 'AbortError') this.#waitAgain()
    })
  }

  #waitAgain(): void {
    this.#told.onElsewhere()
    this.#waiting = new AbortController()
    this.#hold({ signal: this.#waiting.signal })
  }
}
