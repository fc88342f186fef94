import { readdirSync, readFileSync } from 'node:fs'
import { SCENARIOS } from '../k6/scenarios.ts'
import { play } from '../load/play.ts'
import { describeFailures, describeNames, describeVerdict, judge, type Verdict } from '../load/report-load.ts'
import { type Chain, openChain } from './open-chain.ts'
import { openCleaner } from './open-cleaner.ts'

const GREATEST_GROWTH = 0.05
const MEBIBYTE = 1024 * 1024

/** What all instances together hold at one moment. */
type Sample = {
  readonly atSeconds: number
  readonly residentMiB: number
  readonly heapMiB: number
  readonly handles: number
  readonly connections: number
}
type Measure = Exclude<keyof Sample, 'atSeconds'>

const MEASURES: readonly { readonly of: Measure; readonly what: string; readonly isJudged: boolean }[] = [
  { of: 'residentMiB', what: 'resident memory of the three instances, MiB', isJudged: true },
  // It rises and falls with each collection, so that a mean of some minutes says little.
  { of: 'heapMiB', what: 'of it heap in use, MiB', isJudged: false },
  { of: 'handles', what: 'open file descriptors', isJudged: true },
  { of: 'connections', what: 'connections of PostgreSQL', isJudged: true },
]

/**
 * `npm run load -- soak --minutes 30`: mixed load on a chain of our own; what its instances hold in the last third of the
 * time, beside the third before. Answers whether it stayed as it was.
 */
export async function runSoak(minutes: number): Promise<boolean> {
  const cleaner = openCleaner()
  try {
    console.log('Starting PostgreSQL, Redis, three instances, a worker and nginx …')
    const chain = await openChain(cleaner)
    const users = SCENARIOS.soak.stages[0].users
    const stages = [
      { seconds: 30, users },
      { seconds: minutes * 60, users },
      { seconds: 10, users: 0 },
    ]
    const startedAt = performance.now()
    const samples: Sample[] = []
    const onProgress = async () => void samples.push(await takeSample(chain, (performance.now() - startedAt) / 1000))
    const scenario = { ...SCENARIOS.soak, stages }
    const tally = await play(scenario, { target: chain.target, isSelling: true, onProgress })
    console.log(describeNames(tally))
    if (tally.failed > 0) console.log(describeFailures(tally))
    const verdicts = [...judge(tally, SCENARIOS.soak.thresholds), ...compare(samples, minutes * 60)]
    console.log(`\n${verdicts.map(describeVerdict).join('\n')}`)
    return verdicts.every(({ isKept }) => isKept)
  } finally {
    await cleaner.clean()
  }
}

async function takeSample({ sql, instances }: Chain, atSeconds: number): Promise<Sample> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity where backend_type = 'client backend'`
  const heaps = await Promise.all(instances.map(({ address }) => readHeap(address)))
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return {
    atSeconds,
    residentMiB: sum(instances.map(({ pid }) => residentMiB(pid()))),
    heapMiB: sum(heaps),
    handles: sum(instances.map(({ pid }) => readdirSync(`/proc/${pid()}/fd`).length)),
    connections: row?.count ?? Number.NaN,
  }
}

const residentMiB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024

async function readHeap(address: string): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text()
  return Number(/^nodejs_heap_size_used_bytes\S* (\S+)$/m.exec(text)?.[1] ?? Number.NaN) / MEBIBYTE
}

/** The last third of the load's time beside the one before. */
function compare(samples: readonly Sample[], seconds: number): Verdict[] {
  const third = seconds / 3
  const end = samples.at(-1)?.atSeconds ?? 0
  const meanOf = (measure: Measure, from: number, to: number) => {
    const values = samples.flatMap((sample) =>
      sample.atSeconds > from && sample.atSeconds <= to ? sample[measure] : [],
    )
    return values.reduce((sum, value) => sum + value, 0) / values.length
  }
  return MEASURES.map(({ of: measure, what, isJudged }) => {
    const before = meanOf(measure, end - 2 * third, end - third)
    const last = meanOf(measure, end - third, end)
    const change = last / before - 1
    return {
      what,
      measured: `${before.toFixed(1)} → ${last.toFixed(1)} (${(change * 100).toFixed(1)} %)`,
      wanted: isJudged ? `within ${GREATEST_GROWTH * 100} %` : 'reported',
      isKept: !isJudged || Math.abs(change) <= GREATEST_GROWTH,
    }
  })
}
