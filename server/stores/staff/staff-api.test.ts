import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeRole, makeStore, makeToken, makeUser } from '../../../test/harness/factories.ts'

const { sql, as, service, withToken } = await testApplication({ after })
const mine = await makeStore(sql)
const second = await makeStore(sql)
const other = await makeStore(sql)
const owner = as('owner')
const manager = as('manager', { storeIds: [mine.id, second.id] })
const stranger = as('manager', { storeIds: [other.id] })

const staffPath = (store: { id: number }) => `/api/v1/stores/${store.id}/users`
const staffOf = async (store: { id: number }) =>
  (await sql`select user_id from store_users where store_id = ${store.id} order by 1`).map((row) => row.user_id)

describe('attaching', () => {
  it('the owner attaches anybody, in both languages', async () => {
    const person = await makeUser(sql, { roles: ['manager'] })
    const answer = await owner.post(staffPath(other), { user_ids: [person.id, person.id] })
    assert.deepEqual(
      [answer.status, answer.body.data, answer.body.message],
      [200, { store_id: other.id, user_ids: [person.id] }, 'Personnes rattachées au magasin.'],
    )
    const english = await owner.post(staffPath(other), { user_ids: [person.id, 999_999] }, { 'accept-language': 'en' })
    assert.deepEqual(english.body.errors, { 'user_ids.1': ['This person does not exist.'] })
    for (const body of [{}, { user_ids: [] }, { user_ids: ['x'] }, { user_ids: [1], role: 'x' }])
      assert.equal((await owner.post(staffPath(other), body)).status, 422)
  })

  it('a manager brings people of their own stores to their own stores', async () => {
    const colleague = await makeUser(sql, { roles: ['cashier'], storeIds: [mine.id] })
    assert.equal((await manager.post(staffPath(second), { user_ids: [colleague.id] })).status, 200)
    assert.ok((await staffOf(second)).includes(colleague.id))
    assert.equal((await manager.post(staffPath(other), { user_ids: [colleague.id] })).status, 404)
  })

  it('another store’s people, and those of no store, do not exist for a manager', async () => {
    const before = await staffOf(mine)
    const theirs = await makeUser(sql, { roles: ['cashier'], storeIds: [other.id] })
    const nobodys = await makeUser(sql)
    const gone = await makeStore(sql)
    const ofGone = await makeUser(sql, { storeIds: [gone.id] })
    await sql`update stores set deleted_at = now() where id = ${gone.id}`
    const head = await owner.person
    const answer = await manager.post(staffPath(mine), {
      user_ids: [theirs.id, nobodys.id, ofGone.id, head.id, 999_999],
    })
    const unknown = ['Cette personne n’existe pas.']
    assert.deepEqual(
      [answer.status, answer.body.errors],
      [422, Object.fromEntries([0, 1, 2, 3, 4].map((index) => [`user_ids.${index}`, unknown]))],
    )
    assert.deepEqual(await staffOf(mine), before)
  })

  it('nobody is moved by somebody who may less', async () => {
    const director = await makeUser(sql, { roles: ['owner'], storeIds: [mine.id] })
    const attached = await manager.post(staffPath(second), { user_ids: [director.id] })
    assert.deepEqual(
      [attached.status, attached.body.code, Object.keys(attached.body.errors)],
      [403, 'beyond_power', ['user_ids.0']],
    )
    const detached = await manager.del(`${staffPath(mine)}/${director.id}`)
    assert.deepEqual([detached.status, detached.body.code], [403, 'beyond_power'])
    assert.equal((await service.post(staffPath(second), { user_ids: [director.id] })).status, 403)
    assert.equal((await owner.del(`${staffPath(mine)}/${director.id}`)).status, 200)
  })
})

describe('who works in one store more than their manager', () => {
  it('is managed by whoever has both, as everywhere else', async () => {
    const shared = await makeUser(sql, { roles: ['cashier'], storeIds: [mine.id, other.id] })
    const attached = await manager.post(staffPath(second), { user_ids: [shared.id] }, { 'accept-language': 'en' })
    assert.deepEqual(
      [attached.status, attached.body.code, attached.body.errors],
      [403, 'beyond_power', { 'user_ids.0': ['This person may do what you may not.'] }],
    )
    assert.equal((await manager.del(`${staffPath(mine)}/${shared.id}`)).status, 403)
    const address = { owner_type: 'user', owner_id: shared.id, line1: '1, rue X', city: 'Lyon', country: 'FR' }
    assert.equal((await manager.post('/api/v1/addresses', address)).status, 403)
    const both = as('manager', { storeIds: [mine.id, other.id] })
    assert.equal((await both.del(`${staffPath(mine)}/${shared.id}`)).status, 200)
  })
})

