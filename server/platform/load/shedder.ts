import { createGate, type Gate } from '../create-gate.ts'
import { type AppError, platformErrors } from '../errors.ts'
import type { Route } from '../http/route.ts'
import { kindOf, type LoadKind } from './load-kinds.ts'
import { LoadMeter, type LoadMeterOptions } from './load-meter.ts'

export type ShedderOptions = LoadMeterOptions & {
  /** False: the pressure is measured, and only reports that wait too long are turned away. */
  readonly shedsLoad: boolean
  /** Told of each request that is turned away. */
  readonly onShed: (kind: LoadKind) => void
}

/** A third of the pool: whatever reports are asked for, other requests find connections. */
const REPORTS_PART = 1 / 3
/** More than these would wait longer than anybody does. */
const WAITING_REPORTS = 60
/** Seconds after which to come back; up to twice as many, so that not all come back at once. */
const RETRY_AFTER_SECONDS: Readonly<Record<LoadKind, number>> = { reports: 5, reads: 2, writes: 1, sales: 1 }

/**
 * Turns requests away before the process collapses under them: what can wait first, what must not last. It says so at
 * once, since a request that waits costs memory and is given up by its client in the end.
 */
export class Shedder {
  readonly #meter: LoadMeter
  readonly #shedsLoad: boolean
  readonly #onShed: (kind: LoadKind) => void
  /** Runs what reads a report when its turn has come; overloaded when too many wait. */
  readonly reportInTurn: Gate

  constructor({ poolSize, shedsLoad, onShed, ...meter }: ShedderOptions) {
    this.#meter = new LoadMeter({ ...meter, poolSize })
    this.#shedsLoad = shedsLoad
    this.#onShed = onShed
    const atOnce = Math.max(1, Math.floor(poolSize * REPORTS_PART))
    this.reportInTurn = createGate({
      atOnce,
      waiting: WAITING_REPORTS,
      refuse: () => this.#turnAway('reports'),
    })
  }

  /** From 0, at ease, to 1, where nothing more is taken in. */
  get pressure(): number {
    return this.#meter.pressure.value
  }

  /** Why this request is not answered now; null: it is. */
  refuse(route: Route): AppError | null {
    this.#meter.note()
    const kind = kindOf(route)
    return this.#shedsLoad && this.#meter.pressure.turnsAway(kind) ? this.#turnAway(kind) : null
  }

  /** Counts a request that is being answered. */
  track<T>(work: Promise<T>): Promise<T> {
    return this.#meter.track(work)
  }

  close(): void {
    this.#meter.close()
  }

  #turnAway(kind: LoadKind): AppError {
    this.#onShed(kind)
    const seconds = RETRY_AFTER_SECONDS[kind]
    return platformErrors.overloaded({ retryAfterSeconds: seconds + Math.floor(Math.random() * (seconds + 1)) })
  }
}
