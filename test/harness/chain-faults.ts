import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import type { Sql } from '../../server/platform/database/connect.ts'
import type { Client } from './client.ts'
import type { Cleaner } from './database.ts'
import { makeToken, makeUser } from './factories.ts'
import { mountSmallDisk } from './full-disk.ts'
import { httpClient } from './http-client.ts'
import { until } from './processes.ts'
import { makeShop, type Shop, saleOf } from './sales.ts'
import { makeTillOn } from './tills.ts'
import type { WatchedChain } from './watched-chain.ts'
import type { Background } from './watching.ts'

const KIBIBYTE = 1024
/** Longer than the windows of the alerts about waiting, and shorter than a statement may last. */
const LOCK_MS = 20_000

export type Scene = { readonly chain: WatchedChain; readonly shop: Shop; readonly token: string }

/** A shop that sells, its owner, and a fresh backup. */
export async function makeScene(chain: WatchedChain): Promise<Scene> {
  const shop = await makeShop(chain.sql, { tills: 1, articles: [{}, {}], stock: 100_000 })
  const owner = await makeUser(chain.sql, { roles: ['owner'] })
  const { secret } = await makeToken(chain.sql, owner.id)
  await chain.sql`
    insert into backups (started_at, result, place, bytes, rows, files, sha256)
    values (now(), 'done', '/somewhere', 1000, 10, 1, ${'0'.repeat(64)})`
  return { chain, shop, token: secret }
}

const callerOf = (address: string, token: string) => httpClient(address, { authorization: `Bearer ${token}` })

/** What people do: they look and they buy, by way of the load balancer. */
export async function trade({ chain, shop, token }: Scene): Promise<void> {
  const caller = callerOf(chain.nginx.address, token)
  await caller.get('/api/v1/products')
  await caller.get('/api/v1/stores')
  await caller.post('/api/v1/sales', saleOf(shop))
  await sleep(100)
}

/** One disk that is full, and one that is being filled; false where nothing may be mounted. */
export function startDiskFaults(cleaner: Cleaner, background: Background): boolean {
  const full = mountSmallDisk(cleaner, 0.97)
  const filling = mountSmallDisk(cleaner, 0.65)
  if (full === null || filling === null) return false
  background.run(async () => filling.fill(8 * KIBIBYTE), 1_000)
  return true
}

/** Everything that can go wrong while every part runs; answers how what was taken is given back. */
export async function startFaults(
  cleaner: Cleaner,
  background: Background,
  scene: Scene,
): Promise<() => Promise<void>> {
  const { sql, cluster, apis, worker, monitoring } = scene.chain
  const [first, second, patient] = apis.map((api) => callerOf(api.address, scene.token))
  if (first === undefined || second === undefined || patient === undefined)
    throw new Error('There are three instances.')
  await cluster.pause()
  await sql`update backups set finished_at = now() - interval '27 hours'`
  await deliverLate(scene)

  // A job that cannot be done, whose tries are over; and one that nobody does, since the worker is gone.
  await leaveJob(sql, 0)
  await until(async () => (await monitoring.ask('jobs{state="failed", queue="send-receipt"} > 0')).length > 0)
  await worker.kill()
  await leaveJob(sql, 20)

  // A table that is not there: what asks for it fails.
  await sql`alter table saved_reports rename to saved_reports_elsewhere`
  background.run(() => second.get('/api/v1/saved-reports'), 100)
  // Pages that nobody has asked for before.
  background.run(() => second.get(`/api/v1/stores?q=${randomUUID()}`), 50)
  for (let count = 0; count < 2; count += 1) background.run(() => sql`select pg_sleep(1.5)`)
  holdArticles(background, sql)
  overload(background, first, scene.shop)
  fillThePool(background, patient)
  return takeConnections(cleaner, scene.chain)
}

/** A record that a till made twenty minutes ago. */
async function deliverLate({ chain, shop, token }: Scene): Promise<void> {
  const [, api] = chain.apis
  const place = { storeId: shop.store.id, registerId: shop.tillIds[0] ?? 0 }
  const till = await makeTillOn({ guest: httpClient(api.address) }, callerOf(api.address, token), place)
  await chain.sql`update register_leases set leased_at = now() - interval '1 hour'`
  const occurredAt = new Date(Date.now() - 20 * 60_000).toISOString()
  const answer = await till.deliver([till.record('drawer_open', { reason: 'Monnaie', occurred_at: occurredAt })])
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
}

/** An e-mail about a ticket that is not there, due some minutes ago, with no try but the first. */
async function leaveJob(sql: Sql, minutesAgo: number): Promise<void> {
  const data = { store_id: 1, sale_id: randomUUID(), print_id: randomUUID(), copy_number: 1, to: 'a@exemple.test' }
  await sql`
    insert into pgboss.job (name, data, retry_limit, start_after, created_on)
    values ('send-receipt', ${sql.json(data)}, 0, now() - ${minutesAgo} * interval '1 minute', now())`
}

/** Somebody holds a table that whoever sells or looks up an article needs. */
function holdArticles(background: Background, sql: Sql): void {
  const hold = () =>
    sql.begin(async (tx) => {
      await tx`lock table products in access exclusive mode`
      await sleep(LOCK_MS)
    })
  background.run(hold, 300)
}

/** Sales that come whether those before were answered or not, as of many tills: reports and reads are turned away, then sales. */
function overload(background: Background, caller: Client, shop: Shop): void {
  background.run(async () => void caller.post('/api/v1/sales', saleOf(shop)).catch(() => {}), 250)
  for (let count = 0; count < 4; count += 1) {
    background.run(() => caller.get(`/api/v1/products?q=${randomUUID()}`), 200)
    background.run(() => caller.get('/api/v1/reports/sales'), 500)
  }
}

/** More who look for articles, at an instance that turns nobody away, than its pool has connections: each waits behind another. */
function fillThePool(background: Background, caller: Client): void {
  for (let count = 0; count < 24; count += 1) background.run(() => caller.get(`/api/v1/products?q=${randomUUID()}`), 20)
}

/** A program that takes nearly all connections that PostgreSQL has left when the pools are full, and keeps them. */
async function takeConnections(cleaner: Cleaner, { cluster, sql }: WatchedChain): Promise<() => Promise<void>> {
  await until(async () => {
    const [row] = await sql<[{ waiting: number }]>`
      select count(*)::int as waiting from pg_stat_activity where wait_event_type = 'Lock'`
    return row.waiting >= 8
  })
  const [row] = await sql<[{ free: number }]>`
    select (select setting::int from pg_settings where name = 'max_connections') - count(*)::int as free
    from pg_stat_activity where backend_type = 'client backend'`
  const taken = Math.max(1, row.free - 5)
  const greedy = postgres(cluster.url, { max: taken, idle_timeout: 0, max_lifetime: null, onnotice: () => {} })
  const release = () => greedy.end({ timeout: 1 })
  cleaner.after(release)
  await Promise.all(Array.from({ length: taken }, () => greedy`select pg_sleep(0.5)`))
  return release
}
