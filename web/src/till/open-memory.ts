import { readLanguage } from '../i18n/index.ts'
import type { CopyNews } from './copy/copy-protocol.ts'
import { TillStoreCopy } from './copy/store-copy.ts'
import { TillDatabase } from './database.ts'
import { makesKeys, refusePage } from './device/device-key.ts'
import { TabLock } from './device/tab-lock.ts'
import { BrowserDevice } from './device/till-device.ts'
import type { AppendedRecord, NewRecord, TillMemory } from './memory.ts'
import { TillOutbox } from './outbox/outbox.ts'
import { TillParkedTickets } from './outbox/parked-tickets.ts'
import { isTicket, soldArticles } from './outbox/ticket-of.ts'
import { TillTickets } from './outbox/till-tickets.ts'
import { TillState } from './till-state.ts'

const LEASE_CHECK_MS = 5 * 60_000

/** Opens the till's memory: it reads at once, and follows in the background until it is closed. */
export function openTillMemory(): TillMemory {
  return new Memory()
}

class Memory implements TillMemory {
  readonly device: BrowserDevice
  readonly copy: TillStoreCopy
  readonly outbox: TillOutbox
  readonly tickets: TillTickets
  readonly parked: TillParkedTickets
  readonly getSnapshot: TillMemory['getSnapshot']
  readonly subscribe: TillMemory['subscribe']
  readonly #state = new TillState()
  readonly #database = new TillDatabase()
  readonly #leaving = new AbortController()
  #lock: TabLock | null = null
  #leaseTimer: ReturnType<typeof setInterval> | undefined

  constructor() {
    const state = this.#state
    const database = this.#database
    this.getSnapshot = state.getSnapshot
    this.subscribe = state.subscribe
    this.tickets = new TillTickets(database)
    this.parked = new TillParkedTickets(database, state)
    this.device = new BrowserDevice({
      database,
      state,
      onStore: (storeId) => this.copy.open(storeId),
      onPlace: () => this.outbox.show(),
      takeTab: () => this.#lock?.take(),
    })
    const now = () => this.device.now()
    this.copy = new TillStoreCopy({ database, state, now, onNews: (news) => this.#hear(news) })
    this.outbox = new TillOutbox({
      database,
      state,
      language: readLanguage,
      now,
      checked: () => this.device.checked,
      onAnswer: (isOnline, offset) => this.#hearAnswer(isOnline, offset),
      onTicket: (appended, input) => this.#hearTicket(appended, input),
      onRevoked: () => void this.device.markRevoked(),
    })
    this.#start()
  }

  async close(): Promise<void> {
    this.#leaving.abort()
    clearInterval(this.#leaseTimer)
    this.outbox.pause()
    this.copy.close()
    this.#lock?.close()
    this.#database.close()
  }

  #start(): void {
    const failure = refusePage()
    if (failure !== null) {
      this.#state.change({ phase: 'failed', failure })
      return
    }
    this.#lock = new TabLock({ onHeld: () => void this.#begin(), onElsewhere: () => this.#yield() })
    const { signal } = this.#leaving
    addEventListener('online', () => void this.outbox.deliver(), { signal })
    addEventListener('beforeunload', (event) => this.#warn(event), { signal })
  }

  /** This page is the till. Whoever waits for it sees it as soon as it is known where it stands; the rest follows. */
  async #begin(): Promise<void> {
    try {
      await this.#database.open()
      await this.device.start()
      const { storeId } = this.#state.getSnapshot().device
      if (storeId === null && !(await makesKeys())) {
        this.#state.change({ phase: 'failed', failure: 'unsupported' })
        return
      }
      const copied = storeId === null ? null : this.#openCopy(storeId)
      await Promise.all([copied, this.outbox.show(), this.parked.show()])
      if (this.#state.getSnapshot().phase === 'failed') return
      this.#state.change({ phase: 'ready' })
      await this.outbox.start()
      await this.tickets.purge(Date.now())
    } catch (error) {
      this.#fail(error)
    }
    this.#leaseTimer ??= setInterval(() => this.#checkLease(), LEASE_CHECK_MS)
  }

  /** Resolves as soon as the store is known, or it is known that nothing of it is here. */
  #openCopy(storeId: number): Promise<void> {
    return new Promise((done) => {
      const stop = this.#state.subscribe(() => this.#state.getSnapshot().copy.state === 'complete' && finish())
      const finish = () => {
        stop()
        done()
      }
      this.copy.open(storeId).then(finish, (error: unknown) => {
        this.#fail(error)
        finish()
      })
    })
  }

  #fail(error: unknown): void {
    if (this.#leaving.signal.aborted) return
    console.error(error)
    this.#state.change({ phase: 'failed', failure: 'storage' })
  }

  /** Another page is the till: this one does nothing until it is its turn. */
  #yield(): void {
    this.#state.change({ phase: 'elsewhere' })
    this.outbox.pause()
    void this.copy.pause()
  }

  /** What is here is safe; but who closes the till for the day should know that the server has not heard of it. */
  #warn(event: BeforeUnloadEvent): void {
    const { phase, outbox } = this.#state.getSnapshot()
    if (phase === 'ready' && outbox.waiting + outbox.refused > 0) event.preventDefault()
  }

  #hear(news: CopyNews): void {
    const wasOnline = this.#state.getSnapshot().isOnline
    if (news.isOnline === null || news.isOnline === wasOnline) return
    this.#state.change({ isOnline: news.isOnline })
    if (!news.isOnline) return
    void this.outbox.deliver()
    this.#checkLease()
  }

  /** Only where somebody is signed in: nobody else is answered. */
  #checkLease(): void {
    const { phase, isOnline, copy } = this.#state.getSnapshot()
    const isSignedIn = copy.state === 'complete' && !copy.needsSignIn
    if (phase === 'ready' && isOnline === true && isSignedIn) void this.device.checkLease()
  }

  #hearAnswer(isOnline: boolean, clockOffsetMs: number | null): void {
    if (this.#state.getSnapshot().isOnline !== isOnline) this.#state.change({ isOnline })
    if (clockOffsetMs !== null) void this.device.keepOffset(clockOffsetMs)
  }

  #hearTicket({ ticket }: AppendedRecord, input: NewRecord): void {
    if (ticket !== null && isTicket(input)) void this.copy.addSold(soldArticles(input))
  }
}
