import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeRole, makeToken, makeUser } from '../../../test/harness/factories.ts'
import { PERMISSION_NAMES } from '../permissions.ts'

const { sql, guest, withToken, as, log } = await testApplication({ after })
const owner = as('owner')
const ENGLISH = { 'accept-language': 'en' }

const idOf = async (name: string) => (await sql<[{ id: number }]>`select id from roles where name = ${name}`)[0].id

test('every permission has a group and a meaning in both languages, of its own', async () => {
  const { status, body } = await as('cashier').get('/api/v1/permissions')
  assert.equal(status, 200)
  assert.deepEqual(
    body.data.map((permission: { name: string }) => permission.name),
    [...PERMISSION_NAMES],
  )
  assert.deepEqual(body.data[0], {
    name: 'users.view',
    group: 'users',
    label: 'Voir les personnes de ses magasins',
    label_fr: 'Voir les personnes de ses magasins',
    label_en: 'See the people of one’s stores',
  })
  for (const language of ['label_fr', 'label_en']) {
    const words = body.data.map((permission: Record<string, string>) => permission[language])
    assert.equal(new Set(words).size, PERMISSION_NAMES.length)
  }
  assert.equal((await owner.get('/api/v1/permissions', ENGLISH)).body.data[0].label, 'See the people of one’s stores')
  assert.equal((await guest.get('/api/v1/permissions')).status, 401)
})

test('a role is made, read, changed and deleted', async () => {
  const made = await owner.post('/api/v1/roles', {
    name: 'chef_rayon',
    label_fr: 'Chef de rayon',
    label_en: 'Department head',
    permissions: ['stock.view', 'products.view'],
  })
  assert.equal(made.status, 201)
  const { id, created_at, updated_at, ...rest } = made.body.data
  assert.deepEqual(rest, {
    name: 'chef_rayon',
    label: 'Chef de rayon',
    label_fr: 'Chef de rayon',
    label_en: 'Department head',
    discount_limit: null,
    is_system: false,
    permissions: ['products.view', 'stock.view'],
  })
  assert.equal((await owner.get(`/api/v1/roles/${id}`, ENGLISH)).body.data.label, 'Department head')
  const changed = await owner.patch(`/api/v1/roles/${id}`, { label: 'Rayon', permissions: ['stock.view'] })
  assert.deepEqual(
    [changed.body.data.label_fr, changed.body.data.label_en, changed.body.data.permissions],
    ['Rayon', 'Rayon', ['stock.view']],
  )
  assert.equal((await owner.put(`/api/v1/roles/${id}`, {})).body.data.name, 'chef_rayon')
  assert.equal((await owner.del(`/api/v1/roles/${id}`)).status, 200)
  assert.equal((await owner.get(`/api/v1/roles/${id}`)).status, 404)
  assert.equal((await owner.del(`/api/v1/roles/${id}`)).status, 404)
})

test('without labels a role is called by its name', async () => {
  const { body } = await owner.post('/api/v1/roles', { name: 'Vendeur' })
  assert.deepEqual([body.data.label_fr, body.data.label_en, body.data.permissions], ['Vendeur', 'Vendeur', []])
})

test('what is wrong is named', async () => {
  const unknown = await owner.post('/api/v1/roles', { name: 'x', permissions: ['stock.view', 'no.such'] })
  assert.deepEqual([unknown.status, Object.keys(unknown.body.errors)], [422, ['permissions.1']])
  const name = await owner.post('/api/v1/roles', { permissions: [] })
  assert.deepEqual(name.body.errors, { name: ['Le nom du rôle est obligatoire.'] })
  for (const taken of ['Owner', 'CASHIER']) {
    const answer = await owner.post('/api/v1/roles', { name: taken })
    assert.deepEqual([answer.status, answer.body.code], [409, 'role_name_taken'])
  }
})

