// Nobody gives or touches more power than they hold: the rule as a table, then every way to break it through the API.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import type { Client, Method } from '../../test/harness/client.ts'
import { makeRole, makeStore, makeToken, makeUser, nextNumber } from '../../test/harness/factories.ts'
import { covers, type Power } from './power.ts'

const { sql, withToken, as, log } = await testApplication({ after })
const here = await makeStore(sql)
const elsewhere = await makeStore(sql)
const seesStock = await makeRole(sql, ['stock.view'])
const seesSales = await makeRole(sql, ['sales.view'])

const power = (permissions: string, storeIds: Power['storeIds'], discountLimitPpm?: number): Power => ({
  permissions: new Set(permissions.split(' ').filter(Boolean)),
  ...(discountLimitPpm !== undefined && { limits: { 'sales.discount': discountLimitPpm } }),
  storeIds,
})
const GIVES = 'sales.discount'

const TABLE: [holder: Power, other: Power, isCovered: boolean, why: string][] = [
  [power('', []), power('', []), true, 'nothing covers nothing'],
  [power('a b', [1, 2]), power('a', [2]), true, 'less on both sides'],
  [power('a b', [1]), power('a b', [1]), true, 'the same'],
  [power('a', [1]), power('a b', [1]), false, 'a permission more'],
  [power('a b', [1]), power('a', [1, 2]), false, 'a store more'],
  [power('a b', [1]), power('a', [2]), false, 'another store'],
  [power('a b', [1]), power('', 'all'), false, 'every store against some'],
  [power('a', 'all'), power('a', [1, 2, 3]), true, 'every store covers some'],
  [power('a', 'all'), power('a', 'all'), true, 'every store covers every store'],
  [power('a', 'all'), power('b', []), false, 'stores do not make up for a permission'],
  [power(GIVES, [], 100_000), power(GIVES, [], 100_000), true, 'the same limit'],
  [power(GIVES, [], 100_000), power(GIVES, [], 100_001), false, 'a larger limit'],
  [power(GIVES, [], 100_000), power(GIVES, []), false, 'no limit against one'],
  [power(GIVES, []), power(GIVES, [], 1_000_000), true, 'no limit covers any'],
  [power('a', [], 100_000), power('a', []), true, 'a limit of what is not given counts for nothing'],
  [power('approvals.give', [], 1), power('approvals.give', [], 2), false, 'a limit of what may be approved'],
]

test('the rule', () => {
  for (const [holder, other, isCovered, why] of TABLE) assert.equal(covers(holder, other), isCovered, why)
})

const MANAGING =
  'users.view users.create users.update users.delete users.restore roles.view roles.create roles.update roles.delete stores.attachUsers stock.view'

/** Somebody who may manage people and give roles, in one store, and little else. */
async function deputy(options: { abilities?: string[]; storeIds?: number[]; more?: string[] } = {}) {
  const role = await makeRole(sql, [...MANAGING.split(' '), ...(options.more ?? [])])
  const person = await makeUser(sql, { roles: [role], storeIds: options.storeIds ?? [here.id] })
  const token = await makeToken(sql, person.id, options.abilities === undefined ? {} : { abilities: options.abilities })
  return { ...person, client: withToken(token.secret), role }
}

const colleague = (roles: string[], storeIds = [here.id]) => makeUser(sql, { roles, storeIds })

/** Every way to touch a person. */
const TOUCHES: [method: Method, path: string, body: object | undefined][] = [
  ['PATCH', '', { name: 'Autre nom' }],
  ['PATCH', '', { password: 'un mot de passe assez long' }],
  ['PATCH', '', { email: 'prise@example.com' }],
  ['PATCH', '', { roles: [] }],
  ['PATCH', '', { store_ids: [] }],
  ['PUT', '', { locale: 'en' }],
  ['PUT', '/roles', { roles: [] }],
  ['PUT', '/pin', { pin: '482913' }],
  ['PUT', '/pin', { pin: null }],
  ['DELETE', '', undefined],
  ['POST', '/restore', undefined],
]

