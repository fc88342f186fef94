import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeRole, makeStore, makeToken, makeUser, nextNumber } from '../../../test/harness/factories.ts'

const { sql, guest, withToken, as, log } = await testApplication({ after })
const here = await makeStore(sql)
const elsewhere = await makeStore(sql)
const owner = as('owner')
const manager = as('manager', { storeIds: [here.id] })
const otherManager = as('manager', { storeIds: [elsewhere.id] })
const PASSWORD = 'un mot de passe assez long'

type Entry = {
  id: number
  actor: string
  user: { id: number; name: string } | null
  operation: string
  action: string
  entity_type: string
  entity_id: string
  part: string | null
  store_id: number | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}
async function read(client: typeof owner, query: string): Promise<Entry[]> {
  const { status, body } = await client.get(`/api/v1/audit-log?per_page=100&${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body.data
}

test('who did what, when, to what, with before and after, latest first', async () => {
  const { id, name } = await manager.person
  const person = await makeUser(sql, { name: 'Avant', roles: ['cashier'], storeIds: [here.id] })
  const headers = { 'x-request-id': `demande-${person.id}` }
  await manager.patch(`/api/v1/users/${person.id}`, { name: 'Après' }, headers)
  const entries = await read(owner, `entity_type=user&entity_id=${person.id}`)
  assert.deepEqual(
    { ...entries[0], id: 0, occurred_at: '' },
    {
      id: 0,
      occurred_at: '',
      actor: 'user',
      user: { id, name },
      operation: 'updateUser',
      action: 'update',
      entity_type: 'user',
      entity_id: String(person.id),
      part: null,
      store_id: null,
      request_id: headers['x-request-id'],
      before: { name: 'Avant' },
      after: { name: 'Après' },
    },
  )
  assert.deepEqual(await read(owner, `entity_type=users&entity_id=${person.id}`), entries)
  const [picked] = await read(owner, `entity_type=user&entity_id=${person.id}&fields=operation,after`)
  assert.deepEqual(picked, { id: entries[0]?.id, operation: 'updateUser', after: { name: 'Après' } })
  const last = entries.at(-1)
  assert.deepEqual([last?.actor, last?.user, last?.operation, last?.action], ['system', null, 'system', 'create'])
  const byRequest = await read(owner, `request_id=${headers['x-request-id']}`)
  assert.deepEqual(
    byRequest.map(({ id: entry }) => entry),
    [entries[0]?.id],
  )
})

test('filters narrow, pages and cursors walk', async () => {
  const { id } = await owner.person
  const made = await owner.post('/api/v1/product-categories', { name: `Rayon ${nextNumber()}` })
  await owner.patch(`/api/v1/product-categories/${made.body.data.id}`, { position: 5 })
  await owner.del(`/api/v1/product-categories/${made.body.data.id}`)
  const about = `entity_type=product-category&entity_id=${made.body.data.id}`
  const actions = async (query: string) => (await read(owner, `${about}&${query}`)).map(({ action }) => action)
  assert.equal((await actions('')).length, 3)
  assert.deepEqual(await actions('action=create'), ['create'])
  assert.deepEqual(await actions('operation=updateCategory&q=category'), ['update'])
  assert.equal((await actions(`user_id=${id}`)).length, 3)
  assert.deepEqual(await actions('user_id=999999'), [])
  const today = new Date().toISOString().slice(0, 10)
  assert.equal((await actions(`date_from=${today}&date_to=${today}`)).length, 3)
  assert.deepEqual(await actions('date_from=2199-01-01'), [])
  assert.deepEqual(await actions('date_to=2001-01-01'), [])
  const [first] = (await owner.get(`/api/v1/audit-log?${about}&cursor=&per_page=1&sort=id`)).body.data
  assert.equal(first.action, 'create')
  const page = await owner.get(`/api/v1/audit-log?${about}&page=2&per_page=2`)
  assert.deepEqual([page.body.meta.total, page.body.data.length], [3, 1])
  assert.equal((await owner.get('/api/v1/audit-log?date_from=2026-02-31')).status, 400)
  assert.equal((await owner.get('/api/v1/audit-log?sort=operation')).status, 422)
})

test('sign-ins, sign-outs, tokens and passwords are there under the person’s name', async () => {
  const person = await makeUser(sql, { password: PASSWORD })
  const login = await guest.post('/api/v1/login', { email: person.email, password: PASSWORD, session: true })
  const cookie = String(login.headers['set-cookie']).split(';', 1)[0] ?? ''
  await guest.post('/api/v1/logout', undefined, { cookie, host: 'a.example', origin: 'http://a.example' })
  const { body } = await guest.post('/api/v1/login', { email: person.email, password: PASSWORD })
  const client = withToken(body.data.token)
  const made = await client.post('/api/v1/tokens', { name: 'x' })
  await client.del(`/api/v1/tokens/${made.body.data.id}`)
  const passwords = { current_password: PASSWORD, password: `${PASSWORD}.`, password_confirmation: `${PASSWORD}.` }
  await client.put('/api/v1/me/password', passwords)
  await client.del('/api/v1/tokens')
  const entries = (await read(owner, `user_id=${person.id}&sort=id`)).map(
    ({ operation, action, entity_type }) => `${operation} ${action} ${entity_type}`,
  )
  assert.deepEqual(entries, [
    'logIn create session',
    'logOut update session',
    'logIn create token',
    'createToken create token',
    'revokeToken update token',
    'changePassword update user',
    'revokeTokens update token',
  ])
  const { raw } = await owner.get(`/api/v1/audit-log?user_id=${person.id}&per_page=100`)
  assert.doesNotMatch(raw.toString(), /argon2|\\\\x|assez long/)
})

test('a registration is a guest’s, a reset the person’s, a command the system’s', async () => {
  const email = `inscrite-${nextNumber()}@example.com`
  const answer = await guest.post('/api/v1/register', {
    name: 'Inscrite',
    email,
    password: PASSWORD,
    password_confirmation: PASSWORD,
  })
  const [entry] = await read(owner, `entity_type=user&entity_id=${answer.body.data.user.id}&operation=registerUser`)
  assert.deepEqual([entry?.actor, entry?.user, entry?.action], ['guest', null, 'create'])
})

test('a manager reads of their stores, their people and the catalogue, and of nothing else', async () => {
  const mine = await makeUser(sql, { roles: ['cashier'], storeIds: [here.id] })
  const stranger = await makeUser(sql, { roles: ['cashier'], storeIds: [elsewhere.id] })
  await makeToken(sql, mine.id, { name: 'Jeton d’ici' })
  const foreign = await makeToken(sql, stranger.id, { name: 'Jeton d’ailleurs' })
  await sql`update tokens set revoked_at = now() where id = ${foreign.id}`
  await owner.patch(`/api/v1/stores/${elsewhere.id}`, { receipt_footer: 'Secret d’ailleurs' })
  await owner.patch(`/api/v1/stores/${here.id}`, { receipt_footer: 'À nous' })
  await owner.put('/api/v1/settings', { chain_name: 'Secret du siège' })
  await makeRole(sql, ['stock.view'])
  const category = await otherManager.post('/api/v1/product-categories', { name: 'Rayon partagé' })

  const all = await manager.get('/api/v1/audit-log?per_page=100')
  const entries: Entry[] = all.body.data
  const about = (type: string, id: number) =>
    entries.some((entry) => entry.entity_type === type && entry.entity_id === String(id))
  assert.ok(about('user', mine.id) && about('store', here.id) && about('product-category', category.body.data.id))
  assert.ok(!about('user', stranger.id) && !about('store', elsewhere.id) && !about('token', foreign.id))
  const types = new Set(entries.map(({ entity_type }) => entity_type))
  assert.ok(!types.has('setting') && !types.has('role'))
  assert.doesNotMatch(all.raw.toString(), /ailleurs|siège/)
  assert.match(all.raw.toString(), /Jeton d’ici/)

  const queries = [
    `entity_type=user&entity_id=${stranger.id}`,
    `entity_type=token&entity_id=${foreign.id}`,
    `store_id=${elsewhere.id}`,
    'entity_type=setting',
    'entity_type=role',
    `user_id=${(await otherManager.person).id}`,
  ]
  for (const query of queries) {
    const { body } = await manager.get(`/api/v1/audit-log?${query}`)
    assert.deepEqual([body.data, body.meta.total], [[], 0], query)
  }
})

test('who changed the catalogue is named only to those who know them', async () => {
  const { body } = await otherManager.post('/api/v1/product-categories', { name: `Rayon ${nextNumber()}` })
  const about = `entity_type=product-category&entity_id=${body.data.id}`
  const [seen] = await read(manager, about)
  assert.deepEqual([seen?.actor, seen?.user], ['user', null])
  const [known] = await read(otherManager, about)
  assert.equal(known?.user?.id, (await otherManager.person).id)
})

test('costs are shown only to whoever may see them', async () => {
  const { body } = await owner.post('/api/v1/products', { name: 'Thé', price: '12.00', cost: '7.1234' })
  const [variant] = await sql<[{ id: number }]>`select id from product_variants where product_id = ${body.data.id}`
  await owner.patch(`/api/v1/product-variants/${variant.id}`, { cost: '7.4321', price: '13.00' })
  const auditor = await makeUser(sql, { roles: [await makeRole(sql, ['audit.view', 'stores.all'])] })
  const client = withToken((await makeToken(sql, auditor.id)).secret)
  const about = `/api/v1/audit-log?entity_type=product-variant&entity_id=${variant.id}`
  const hidden = await client.get(about)
  assert.doesNotMatch(hidden.raw.toString(), /cost|7\.1234|7\.4321/)
  assert.match(hidden.raw.toString(), /"13\.0000"/)
  assert.match((await owner.get(about)).raw.toString(), /7\.4321/)
})

test('no request was a fault of ours', () => {
  assert.deepEqual(log.faults, [])
})
