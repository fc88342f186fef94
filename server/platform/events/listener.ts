import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Actor, may, mayActInStore } from '../actor.ts'
import type { Heard } from './page.ts'
import type { StoredEvent } from './read-events.ts'

/** What somebody asked to hear; null: of every kind, of every store. */
export type Wish = { readonly types: ReadonlySet<string> | null; readonly storeId: number | null }

/** Why a stream ends before its reader leaves. */
export type EndReason = 'access_ended' | 'access_changed' | 'unavailable' | 'closing'

/** A reader who leaves more than this unread is cut off, and may come back for it. */
const MOST_UNREAD_BYTES = 256 * 1024
/** How long a reader may take to read what is asked to wait for them. */
const MOST_WAIT_MS = 30_000
const LOOK_AGAIN_MS = 20
/** How long the last words may take. */
const FAREWELL_MS = 300
/** What a client waits before it comes back, in milliseconds. */
const RETRY_MS = 2_000

/** The stream of one reader: what this actor may hear of what they asked for, and no more than they read. */
export class Listener extends Readable {
  #actor: Actor
  readonly #wish: Wish
  #hasBegun = false
  #isEnding = false

  constructor(actor: Actor, wish: Wish) {
    super({ highWaterMark: MOST_UNREAD_BYTES })
    this.#actor = actor
    this.#wish = wish
  }

  get actor(): Actor {
    return this.#actor
  }

  /** The first words: when to come back, and where the reader stands unless they said so themselves. */
  greet(cursor: string | null): void {
    this.#hasBegun = true
    this.#say(`retry: ${RETRY_MS}\n${cursor === null ? '' : `id: ${cursor}\n`}\n`)
  }

  /** Sends those of a page that the reader may hear and asked for. */
  hear(page: readonly Heard[]): void {
    const frames = page.filter(({ event }) => this.#wants(event) && this.#mayHear(event)).map(({ frame }) => frame)
    if (frames.length > 0) this.#say(Buffer.concat(frames))
  }

  /** Keeps the connection, and moves the reader to where everything has been heard. */
  keepAlive(cursor: string | null): void {
    if (this.#hasBegun) this.#say(`:\n${cursor === null ? '' : `id: ${cursor}\n`}\n`)
  }

  /** Nobody can tell what the reader has missed: they read everything again, and hear what follows this. */
  reset(cursor: string): void {
    this.#say(`id: ${cursor}\nevent: reset\ndata: {}\n\n`)
  }

  /** Takes who the reader is now; null: nobody any longer. Whoever may see less must ask again. */
  admit(actor: Actor | null): void {
    if (actor === null) this.finish('access_ended')
    else if (isLess(actor, this.#actor)) this.finish('access_changed')
    else this.#actor = actor
  }

  /** Says why, and ends. What has not been read by then is dropped: a right that has ended shows nothing more. */
  finish(reason: EndReason): void {
    if (this.#isEnding || this.destroyed) return
    const hasUnread = this.readableLength > 0
    this.#say(`event: end\ndata: ${JSON.stringify({ reason })}\n\n`)
    this.#isEnding = true
    if (hasUnread) {
      this.destroy()
      return
    }
    this.push(null)
    const limit = setTimeout(() => this.destroy(), FAREWELL_MS)
    this.once('close', () => clearTimeout(limit))
  }

  /** Resolves once the reader has read most of it, or is gone. Whoever takes too long is cut off. */
  async caughtUp(): Promise<void> {
    const deadline = performance.now() + MOST_WAIT_MS
    while (this.readableLength > MOST_UNREAD_BYTES / 2 && !this.destroyed) {
      if (performance.now() > deadline) this.destroy()
      // A stream does not say that it is being read while nothing is added to it.
      else await sleep(LOOK_AGAIN_MS)
    }
  }

  #say(words: string | Buffer): void {
    if (this.#isEnding || this.destroyed) return
    if (this.readableLength > MOST_UNREAD_BYTES) this.destroy()
    else this.push(words)
  }

  #wants({ type, storeId }: StoredEvent): boolean {
    const wish = this.#wish
    if (wish.types !== null && !wish.types.has(type)) return false
    return wish.storeId === null || storeId === null || storeId === wish.storeId
  }

  #mayHear({ permission, storeId }: StoredEvent): boolean {
    return may(this.#actor, permission) && (storeId === null || mayActInStore(this.#actor, storeId))
  }

  /** What there is to read is pushed as it happens. */
  override _read(): void {}
}

/** Whether somebody may now see less than before. */
function isLess(now: Actor, before: Actor): boolean {
  if ([...before.permissions].some((name) => !now.permissions.has(name))) return true
  if (now.storeIds === 'all') return false
  const { storeIds } = now
  return before.storeIds === 'all' || before.storeIds.some((id) => !storeIds.includes(id))
}
