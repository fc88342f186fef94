import { type AppError, platformErrors } from './errors.ts'

/** Runs a piece of work when its turn has come. @throws not_ready, or what the gate says instead, when too many wait */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>

export type GateOptions = {
  readonly atOnce: number
  readonly waiting: number
  readonly refuse?: () => AppError
}

const notReady = () => platformErrors.not_ready({ retryAfterSeconds: 1 })

/**
 * Makes a gate through which at most `atOnce` pieces of work pass at a time. The others wait in order; when `waiting`
 * of them wait already, one more is refused rather than kept for an answer that would come too late.
 */
export function createGate({ atOnce, waiting, refuse = notReady }: GateOptions): Gate {
  const queue: (() => void)[] = []
  let running = 0

  return async function runBounded<T>(work: () => Promise<T>): Promise<T> {
    if (running === atOnce) {
      if (queue.length >= waiting) throw refuse()
      // Whoever finishes hands over the place, so `running` does not change.
      await new Promise<void>((resolve) => queue.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
