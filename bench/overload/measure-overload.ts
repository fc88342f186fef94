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
/** Recovered: nothing is turned away, and answers take no longer than twice what they took before. */
const SLOWER_AT_MOST = 2

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
  const easyMs = p95(before)
  report.add({ what: `at ${EASY * 100} % of it`, measured: `p95 ${easyMs.toFixed(0)} ms` })

  const memory = watchMemory(api.pid)
  const during = await askFor(asking, capacity * TIMES_CAPACITY, OVERLOAD_SECONDS)
  const endedAt = performance.now()
  const after = await askFor(asking, capacity * EASY, EASY_SECONDS + RECOVERED_WITHIN_SECONDS)
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
    measured: `nothing turned away, p95 ≤ ${(easyMs * SLOWER_AT_MOST).toFixed(0)} ms`,
    ratio: seconds,
    atMost: RECOVERED_WITHIN_SECONDS,
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

/** The end of the last stretch of time in which something was turned away or slow, after the overload. */
function secondsUntilEase(answers: readonly Answered[], endedAt: number, easyMs: number): number {
  let easedAt = endedAt
  const windows = Map.groupBy(answers, ({ at }) => Math.floor((at - endedAt) / WINDOW_MS))
  for (const [window, found] of windows) {
    const isUneasy = found.some(({ status }) => status === 0 || status >= 500) || p95(found) > SLOWER_AT_MOST * easyMs
    if (isUneasy) easedAt = Math.max(easedAt, endedAt + (window + 1) * WINDOW_MS)
  }
  return (easedAt - endedAt) / 1000
}

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
