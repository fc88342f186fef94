import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '../actor.ts'
import { createGate } from '../create-gate.ts'
import type { Sql } from '../database/connect.ts'
import { platformErrors } from '../errors.ts'
import type { Log } from '../log/create-log.ts'
import { type Position, readCursor, writeCursor } from './cursor.ts'
import { liveErrors } from './errors.ts'
import { EventTail, type Moment } from './event-tail.ts'
import { type EndReason, Listener, type Wish } from './listener.ts'
import { readPage } from './page.ts'
import { covers, oldestRunning } from './snapshot.ts'

export type LiveOptions = {
  readonly sql: Sql
  readonly log: Pick<Log, 'error'>
  /** Who these are now, in one statement; null for whoever’s credential is not good any longer. */
  reload(actors: readonly Actor[]): Promise<readonly (Actor | null)[]>
  /** Other limits than the usual ones. */
  readonly limits?: Partial<typeof LIMITS>
}

const LIMITS = {
  listeners: 1_000,
  listenersOfOne: 32,
  /** A few times a second, and only while somebody listens. */
  pollMs: 250,
  /** Shorter than the second within which a right that was withdrawn ends. */
  checkMs: 700,
  /** Longer than a database takes to start again; then nobody whose rights are unknown hears anything. */
  uncheckedMs: 5_000,
  keepAliveMs: 15_000,
}

const RETRY_AFTER_SECONDS = 5
/** Readers who catch up at the same time: each holds a page and a connection. */
const CATCHING_UP_AT_ONCE = 4
const LEAVE_WITHIN_MS = 500
/** One may be under way already, and have begun too early. */
const READINGS_TO_COME_UP = 2

/** Everybody who listens to the events in this process. */
export class Live {
  readonly #options: LiveOptions
  readonly #limits: Readonly<typeof LIMITS>
  readonly #tail: EventTail
  /** Those who are here; of them, those who have had all that the tail handed out. */
  readonly #listeners = new Set<Listener>()
  readonly #following = new Set<Listener>()
  readonly #places = new Map<string, number>()
  readonly #catchUp: ReturnType<typeof createGate>
  #timers: NodeJS.Timeout[] = []
  #checkedAt = 0
  #isChecking = false
  #isFailing = false
  #isClosed = false

  constructor(options: LiveOptions) {
    this.#options = options
    this.#limits = { ...LIMITS, ...options.limits }
    this.#catchUp = createGate({ atOnce: CATCHING_UP_AT_ONCE, waiting: this.#limits.listeners })
    this.#tail = new EventTail({
      sql: options.sql,
      onPage: (heard) => {
        this.#endUnchecked()
        for (const listener of this.#following) listener.hear(heard)
      },
      onNewEpoch: ({ epoch, snapshot }) => {
        for (const listener of this.#following) listener.reset(writeCursor(epoch, { from: snapshot }))
      },
    })
  }

  get listeners(): number {
    return this.#listeners.size
  }

