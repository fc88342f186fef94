import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { makeToken, makeUser } from '../../test/harness/factories.ts'

const { sql, guest, service, withToken, as, log } = await testApplication({ after })

/** A new person with a token in use. */
async function newPerson(roles: string[] = ['cashier'], abilities?: string[]) {
  const person = await makeUser(sql, { roles })
  const { id, secret } = await makeToken(sql, person.id, abilities === undefined ? {} : { abilities })
  return { person, tokenId: id, client: withToken(secret) }
}

test('a token is answered once, and does what it was given', async () => {
  const { client } = await newPerson()
  const expires_at = '2040-01-02T03:04:05.000Z'
  const made = await client.post('/api/v1/tokens', { name: ' Caisse 2 ', abilities: ['sales.view'], expires_at })
  assert.equal(made.status, 201)
  assert.equal(made.headers['cache-control'], 'no-store')
  const { token, ...rest } = made.body.data
  assert.deepEqual(
    { ...rest, created_at: '' },
    { id: rest.id, name: 'Caisse 2', abilities: ['sales.view'], last_used_at: null, expires_at, created_at: '' },
  )
  assert.deepEqual((await withToken(token).get('/api/v1/me')).body.data.permissions, ['sales.view'])
  const list = await client.get('/api/v1/tokens?sort=name')
  assert.ok(!list.raw.includes(token))
  assert.equal(list.body.meta.total, 2)
})

test('a retried creation makes another token rather than keep a secret for its answer', async () => {
  const { client } = await newPerson()
  const create = () => client.post('/api/v1/tokens', { name: 'x' }, { 'idempotency-key': 'one' })
  const [first, second] = [await create(), await create()]
  assert.notEqual(first.body.data.token, second.body.data.token)
  const [kept] = await sql`select count(*)::int as rows from idempotency_keys`
  assert.equal(kept?.rows, 0)
})

test('no token may do more than the one it is made with', async () => {
  const { client } = await newPerson(['owner'], ['sales.view', 'stock.view'])
  const same = await client.post('/api/v1/tokens', { name: 'x' })
  assert.deepEqual(same.body.data.abilities, ['sales.view', 'stock.view'])
  const more = await client.post('/api/v1/tokens', { name: 'x', abilities: ['stock.view', 'users.view', 'no.such'] })
  assert.equal(more.status, 422)
  assert.deepEqual(Object.keys(more.body.errors), ['abilities.1', 'abilities.2'])
  assert.match(more.body.errors['abilities.1'][0], /^Vous n’avez pas la permission « users\.view »/)
})

test('a revoked token is refused at once by the instance that revoked it', async () => {
  const { client, tokenId } = await newPerson()
  const { body } = await client.post('/api/v1/tokens', { name: 'x' })
  const other = withToken(body.data.token)
  assert.equal((await other.get('/api/v1/me')).status, 200)
  const revoked = await client.del(`/api/v1/tokens/${body.data.id}`)
  assert.deepEqual(revoked.body, { success: true, data: null, message: 'Jeton révoqué.' })
  assert.equal((await other.get('/api/v1/me')).status, 401)
  assert.equal((await client.del(`/api/v1/tokens/${body.data.id}`)).status, 404)
  assert.equal((await client.del(`/api/v1/tokens/${tokenId}`)).status, 200)
  assert.equal((await client.get('/api/v1/me')).status, 401)
})

test('a token that was revoked elsewhere makes no other, even while it is remembered here', async () => {
  const { client, tokenId } = await newPerson()
  await client.get('/api/v1/me')
  await sql`update tokens set revoked_at = now() where id = ${tokenId}`
  assert.equal((await client.post('/api/v1/tokens', { name: 'x' })).status, 401)
})

test('all of one’s own tokens end together, and nobody else’s', async () => {
  const { person, client } = await newPerson()
  const other = await newPerson()
  const second = withToken((await makeToken(sql, person.id)).secret)
  await Promise.all([client, second, other.client].map((each) => each.get('/api/v1/me')))
  const answer = await client.del('/api/v1/tokens')
  assert.deepEqual(answer.body.data, { revoked: 2 })
  const statuses = await Promise.all(
    [client, second, other.client].map(async (each) => (await each.get('/api/v1/me')).status),
  )
  assert.deepEqual(statuses, [401, 401, 200])
})

test('logging out with a token ends that token only', async () => {
  const { person, client } = await newPerson()
  const second = withToken((await makeToken(sql, person.id)).secret)
  await client.get('/api/v1/me')
  const answer = await client.post('/api/v1/logout')
  assert.equal(answer.status, 200)
  assert.equal(answer.headers['set-cookie'], undefined)
  assert.equal((await client.get('/api/v1/me')).status, 401)
  assert.equal((await second.get('/api/v1/me')).status, 200)
})

