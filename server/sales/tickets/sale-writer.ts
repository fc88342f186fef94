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

type Trial = {
  /** How long a lock is waited for, in milliseconds. */
  readonly lockMs: number
  /** Takes the sales that wait for a lock, to be tried again once all others are answered. */
  readonly heldUp: Waiting[]
}

/** More in one transaction gains little and makes the first wait for the last. */
const LARGEST_SET = 128
/**
 * Sets under way at once: while the database writes one, the other is composed. Each has stores of its own, since two that
 * hold a till or an article of one store would wait for each other.
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
const LOCK_MS = 2_000
/** Where a set has waited for a lock in vain, its parts only find out which of them need it. */
const KNOWN_LOCK_MS = 100
/** What waits for a lock is told to come again after this time: a till or a proxy waits for half a minute. */
const GIVE_UP_MS = 12_000
/** More than this many waiting means that the database does not keep up: better to say so than to let memory grow. */
const MOST_WAITING = 10_000

const isOwn = ({ draft }: Waiting, lane: number) => draft.storeId % LANES === lane

/**
 * Group commit. A sale that arrives while nothing is under way is written at once; those that arrive meanwhile share the
 * next transaction. Each caller is answered after the commit that holds its sale. A set that fails is taken apart and tried
 * again, so one bad sale harms no other, and those that wait for a lock are tried again after all others. Two drafts with one
 * id are never under way together, so the second finds the first.
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
  /** Of which stores each holds sales that are not answered. */
  readonly #storesOfLanes = new Map<number, ReadonlySet<number>>()
  #patience: NodeJS.Timeout | undefined
  onRecorded: (results: readonly RecordResult[]) => void = () => {}
  /** Told of what `onRecorded` throws: the sales are recorded all the same, and the writer goes on. */
  onObserverFault: (error: unknown) => void = () => {}

  constructor(sql: Sql, stores: StoreDirectory, signer: JournalSigner) {
    this.#sql = sql
    this.#stores = stores
    this.#signer = signer
  }

  /** @throws not_ready when too many sales wait already, a lock stays taken, or the database out of reach. */
  submit(draft: RecordDraft): Promise<RecordResult> {
    if (this.#waiting.length >= MOST_WAITING) return Promise.reject(busy())
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
   * Where many wait, each free lane takes what is of its own stores; of any, when there is none of those. Few go together, and
   * not beside others unless these take too long: then at once, for as long as they do. What is sold in a store that is under
   * way waits outside: it would wait for the same locks, in the last free lane.
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
    const underWay = new Set([...this.#storesOfLanes.values()].flatMap((stores) => [...stores]))
    const set = this.#take((entry) => isWanted(entry) && !underWay.has(entry.draft.storeId))
    if (set.length === 0) return
    this.#busyLanes.set(lane, performance.now())
    this.#storesOfLanes.set(lane, storesOf(set))
    void this.#runLane(lane, set)
  }

  #waitPatiently(): void {
    this.#patience ??= setTimeout(() => {
      this.#patience = undefined
      this.#startLanes()
    }, PATIENCE_MS)
  }

  /** A set, and then whatever of it waits for a lock, until it has it or has waited too long. */
  async #runLane(lane: number, set: readonly Waiting[]): Promise<void> {
    const giveUpAt = performance.now() + GIVE_UP_MS
    let left = await this.#recordParts([set], { lockMs: LOCK_MS, heldUp: [] })
    for (let round = 1; left.length > 0 && performance.now() < giveUpAt; round += 1) {
      this.#storesOfLanes.set(lane, storesOf(left))
      this.#startLanes()
      await pauseBefore(round)
      const parts = partsOf(left, registerOf)
      left = await this.#recordParts(parts, { lockMs: Math.max(KNOWN_LOCK_MS, LOCK_MS / parts.length), heldUp: [] })
    }
    this.#refuse(left, busy())
    this.#busyLanes.delete(lane)
    this.#storesOfLanes.delete(lane)
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

  /** One part after the other. What a register made after something that waits, waits behind it. */
  async #recordParts(parts: readonly (readonly Waiting[])[], trial: Trial): Promise<readonly Waiting[]> {
    const { heldUp } = trial
    for (const part of parts) {
      const heldRegisters = new Set(heldUp.map(registerOf))
      const isBehind = (entry: Waiting) => heldRegisters.has(registerOf(entry))
      heldUp.push(...part.filter(isBehind))
      const rest = part.filter((entry) => !isBehind(entry))
      if (rest.length > 0) await this.#record(rest, trial)
    }
    return heldUp
  }

  async #record(set: readonly Waiting[], trial: Trial, attempt = 1): Promise<void> {
    let results: readonly RecordResult[]
    try {
      const drafts = set.map((entry) => entry.draft)
      const stores = await this.#stores.facts([...storesOf(set)])
      results = await commitSet(this.#sql, stores, drafts, { key: await this.#signer.key(), lockMs: trial.lockMs })
    } catch (error) {
      return this.#tryAgain(set, error, trial, attempt)
    }
    for (const [index, entry] of set.entries()) {
      this.#idsUnderWay.delete(entry.draft.id)
      entry.resolve(results[index] as RecordResult)
    }
    try {
      this.onRecorded(results)
    } catch (error) {
      this.onObserverFault(error)
    }
  }

  /** A lost connection says nothing about the sales, so the set stays whole; of anything else one sale may be the cause. */
  async #tryAgain(set: readonly Waiting[], error: unknown, trial: Trial, attempt: number): Promise<void> {
    const code = String((error as { code?: unknown }).code)
    const isLost = CONNECTION_CODES.has(code)
    if (isLost && attempt < MOST_ATTEMPTS) {
      await pauseBefore(attempt)
      return this.#record(set, trial, attempt + 1)
    }
    if (LOCK_CODES.has(code)) return this.#findHeldUp(set, trial)
    if (isLost || set.length === 1) return this.#refuse(set, error)
    const middle = Math.ceil(set.length / 2)
    await this.#recordParts([set.slice(0, middle), set.slice(middle)], trial)
  }

  /** Stores, and mostly registers too, wait for no lock of one another; what one register made stays together, in its order. */
  async #findHeldUp(set: readonly Waiting[], trial: Trial): Promise<void> {
    const stores = partsOf(set, ({ draft }) => draft.storeId)
    const parts = stores.length > 1 ? stores : partsOf(set, registerOf)
    if (parts.length === 1) trial.heldUp.push(...set)
    else await this.#recordParts(parts, { ...trial, lockMs: KNOWN_LOCK_MS })
  }

  #refuse(set: readonly Waiting[], error: unknown): void {
    for (const entry of set) {
      this.#idsUnderWay.delete(entry.draft.id)
      entry.reject(error)
    }
  }
}

/** What waits for a lock in vain contradicts nothing: it can be sent again, as it is. */
const busy = () => platformErrors.not_ready({ retryAfterSeconds: 1 })

const storesOf = (set: readonly Waiting[]): ReadonlySet<number> => new Set(set.map(({ draft }) => draft.storeId))

const registerOf = ({ draft }: Waiting): string => `${draft.storeId} ${draft.registerId}`

const partsOf = (set: readonly Waiting[], nameOf: (entry: Waiting) => unknown): readonly (readonly Waiting[])[] => [
  ...Map.groupBy(set, nameOf).values(),
]

/** At random, so that two who stood in each other's way do not meet again; longer each time. */
const pauseBefore = (attempt: number): Promise<void> =>
  new Promise((resume) => setTimeout(resume, 20 * 2 ** Math.min(attempt, MOST_ATTEMPTS) * Math.random()))

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
