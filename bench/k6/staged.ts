import type { Shops } from './people.ts'
import { live, optionsOf } from './run.ts'
import { SCENARIOS } from './scenarios.ts'

export { setup } from './run.ts'
export const options = optionsOf(SCENARIOS.staged)

export default function ask(shops: Shops): void {
  live(SCENARIOS.staged, shops)
}
