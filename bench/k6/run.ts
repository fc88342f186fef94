// How k6 plays a scenario: k6 run -e BASE_URL=https://… -e API_TOKEN=… [-e SELL=1] bench/k6/staged.ts
import { check, sleep } from 'k6'
import http, { type RefinedResponse, type ResponseType } from 'k6/http'
import type { Options } from 'k6/options'
import { type Person, personOf, readShops, SHOP_PAGES, type Shops } from './people.ts'
import { PAUSE_SECONDS, type Scenario } from './scenarios.ts'

const BASE_URL = __ENV.BASE_URL || 'http://localhost:8000'
/** Records sales: never on an installation whose figures count. */
const IS_SELLING = __ENV.SELL === '1'

const params = () => ({
  headers: {
    authorization: `Bearer ${__ENV.API_TOKEN || ''}`,
    'content-type': 'application/json',
    'accept-encoding': 'gzip',
  },
})

/** A scenario as k6 wants it. */
export const optionsOf = ({ stages, thresholds }: Scenario): Options => ({
  stages: stages.map(({ seconds, users }) => ({ duration: `${seconds}s`, target: users })),
  thresholds: {
    http_req_duration: [`p(95)<${thresholds.p95Ms}`],
    http_req_failed: [`rate<${thresholds.failureRate}`],
    http_reqs: [`rate>${thresholds.requestsPerSecond}`],
    checks: [`rate>${1 - thresholds.failureRate}`],
  },
})

/** Once, before anybody asks. */
export function setup(): Shops {
  const [stores, products] = SHOP_PAGES.map((path) => http.get(BASE_URL + path, params()).json())
  return readShops(stores, products)
}

/** Each of k6's virtual users is one person from beginning to end. */
let person: Person | undefined

/** One request and the pause after it. */
export function live({ crowd }: Scenario, shops: Shops): void {
  person = person ?? personOf(crowd, shops, Math.random, IS_SELLING)
  const { name, method, path, body } = person.next()
  const response = http.request(method, BASE_URL + path, body ?? null, { ...params(), tags: { name } })
  person.heard(isFine(response))
  sleep(PAUSE_SECONDS.least + Math.random() * (PAUSE_SECONDS.most - PAUSE_SECONDS.least))
}

function isFine(response: RefinedResponse<ResponseType | undefined>): boolean {
  return check(response, {
    'is answered with 200 (201 for a sale)': ({ status }) => status === 200 || status === 201,
    'says which instance answered': ({ headers }) => headers['X-Instance-Id'] !== undefined,
  })
}
