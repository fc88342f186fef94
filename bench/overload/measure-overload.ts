import { setTimeout as sleep } from 'node:timers/promises'
import { type ApiProcess, type Environment, residentMiB } from '../environment.ts'
import { percentile, runLoad } from '../load/http-load.ts'
import type { Report } from '../report.ts'
import { type Answered, KINDS, type Kind, OpenLoad, type Question } from './open-load.ts'
import { questionsOf } from './questions.ts'

const CAPACITY_CONNECTIONS = 32
const CAPACITY_REQUESTS = 4_000
const TIMES_CAPACITY = 4
const OVERLOAD_SECONDS = 60
/** A load that the instance carries with ease, before and after: part of its capacity. */
const EASY = 0.3
const EASY_SECONDS = 10
const WINDOW_MS = 500
const RECOVERED_WITHIN_SECONDS = 5
/**
 * Recovered: nothing is turned away any more, and for so long answers take no longer than twice what they took before. Of
 * reports only that they are answered: they tell of a day that has several times the tickets now.
 */
const SLOWER_AT_MOST = 2
const AT_EASE_MS = 2_000

type Asking = { readonly port: number; readonly question: () => Question }

/**
 * What becomes of an instance that is asked for four times what it can answer, for a minute. The load does not wait for its
 * answers. It shares the two processors with the API and PostgreSQL, so that the capacity is what all three have together.
 */
export async function measureOverload(env: Environment, api: ApiProcess, report: Report): Promise<void> {
  const asking = { port: api.port, question: questionsOf(env.apiToken) }
  await findCapacity(asking)
  const capacity = await findCapacity(asking)
  report.add({ what: 'capacity, all kinds, by clients that wait', measured: `${capacity.toFixed(0)} requests/s` })
  const before = await askFor(asking, capacity * EASY, EASY_SECONDS)
  const easyMs = p95(before.filter(isComparable))
  report.add({ what: `at ${EASY * 100} % of it, without reports`, measured: `p95 ${easyMs.toFixed(0)} ms` })

  const memory = watchMemory(api.pid)
  const overload = askFor(asking, capacity * TIMES_CAPACITY, OVERLOAD_SECONDS)
  await sleep(OVERLOAD_SECONDS * 1000)
  const endedAt = performance.now()
  const after = await askFor(asking, capacity * EASY, EASY_SECONDS + RECOVERED_WITHIN_SECONDS)
  const during = await overload
  const { first, most } = memory.stop()

  for (const kind of KINDS)
    report.add({ what: `${kind}, at four times the capacity`, measured: describe(during, kind) })
  const sales = during.filter(({ kind }) => kind === 'sales')
  const succeeded = sales.filter(({ status }) => status === 201).length / sales.length
  report.add({ what: 'sales that succeed', measured: `${sales.length} asked`, ratio: succeeded, atLeast: 0.99 })
  const shed = during.filter(({ kind, status }) => kind === 'reports' && status === 503).length
  report.add({ what: 'reports turned away', measured: `${shed}`, ratio: shed, atLeast: 1 })
  const faults = during.filter(({ status }) => status >= 500 && status !== 503).length
  report.add({ what: 'faults', measured: `${faults} of ${during.length}`, ratio: faults, atMost: 0 })
  const seconds = secondsUntilEase(after, endedAt, easyMs)
  report.add({
    what: 'seconds until it answers as before',
    measured: `nothing turned away, p95 without reports ≤ ${(easyMs * SLOWER_AT_MOST).toFixed(0)} ms for ${AT_EASE_MS / 1000} s`,
    ratio: seconds,
    atMost: RECOVERED_WITHIN_SECONDS,
  })
  const all = lastUneasy(after, endedAt, p95(before))
  report.add({
    what: 'seconds until the last half second in which anything, reports too, was refused or took twice as long',
    measured: `${all.toFixed(1)} of ${EASY_SECONDS + RECOVERED_WITHIN_SECONDS} s`,
  })
  report.add({
    what: 'resident memory',
    measured: `${first.toFixed(0)} MiB before, ${most.toFixed(0)} at most`,
    ratio: most,
    atMost: 500,
  })
}

