// Who hears what, and for how long: over real HTTP, as a program listens.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { testApplication } from '../harness/app.ts'
import { codeBlocks } from '../harness/client-package.ts'
import { eventually } from '../harness/eventually.ts'
import { makeStore, makeToken, makeUser, type UserOptions } from '../harness/factories.ts'
import { type Reader, type ReaderOptions, readLive } from '../harness/live.ts'
import { makeShop, saleOf } from '../harness/sales.ts'

const application = await testApplication({ after })
const { app, sql, as, service, guest, log } = application
const address = await app.listen({ port: 0, host: '127.0.0.1' })
const shop = await makeShop(sql, { tills: 1 })
const elsewhere = await makeStore(sql)

const listen = (token: string, options: Partial<ReaderOptions> = {}) => readLive({ address, token, ...options })
/** A person of their own with a token, and what they hear. */
async function listenAs(person: UserOptions, options: Partial<ReaderOptions> & { abilities?: string[] } = {}) {
  const { id } = await makeUser(sql, person)
  const { abilities, ...rest } = options
  const token = await makeToken(sql, id, abilities === undefined ? {} : { abilities })
  return { userId: id, token, reader: await listen(token.secret, rest) }
}
const tell = (type: string, storeId: number | null, permission: string, data = {}) =>
  sql`select record_event(${type}, ${storeId}, ${permission}, ${sql.json(data)})`
/** Something that everybody hears: whoever has heard it has heard all that came before. */
const tellAll = () => tell('product.changed', null, 'products.view', { product_id: 1 })
const typesHeard = async (reader: Reader, count: number) => {
  const events = await reader.heard(count)
  reader.leave()
  return events.map(({ type }) => type)
}

test('a stream carries what was committed, in the standard form', async () => {
  const { reader } = await listenAs({ roles: ['manager'], storeIds: [shop.store.id] })
  assert.equal(reader.headers.get('content-type'), 'text/event-stream; charset=utf-8')
  assert.equal(reader.headers.get('cache-control'), 'no-store, no-transform')
  assert.equal(reader.headers.get('x-accel-buffering'), 'no')
  assert.ok(reader.headers.get('x-request-id'))
  assert.match(reader.asides[0] ?? '', /^retry: 2000\nid: /)
  const sale = saleOf(shop)
  const { body } = await service.post('/api/v1/sales', sale)
  const [event] = await reader.heard(1)
  assert.equal(event?.type, 'sale.completed')
  assert.deepEqual(Object.keys(event?.data), ['id', 'type', 'store_id', 'at', 'data'])
  assert.equal(event?.data.store_id, shop.store.id)
  assert.match(event?.data.at, /^\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z$/)
  const { id, reference, total } = event?.data.data ?? {}
  assert.deepEqual({ id, reference, total }, { id: sale.id, reference: body.data.reference, total: body.data.total })
  reader.leave()
})

describe('each hears what they may see', () => {
  test('of their stores and of the chain, and nothing of another store', async () => {
    const here = await listenAs({ roles: ['manager'], storeIds: [shop.store.id] })
    const there = await listenAs({ roles: ['manager'], storeIds: [elsewhere.id] })
    const owner = await listenAs({ roles: ['owner'] })
    await tell('sale.completed', shop.store.id, 'sales.view')
    await tell('stock.out', elsewhere.id, 'stock.view')
    await tellAll()
    assert.deepEqual(await typesHeard(here.reader, 2), ['sale.completed', 'product.changed'])
    assert.deepEqual(await typesHeard(there.reader, 2), ['stock.out', 'product.changed'])
    assert.deepEqual(await typesHeard(owner.reader, 3), ['sale.completed', 'stock.out', 'product.changed'])
  })

  test('with the permissions of their roles, within those of their token', async () => {
    const storeIds = [shop.store.id]
    const readers = {
      cashier: await listenAs({ roles: ['cashier'], storeIds }),
      analyst: await listenAs({ roles: ['analyst'], storeIds }),
      clerk: await listenAs({ roles: ['stock_clerk'], storeIds }),
      limited: await listenAs({ roles: ['manager'], storeIds }, { abilities: ['stock.view', 'products.view'] }),
      nobody: await listenAs({ storeIds }),
    }
    await tell('sale.completed', shop.store.id, 'sales.view')
    await tell('register.closed', shop.store.id, 'sessions.view')
    await tell('stock.out', shop.store.id, 'stock.view')
    await tell('review.opened', shop.store.id, 'reviews.settle')
    await tellAll()
    const { cashier, analyst, clerk, limited, nobody } = readers
    assert.deepEqual(await typesHeard(cashier.reader, 4), [
      'sale.completed',
      'register.closed',
      'stock.out',
      'product.changed',
    ])
    assert.deepEqual(await typesHeard(analyst.reader, 3), ['sale.completed', 'stock.out', 'product.changed'])
    assert.deepEqual(await typesHeard(clerk.reader, 2), ['stock.out', 'product.changed'])
    assert.deepEqual(await typesHeard(limited.reader, 2), ['stock.out', 'product.changed'])
    assert.deepEqual(await typesHeard(nobody.reader, 0), [])
  })

  test('what they asked for: types, a store and what concerns the whole chain', async () => {
    const owner = { roles: ['owner'] } as const
    const types = await listenAs(owner, { query: '?types=stock.out,product.changed' })
    const store = await listenAs(owner, { query: `?magasin_id=${shop.store.id}` })
    await tell('stock.out', elsewhere.id, 'stock.view')
    await tell('sale.completed', shop.store.id, 'sales.view')
    await tellAll()
    assert.deepEqual(await typesHeard(types.reader, 2), ['stock.out', 'product.changed'])
    assert.deepEqual(await typesHeard(store.reader, 2), ['sale.completed', 'product.changed'])
  })
})

