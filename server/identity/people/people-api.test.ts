import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeStore, makeToken, makeUser, nextNumber } from '../../../test/harness/factories.ts'

const { sql, guest, service, withToken, as, log } = await testApplication({ after })
const here = await makeStore(sql)
const elsewhere = await makeStore(sql)
const owner = as('owner')
const manager = as('manager', { storeIds: [here.id] })
const PASSWORD = 'un mot de passe assez long'

const ids = (body: { data: { id: number }[] }) => body.data.map(({ id }) => id)

test('a person is made with everything at once, and logs in', async () => {
  const answer = await owner.post('/api/v1/users', {
    name: ' Ève Côté ',
    email: 'eve@example.com',
    password: PASSWORD,
    roles: ['cashier', 'analyst'],
    store_ids: [here.id],
    locale: 'en',
    external_id: 'RH-12',
  })
  assert.equal(answer.status, 201)
  assert.equal(answer.body.message, 'Personne ajoutée avec succès.')
  const { id, created_at, updated_at, roles, ...rest } = answer.body.data
  assert.deepEqual(rest, {
    name: 'Ève Côté',
    email: 'eve@example.com',
    locale: 'en',
    external_id: 'RH-12',
    has_password: true,
    has_pin: false,
    stores: [{ id: here.id, name: here.name }],
    deleted_at: null,
  })
  assert.deepEqual(
    roles.map((role: { name: string; label: string }) => [role.name, role.label]),
    [
      ['cashier', 'Caissier'],
      ['analyst', 'Analyste'],
    ],
  )
  const read = await owner.get(`/api/v1/users/${id}`, { 'accept-language': 'en' })
  assert.equal(read.body.data.roles[0].label, 'Cashier')
  const login = await guest.post('/api/v1/login', { email: 'EVE@example.com', password: PASSWORD })
  assert.equal(login.status, 200)
  const me = await withToken(login.body.data.token).get('/api/v1/me')
  assert.deepEqual(me.body.data.store_ids, [here.id])
  assert.ok(!JSON.stringify([answer.body, log.operations]).includes(PASSWORD))
})

test('a person needs little; the locale is the chain’s', async () => {
  await owner.put('/api/v1/settings', { default_locale: 'en' })
  const { body } = await owner.post('/api/v1/users', { name: 'x', email: `x-${nextNumber()}@example.net` })
  assert.deepEqual([body.data.locale, body.data.has_password, body.data.roles, body.data.stores], ['en', false, [], []])
  await owner.put('/api/v1/settings', { default_locale: 'fr' })
})

const REFUSED: [body: object, status: number, field: string][] = [
  [{ email: 'a@example.com' }, 422, 'name'],
  [{ name: '', email: 'a@example.com' }, 422, 'name'],
  [{ name: 'x' }, 422, 'email'],
  [{ name: 'x', email: 'x' }, 422, 'email'],
  [{ name: 'x', email: 'a@example.com', password: 'court' }, 422, 'password'],
  [{ name: 'x', email: 'a@example.com', roles: ['cashier', 'nobody'] }, 422, 'roles.1'],
  [{ name: 'x', email: 'a@example.com', roles: [999_999] }, 422, 'roles.0'],
  [{ name: 'x', email: 'a@example.com', roles: [-1, 1e20] }, 422, 'roles.0'],
  [{ name: 'x', email: 'a@example.com', store_ids: [999_999] }, 422, 'store_ids.0'],
  [{ name: 'x', email: 'a@example.com', locale: 'de' }, 422, 'locale'],
  [{ name: 'x', email: 'a@example.com', is_owner: true }, 422, 'is_owner'],
  [{ name: 'x', email: 'Prise@Example.com' }, 409, 'email'],
]

test('what is wrong is named, and nothing is made', async () => {
  await makeUser(sql, { email: 'prise@example.com' })
  const [before] = await sql`select count(*)::int as people from users`
  for (const [body, status, field] of REFUSED) {
    const answer = await owner.post('/api/v1/users', body)
    assert.deepEqual([answer.status, Object.keys(answer.body.errors)], [status, [field]], JSON.stringify(body))
  }
  assert.deepEqual((await sql`select count(*)::int as people from users`)[0], before)
})

test('an external id is one person’s', async () => {
  const body = () => ({ name: 'x', email: `x-${nextNumber()}@example.net`, external_id: 'RH-99' })
  assert.equal((await owner.post('/api/v1/users', body())).status, 201)
  const second = await owner.post('/api/v1/users', body())
  assert.deepEqual([second.status, second.body.code], [409, 'user_external_id_taken'])
})

test('of several who take one e-mail at once, one gets it', async () => {
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => owner.post('/api/v1/users', { name: 'x', email: 'course@example.com' })),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409])
  assert.ok(answers.every(({ status, body }) => status === 201 || body.code === 'email_taken'))
})