test('someone else’s tokens do not exist, for the owner neither', async () => {
  const { tokenId, client } = await newPerson()
  for (const caller of [as('owner'), as('manager'), as('cashier')]) {
    assert.equal((await caller.del(`/api/v1/tokens/${tokenId}`)).status, 404)
    const { body } = await caller.get('/api/v1/tokens?per_page=100')
    assert.ok(!body.data.some((token: { id: number }) => token.id === tokenId))
  }
  assert.equal((await client.get('/api/v1/me')).status, 200)
})

test('the list is paged, sorted, searched and chosen from like every list', async () => {
  const { client, person } = await newPerson()
  for (const name of ['Élan', 'abeille', 'Zèbre']) await makeToken(sql, person.id, { name })
  const names = async (query: string) =>
    (await client.get(`/api/v1/tokens?${query}`)).body.data.map((token: { name: string }) => token.name)
  assert.deepEqual((await names('sort=name&per_page=2')).slice(0, 2), ['abeille', 'Élan'])
  assert.deepEqual(await names('q=elan'), ['Élan'])
  const [first] = (await client.get('/api/v1/tokens?sort=id&cursor=&per_page=3')).body.data
  assert.deepEqual(await names(`ids=${first.id},999999`), [first.name])
  for (const query of [
    'sort=secret_hash',
    'per_page=0',
    'per_page=101',
    'page=x',
    'cursor=zzz',
    'ids=a',
    'user_id=1',
  ]) {
    const { status } = await client.get(`/api/v1/tokens?${query}`)
    assert.ok(status === 400 || status === 422, `${query}: ${status}`)
  }
})

test('what is no token is refused with the field to blame', async () => {
  const { client } = await newPerson()
  const table: [object, string][] = [
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 7 }, 'name'],
    [{ name: 'x'.repeat(256) }, 'name'],
    [{ name: 'a\u0000' }, 'name'],
    [{ name: 'x', abilities: [] }, 'abilities'],
    [{ name: 'x', abilities: 'sales.view' }, 'abilities'],
    [{ name: 'x', abilities: ['sales.view', 'sales.view'] }, 'abilities'],
    [{ name: 'x', abilities: ['*'] }, 'abilities.0'],
    [{ name: 'x', abilities: [null] }, 'abilities.0'],
    [{ name: 'x', expires_at: '2001-01-01T00:00:00Z' }, 'expires_at'],
    [{ name: 'x', expires_at: 'tomorrow' }, 'expires_at'],
    [{ name: 'x', user_id: 1 }, 'user_id'],
  ]
  for (const [body, field] of table) {
    const answer = await client.post('/api/v1/tokens', body)
    assert.equal(answer.status, 422, JSON.stringify(body))
    assert.deepEqual(Object.keys(answer.body.errors), [field], JSON.stringify(body))
  }
  for (const id of ['0', '-1', 'abc', '1.5', '9007199254740993', '%00', "1'"]) {
    assert.equal((await client.del(`/api/v1/tokens/${id}`)).status, 400, id)
  }
  for (const name of ['␀␁', '🏳️‍🌈', '\u202etxet', '٠١٢٣', '<b>x</b>', "'; drop table tokens; --"]) {
    assert.equal((await client.post('/api/v1/tokens', { name })).body.data.name, name)
  }
})

test('each endpoint, for each kind of caller', async () => {
  const callers = {
    guest,
    service,
    stranger: (await newPerson([])).client,
    cashier: as('cashier'),
    stock_clerk: as('stock_clerk'),
    analyst: as('analyst'),
    manager: as('manager'),
    owner: as('owner'),
  }
  const everyone = { stranger: 200, cashier: 200, stock_clerk: 200, analyst: 200, manager: 200, owner: 200 }
  const created = Object.fromEntries(Object.keys(everyone).map((name) => [name, 201]))
  const nothing = Object.fromEntries(Object.keys(everyone).map((name) => [name, 404]))
  const table: ['GET' | 'POST' | 'DELETE', string, object | undefined, Record<string, number>][] = [
    ['GET', '/me', undefined, { guest: 401, service: 200, ...everyone }],
    ['GET', '/tokens', undefined, { guest: 401, service: 403, ...everyone }],
    ['POST', '/tokens', { name: 'x' }, { guest: 401, service: 403, ...created }],
    ['DELETE', '/tokens/999999', undefined, { guest: 401, service: 403, ...nothing }],
    ['DELETE', '/tokens', undefined, { guest: 401, service: 403, ...everyone }],
    ['POST', '/logout', undefined, { guest: 401, service: 403 }],
  ]
  for (const [method, path, body, expected] of table) {
    for (const [name, status] of Object.entries(expected)) {
      const caller = callers[name as keyof typeof callers]
      const answer = await caller.send(method, `/api/v1${path}`, body)
      assert.equal(answer.status, status, `${name} ${method} ${path}`)
    }
  }
})

test('nothing above was a fault of ours', () => assert.deepEqual(log.faults, []))
