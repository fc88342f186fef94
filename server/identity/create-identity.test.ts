import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { makeRole, makeStore, makeToken, makeUser } from '../../test/harness/factories.ts'
import type { Actor } from '../platform/actor.ts'
import { withTransaction } from '../platform/database/connect.ts'
import { storeIdsOf } from '../stores/index.ts'
import { createIdentity } from './create-identity.ts'
import { SERVICE_PERMISSIONS } from './default-roles.ts'
import { findValidActors, requireValidActor } from './find-valid-actors.ts'
import { PERMISSION_NAMES, type Permission } from './permissions.ts'

const { sql, guest, withToken, service, serviceToken, as } = await testApplication({ after })
const stores = [await makeStore(sql), await makeStore(sql)].map(({ id }) => id)

/** One process's view. Each test has its own, so that none remembers what another asked. */
const newIdentity = (apiToken?: string) => createIdentity({ sql, config: { apiToken }, storeIds: storeIdsOf })
const ask = async (secret: string, kind: 'token' | 'session' = 'token') => newIdentity().authenticate({ kind, secret })

test('a token acts as its person, with the permissions of all their roles, in their stores', async () => {
  const roles = [await makeRole(sql, ['sales.view', 'sales.create']), await makeRole(sql, ['sales.view', 'stock.view'])]
  const person = await makeUser(sql, { name: 'Léa', roles, storeIds: stores })
  const { id, secret } = await makeToken(sql, person.id)
  const actor = await ask(secret)
  assert.deepEqual(
    { ...actor, permissions: [...(actor?.permissions ?? [])].sort() },
    {
      kind: 'user',
      key: `user:${person.id}`,
      userId: person.id,
      name: 'Léa',
      permissions: ['sales.create', 'sales.view', 'stock.view'],
      storeIds: stores,
      credential: { kind: 'token', id },
    },
  )
})

test('abilities limit a token, to what its person may do, and to their stores unless stores.all is one', async () => {
  const owner = await makeUser(sql, { roles: ['owner'], storeIds: stores.slice(0, 1) })
  const table: [string[], string[], Actor['storeIds']][] = [
    [['sales.view', 'no.such'], ['sales.view'], stores.slice(0, 1)],
    [['sales.view', 'stores.all'], ['sales.view', 'stores.all'], 'all'],
    [[], [], stores.slice(0, 1)],
  ]
  for (const [abilities, permissions, storeIds] of table) {
    const actor = await ask((await makeToken(sql, owner.id, { abilities })).secret)
    assert.deepEqual([...(actor?.permissions ?? [])].sort(), permissions)
    assert.deepEqual(actor?.storeIds, storeIds)
  }
  const whole = await ask((await makeToken(sql, owner.id)).secret)
  assert.equal(whole?.permissions.size, PERMISSION_NAMES.length)
})

test('expired, revoked and unknown credentials, and those of deleted people, are nobody', async () => {
  const person = await makeUser(sql, { roles: ['owner'] })
  const gone = await makeUser(sql, { roles: ['owner'] })
  await sql`update users set deleted_at = now() where id = ${gone.id}`
  const good = await makeToken(sql, person.id, { expiresAt: new Date(Date.now() + 60_000) })
  assert.equal((await ask(good.secret))?.userId, person.id)
  const bad = [
    (await makeToken(sql, person.id, { expiresAt: new Date(Date.now() - 1) })).secret,
    (await makeToken(sql, person.id, { isRevoked: true })).secret,
    (await makeToken(sql, gone.id)).secret,
    good.secret.slice(0, -1),
    `${good.secret}x`,
    good.secret.toUpperCase(),
    '',
    "' or true --",
    '\ud800',
    'x'.repeat(512),
  ]
  for (const secret of bad) {
    assert.equal(await ask(secret), null, secret)
    assert.equal(await ask(secret, 'session'), null, secret)
  }
})

test('the program that holds API_TOKEN is a service with no power over people', async () => {
  const identity = newIdentity(serviceToken)
  const actor = await identity.authenticate({ kind: 'token', secret: serviceToken })
  assert.equal(actor?.kind, 'service')
  assert.equal(actor?.storeIds, 'all')
  assert.deepEqual([...(actor?.permissions ?? [])], SERVICE_PERMISSIONS)
  assert.equal(await identity.authenticate({ kind: 'session', secret: serviceToken }), null)
  assert.equal(await identity.authenticate({ kind: 'token', secret: `${serviceToken} ` }), null)
  assert.equal(await newIdentity().authenticate({ kind: 'token', secret: serviceToken }), null)
  assert.equal((await guest.get('/api/v1/me/', { 'x-api-token': serviceToken })).body.data.kind, 'service')
  assert.equal((await service.get('/api/v1/me')).body.data.kind, 'service')
})

