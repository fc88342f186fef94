import { setTimeout as sleep } from 'node:timers/promises'
import { readShops, SHOP_PAGES, type Shops } from '../k6/people.ts'
import { type Scenario, secondsOf, usersAt } from '../k6/scenarios.ts'
import { PeopleAtWork, type Target } from './people-at-work.ts'
import { progressOf } from './report-load.ts'
import { Tally } from './tally.ts'

const STEP_MS = 200
const PROGRESS_SECONDS = 10

export type PlayOptions = {
  readonly target: Target
  readonly isSelling: boolean
  onSale?(id: string): void
  /** Called at each progress line, for what is measured beside. */
  onProgress?(): void | Promise<void>
}

/** Asks an installation what there is to ask for. */
export async function learnShops({ url, token }: Target): Promise<Shops> {
  const [stores, products] = await Promise.all(
    SHOP_PAGES.map(async (path) => {
      const answer = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } })
      if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`)
      return answer.json()
    }),
  )
  return readShops(stores, products)
}

/** Plays a scenario against an installation, with a line now and then; answers what was counted. */
export async function play(scenario: Scenario, options: PlayOptions): Promise<Tally> {
  const shops = await learnShops(options.target)
  const tally = new Tally()
  const { target, isSelling, onSale } = options
  const people = new PeopleAtWork({ target, shops, crowd: scenario.crowd, isSelling, tally: () => tally, onSale })
  const over = secondsOf(scenario.stages)
  let reportAt = PROGRESS_SECONDS
  while (tally.seconds < over) {
    people.want(usersAt(scenario.stages, tally.seconds))
    if (tally.seconds >= reportAt) {
      reportAt += PROGRESS_SECONDS
      console.log(progressOf(tally, people.present))
      await options.onProgress?.()
    }
    await sleep(STEP_MS)
  }
  await people.end()
  tally.end()
  return tally
}
