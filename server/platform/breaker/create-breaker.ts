import CircuitBreaker from 'opossum'
import type { Log } from '../log/create-log.ts'
import { messageOf } from '../log/log-lines.ts'

export type BreakerOptions = {
  /** What stands behind it, as the metric and the log call it: `redis`, `smtp`. */
  readonly name: string
  readonly log: Pick<Log, 'info' | 'warning'>
  /** A call that takes longer has failed, whatever becomes of it. */
  readonly timeoutMs: number
  /** How long it is left alone before somebody looks again. */
  readonly resetMs: number
  /** Of the calls of the last ten seconds; beyond this part it opens. */
  readonly failurePercent?: number
  /** Fewer calls than this in ten seconds say nothing yet. */
  readonly leastCalls?: number
  /** An error that is an answer, such as “not found”, is no failure of what stands behind. */
  readonly isFailure?: (error: unknown) => boolean
  /** Looks whether it is back, in place of the next caller, who then never waits for what is still away. */
  readonly probe?: () => Promise<unknown>
}

/** As the metric has it: closed lets everybody through, half open one, open nobody. */
export const BREAKER_STATES = { closed: 0, halfOpen: 1, open: 2 } as const
export type BreakerState = (typeof BREAKER_STATES)[keyof typeof BREAKER_STATES]

export type Breaker = {
  readonly name: string
  readonly state: BreakerState
  /** Does the work, unless what it needs was found to be away: then it throws a BreakerOpenError at once. */
  call<T>(work: () => Promise<T>): Promise<T>
  /** Whoever knows otherwise that it is away, or back, says so. */
  open(reason: unknown): void
  close(): void
  /** Ends its clocks; every call is refused from then on. */
  shutdown(): void
}

/** Thrown in place of a call to what is known to be away. */
export class BreakerOpenError extends Error {
  constructor(name: string, options?: ErrorOptions) {
    super(`${name} does not answer and is left alone for now`, options)
    this.name = 'BreakerOpenError'
  }
}

/** Thrown when a call takes longer than its breaker allows. */
export class BreakerTimeoutError extends Error {
  constructor(name: string, timeoutMs: number) {
    super(`${name} did not answer within ${timeoutMs} ms`)
    this.name = 'BreakerTimeoutError'
  }
}

const FAILURE_PERCENT = 50
const LEAST_CALLS = 5

/**
 * A circuit breaker around whatever this process asks of others: what fails is soon not asked any longer, and found
 * again by itself. Says each change once, both ways.
 */
export function createBreaker(options: BreakerOptions): Breaker {
  const { name, timeoutMs } = options
  const circuit = new CircuitBreaker((work: () => Promise<unknown>) => work(), {
    name,
    timeout: timeoutMs,
    resetTimeout: options.resetMs,
    errorThresholdPercentage: options.failurePercent ?? FAILURE_PERCENT,
    volumeThreshold: options.leastCalls ?? LEAST_CALLS,
    rollingPercentilesEnabled: false,
    enableSnapshots: false,
    errorFilter: (error) => !CircuitBreaker.isOurError(error) && options.isFailure?.(error) === false,
  })
  const reasons = sayChanges(circuit, options)
  if (options.probe !== undefined) {
    const { probe } = options
    // What it says is heard by the circuit.
    circuit.on('halfOpen', () => void circuit.fire(probe).catch(() => {}))
  }
  return {
    name,
    get state() {
      if (circuit.opened) return BREAKER_STATES.open
      return circuit.halfOpen ? BREAKER_STATES.halfOpen : BREAKER_STATES.closed
    },
    async call<T>(work: () => Promise<T>): Promise<T> {
      try {
        return (await circuit.fire(work)) as T
      } catch (error) {
        if (!(error instanceof Error) || !CircuitBreaker.isOurError(error)) throw error
        if ('code' in error && error.code === 'ETIMEDOUT') throw new BreakerTimeoutError(name, timeoutMs)
        throw new BreakerOpenError(name, { cause: error })
      }
    },
    open(reason) {
      if (circuit.isShutdown) return
      reasons.last = reason
      circuit.open()
    },
    close() {
      if (!circuit.isShutdown) circuit.close()
    },
    shutdown: () => circuit.shutdown(),
  }
}

/** A circuit that looks again and is disappointed has not changed for anybody. */
function sayChanges(circuit: CircuitBreaker<[() => Promise<unknown>]>, { name, log }: BreakerOptions) {
  const reasons: { last: unknown } = { last: undefined }
  let isAway = false
  circuit.on('failure', (error) => {
    reasons.last = error
  })
  circuit.on('open', () => {
    if (!isAway) log.warning(`${name} does not answer and is left alone for now: ${messageOf(reasons.last)}`)
    isAway = true
  })
  circuit.on('close', () => {
    if (isAway) log.info(`${name} answers again.`)
    isAway = false
  })
  return reasons
}