async function touchAll(client: Client, id: number): Promise<number[]> {
  const statuses: number[] = []
  for (const [method, path, body] of TOUCHES) {
    statuses.push((await client.send(method, `/api/v1/users/${id}${path}`, body)).status)
  }
  return statuses
}

const snapshot = (id: number) => sql`
  select name, email, locale, password_hash, pin_hash, deleted_at, updated_at,
    array(select role_id from user_roles where user_id = users.id order by 1) as roles,
    array(select store_id from store_users where user_id = users.id order by 1) as stores
  from users where id = ${id}`

const POWERFUL: [who: string, make: () => Promise<{ id: number }>, status: number][] = [
  ['with a permission more', () => colleague([seesStock, seesSales]), 403],
  ['with a store more', () => colleague([seesStock], [here.id, elsewhere.id]), 403],
  ['an owner of the same store', () => colleague(['owner']), 403],
  ['a manager of the same store', () => colleague(['manager']), 403],
  ['of another store', () => colleague([seesStock], [elsewhere.id]), 404],
  ['of no store', () => colleague([], []), 404],
  ['who does not exist', async () => ({ id: 999_999 }), 404],
]

for (const [who, make, status] of POWERFUL) {
  test(`somebody ${who} is not touched in any way`, async () => {
    const { client } = await deputy()
    const { id } = await make()
    const before = await snapshot(id)
    assert.deepEqual(new Set(await touchAll(client, id)), new Set([status]))
    assert.deepEqual(await snapshot(id), before)
  })
}

test('somebody with as much or less is touched in every way', async () => {
  const { client, role } = await deputy()
  for (const roles of [[], [seesStock], [role]]) {
    const { id } = await colleague(roles)
    // A store that is left takes the person out of sight: what comes after is about nobody.
    const statuses = await touchAll(client, id)
    assert.deepEqual(statuses.slice(0, 5), [200, 200, 200, 200, 200])
    assert.deepEqual(new Set(statuses.slice(5)), new Set([404]))
    await sql`update users set email = ${`rendue-${id}@example.com`} where id = ${id}`
  }
})

test('a role that gives more than one holds is given to nobody, oneself included', async () => {
  const { client, id: ownId } = await deputy()
  const { id } = await colleague([])
  for (const target of [id, ownId]) {
    for (const roles of [['owner'], ['manager'], [seesStock, seesSales]]) {
      const answer = await client.put(`/api/v1/users/${target}/roles`, { roles })
      assert.equal(answer.status, 403)
      assert.equal(answer.body.code, 'beyond_power')
      assert.deepEqual(Object.keys(answer.body.errors), [`roles.${roles.length - 1}`])
      assert.equal((await client.patch(`/api/v1/users/${target}`, { roles })).status, 403)
    }
  }
  const made = await client.post('/api/v1/users', {
    name: 'Complice',
    email: 'complice@example.com',
    roles: ['owner'],
    store_ids: [here.id],
  })
  assert.equal(made.status, 403)
  const [row] = await sql`select count(*)::int as people from users where email = 'complice@example.com'`
  assert.equal(row?.people, 0)
  assert.equal((await client.put(`/api/v1/users/${id}/roles`, { roles: [seesStock] })).status, 200)
})

test('a role is neither made nor changed into one that gives more than one holds', async () => {
  const { client, id } = await deputy()
  const made = await client.post('/api/v1/roles', { name: 'Échelle', permissions: ['stock.view', 'sales.view'] })
  assert.equal(made.body.code, 'beyond_power')
  assert.deepEqual(Object.keys(made.body.errors), ['permissions.1'])
  assert.match(made.body.errors['permissions.1'][0], /sales\.view/)
  const own = await client.post('/api/v1/roles', { name: 'Marche', permissions: ['stock.view'] })
  assert.equal(own.status, 201)
  assert.equal((await client.put(`/api/v1/users/${id}/roles`, { roles: [own.body.data.id] })).status, 200)
})