test('only what is given changes; another password ends sessions and tokens', async () => {
  const person = await makeUser(sql, { roles: ['cashier'], storeIds: [here.id], password: PASSWORD })
  const client = withToken((await makeToken(sql, person.id)).secret)
  assert.equal((await client.get('/api/v1/me')).status, 200)
  const renamed = await manager.put(`/api/v1/users/${person.id}`, { name: 'Autre nom', external_id: null })
  assert.equal(renamed.status, 200)
  assert.equal(renamed.body.data.email, person.email)
  assert.equal((await client.get('/api/v1/me')).body.data.user.name, 'Autre nom')
  const changed = await manager.patch(`/api/v1/users/${person.id}`, { password: 'un autre mot de passe' })
  assert.equal(changed.status, 200)
  assert.equal((await client.get('/api/v1/me')).status, 401)
  const log_in = (password: string) => guest.post('/api/v1/login', { email: person.email, password })
  assert.equal((await log_in(PASSWORD)).status, 401)
  assert.equal((await log_in('un autre mot de passe')).status, 200)
})

test('a role that is taken away counts at once where it is taken', async () => {
  const person = await makeUser(sql, { roles: ['cashier'], storeIds: [here.id] })
  const client = withToken((await makeToken(sql, person.id)).secret)
  assert.equal((await client.get('/api/v1/products')).status, 200)
  const given = await owner.put(`/api/v1/users/${person.id}/roles`, { roles: [] })
  assert.deepEqual(given.body.data.roles, [])
  assert.equal((await client.get('/api/v1/products')).status, 403)
  const [cashier] = await sql<[{ id: number }]>`select id from roles where name = 'cashier'`
  const back = await owner.put(`/api/v1/users/${person.id}/roles`, { roles: [cashier.id, 'cashier', 'analyst'] })
  assert.equal(back.body.data.roles.length, 2)
  assert.equal((await client.get('/api/v1/products')).status, 200)
})

test('stores that one does not see stay as they are', async () => {
  const both = as('manager', { storeIds: [here.id, elsewhere.id] })
  const third = await makeStore(sql)
  const person = await makeUser(sql, { storeIds: [here.id, elsewhere.id] })
  const moved = await both.patch(`/api/v1/users/${person.id}`, { store_ids: [elsewhere.id] })
  assert.deepEqual(moved.body.data.stores, [{ id: elsewhere.id, name: elsewhere.name }])
  const spread = await owner.patch(`/api/v1/users/${person.id}`, { store_ids: [elsewhere.id, third.id] })
  assert.equal(spread.body.data.stores.length, 2)
  const seen = await as('manager', { storeIds: [third.id] }).get(`/api/v1/users/${person.id}`)
  assert.deepEqual(
    seen.body.data.stores.map((store: { id: number }) => store.id),
    [third.id],
  )
})

test('a removed person is gone everywhere, keeps their e-mail, and comes back as they were', async () => {
  const person = await makeUser(sql, { roles: ['cashier'], storeIds: [here.id], password: PASSWORD })
  const client = withToken((await makeToken(sql, person.id)).secret)
  const session = await guest.post('/api/v1/login', { email: person.email, password: PASSWORD, session: true })
  const cookie = String(session.headers['set-cookie']).split(';', 1)[0] ?? ''
  assert.equal((await guest.get('/api/v1/me', { cookie })).status, 200)
  assert.equal((await client.get('/api/v1/me')).status, 200)
  const removed = await manager.del(`/api/v1/users/${person.id}`)
  assert.deepEqual([removed.status, removed.body.data], [200, null])
  assert.equal((await client.get('/api/v1/me')).status, 401)
  assert.equal((await guest.get('/api/v1/me', { cookie })).status, 401)
  for (const path of ['', '/pin', '/roles']) {
    const body = path === '/pin' ? { pin: '482913' } : path === '/roles' ? { roles: [] } : { name: 'x' }
    assert.equal((await owner.put(`/api/v1/users/${person.id}${path}`, body)).status, 404)
  }
  assert.equal((await manager.del(`/api/v1/users/${person.id}`)).status, 404)
  assert.equal((await owner.post('/api/v1/users', { name: 'x', email: person.email })).body.code, 'email_taken')
  assert.ok(!ids((await manager.get(`/api/v1/users?ids=${person.id}`)).body).includes(person.id))
  const deleted = await manager.get(`/api/v1/users?is_deleted=true&ids=${person.id}`)
  assert.deepEqual(ids(deleted.body), [person.id])
  assert.notEqual(deleted.body.data[0].deleted_at, null)

  const restored = await manager.post(`/api/v1/users/${person.id}/restore`)
  assert.equal(restored.body.data.deleted_at, null)
  assert.equal(restored.body.data.roles[0].name, 'cashier')
  assert.equal((await manager.post(`/api/v1/users/${person.id}/restore`)).status, 200)
  assert.equal((await client.get('/api/v1/me')).status, 401, 'what was revoked stays revoked')
  assert.equal((await guest.post('/api/v1/login', { email: person.email, password: PASSWORD })).status, 200)
})

