import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import type { Client } from '../../../test/harness/client.ts'
import { makeToken, makeUser } from '../../../test/harness/factories.ts'

async function chainOf(t: TestContext, owners: number) {
  const application = await testApplication(t)
  const { sql, withToken } = application
  const people = []
  for (let index = 0; index < owners; index += 1) {
    const person = await makeUser(sql, { roles: ['owner'] })
    people.push({ id: person.id, client: withToken((await makeToken(sql, person.id)).secret) })
  }
  const [first] = people
  assert.ok(first)
  return { ...application, people, first }
}

const countOwners = async ({ sql }: Awaited<ReturnType<typeof chainOf>>) => {
  const [row] = await sql<[{ owners: number }]>`
    select count(*)::int as owners from users join user_roles on user_id = users.id join roles on roles.id = role_id
    where roles.name = 'owner' and deleted_at is null`
  return row.owners
}

const WAYS: Record<string, (client: Client, id: number) => ReturnType<Client['get']>> = {
  'by their roles': (client, id) => client.put(`/api/v1/users/${id}/roles`, { roles: ['manager'] }),
  'by a change': (client, id) => client.patch(`/api/v1/users/${id}`, { roles: [] }),
  'by removal': (client, id) => client.del(`/api/v1/users/${id}`),
}

for (const [way, end] of Object.entries(WAYS)) {
  test(`the last owner stays: ${way}`, async (t) => {
    const chain = await chainOf(t, 1)
    const answer = await end(chain.first.client, chain.first.id)
    assert.deepEqual([answer.status, answer.body.code], [409, 'last_owner'])
    assert.equal(await countOwners(chain), 1)
    assert.equal((await chain.first.client.get('/api/v1/roles')).status, 200)
  })

  test(`of two owners who end each other at once, one stays: ${way}`, async (t) => {
    const chain = await chainOf(t, 2)
    const [one, other] = chain.people
    assert.ok(one && other)
    const answers = await Promise.all([end(one.client, other.id), end(other.client, one.id)])
    assert.equal(answers.filter(({ status }) => status === 200).length, 1, JSON.stringify(answers.map((a) => a.body)))
    assert.equal(await countOwners(chain), 1)
    assert.deepEqual(chain.log.faults, [])
  })
}

test('of six owners who all step down at once, one stays', async (t) => {
  const chain = await chainOf(t, 6)
  const answers = await Promise.all(
    chain.people.map(({ client, id }) => client.put(`/api/v1/users/${id}/roles`, { roles: [] })),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 200, 200, 200, 409])
  assert.equal(await countOwners(chain), 1)
})

test('the owner’s role is neither changed nor deleted', async (t) => {
  const { first, sql } = await chainOf(t, 1)
  const [role] = await sql<[{ id: number }]>`select id from roles where name = 'owner'`
  const answers = [
    await first.client.patch(`/api/v1/roles/${role.id}`, { name: 'boss' }),
    await first.client.patch(`/api/v1/roles/${role.id}`, { permissions: [] }),
    await first.client.put(`/api/v1/roles/${role.id}`, { label: 'Patron' }),
    await first.client.del(`/api/v1/roles/${role.id}`),
  ]
  for (const { status, body } of answers) assert.deepEqual([status, body.code], [409, 'role_is_built_in'])
})

test('an owner who was removed is none: the one who is left stays', async (t) => {
  const { first, people } = await chainOf(t, 2)
  const other = people[1]?.id ?? 0
  assert.equal((await first.client.del(`/api/v1/users/${other}`)).status, 200)
  assert.equal((await first.client.del(`/api/v1/users/${first.id}`)).body.code, 'last_owner')
  assert.equal((await first.client.post(`/api/v1/users/${other}/restore`)).status, 200)
  assert.equal((await first.client.put(`/api/v1/users/${first.id}/roles`, { roles: [] })).status, 200)
})