test('a role of one’s own cannot be raised, nor one that somebody more powerful holds be changed', async () => {
  const { client, role } = await deputy()
  const [own] = await sql<[{ id: number }]>`select id from roles where name = ${role}`
  const raised = await client.patch(`/api/v1/roles/${own.id}`, { permissions: ['roles.update', 'stores.all'] })
  assert.equal(raised.status, 403)
  const [sales] = await sql<[{ id: number }]>`select id from roles where name = ${seesSales}`
  assert.equal((await client.patch(`/api/v1/roles/${sales.id}`, { permissions: [] })).status, 403)
  assert.equal((await client.del(`/api/v1/roles/${sales.id}`)).status, 403)
  const shared = await makeRole(sql, ['stock.view'])
  await colleague([shared], [elsewhere.id])
  const [row] = await sql<[{ id: number }]>`select id from roles where name = ${shared}`
  assert.equal((await client.patch(`/api/v1/roles/${row.id}`, { permissions: [] })).status, 403)
  assert.equal((await client.del(`/api/v1/roles/${row.id}`)).status, 403)
})

test('people are attached to one’s own stores only', async () => {
  const { client } = await deputy()
  const body = (storeIds: number[]) => ({ name: 'x', email: `x-${nextNumber()}@example.net`, store_ids: storeIds })
  const foreign = await client.post('/api/v1/users', body([here.id, elsewhere.id]))
  assert.equal(foreign.status, 422)
  assert.deepEqual(Object.keys(foreign.body.errors), ['store_ids.1'])
  const missing = await client.post('/api/v1/users', body([999_999]))
  assert.deepEqual(missing.body.errors['store_ids.0'], foreign.body.errors['store_ids.1'])
  assert.deepEqual(Object.keys((await client.post('/api/v1/users', body([]))).body.errors), ['store_ids'])
  const made = await client.post('/api/v1/users', body([here.id]))
  assert.equal(made.status, 201)
  const moved = await client.patch(`/api/v1/users/${made.body.data.id}`, { store_ids: [elsewhere.id] })
  assert.equal(moved.status, 422)
})

test('a limited token gives and touches no more than it may itself, whoever its person is', async () => {
  const owner = await makeUser(sql, { roles: ['owner'] })
  const limited = ['users.view', 'users.update', 'roles.update', 'stores.all', 'stock.view']
  const client = withToken((await makeToken(sql, owner.id, { abilities: limited })).secret)
  const cashier = await colleague(['cashier'])
  assert.equal((await client.patch(`/api/v1/users/${cashier.id}`, { name: 'x' })).status, 403)
  assert.equal((await client.put(`/api/v1/users/${owner.id}/roles`, { roles: ['owner'] })).status, 403)
  const clerk = await colleague([seesStock])
  assert.equal((await client.patch(`/api/v1/users/${clerk.id}`, { name: 'x' })).status, 200)
  assert.equal((await client.put(`/api/v1/users/${clerk.id}/roles`, { roles: ['owner'] })).status, 403)
})

test('managers run their people and give no roles; without the right to attach nobody says who works where', async () => {
  const manager = as('manager', { storeIds: [here.id] })
  const { id } = await colleague(['cashier'])
  const given = await manager.patch(`/api/v1/users/${id}`, { roles: ['stock_clerk'] })
  assert.equal(given.body.code, 'forbidden')
  assert.deepEqual(Object.keys(given.body.errors), ['roles'])
  // Sent back as they were read, the roles change nothing.
  assert.equal((await manager.patch(`/api/v1/users/${id}`, { name: 'Renommée', roles: ['cashier'] })).status, 200)
  const updater = await makeUser(sql, {
    roles: [await makeRole(sql, ['users.view', 'users.update', 'stock.view'])],
    storeIds: [here.id],
  })
  const client = withToken((await makeToken(sql, updater.id)).secret)
  const clerk = await colleague([seesStock])
  const attached = await client.patch(`/api/v1/users/${clerk.id}`, { store_ids: [here.id] })
  assert.deepEqual(Object.keys(attached.body.errors), ['store_ids'])
})

