import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../harness/app.ts'
import type { Method } from '../harness/client.ts'
import { CALLERS, EXPECTED_STATUSES } from './expected-statuses.ts'
import { PLANS } from './requests.ts'
import { makeWorld } from './world.ts'

const application = await testApplication({ after })
const world = await makeWorld(application)

for (const [route, expected] of Object.entries(EXPECTED_STATUSES)) {
  test(route, async () => {
    const [method, path = ''] = route.split(' ')
    const statuses: Record<string, number> = {}
    const refusals: unknown[] = []
    for (const caller of CALLERS) {
      const token = await world.token(caller)
      const plan = (await PLANS[route]?.(world, { caller, tokenId: token?.id ?? 1 })) ?? {}
      const filled = path.replace(/:(\w+)/g, (_place, name: string) => String(plan.params?.[name]))
      const address = plan.query === undefined ? filled : `${filled}?${plan.query}`
      const client = token === null ? application.guest : application.withToken(token.secret)
      const { status, body } = await client.send(method as Method, address, plan.body, plan.headers)
      statuses[caller] = status
      if (status >= 400) refusals.push(body)
    }
    const wanted = Object.fromEntries(CALLERS.map((caller, index) => [caller, expected[index]]))
    assert.deepEqual(statuses, wanted, JSON.stringify(refusals))
  })
}

test('no request was a fault of ours', () => {
  assert.deepEqual(application.log.faults, [])
})
