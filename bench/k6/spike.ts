import type { Shops } from './people.ts'
import { live, optionsOf } from './run.ts'
import { SCENARIOS } from './scenarios.ts'

export { setup } from './run.ts'
export const options = optionsOf(SCENARIOS.spike)

export default function ask(shops: Shops): void {
  live(SCENARIOS.spike, shops)
}
