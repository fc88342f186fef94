import type { Sql } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { StoreDirectory } from '../../stores/index.ts'
import type { JournalSigner } from '../journal/journal-signer.ts'
import { commitSet } from './commit-set.ts'
import type { RecordResult } from './record-sales.ts'
import type { RecordDraft } from './ticket.ts'

type Waiting = {
  draft: RecordDraft
  resolve(result: RecordResult): void
  reject(error: unknown): void
}

/** More in one transaction gains little and makes the first wait for the last. */
const LARGEST_SET = 128
/**
 * Sets under way at once: while the database writes one, the other is composed. Each keeps to stores of its own while it
 * can, since two that hold a till or an article of one store would wait for each other.
 */
const LANES = 2
/**
 * Beside a set that is under way another one begins when this many sales wait. What a set costs beside its sales is as much
 * as four of them, here and in the database: fewer go together in the next one, which is larger the busier the machine is.
 */
const WORTH_A_LANE = 16
/** Or when the one under way takes so long, as one does that waits for a lock. */
const PATIENCE_MS = 500
const MOST_ATTEMPTS = 6
/** More than this many waiting means that the database does not keep up: better to say so than to let memory grow. */
const MOST_WAITING = 10_000

const isOwn = ({ draft }: Waiting, lane: number) => draft.storeId % LANES === lane

/**
 * Group commit. A sale that arrives while nothing is under way is written at once; those that arrive meanwhile share the
 * next transaction. Each caller is answered after the commit that holds its sale. A set that fails is halved and tried
 * again, so one bad sale harms no other; two drafts with one id never share a set, so the second finds the first.
 */
export class SaleWriter {
  readonly #sql: Sql
  readonly #stores: StoreDirectory
  readonly #signer: JournalSigner
  readonly #waiting: Waiting[] = []
  readonly #idsUnderWay = new Set<string>()
  #isStarting = false
  /** When each that is under way began, in milliseconds of the process. */
  readonly #busyLanes = new Map<number, number>()
  #patience: NodeJS.Timeout | undefined
  onRecorded: (results: readonly RecordResult[]) => void = () => {}
  /** Told of what `onRecorded` throws: the sales are recorded all the same, and the writer goes on. */
  onObserverFault: (error: unknown) => void = () => {}

  constructor(sql: Sql, stores: StoreDirectory, signer: JournalSigner) {
    this.#sql = sql
    this.#stores = stores
    this.#signer = signer
  }

  /** @throws not_ready when too many sales wait already, or the database stays out of reach. */
  submit(draft: RecordDraft): Promise<RecordResult> {
    if (this.#waiting.length >= MOST_WAITING) return Promise.reject(platformErrors.not_ready({ retryAfterSeconds: 1 }))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ draft, resolve, reject })
      this.#startSoon()
    })
  }

  /** Once all that came with it is here too, such as the rest of a batch. */
  #startSoon(): void {
    if (this.#isStarting || this.#busyLanes.size === LANES) return
    this.#isStarting = true
    setImmediate(() => {
      this.#isStarting = false
      this.#startLanes()
    })
  }

  /**
   * Where many wait, each free lane takes what is of its own stores, which no other lane locks; of any, when there is none of
   * those. Few go together, and not beside others unless these take too long: then at once, for as long as they do.
   */
  #startLanes(): void {
    if (this.#waiting.length < WORTH_A_LANE) {
      const tooLongSince = performance.now() - PATIENCE_MS
      if ([...this.#busyLanes.values()].every((since) => since <= tooLongSince)) this.#startOneLane()
      if (this.#waiting.length > 0) this.#waitPatiently()
      return
    }
    for (const isWanted of [isOwn, () => true]) {
      for (let lane = 0; lane < LANES && this.#waiting.length > 0; lane += 1) {
        if (!this.#busyLanes.has(lane)) this.#start(lane, (entry) => isWanted(entry, lane))
      }
    }
  }

  #startOneLane(): void {
    const free = Array.from({ length: LANES }, (_, lane) => lane).find((lane) => !this.#busyLanes.has(lane))
    if (free !== undefined) this.#start(free, () => true)
  }

  #start(lane: number, isWanted: (entry: Waiting) => boolean): void {
    const set = this.#take(isWanted)
    if (set.length === 0) return
    this.#busyLanes.set(lane, performance.now())
    void this.#runLane(lane, set)
  }

  #waitPatiently(): void {
    this.#patience ??= setTimeout(() => {
      this.#patience = undefined
      this.#startLanes()
    }, PATIENCE_MS)
  }

  async #runLane(lane: number, set: readonly Waiting[]): Promise<void> {
    await this.#record(set)
    for (const { draft } of set) this.#idsUnderWay.delete(draft.id)
    this.#busyLanes.delete(lane)
    clearTimeout(this.#patience)
    this.#patience = undefined
    this.#startLanes()
  }

  #take(isWanted: (entry: Waiting) => boolean): Waiting[] {
    const set: Waiting[] = []
    const left: Waiting[] = []
    for (const candidate of this.#waiting) {
      const isTaken = set.length < LARGEST_SET && isWanted(candidate) && !this.#idsUnderWay.has(candidate.draft.id)
      if (isTaken) this.#idsUnderWay.add(candidate.draft.id)
      ;(isTaken ? set : left).push(candidate)
    }
    if (set.length > 0) this.#waiting.splice(0, this.#waiting.length, ...left)
    return set
  }

  async #record(set: readonly Waiting[], attempt = 1): Promise<void> {
    let results: readonly RecordResult[]
    try {
      const drafts = set.map((entry) => entry.draft)
      const stores = await this.#stores.facts([...new Set(drafts.map((draft) => draft.storeId))])
      results = await commitSet(this.#sql, stores, drafts, await this.#signer.key())
    } catch (error) {
      return this.#tryAgain(set, error, attempt)
    }
    for (const [index, entry] of set.entries()) entry.resolve(results[index] as RecordResult)
    try {
      this.onRecorded(results)
    } catch (error) {
      this.onObserverFault(error)
    }
  }

  /** A lost connection says nothing about the sales, so the set stays whole; of anything else one sale may be the cause. */
  async #tryAgain(set: readonly Waiting[], error: unknown, attempt: number): Promise<void> {
    const code = String((error as { code?: unknown }).code)
    if (set.length > 1 && !CONNECTION_CODES.has(code)) {
      const middle = Math.ceil(set.length / 2)
      await this.#record(set.slice(0, middle))
      return this.#record(set.slice(middle))
    }
    if (attempt >= MOST_ATTEMPTS || !(CONNECTION_CODES.has(code) || LOCK_CODES.has(code))) {
      for (const entry of set) entry.reject(error)
      return
    }
    await new Promise((resume) => setTimeout(resume, 20 * 2 ** attempt * Math.random()))
    return this.#record(set, attempt + 1)
  }
}

/** Faults that go away by themselves: a deadlock, a serialization failure, a lock not had in time. */
const LOCK_CODES = new Set(['40P01', '40001', '55P03'])
/** A connection lost or not had, a server that stops or restarts. */
const CONNECTION_CODES = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
])
