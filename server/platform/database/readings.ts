import { BREAKER_STATES, type BreakerState } from '../breaker/create-breaker.ts'
import type { Log } from '../log/create-log.ts'
import { TimeoutError, within } from '../within.ts'
import { DatabaseError, type Sql } from './value-types.ts'

/** What was read, and up to when all that was committed is in it. */
export type Reading<T> = { readonly result: T; readonly asOf: Date }

type Work<T> = (sql: Sql, asOf: Date) => Promise<T>

/**
 * Where long readings go: to a replica that is fresh enough, while there is one, and to the primary otherwise. The work
 * may be done twice, once on each, so it changes nothing.
 */
export type Readings = {
  /** @param work is handed the moment too, for what it writes about itself. */
  read<T>(work: Work<T>): Promise<Reading<T>>
  /**
   * How long ago the moment is up to which the replica was last known to hold everything. It grows while the replica does
   * not answer. null: there is no replica.
   */
  lagSeconds(): Promise<number | null>
  close(): Promise<void>
}

export type ReplicaOptions = {
  readonly primary: Sql
  readonly replica: Sql
  /** What is older is read from the primary. */
  readonly maxLagMs: number
  readonly log: Pick<Log, 'warning'>
}

/** Readings of an installation without a replica. */
export const readingsOfPrimary = (primary: Sql): Readings => ({
  read: (work) => readFrom(primary, work),
  lagSeconds: async () => null,
  close: async () => {},
})

/** Readings of a replica, whose pool is closed with them. */
export function readingsOfReplica(options: ReplicaOptions): Readings & { state(): BreakerState } {
  const { primary, replica, log } = options
  const watch = new ReplicaWatch(options)
  return {
    async read(work) {
      const asOf = await watch.freshness()
      if (asOf === null) return readFrom(primary, work)
      try {
        return { result: await work(replica, asOf), asOf }
      } catch (error) {
        if (!isReplicasOwn(error)) throw error
        watch.distrust()
        log.warning(`The replica failed, the primary answers: ${String(error)}`)
        return readFrom(primary, work)
      }
    },
    lagSeconds: () => watch.lagSeconds(),
    close: () => replica.end({ timeout: 1 }),
    state: () => watch.state,
  }
}

async function readFrom<T>(sql: Sql, work: Work<T>): Promise<Reading<T>> {
  const asOf = new Date()
  return { result: await work(sql, asOf), asOf }
}

/** SQLSTATE of a statement that was cancelled for taking too long: it would take as long on the primary. */
const QUERY_CANCELED = '57014'

/** What the line to a server answers by itself. */
const LINE_CODES = /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|CONNECT\w*|CONNECTION_\w+)$/

/** A refusal is the same everywhere, and so is a statement that takes too long. */
function isReplicasOwn(error: unknown): boolean {
  if (error instanceof DatabaseError) return error.code !== QUERY_CANCELED
  return error instanceof Error && 'code' in error && LINE_CODES.test(String(error.code))
}

/** One look serves everybody who asks meanwhile, and for so long after. */
const LOOK_MS = 500
const PATIENCE_MS = 1_000
/** A replica that failed is left alone for a while. */
const DISTRUST_MS = 5_000
const SAMPLES_MAX = 240

type Sample = { readonly position: bigint; readonly at: number }
type ReplicaRow = { is_replica: boolean; position: string | null; replayed_at: number | null }

/**
 * Knows how fresh a replica is without a clock of its own and without writing anything: it notes where the primary's log
 * stood at which moment, and finds the latest of these positions that the replica has replayed. A replica that has
 * replayed the primary's last position lacks nothing, however long nothing was written.
 */
class ReplicaWatch {
  readonly #options: ReplicaOptions
  #samples: Sample[] = []
  #looking: Promise<Date | null> | null = null
  #lookedAt = Number.NEGATIVE_INFINITY
  #distrustedUntil = Number.NEGATIVE_INFINITY
  /** What was said last of why it is not used: each reason is logged once until it changes. */
  #complaint = ''
  /** Of a replica that has never answered: since when it was waited for. */
  #completeUpTo = Date.now()

  constructor(options: ReplicaOptions) {
    this.#options = options
  }

  distrust(): void {
    this.#distrustedUntil = performance.now() + DISTRUST_MS
    this.#looking = null
  }

  async lagSeconds(): Promise<number> {
    await this.freshness()
    return Math.max(0, Date.now() - this.#completeUpTo) / 1000
  }

  /** Open while it is left alone for having failed, half open while it is looked at and not read. */
  get state(): BreakerState {
    if (performance.now() < this.#distrustedUntil) return BREAKER_STATES.open
    return this.#complaint === '' ? BREAKER_STATES.closed : BREAKER_STATES.halfOpen
  }

  /** Up to when everything is there; null when the replica is not to be read. */
  freshness(): Promise<Date | null> {
    const now = performance.now()
    if (now < this.#distrustedUntil) return Promise.resolve(null)
    if (this.#looking === null || now - this.#lookedAt > LOOK_MS) {
      this.#lookedAt = now
      this.#looking = this.#look()
    }
    return this.#looking
  }

  async #look(): Promise<Date | null> {
    const { maxLagMs } = this.#options
    try {
      const at = await within(PATIENCE_MS, this.#findFreshness())
      if (at === null) return this.#complain('it is no replica')
      this.#completeUpTo = Math.max(this.#completeUpTo, at)
      if (Date.now() - at > maxLagMs) return this.#complain(`it is more than ${maxLagMs / 1000} s behind`)
      this.#complaint = ''
      return new Date(at)
    } catch (error) {
      this.distrust()
      return this.#complain(error instanceof TimeoutError ? 'it does not answer' : String(error))
    }
  }

  #complain(reason: string): null {
    if (reason !== this.#complaint) this.#options.log.warning(`DATABASE_REPLICA_URL is not read: ${reason}.`)
    this.#complaint = reason
    return null
  }

  async #findFreshness(): Promise<number | null> {
    const { primary, replica } = this.#options
    const at = Date.now()
    // The primary first: what the replica has replayed afterwards holds at least this.
    const [here] = await primary<{ position: string }[]>`select (pg_current_wal_lsn() - '0/0')::text as position`
    if (here !== undefined) this.#samples.push({ position: BigInt(here.position), at })
    const [there] = await replica<ReplicaRow[]>`
      select pg_is_in_recovery() as is_replica, (pg_last_wal_replay_lsn() - '0/0')::text as position,
        extract(epoch from pg_last_xact_replay_timestamp())::float8 * 1000 as replayed_at`
    if (there?.is_replica !== true || there.position === null) return null
    const replayed = BigInt(there.position)
    const reached = this.#samples.findLastIndex((sample) => sample.position <= replayed)
    // Earlier ones will never be asked for again.
    if (reached > 0) this.#samples = this.#samples.slice(reached)
    const sampledAt = reached === -1 ? 0 : (this.#samples[0]?.at ?? 0)
    // The first is the one that was reached last, or will be reached first.
    if (this.#samples.length > SAMPLES_MAX) this.#samples.splice(1, 1)
    // The primary's own clock, when it committed what was replayed last: all that came before is there.
    return Math.max(sampledAt, Math.min(there.replayed_at ?? 0, at))
  }
}
