import type { Sql } from '../database/connect.ts'
import type { Position } from './cursor.ts'
import { type Heard, readPage } from './page.ts'
import { readMoment } from './read-events.ts'
import type { Snapshot } from './snapshot.ts'

/** A moment at which everybody who listens here has had everything that it shows. */
export type Moment = { readonly epoch: string; readonly snapshot: Snapshot }

type TailOptions = {
  readonly sql: Sql
  /** Takes each page at once. */
  onPage(heard: readonly Heard[]): void
  /** Other transactions are counted from now on: nobody can tell what was missed. */
  onNewEpoch(moment: Moment): void
}

/**
 * The end of the events, followed for all who listen in this process: one statement for any number of them. Whatever a
 * reading could not see yet, because its transaction was still open, is new to the next.
 */
export class EventTail {
  readonly #options: TailOptions
  #stands: { readonly epoch: string; readonly position: Position } | null = null
  #advancing: Promise<void> | null = null
  /** How often it has rested: what was being read before a rest counts for nothing after it. */
  #rests = 0

  constructor(options: TailOptions) {
    this.#options = options
  }

  /** Where it stands; null while it is reading, or has more of a long page to hand out. */
  get moment(): Moment | null {
    if (this.#advancing !== null || this.#stands === null) return null
    const { epoch, position } = this.#stands
    return position.page === undefined ? { epoch, snapshot: position.from } : null
  }

  /** Forgets where it stood, since nobody listens, and whatever a reading that is under way will find. */
  rest(): void {
    this.#rests += 1
    this.#stands = null
  }

  /**
   * Reads what is new and hands it out. Whoever asks while it is reading waits for that reading. What fails, such as a lost
   * connection, leaves it where it stood: the next time goes on from there.
   */
  advance(): Promise<void> {
    this.#advancing ??= this.#advance().finally(() => {
      this.#advancing = null
    })
    return this.#advancing
  }

  async #advance(): Promise<void> {
    const { sql, onPage, onNewEpoch } = this.#options
    const rests = this.#rests
    if (this.#stands === null) {
      const { epoch, snapshot } = await readMoment(sql)
      if (this.#rests !== rests) return
      this.#stands = { epoch, position: { from: snapshot } }
      return
    }
    const { epoch } = this.#stands
    let { position } = this.#stands
    do {
      const { reading, heard, next } = await readPage(sql, position)
      if (this.#rests !== rests) return
      if (reading.epoch !== epoch) {
        this.#stands = { epoch: reading.epoch, position: { from: reading.snapshot } }
        return onNewEpoch(reading)
      }
      onPage(heard)
      position = next
      this.#stands = { epoch, position }
    } while (position.page !== undefined)
  }
}