test('of several roles of one name made at once, one is made', async () => {
  const names = ['Course', 'course', 'COURSE', 'Course']
  const answers = await Promise.all(names.map((name) => owner.post('/api/v1/roles', { name })))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409])
})

test('the roles of every installation are edited but keep their names and stay', async () => {
  const id = await idOf('cashier')
  const edited = await owner.patch(`/api/v1/roles/${id}`, { name: 'cashier', label_fr: 'Hôte de caisse' })
  assert.equal(edited.body.data.label_fr, 'Hôte de caisse')
  assert.equal((await owner.patch(`/api/v1/roles/${id}`, { name: 'caissier' })).body.code, 'role_is_built_in')
  assert.equal((await owner.del(`/api/v1/roles/${id}`)).body.code, 'role_is_built_in')
})

test('a role that somebody holds is kept, and says how many; people who were removed lose it', async () => {
  const name = await makeRole(sql, ['stock.view'])
  const id = await idOf(name)
  const people = [await makeUser(sql, { roles: [name] }), await makeUser(sql, { roles: [name] })]
  const gone = await makeUser(sql, { roles: [name, 'analyst'] })
  await owner.del(`/api/v1/users/${gone.id}`)
  const refused = await owner.del(`/api/v1/roles/${id}`, undefined, ENGLISH)
  assert.deepEqual([refused.status, refused.body.code], [409, 'role_in_use'])
  assert.match(refused.body.error, /people who hold it: 2$/)
  for (const person of people) await owner.put(`/api/v1/users/${person.id}/roles`, { roles: [] })
  assert.equal((await owner.del(`/api/v1/roles/${id}`)).status, 200)
  const restored = await owner.post(`/api/v1/users/${gone.id}/restore`)
  assert.deepEqual(
    restored.body.data.roles.map((role: { name: string }) => role.name),
    ['analyst'],
  )
})

test('a role given and deleted at once is either given or gone', async () => {
  for (let round = 0; round < 5; round += 1) {
    const name = await makeRole(sql, [])
    const id = await idOf(name)
    const person = await makeUser(sql)
    const [given, deleted] = await Promise.all([
      owner.put(`/api/v1/users/${person.id}/roles`, { roles: [id] }),
      owner.del(`/api/v1/roles/${id}`),
    ])
    assert.ok(
      (given.status === 200 && deleted.status === 409) || (given.status === 422 && deleted.status === 200),
      `${given.status} ${deleted.status}`,
    )
  }
})

test('who holds a role may at once do what it now gives, and no more', async () => {
  const name = await makeRole(sql, ['users.view'])
  const person = await makeUser(sql, { roles: [name] })
  const client = withToken((await makeToken(sql, person.id)).secret)
  assert.equal((await client.get('/api/v1/users')).status, 200)
  assert.equal((await client.get('/api/v1/products')).status, 403)
  await owner.patch(`/api/v1/roles/${await idOf(name)}`, { permissions: ['products.view'] })
  assert.equal((await client.get('/api/v1/users')).status, 403)
  assert.equal((await client.get('/api/v1/products')).status, 200)
})

test('the list is searched, filtered and chosen from', async () => {
  const names = async (query: string) =>
    (await owner.get(`/api/v1/roles?per_page=100&${query}`)).body.data.map((role: { name: string }) => role.name)
  assert.deepEqual((await names('')).slice(0, 5), ['owner', 'manager', 'cashier', 'stock_clerk', 'analyst'])
  assert.deepEqual(await names('q=magasinier'), ['stock_clerk'])
  assert.deepEqual(await names('permission=settings.manage'), ['owner'])
  assert.deepEqual(await names(`ids=${await idOf('analyst')}`), ['analyst'])
  const [first] = (await owner.get('/api/v1/roles?cursor=&per_page=1&fields=name')).body.data
  assert.deepEqual(Object.keys(first), ['id', 'name'])
})

test('no request was a fault of ours', () => {
  assert.deepEqual(log.faults, [])
})
