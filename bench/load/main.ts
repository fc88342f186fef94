import { parseArgs } from 'node:util'
import { missingForChain, openChain } from '../chain/open-chain.ts'
import { openCleaner } from '../chain/open-cleaner.ts'
import { runChain } from '../chain/run-chain.ts'
import { runSoak } from '../chain/run-soak.ts'
import { SCENARIOS, type Scenario, type ScenarioName } from '../k6/scenarios.ts'
import type { Target } from './people-at-work.ts'
import { play } from './play.ts'
import { describeFailures, describeNames, describeShares, describeVerdict, judge } from './report-load.ts'

/**
 * `npm run load -- SCENARIO`: the scenarios of k6 without k6. With `--url` and `--token` against an installation, which is only
 * read unless `--sell` is said; otherwise against a chain that it starts itself.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string' },
    token: { type: 'string' },
    sell: { type: 'boolean', default: false },
    shorten: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '30' },
  },
})
process.channel?.unref()
process.exitCode = await run(positionals[0] ?? '')

async function run(name: string): Promise<number> {
  if (!isScenario(name)) return explain()
  if (values.url !== undefined) {
    const target = { url: values.url.replace(/\/+$/, ''), token: values.token ?? '' }
    return statusOf(await playAndJudge(SCENARIOS[name], target, values.sell))
  }
  const missing = missingForChain()
  if (missing !== null) {
    console.error(missing)
    return 2
  }
  if (name === 'chain') return statusOf(await runChain())
  if (name === 'soak') return statusOf(await runSoak(Number(values.minutes)))
  const cleaner = openCleaner()
  try {
    const { target } = await openChain(cleaner)
    return statusOf(await playAndJudge(SCENARIOS[name], target, true))
  } finally {
    await cleaner.clean()
  }
}

function isScenario(name: string): name is ScenarioName {
  return Object.hasOwn(SCENARIOS, name)
}

function statusOf(isKept: boolean): number {
  return isKept ? 0 : 1
}

function explain(): number {
  const rows = Object.entries(SCENARIOS).map(([name, { what }]) => `  ${name.padEnd(8)}${what}`)
  console.error(
    [
      'npm run load -- SCENARIO [--url https://… --token …] [--sell] [--shorten 8] [--minutes 30]',
      ...rows,
      'Without --url it starts a chain of its own, with nginx and Redis; `chain` then also lets things go wrong,',
      'and `soak` watches memory, handles and connections.',
    ].join('\n'),
  )
  return 2
}

async function playAndJudge(scenario: Scenario, target: Target, isSelling: boolean): Promise<boolean> {
  console.log(scenario.what)
  const shorter = Number(values.shorten)
  const stages = scenario.stages.map(({ seconds, users }) => ({ seconds: seconds / shorter, users }))
  const tally = await play({ ...scenario, stages }, { target, isSelling })
  console.log(`${describeNames(tally)}\n    ${describeShares(tally)}`)
  if (tally.failed > 0) console.log(describeFailures(tally))
  const verdicts = judge(tally, scenario.thresholds)
  console.log(`\n${verdicts.map(describeVerdict).join('\n')}`)
  return verdicts.every(({ isKept }) => isKept)
}