describe('it is refused before it begins', () => {
  const manager = as('manager', { storeIds: [shop.store.id] })

  test('to guests, for stores that are not there, for types that are none', async () => {
    assert.equal((await guest.get('/api/v1/live')).status, 401)
    assert.equal((await manager.get(`/api/v1/live?store_id=${elsewhere.id}`)).status, 404)
    assert.equal((await manager.get('/api/v1/live?store_id=abc')).status, 400)
    const unknown = await manager.get('/api/v1/live?types=stock.out,stock.gone', { 'accept-language': 'en' })
    assert.equal(unknown.status, 422)
    assert.deepEqual(unknown.body.errors, { types: ['"stock.gone" is not a type of event.'] })
    const french = await manager.get('/api/v1/live?types=stock')
    assert.deepEqual(french.body.errors, { types: ['«\u00a0stock\u00a0» n’est pas un type d’événement.'] })
    assert.equal((await manager.get(`/api/v1/live?last_event_id=${'a'.repeat(5000)}`)).status, 422)
    assert.equal((await manager.post('/api/v1/live', {})).status, 405)
  })

  test('a head is a head', async () => {
    const token = (await manager.token).secret
    const response = await fetch(`${address}/api/v1/live`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${token}` },
    })
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8')
    assert.equal(await response.text(), '')
  })
})

describe('it ends with the right to it', () => {
  const lastWords = async (reader: Reader) => {
    await reader.over()
    return reader.events.at(-1)
  }

  test('when the token is revoked, the person is deleted, the token has expired', async () => {
    const storeIds = [shop.store.id]
    const revoked = await listenAs({ roles: ['manager'], storeIds })
    const deleted = await listenAs({ roles: ['manager'], storeIds })
    const expiring = await listenAs({ roles: ['manager'], storeIds })
    const kept = await listenAs({ roles: ['manager'], storeIds })
    const me = application.withToken(revoked.token.secret)
    assert.equal((await me.del(`/api/v1/tokens/${revoked.token.id}`)).status, 200)
    await sql`update users set deleted_at = now() where id = ${deleted.userId}`
    await sql`update tokens set expires_at = now() where id = ${expiring.token.id}`
    for (const { reader } of [revoked, deleted, expiring]) {
      const last = await lastWords(reader)
      assert.deepEqual([last?.type, last?.data], ['end', { reason: 'access_ended' }])
    }
    await tellAll()
    assert.deepEqual(await typesHeard(kept.reader, 1), ['product.changed'])
  })

  test('when one may see less than before: a store, a role', async () => {
    const moved = await listenAs({ roles: ['manager'], storeIds: [shop.store.id, elsewhere.id] })
    const demoted = await listenAs({ roles: ['manager', 'cashier'], storeIds: [shop.store.id] })
    await sql`delete from store_users where user_id = ${moved.userId} and store_id = ${elsewhere.id}`
    await sql`
      delete from user_roles where user_id = ${demoted.userId}
        and role_id = (select id from roles where name = 'manager')`
    for (const { reader } of [moved, demoted]) {
      const last = await lastWords(reader)
      assert.deepEqual([last?.type, last?.data], ['end', { reason: 'access_changed' }])
    }
  })

  test('not when one may see more: it is heard from then on', async () => {
    const { userId, reader } = await listenAs({ roles: ['manager'], storeIds: [shop.store.id] })
    await sql`insert into store_users (user_id, store_id) values (${userId}, ${elsewhere.id})`
    // Whether it is known already shows in what comes.
    const came = await eventually(
      async () => {
        await tell('stock.out', elsewhere.id, 'stock.view')
        return reader.events.length
      },
      (count) => count > 0,
    )
    assert.ok(came > 0)
    reader.leave()
  })
})

test('a stream that stays open is not counted as a slow request', async () => {
  const { reader } = await listenAs({ roles: ['owner'] })
  const metrics = async () => (await guest.get('/metrics')).body as string
  assert.match(await metrics(), /live_listeners\{instance_id="test"\} [1-9]/)
  await tellAll()
  await reader.heard(1)
  reader.leave()
  const tookMs = Number(reader.headers.get('x-response-time'))
  const entry = await eventually(
    async () => log.requests.find(({ durationMs }) => durationMs === tookMs),
    (found) => found !== undefined,
  )
  assert.equal(entry?.path, '/api/v1/live')
  assert.match(await metrics(), /http_requests_total\{.*endpoint="\/api\/v1\/live".*\}/)
})

for (const page of ['integrate.md', 'integrate.fr.md']) {
  test(`the reader that ${page} shows hears events, and stops when it may no longer`, async () => {
    const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'guide', page), 'utf8')
    const code = codeBlocks(guide).find(({ text }) => text.includes('async function listen'))?.text
    const written = `data:text/javascript,${encodeURIComponent(`${code}\nexport { listen }`)}`
    const { listen: listenAsShown } = await import(written)
    const { id } = await makeUser(sql, { roles: ['owner'] })
    const token = await makeToken(sql, id)
    const heard: [string, { type: string }][] = []
    const listening = listenAsShown(`${address}/api/v1/live`, token.secret, (...event: [string, { type: string }]) =>
      heard.push(event),
    )
    await eventually(
      async () => {
        await tellAll()
        return heard.length
      },
      (count) => count > 1,
    )
    assert.deepEqual([heard[0]?.[0], heard[0]?.[1].type], ['product.changed', 'product.changed'])
    await sql`update tokens set revoked_at = now() where id = ${token.id}`
    await listening
    assert.equal(heard.at(-1)?.[0], 'end')
  })
}

test('nothing of it was a fault of ours', () => {
  assert.deepEqual(log.faults, [])
})