  /**
   * A stream of what happens from now on, or from where the reader says that they stand.
   *
   * @throws too_many_streams, not_ready
   */
  async open(actor: Actor, wish: Wish, lastEventId: string | undefined): Promise<Listener> {
    const listener = this.#admit(actor, wish)
    try {
      if (this.#tail.moment === null) await this.#tail.advance()
      const moment = this.#tail.moment ?? (await this.#settled())
      const position = lastEventId === undefined ? { from: moment.snapshot } : readCursor(moment.epoch, lastEventId)
      listener.greet(lastEventId === undefined ? writeCursor(moment.epoch, { from: moment.snapshot }) : null)
      this.#bring(listener, position).catch((error) => {
        this.#options.log.error(error)
        listener.finish('unavailable')
      })
      return listener
    } catch (error) {
      listener.destroy()
      throw error
    }
  }

  /** Ends every stream, for good. */
  async close(): Promise<void> {
    this.#isClosed = true
    const leaving = [...this.#listeners].map(
      (listener) => new Promise<void>((resolve) => listener.once('close', resolve)),
    )
    this.#finishAll('closing')
    await Promise.race([Promise.all(leaving), sleep(LEAVE_WITHIN_MS)])
    for (const listener of this.#listeners) listener.destroy()
  }

  /** Takes a place at once, so that those who come together cannot have more than there are. */
  #admit(actor: Actor, wish: Wish): Listener {
    if (this.#isClosed || this.#listeners.size >= this.#limits.listeners) {
      throw platformErrors.not_ready({ retryAfterSeconds: RETRY_AFTER_SECONDS })
    }
    const taken = this.#places.get(actor.key) ?? 0
    if (taken >= this.#limits.listenersOfOne) {
      throw liveErrors.too_many_streams({ retryAfterSeconds: RETRY_AFTER_SECONDS })
    }
    const listener = new Listener(actor, wish)
    this.#places.set(actor.key, taken + 1)
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) this.#begin()
    listener.once('close', () => this.#dismiss(listener))
    return listener
  }

  #dismiss(listener: Listener): void {
    this.#listeners.delete(listener)
    this.#following.delete(listener)
    const { key } = listener.actor
    const left = (this.#places.get(key) ?? 1) - 1
    if (left === 0) this.#places.delete(key)
    else this.#places.set(key, left)
    if (this.#listeners.size === 0) this.#rest()
  }

  #begin(): void {
    const { pollMs, checkMs, keepAliveMs } = this.#limits
    this.#checkedAt = performance.now()
    this.#timers = [
      setInterval(() => void this.#poll(), pollMs),
      setInterval(() => void this.#check(), checkMs),
      setInterval(() => this.#keepAlive(), keepAliveMs),
    ]
  }

  #rest(): void {
    for (const timer of this.#timers) clearInterval(timer)
    this.#timers = []
    this.#tail.rest()
  }

  async #settled(): Promise<Moment> {
    for (;;) {
      const { moment } = this.#tail
      if (moment !== null) return moment
      await this.#tail.advance()
    }
  }

  /**
   * Sends a reader what they have missed, in order, until they have had exactly what the tail has handed out; from then on
   * they follow it. null: what they say means nothing here.
   */
  async #bring(listener: Listener, start: Position | null): Promise<void> {
    let position = start
    let waits = 0
    while (!listener.destroyed) {
      const { moment } = this.#tail
      if (moment === null) await this.#tail.advance()
      else if (position === null) {
        listener.reset(writeCursor(moment.epoch, { from: moment.snapshot }))
        position = { from: moment.snapshot }
      } else if (!isPast(position, moment)) {
        // Another process was ahead of this one by a reading: one that begins now comes as far.
        if (waits === READINGS_TO_COME_UP) position = null
        else await this.#tail.advance()
        waits += 1
      } else if (position.page === undefined && covers(position.from, moment.snapshot)) {
        this.#following.add(listener)
        return
      } else position = await this.#sendPage(listener, position, moment)
    }
  }

  /** null: something of what comes next is not kept any longer. */
  async #sendPage(listener: Listener, position: Position, now: Moment): Promise<Position | null> {
    const heading: Position =
      position.page === undefined ? { ...position, page: { to: now.snapshot, after: 0 } } : position
    const { reading, heard, next } = await this.#catchUp(() => readPage(this.#options.sql, heading))
    if (reading.epoch !== now.epoch || oldestRunning(position.from) < reading.keptFrom) return null
    this.#endUnchecked()
    listener.hear(heard)
    await listener.caughtUp()
    return next
  }

  async #poll(): Promise<void> {
    try {
      await this.#tail.advance()
      this.#isFailing = false
    } catch (error) {
      if (!this.#isFailing) this.#options.log.error(error)
      this.#isFailing = true
    }
  }

  /** Asks who everybody is now, in one statement; whoever may see less than before is sent away. */
  async #check(): Promise<void> {
    this.#endUnchecked()
    if (this.#isChecking) return
    this.#isChecking = true
    const startedAt = performance.now()
    const listeners = [...this.#listeners]
    try {
      const actors = await this.#options.reload(listeners.map(({ actor }) => actor))
      for (const [index, listener] of listeners.entries()) listener.admit(actors[index] ?? null)
      // Those who came after everybody had left were known later than an answer that took that long.
      this.#checkedAt = Math.max(this.#checkedAt, startedAt)
    } catch {
      // The tail says what is wrong; here it only matters for how long.
    } finally {
      this.#isChecking = false
    }
  }

  /**
   * Ends every stream once nobody has been able to tell for long who may hear what, whether the question fails or hangs.
   * Whoever has been ended hears nothing more.
   */
  #endUnchecked(): void {
    if (performance.now() - this.#checkedAt > this.#limits.uncheckedMs) this.#finishAll('unavailable')
  }

  #keepAlive(): void {
    const { moment } = this.#tail
    const cursor = moment === null ? null : writeCursor(moment.epoch, { from: moment.snapshot })
    for (const listener of this.#listeners) listener.keepAlive(this.#following.has(listener) ? cursor : null)
  }

  #finishAll(reason: EndReason): void {
    for (const listener of this.#listeners) listener.finish(reason)
  }
}

/** Whether this database has come as far as somebody says that they have. */
const isPast = ({ from, page }: Position, { snapshot }: Moment): boolean =>
  covers(snapshot, from) && (page === undefined || covers(snapshot, page.to))
