import type { ApiEntry, BusinessEntry, Log } from '../../server/platform/log/create-log.ts'

/** A log that keeps what it is told, so that tests can look at it. */
export type TestLog = Log & {
  readonly requests: readonly ApiEntry[]
  readonly operations: readonly BusinessEntry[]
  /** Faults of ours, each of which answered 500. They are printed too: a test rarely expects one. */
  readonly faults: readonly unknown[]
}

export function createTestLog(): TestLog {
  const requests: ApiEntry[] = []
  const operations: BusinessEntry[] = []
  const faults: unknown[] = []
  const fail = (error: unknown) => {
    faults.push(error)
    console.error(error)
  }
  return {
    requests,
    operations,
    faults,
    api: (entry) => requests.push(entry),
    business: (entry) => operations.push(entry),
    debug() {},
    info() {},
    warning() {},
    error: fail,
    critical: fail,
    async flush() {},
  }
}
