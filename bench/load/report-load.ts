import type { Thresholds } from '../k6/scenarios.ts'
import type { Tally } from './tally.ts'

export const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0))
const percent = (share: number): string => `${(share * 100).toFixed(3)} %`

/** One line while it runs. */
export const progressOf = (tally: Tally, users: number): string =>
  [
    `${tally.seconds.toFixed(0).padStart(4)} s`,
    `${String(users).padStart(4)} users`,
    `${tally.requestsPerSecond.toFixed(0).padStart(4)} requests/s`,
    `p95 ${ms(tally.percentileMs(95)).padStart(4)} ms`,
    `failed ${tally.failed}`,
  ].join('   ')

/** What was asked, by kind of request. */
export function describeNames(tally: Tally): string {
  const rows = tally.names.map(
    ({ name, requests, p50Ms, p95Ms, mostMs }) =>
      `    ${name.padEnd(22)}${String(requests).padStart(8)}   p50 ${ms(p50Ms).padStart(5)}   p95 ${ms(p95Ms).padStart(5)}   most ${ms(mostMs).padStart(6)} ms`,
  )
  return rows.join('\n')
}

/** What failed, and why. */
export const describeFailures = (tally: Tally): string =>
  [...tally.failures].map(([what, count]) => `    ${String(count).padStart(6)} × ${what}`).join('\n')

/** Who answered how much. */
export function describeShares(tally: Tally): string {
  const all = [...tally.instances.values()].reduce((sum, count) => sum + count, 0)
  const names = [...tally.instances].sort(([left], [right]) => left.localeCompare(right))
  return names.map(([name, count]) => `${name} ${((count / all) * 100).toFixed(2)} %`).join('   ')
}

/** By how much the share of an instance differs at most from what each would have, as a part of that. */
export function greatestDeviation(tally: Tally): number {
  const counts = [...tally.instances.values()]
  const fair = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return Math.max(...counts.map((count) => Math.abs(count - fair) / fair))
}

export type Verdict = {
  readonly what: string
  readonly measured: string
  readonly wanted: string
  readonly isKept: boolean
}

/** Each threshold beside what was measured. */
export const judge = (tally: Tally, thresholds: Thresholds): Verdict[] => [
  {
    what: 'p95',
    measured: `${ms(tally.percentileMs(95))} ms`,
    wanted: `< ${thresholds.p95Ms} ms`,
    isKept: tally.percentileMs(95) < thresholds.p95Ms,
  },
  {
    what: 'failed requests',
    measured: `${tally.failed} of ${tally.requests} (${percent(tally.failureRate)})`,
    wanted: `< ${percent(thresholds.failureRate)}`,
    isKept: tally.requests > 0 && tally.failureRate < thresholds.failureRate,
  },
  {
    what: 'requests a second',
    measured: tally.requestsPerSecond.toFixed(0),
    wanted: `> ${thresholds.requestsPerSecond}`,
    isKept: tally.requestsPerSecond > thresholds.requestsPerSecond,
  },
]

export const describeVerdict = ({ what, measured, wanted, isKept }: Verdict): string =>
  `${isKept ? '✓' : '✗'} ${what.padEnd(44)}${measured.padEnd(30)}${wanted}`
