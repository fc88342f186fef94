// Two applications over one database: what ends on one ends there at once, and on the other within a second.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { type Client, createClient } from '../../test/harness/client.ts'
import { makeStore, makeToken, makeUser } from '../../test/harness/factories.ts'
import { until } from '../../test/harness/processes.ts'
import { createTestLog } from '../../test/harness/test-log.ts'
import { createApplication } from '../app.ts'

const { sql, config, withToken, as } = await testApplication({ after })
const elsewhere = await createApplication({ config, sql, log: createTestLog(), instanceId: 'elsewhere' })
after(() => elsewhere.close())
const store = await makeStore(sql)
const owner = as('owner')

async function cashier() {
  const person = await makeUser(sql, { roles: ['cashier'], storeIds: [store.id], password: 'un mot de passe' })
  const { id: tokenId, secret } = await makeToken(sql, person.id)
  const there = createClient(elsewhere, () => ({ authorization: `Bearer ${secret}` }))
  const here = withToken(secret)
  const status = async (client: Client) => (await client.get('/api/v1/products?per_page=1')).status
  // Both remember who this is.
  assert.deepEqual([await status(here), await status(there)], [200, 200])
  return { ...person, tokenId, here, there, status }
}

type Ending = (person: Awaited<ReturnType<typeof cashier>>) => Promise<{ status: number }>
const ENDINGS: Record<string, [ending: Ending, after: number]> = {
  'a revoked token': [({ here, tokenId }) => here.del(`/api/v1/tokens/${tokenId}`), 401],
  'all tokens revoked': [({ here }) => here.del('/api/v1/tokens'), 401],
  'a logout': [({ here }) => here.post('/api/v1/logout'), 401],
  'a removed role': [({ id }) => owner.put(`/api/v1/users/${id}/roles`, { roles: [] }), 403],
  'a removed person': [({ id }) => owner.del(`/api/v1/users/${id}`), 401],
  'a password given by somebody else': [
    ({ id }) => owner.patch(`/api/v1/users/${id}`, { password: 'un autre mot de passe' }),
    401,
  ],
}

for (const [name, [ending, expected]] of Object.entries(ENDINGS)) {
  test(`${name} counts at once here, and soon there`, async () => {
    const person = await cashier()
    assert.equal((await ending(person)).status, 200)
    assert.equal(await person.status(person.here), expected)
    await until(async () => (await person.status(person.there)) === expected)
  })
}

test('a permission taken from a role counts at once here, and soon there', async () => {
  const person = await cashier()
  const [role] = await sql<{ id: number; permissions: string[] }[]>`
    select id, array(select permission from role_permissions where role_id = roles.id) as permissions
    from roles where name = 'cashier'`
  const permissions = role?.permissions.filter((permission) => permission !== 'products.view') ?? []
  assert.equal((await owner.patch(`/api/v1/roles/${role?.id}`, { permissions })).status, 200)
  assert.equal(await person.status(person.here), 403)
  await until(async () => (await person.status(person.there)) === 403)
})
