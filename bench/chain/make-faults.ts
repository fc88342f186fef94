import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../test/harness/processes.ts'
import { Tally } from '../load/tally.ts'
import type { Chain, Instance } from './open-chain.ts'

/** What happened while something was wrong, and afterwards. */
export type Phase = {
  readonly name: string
  readonly tally: Tally
  /** The greatest share of requests that may fail; undefined: any. */
  readonly failureRate?: number
  /** Seconds from the fault until nothing failed any more, and until everything was as before. */
  readonly recoverySeconds: number
  readonly restoredSeconds: number
}

export type FaultsOptions = {
  readonly chain: Chain
  /** What is asked from now on is counted here; answers where it was counted before. */
  countIn(tally: Tally): Tally
  /** How long something stays broken, and is watched once it is whole. */
  readonly brokenMs: number
  readonly watchedMs: number
}

type Fault = Pick<Phase, 'name' | 'failureRate'> & {
  /** Breaks something and mends it. */
  happen(options: FaultsOptions, tally: Tally): Promise<void>
}

/** While one of three is away, 1 in 1,000 may fail; nothing may while instances are replaced. */
const KILLED_RATE = 0.001

export const KILL: Fault = {
  name: 'an instance killed with -9, and started again',
  failureRate: KILLED_RATE,
  async happen({ chain, brokenMs }, tally) {
    const killed = chain.instances[1] as Instance
    await killed.kill()
    await sleep(brokenMs)
    const before = tally.instances.get(killed.name) ?? 0
    await killed.start()
    await until(() => (tally.instances.get(killed.name) ?? 0) > before)
  },
}

export const NO_REDIS: Fault = {
  name: 'Redis ended, and started again',
  failureRate: 0,
  async happen({ chain, brokenMs }) {
    await chain.redis.kill()
    await sleep(brokenMs)
    await chain.redis.start()
  },
}

export const POSTGRES: Fault = {
  name: 'PostgreSQL restarted',
  async happen({ chain }) {
    await chain.restartPostgres()
    await until(async () => (await fetch(`${chain.target.url}/health`).catch(() => null))?.status === 200)
  },
}

export const ROLLING_UPDATE: Fault = {
  name: 'a rolling update of all three',
  failureRate: 0,
  async happen({ chain }, tally) {
    const answered = ({ name }: Instance) => tally.instances.get(name) ?? 0
    const before = new Map<Instance, number>()
    // As soon as one is ready, whether or not the balancer knows it yet, the next one leaves.
    for (const instance of chain.instances) {
      await instance.stop()
      before.set(instance, answered(instance))
      await instance.start()
    }
    await until(() => chain.instances.every((instance) => answered(instance) > Number(before.get(instance))))
  },
}

/** Lets one thing after the other go wrong under load, and counts what came of each. */
export async function makeFaults(faults: readonly Fault[], options: FaultsOptions): Promise<Phase[]> {
  const phases: Phase[] = []
  // What is under way when something goes wrong counts for that, and nothing that was asked before.
  const beginCounting = async (tally: Tally) => {
    const before = options.countIn(tally)
    await until(() => before.underWay === 0)
  }
  for (const { name, failureRate, happen } of faults) {
    const tally = new Tally()
    await beginCounting(tally)
    const brokenAt = tally.seconds
    await happen(options, tally)
    const restoredSeconds = tally.seconds - brokenAt
    await sleep(options.watchedMs)
    tally.end()
    phases.push({
      name,
      tally,
      failureRate,
      restoredSeconds,
      get recoverySeconds() {
        return Math.max(0, (tally.failingSeconds ?? 0) - brokenAt)
      },
    })
  }
  await beginCounting(new Tally())
  return phases
}