test('one’s own password and e-mail are not changed where nobody asks for the password', async () => {
  const { client, id } = await deputy()
  const answer = await client.patch(`/api/v1/users/${id}`, { password: 'un mot de passe', email: 'moi@example.com' })
  assert.equal(answer.status, 422)
  assert.deepEqual(Object.keys(answer.body.errors), ['password', 'email'])
  assert.equal((await client.patch(`/api/v1/users/${id}`, { name: 'Moi' })).status, 200)
})

test('power that ended a moment ago gives and touches nothing', async () => {
  const { client, id } = await deputy()
  const { id: other } = await colleague([seesStock])
  assert.equal((await client.get('/api/v1/users')).status, 200)
  // Behind the back of this process, which remembers for a second who somebody was.
  await sql`delete from store_users where user_id = ${id}`
  assert.equal((await client.patch(`/api/v1/users/${other}`, { name: 'x' })).status, 404)
  await sql`delete from user_roles where user_id = ${id}`
  assert.equal((await client.patch(`/api/v1/users/${other}`, { name: 'x' })).status, 401)
})

test('nobody gives or touches a larger discount limit than their own', async () => {
  const limited = async (limit: string | null, permissions: string[]) => {
    const name = await makeRole(sql, permissions)
    await sql`update roles set discount_limit = ${limit}::numeric where name = ${name}`
    return name
  }
  const idOf = async (name: string) => (await sql<[{ id: number }]>`select id from roles where name = ${name}`)[0].id
  const role = await limited('15', [...MANAGING.split(' '), 'sales.discount'])
  const person = await makeUser(sql, { roles: [role], storeIds: [here.id] })
  const client = withToken((await makeToken(sql, person.id)).secret)
  const make = (input: object) => client.post('/api/v1/roles', { name: `limite-${nextNumber()}`, ...input })
  const gives = { permissions: ['sales.discount'] }
  assert.equal((await make({ ...gives, discount_limit: '15' })).status, 201)
  assert.equal((await make({ permissions: ['stock.view'], discount_limit: '90' })).status, 201)
  for (const input of [{ ...gives, discount_limit: '15.0001' }, { ...gives, discount_limit: null }, gives]) {
    const answer = await make(input)
    assert.deepEqual(
      [answer.status, answer.body.code, Object.keys(answer.body.errors)],
      [403, 'beyond_power', ['discount_limit']],
      JSON.stringify(input),
    )
  }
  const larger = await limited('20', ['sales.discount'])
  const equal = await limited('15', ['sales.discount'])
  const sleeping = await limited('50', ['stock.view'])
  const change = async (name: string, input: object) =>
    (await client.patch(`/api/v1/roles/${await idOf(name)}`, input)).status
  assert.deepEqual(
    [
      await change(larger, { discount_limit: '5' }),
      await change(equal, { discount_limit: '15.5' }),
      await change(equal, { discount_limit: '12' }),
      // What gave no discounts would give larger ones than theirs.
      await change(sleeping, { permissions: ['sales.discount'] }),
      await change(sleeping, { permissions: ['sales.discount'], discount_limit: '15' }),
    ],
    [403, 403, 200, 403, 200],
  )
  const other = await colleague([])
  const giveTo = async (id: number, roles: string[]) =>
    (await client.put(`/api/v1/users/${id}/roles`, { roles })).status
  assert.deepEqual([await giveTo(other.id, [larger]), await giveTo(other.id, [equal])], [403, 200])
  const greater = await colleague([larger])
  assert.equal((await client.patch(`/api/v1/users/${greater.id}`, { name: 'Autre nom' })).status, 403)
})

test('no request was a fault of ours', () => {
  assert.deepEqual(log.faults, [])
})
