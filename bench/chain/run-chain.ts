import { setTimeout as sleep } from 'node:timers/promises'
import { SCENARIOS } from '../k6/scenarios.ts'
import { PeopleAtWork } from '../load/people-at-work.ts'
import { learnShops, play } from '../load/play.ts'
import {
  describeFailures,
  describeNames,
  describeShares,
  describeVerdict,
  greatestDeviation,
  judge,
  ms,
  type Verdict,
} from '../load/report-load.ts'
import { Tally } from '../load/tally.ts'
import { checkKept } from './check-kept.ts'
import { KILL, makeFaults, NO_REDIS, type Phase, POSTGRES, ROLLING_UPDATE } from './make-faults.ts'
import { type Chain, openChain } from './open-chain.ts'
import { openCleaner } from './open-cleaner.ts'

/** Under faults there are fewer people than at the peak: what is measured is what fails, on a machine that also starts instances. */
const USERS_UNDER_FAULTS = 300
const BROKEN_MS = 5_000
const WATCHED_MS = 8_000
const SETTLING_MS = 5_000
const GREATEST_DEVIATION = 0.05

/**
 * `npm run load -- chain`: three instances behind nginx, with Redis and PostgreSQL, on this machine. The staged load up to a
 * thousand people, then what can go wrong, under load. Answers whether everything was kept.
 */
export async function runChain(): Promise<boolean> {
  const cleaner = openCleaner()
  try {
    console.log('Starting PostgreSQL, Redis, three instances, a worker and nginx …')
    const chain = await openChain(cleaner)
    const acknowledged = new Set<string>()
    const verdicts = [...(await measureStages(chain, acknowledged)), ...(await measureFaults(chain, acknowledged))]
    console.log(`\n${verdicts.map(describeVerdict).join('\n')}`)
    return verdicts.every(({ isKept }) => isKept)
  } finally {
    await cleaner.clean()
  }
}

async function measureStages(chain: Chain, acknowledged: Set<string>): Promise<Verdict[]> {
  const scenario = SCENARIOS.chain
  console.log(`\n${scenario.what}`)
  const onSale = (id: string) => void acknowledged.add(id)
  const tally = await play(scenario, { target: chain.target, isSelling: true, onSale })
  console.log(`${describeNames(tally)}\n    ${describeShares(tally)}`)
  if (tally.failed > 0) console.log(describeFailures(tally))
  const deviation = greatestDeviation(tally)
  return [
    ...judge(tally, scenario.thresholds),
    {
      what: 'each instance answered its third',
      measured: `within ${(deviation * 100).toFixed(2)} %`,
      wanted: `within ${GREATEST_DEVIATION * 100} %`,
      isKept: tally.instances.size === chain.instances.length && deviation <= GREATEST_DEVIATION,
    },
  ]
}

async function measureFaults(chain: Chain, acknowledged: Set<string>): Promise<Verdict[]> {
  console.log(`\nWhat can go wrong, with ${USERS_UNDER_FAULTS} people`)
  let counted = new Tally()
  const countIn = (next: Tally) => {
    const before = counted
    counted = next
    return before
  }
  const people = new PeopleAtWork({
    target: chain.target,
    shops: await learnShops(chain.target),
    crowd: SCENARIOS.chain.crowd,
    isSelling: true,
    tally: () => counted,
    onSale: (id) => void acknowledged.add(id),
  })
  people.want(USERS_UNDER_FAULTS)
  await sleep(SETTLING_MS)
  const order = [KILL, NO_REDIS, POSTGRES, ROLLING_UPDATE]
  const phases = await makeFaults(order, { chain, countIn, brokenMs: BROKEN_MS, watchedMs: WATCHED_MS })
  await people.end()
  for (const phase of phases) console.log(describePhase(phase))
  const kept = await checkKept(chain, acknowledged)
  console.log(`    ${kept.acknowledged} sales acknowledged, ${kept.recorded} recorded`)
  return [
    ...phases.map(judgePhase),
    {
      what: 'acknowledged sales lost, sales doubled',
      measured: `${kept.lost}, ${kept.doubled}`,
      wanted: '0, 0',
      isKept: kept.lost === 0 && kept.doubled === 0,
    },
    { what: 'comptoir verify', measured: kept.verdict, wanted: '', isKept: kept.agrees },
  ]
}

function describePhase({ name, tally, recoverySeconds, restoredSeconds }: Phase): string {
  const times = `last failure after ${recoverySeconds.toFixed(1)} s, as before after ${restoredSeconds.toFixed(1)} s`
  const line = `  ${name}: ${tally.requests} requests, ${tally.failed} failed; p95 ${ms(tally.percentileMs(95))} ms; ${times}`
  return tally.failed === 0 ? line : `${line}\n${describeFailures(tally)}`
}

function judgePhase({ name, tally, failureRate }: Phase): Verdict {
  const measured = `${tally.failed} of ${tally.requests} failed`
  if (failureRate === undefined) return { what: name, measured, wanted: 'reported', isKept: true }
  const wanted = failureRate === 0 ? 'none' : `< ${failureRate * 100} %`
  const isKept = failureRate === 0 ? tally.failed === 0 : tally.failureRate < failureRate
  return { what: name, measured, wanted, isKept }
}