it('who made an article is shown to new colleagues at once, and no longer to former ones', async () => {
  const store = await makeStore(sql)
  const author = await makeUser(sql, { roles: ['manager'], storeIds: [other.id] })
  const client = withToken((await makeToken(sql, author.id)).secret)
  const { id } = (await client.post('/api/v1/products', { name: 'Nappe', price: '5' })).body.data
  const reader = as('cashier', { storeIds: [store.id] })
  const creator = async () => (await reader.get(`/api/v1/products/${id}`)).body.data.creator
  assert.equal(await creator(), null)
  await owner.post(staffPath(store), { user_ids: [author.id] })
  assert.deepEqual(await creator(), { id: author.id, name: author.name })
  await owner.del(`${staffPath(store)}/${author.id}`)
  assert.equal(await creator(), null)
})

describe('detaching', () => {
  it('takes effect at once', async () => {
    const person = await makeUser(sql, { roles: ['cashier'], storeIds: [mine.id] })
    const client = withToken((await makeToken(sql, person.id)).secret)
    assert.equal((await client.get(`/api/v1/stores/${mine.id}`)).status, 200)
    const answer = await manager.del(`${staffPath(mine)}/${person.id}`)
    assert.deepEqual([answer.status, answer.body.message], [200, 'Personne détachée du magasin.'])
    assert.equal((await client.get(`/api/v1/stores/${mine.id}`)).status, 404)
    assert.equal((await manager.del(`${staffPath(mine)}/${person.id}`)).status, 404)
    await owner.post(staffPath(mine), { user_ids: [person.id] })
    assert.equal((await client.get(`/api/v1/stores/${mine.id}`)).status, 200)
  })

  it('is written in the audit log', async () => {
    const person = await makeUser(sql, { storeIds: [mine.id] })
    await owner.del(`${staffPath(mine)}/${person.id}`)
    const [entry] = await sql`
      select operation, action, entity_id, part, before from audit_log where store_id = ${mine.id} order by id desc limit 1`
    assert.deepEqual(entry, {
      operation: 'detachUser',
      action: 'delete',
      entity_id: String(mine.id),
      part: 'store_users',
      before: { store_id: mine.id, user_id: person.id },
    })
  })

  it('leaves another store’s staff alone', async () => {
    const theirs = await makeUser(sql, { storeIds: [other.id] })
    for (const path of [`${staffPath(other)}/${theirs.id}`, `${staffPath(mine)}/${theirs.id}`])
      assert.equal((await manager.del(path)).status, 404)
    assert.ok((await staffOf(other)).includes(theirs.id))
  })
})

it('the same people attached and detached at once are there or not, and nothing else', async () => {
  const store = await makeStore(sql)
  const people = [await makeUser(sql), await makeUser(sql), await makeUser(sql)].map((person) => person.id)
  const attached = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      owner.post(staffPath(store), { user_ids: index % 2 === 0 ? people : people.toReversed() }),
    ),
  )
  assert.deepEqual([...new Set(attached.map((answer) => answer.status))], [200])
  assert.deepEqual(await staffOf(store), people)
  const detached = await Promise.all(Array.from({ length: 6 }, () => owner.del(`${staffPath(store)}/${people[0]}`)))
  assert.deepEqual(detached.map((answer) => answer.status).sort(), [200, ...Array(5).fill(404)])
})

describe('the staff of a store', () => {
  it('is listed with roles, searched, filtered and sorted', async () => {
    const store = await makeStore(sql)
    const [zoe, ana] = [
      await makeUser(sql, { name: 'Zoé Côté', roles: ['cashier'], storeIds: [store.id] }),
      await makeUser(sql, { name: 'Ana Roy', email: 'ana@example.net', roles: ['manager'], storeIds: [store.id] }),
    ]
    const gone = await makeUser(sql, { storeIds: [store.id] })
    await sql`update users set deleted_at = now() where id = ${gone.id}`
    const { body } = await owner.get(staffPath(store))
    assert.deepEqual(body.data, [
      { id: ana.id, name: 'Ana Roy', email: 'ana@example.net', roles: ['manager'] },
      { id: zoe.id, name: 'Zoé Côté', email: zoe.email, roles: ['cashier'] },
    ])
    const names = async (query: string) =>
      (await owner.get(`${staffPath(store)}?${query}`)).body.data.map((person: { name: string }) => person.name)
    assert.deepEqual(await names('q=zoe%20cote'), ['Zoé Côté'])
    assert.deepEqual(await names('role=manager'), ['Ana Roy'])
    assert.deepEqual(await names('sort=-name'), ['Zoé Côté', 'Ana Roy'])
    assert.deepEqual(await names(`ids=${zoe.id}&fields=name`), ['Zoé Côté'])
  })

  it('is the store’s own, and people’s who may see people', async () => {
    assert.equal((await stranger.get(staffPath(mine))).status, 404)
    assert.equal((await as('cashier', { storeIds: [mine.id] }).get(staffPath(mine))).status, 403)
    const role = await makeRole(sql, ['stores.view', 'users.view'])
    const viewer = await makeUser(sql, { roles: [role], storeIds: [other.id] })
    const client = withToken((await makeToken(sql, viewer.id)).secret)
    assert.equal((await client.get(staffPath(mine))).status, 404)
    assert.equal((await client.get(staffPath(other))).status, 200)
  })
})