/** Answers per second to clients that each wait for theirs: as many as there are answered when nobody goes away. */
async function findCapacity({ port, question }: Asking): Promise<number> {
  const { answers, seconds } = await runLoad({
    port,
    connections: CAPACITY_CONNECTIONS,
    total: CAPACITY_REQUESTS,
    request: () => question().text,
    isSuccess: (status) => status < 300,
  })
  return answers / seconds
}

async function askFor({ port, question }: Asking, perSecond: number, seconds: number): Promise<Answered[]> {
  const answered: Answered[] = []
  const load = new OpenLoad({ port, perSecond, seconds, question, onAnswer: (answer) => answered.push(answer) })
  await load.run()
  return answered
}

const sorted = (answers: readonly Answered[]): Float64Array =>
  Float64Array.from(answers, ({ latencyMs }) => latencyMs).sort()

const p95 = (answers: readonly Answered[]): number => percentile(sorted(answers), 0.95)

function describe(answers: readonly Answered[], wanted: Kind): string {
  const all = answers.filter(({ kind }) => kind === wanted)
  const good = all.filter(({ status }) => status >= 200 && status < 300)
  const shed = all.filter(({ status }) => status === 503)
  const latencies = sorted(good)
  const share = (part: number) => `${((100 * part) / all.length).toFixed(1)} %`
  const times = `p50 ${percentile(latencies, 0.5).toFixed(0)} ms, p95 ${percentile(latencies, 0.95).toFixed(0)} ms`
  const lost = all.length - good.length - shed.length
  return `${all.length} asked, ${share(good.length)} answered (${times}), ${share(shed.length)} turned away, ${lost} lost`
}

/**
 * Until the last request was turned away or lost, and until a stretch begins in which none was slow and after which no other is
 * slow from end to end. By when they were asked.
 */
function secondsUntilEase(answers: readonly Answered[], endedAt: number, easyMs: number): number {
  const askedAfter = ({ at, latencyMs }: Answered) => at - latencyMs - endedAt
  const refused = answers.filter(({ status }) => status < 200 || status >= 300).map(askedAfter)
  const good = answers.filter((answer) => answer.status >= 200 && answer.status < 300 && isComparable(answer))
  const windows = Map.groupBy(good, (answer) => Math.floor(askedAfter(answer) / WINDOW_MS))
  const isSlow = (window: number) => p95(windows.get(window) ?? []) > SLOWER_AT_MOST * easyMs || !windows.has(window)
  const stretch = Array.from({ length: AT_EASE_MS / WINDOW_MS }, (_, index) => index)
  const last = ((EASY_SECONDS + RECOVERED_WITHIN_SECONDS) * 1000) / WINDOW_MS
  let first = 0
  while (first < last && stretch.some((index) => isSlow(first + index))) first += 1
  for (let window = first; window + stretch.length <= last; window += 1) {
    if (stretch.every((index) => isSlow(window + index))) first = window + stretch.length
  }
  return Math.max(first * WINDOW_MS, ...refused) / 1000
}

/** The end of the last window in which something was turned away or slow, of all kinds. */
function lastUneasy(answers: readonly Answered[], endedAt: number, easyMs: number): number {
  const windows = Map.groupBy(answers, ({ at, latencyMs }) => Math.floor((at - latencyMs - endedAt) / WINDOW_MS))
  const uneasy = [...windows].filter(
    ([, found]) => found.some(({ status }) => status < 200 || status >= 300) || p95(found) > SLOWER_AT_MOST * easyMs,
  )
  return (Math.max(-1, ...uneasy.map(([window]) => window)) + 1) * (WINDOW_MS / 1000)
}

const isComparable = ({ kind }: Answered): boolean => kind !== 'reports'

function watchMemory(pid: number) {
  const first = residentMiB(pid)
  let most = first
  const timer = setInterval(() => {
    most = Math.max(most, residentMiB(pid))
  }, 500)
  return {
    stop() {
      clearInterval(timer)
      return { first, most }
    },
  }
}