test('another store’s people do not exist, by any road', async () => {
  const stranger = await makeUser(sql, {
    name: 'Inconnue Ailleurs',
    roles: ['stock_clerk'],
    storeIds: [elsewhere.id],
  })
  await sql`update users set external_id = 'RH-ailleurs' where id = ${stranger.id}`
  const roads = [
    `ids=${stranger.id}`,
    'q=inconnue',
    `email=${stranger.email}`,
    'external_id=RH-ailleurs',
    `store_id=${elsewhere.id}`,
    'role=stock_clerk',
    'cursor=&q=ailleurs',
    'is_deleted=true&q=inconnue',
    'sort=-id',
  ]
  for (const road of roads) {
    const { status, raw, body } = await manager.get(`/api/v1/users?${road}&include=roles,stores&per_page=100`)
    assert.equal(status, 200)
    assert.ok(!raw.includes('Inconnue') && !ids(body).includes(stranger.id), road)
    if (road !== 'sort=-id') assert.ok((body.meta.total ?? 0) === 0, road)
  }
  assert.equal((await manager.get(`/api/v1/users/${stranger.id}`)).status, 404)
  const everyone = await manager.get('/api/v1/users?per_page=100')
  const [known] = await sql<[{ people: number }]>`
    select count(distinct user_id)::int as people from store_users join users on users.id = user_id
    where store_id = ${here.id} and deleted_at is null`
  assert.equal(everyone.body.meta.total, known.people)
  assert.equal((await service.get('/api/v1/users')).status, 403)
})

test('somebody of two stores is not found by the one that is not ours', async () => {
  const both = await makeUser(sql, { storeIds: [here.id, elsewhere.id] })
  assert.deepEqual(ids((await manager.get(`/api/v1/users?store_id=${here.id}&ids=${both.id}`)).body), [both.id])
  assert.deepEqual(ids((await manager.get(`/api/v1/users?store_id=${elsewhere.id}&ids=${both.id}`)).body), [])
})

test('whoever only worked together in a store that was closed is a stranger', async () => {
  const closed = await makeStore(sql)
  const person = await makeUser(sql, { storeIds: [closed.id] })
  const client = as('manager', { storeIds: [closed.id] })
  assert.equal((await client.get(`/api/v1/users/${person.id}`)).status, 200)
  await sql`update stores set deleted_at = now() where id = ${closed.id}`
  assert.equal((await client.get(`/api/v1/users/${person.id}`)).status, 404)
})

test('a manager without a store sees themselves', async () => {
  const lone = as('manager')
  assert.deepEqual(ids((await lone.get('/api/v1/users')).body), [(await lone.person).id])
})

test('the list is searched, filtered, sorted, walked and chosen from', async () => {
  const store = await makeStore(sql)
  const make = (name: string, roles: string[]) => makeUser(sql, { name, roles, storeIds: [store.id] })
  const people = [
    await make('Zoé Liste', ['cashier']),
    await make('Élan Liste', ['analyst']),
    await make('abel Liste', ['cashier']),
  ]
  const names = async (query: string) =>
    (await owner.get(`/api/v1/users?store_id=${store.id}&${query}`)).body.data.map((one: { name: string }) => one.name)
  assert.deepEqual(await names(''), ['abel Liste', 'Élan Liste', 'Zoé Liste'])
  assert.deepEqual(await names('sort=-id'), ['abel Liste', 'Élan Liste', 'Zoé Liste'])
  assert.deepEqual(await names('q=zoe liste'), ['Zoé Liste'])
  assert.deepEqual(await names('role=cashier'), ['abel Liste', 'Zoé Liste'])
  assert.deepEqual(await names(`email=${people[1]?.email.toUpperCase()}`), ['Élan Liste'])
  const first = await owner.get(`/api/v1/users?store_id=${store.id}&cursor=&per_page=2`)
  const cursor = first.body.meta.next_cursor
  const rest = await owner.get(`/api/v1/users?store_id=${store.id}&cursor=${cursor}&per_page=2`)
  assert.deepEqual([...ids(first.body), ...ids(rest.body)].length, 3)
  assert.equal(rest.body.meta.next_cursor, null)
  const chosen = await owner.get(`/api/v1/users?store_id=${store.id}&fields=name&include=roles&per_page=1`)
  assert.deepEqual(Object.keys(chosen.body.data[0]).sort(), ['id', 'name', 'roles'])
  assert.equal((await owner.get('/api/v1/users?include=tokens')).status, 422)
})

test('no request was a fault of ours', () => {
  assert.deepEqual(log.faults, [])
})
