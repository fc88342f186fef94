// What is asked of an installation, and what it must keep. Read by k6 and by `npm run load` alike, and so it imports nothing.

/** Within `seconds` the number of people changes evenly to `users`. */
export type Stage = { readonly seconds: number; readonly users: number }

/** What a run must keep. */
export type Thresholds = {
  /** 95 of 100 answers come within this time. */
  readonly p95Ms: number
  /** Of all requests, the share that may fail. */
  readonly failureRate: number
  /** On average, over the whole run. */
  readonly requestsPerSecond: number
}

/** How many in a hundred people are of each kind; see `people.ts`. */
export type Crowd = {
  readonly program: number
  readonly till: number
  readonly clerk: number
  readonly manager: number
}

export type Scenario = {
  readonly what: string
  readonly stages: readonly Stage[]
  readonly crowd: Crowd
  readonly thresholds: Thresholds
}

/** As people make between two requests. */
export const PAUSE_SECONDS = { least: 1, most: 3 }

const PROGRAMS: Crowd = { program: 100, till: 0, clerk: 0, manager: 0 }
/** Half of a chain's requests are its tills’; the rest looks things up, and some read reports. */
const SHOPS: Crowd = { program: 20, till: 45, clerk: 30, manager: 5 }
const THRESHOLDS: Thresholds = { p95Ms: 500, failureRate: 0.001, requestsPerSecond: 100 }
/** A few people alone do not make a hundred requests a second. */
const FEW: Thresholds = { ...THRESHOLDS, requestsPerSecond: 1 }

const MINUTE = 60

export const SCENARIOS = {
  smoke: {
    what: 'five people for half a minute: does everything answer?',
    stages: [
      { seconds: 5, users: 5 },
      { seconds: 25, users: 5 },
    ],
    crowd: PROGRAMS,
    thresholds: FEW,
  },
  staged: {
    what: '100, then 500, then 1,000 people, and back to none',
    stages: [
      { seconds: 2 * MINUTE, users: 100 },
      { seconds: 3 * MINUTE, users: 500 },
      { seconds: 2 * MINUTE, users: 1000 },
      { seconds: 3 * MINUTE, users: 1000 },
      { seconds: 2 * MINUTE, users: 0 },
    ],
    crowd: PROGRAMS,
    thresholds: THRESHOLDS,
  },
  spike: {
    what: 'a quiet shop, then 800 people within ten seconds, then quiet again',
    stages: [
      { seconds: 20, users: 50 },
      { seconds: 10, users: 800 },
      { seconds: MINUTE, users: 800 },
      { seconds: 10, users: 50 },
      { seconds: 30, users: 50 },
    ],
    crowd: PROGRAMS,
    thresholds: THRESHOLDS,
  },
  soak: {
    what: 'a busy day that does not end: 200 people for half an hour',
    stages: [
      { seconds: 30, users: 200 },
      { seconds: 30 * MINUTE, users: 200 },
      { seconds: 15, users: 0 },
    ],
    crowd: SHOPS,
    thresholds: { ...THRESHOLDS, requestsPerSecond: 80 },
  },
  chain: {
    what: 'tills that sell, clerks who look things up, managers who read reports: up to 1,000 people',
    stages: [
      { seconds: 15, users: 100 },
      { seconds: 20, users: 500 },
      { seconds: 20, users: 1000 },
      { seconds: 2 * MINUTE, users: 1000 },
      { seconds: 10, users: 0 },
    ],
    crowd: SHOPS,
    thresholds: THRESHOLDS,
  },
} as const satisfies Record<string, Scenario>

export type ScenarioName = keyof typeof SCENARIOS

export const secondsOf = (stages: readonly Stage[]): number => stages.reduce((sum, { seconds }) => sum + seconds, 0)

/** How many people there are this long after the beginning. */
export function usersAt(stages: readonly Stage[], seconds: number): number {
  let from = { at: 0, users: 0 }
  for (const stage of stages) {
    const at = from.at + stage.seconds
    if (seconds < at) return Math.round(from.users + ((stage.users - from.users) * (seconds - from.at)) / stage.seconds)
    from = { at, users: stage.users }
  }
  return from.users
}