test('no text beside API_TOKEN itself is taken for it, whatever was asked before', async () => {
  for (const secret of ['clé-d’API-très-longue-0123456789', serviceToken]) {
    const identity = newIdentity(secret)
    const isTaken = async (given: string) => (await identity.authenticate({ kind: 'token', secret: given })) !== null
    assert.equal(await isTaken(secret), true)
    const first = secret.slice(0, -1)
    // As long in units, in bytes, or in neither; and once more, after the right one.
    const others = [
      '',
      first,
      `${first}é`,
      `${first}☕`,
      `${secret}x`,
      secret + secret,
      'é'.repeat(secret.length),
      '☕'.repeat(99),
    ]
    for (const given of others) assert.equal(await isTaken(given), false, given)
    assert.equal(await isTaken(secret), true)
    assert.equal(await isTaken(first), false)
  }
})

test('answers without a promise once it knows, and asks again after what it was told to forget', async () => {
  const person = await makeUser(sql, { roles: ['cashier'] })
  const { id, secret } = await makeToken(sql, person.id)
  const identity = newIdentity()
  const credential = { kind: 'token', secret } as const
  const forgets = [
    () => identity.forgetUser(person.id),
    () => identity.forgetCredential({ kind: 'token', id }),
    () => identity.forgetEveryone(),
  ]
  for (const forget of forgets) {
    await identity.authenticate(credential)
    assert.ok(!(identity.authenticate(credential) instanceof Promise))
    forget()
    assert.ok(identity.authenticate(credential) instanceof Promise)
  }
  await identity.authenticate(credential)
  identity.forgetUser(person.id + 1_000)
  identity.forgetCredential({ kind: 'session', id })
  assert.ok(!(identity.authenticate(credential) instanceof Promise))
})

test('the last use is written down beside the request, once a minute', async () => {
  const person = await makeUser(sql)
  const { id, secret } = await makeToken(sql, person.id)
  const use = async () => {
    const identity = newIdentity()
    await identity.authenticate({ kind: 'token', secret })
    await identity.close()
    const [row] = await sql<[{ last_used_at: string }]>`select last_used_at from tokens where id = ${id}`
    return row.last_used_at
  }
  const first = await use()
  assert.ok(Math.abs(Date.parse(first) - Date.now()) < 60_000)
  assert.equal(await use(), first)
  await sql`update tokens set last_used_at = last_used_at - interval '61 seconds' where id = ${id}`
  assert.ok((await use()) >= first)
})

test('an answer does not fail because its use cannot be written down', async (t) => {
  const broken = await testApplication(t)
  const { id } = await makeUser(broken.sql)
  const { secret } = await makeToken(broken.sql, id)
  await broken.sql`alter table tokens add constraint no_use check (last_used_at is null)`
  assert.equal((await broken.withToken(secret).get('/api/v1/me')).status, 200)
})

test('a write can ask whether its actors are still good, in its own transaction', async () => {
  const person = await makeUser(sql, { roles: ['cashier'] })
  const actors: Actor[] = []
  const tokens = [await makeToken(sql, person.id), await makeToken(sql, person.id), await makeToken(sql, person.id)]
  const identity = newIdentity(serviceToken)
  for (const { secret } of [...tokens, { secret: serviceToken }]) {
    const actor = await identity.authenticate({ kind: 'token', secret })
    if (actor !== null) actors.push(actor)
  }
  const valid = (permission?: Permission) =>
    withTransaction(sql, {}, async (tx) => {
      const found = await findValidActors(tx, actors, permission)
      return actors.map((actor) => found.has(actor))
    })
  assert.deepEqual(await valid(), [true, true, true, true])
  assert.deepEqual(await valid('sales.create'), [true, true, true, true])
  assert.deepEqual(await valid('users.delete'), [false, false, false, true])
  await sql`update tokens set revoked_at = now() where id = ${tokens[0]?.id ?? 0}`
  await sql`update tokens set expires_at = now() - interval '1 second' where id = ${tokens[1]?.id ?? 0}`
  assert.deepEqual(await valid(), [false, false, true, true])
  await assert.rejects(
    withTransaction(sql, {}, (tx) => requireValidActor(tx, actors[0] as Actor)),
    /invalid_token/,
  )
  await sql`update users set deleted_at = now() where id = ${person.id}`
  assert.deepEqual(await valid(), [false, false, false, true])
})

test('a credential that is malformed is refused, whatever it holds', async () => {
  const odd = [
    'Bearer',
    'Bearer ',
    'Basic eDp5',
    'Bearer a b',
    `Bearer ${'x'.repeat(600)}`,
    'Bearer \u00e9\u00ff',
    'bearer x',
  ]
  for (const authorization of odd) {
    const answer = await guest.get('/api/v1/me', { authorization })
    assert.equal(answer.status, 401, authorization)
    assert.equal(answer.headers['www-authenticate'], 'Bearer error="invalid_token"')
  }
  for (const token of ['', 'x', "' or 1=1", 'x'.repeat(2_000)]) {
    assert.equal((await guest.get('/api/v1/me', { 'x-api-token': token })).status, 401, token)
  }
  const { secret } = await as('cashier').token
  assert.equal((await guest.get('/api/v1/me', { authorization: `bearer   ${secret}` })).status, 200)
  assert.equal((await guest.get('/api/v1/me', { 'x-api-token': secret })).status, 200)
  assert.equal((await withToken(secret).get('/api/v1/me')).status, 200)
})
