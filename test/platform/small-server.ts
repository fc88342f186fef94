import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Actor } from '../../server/platform/actor.ts'
import { PageCache } from '../../server/platform/cache/page-cache.ts'
import type { Sql } from '../../server/platform/database/connect.ts'
import { registerCompression } from '../../server/platform/http/compression.ts'
import { addRoutes, createServer, type ServerOptions } from '../../server/platform/http/create-server.ts'
import { createReceiver } from '../../server/platform/http/receive-files.ts'
import type { Route } from '../../server/platform/http/route.ts'
import { type Client, createClient } from '../harness/client.ts'
import { type Cleaner, testDatabase } from '../harness/database.ts'
import { memoryLog } from '../harness/memory-log.ts'

/** Room for one page that is larger than what the system takes in for somebody who does not read. */
const MOST_KEPT_BYTES = 16 * 1024 * 1024

export type SmallServer = {
  readonly app: FastifyInstance
  readonly sql: Sql
  readonly cache: PageCache
  /** Where files that arrive stay while their request lasts. */
  readonly uploadFolder: string
  /** What the log holds, by channel. */
  readonly lines: Readonly<Record<string, string>>
  flushLog(): Promise<void>
  readonly guest: Client
  /** Ann may do everything that is asked for here; Bob may do nothing. */
  readonly ann: Client
  readonly bob: Client
}

export type SmallServerOptions = Partial<ServerOptions> & {
  /** How long pages are taken for right without asking; that of the program unless given. */
  checkEveryMs?: number
  /** Adds to the server before its routes. */
  prepare?(app: FastifyInstance, parts: { sql: Sql; cache: PageCache }): void
}

export const PERMISSION = 'things.change'

/** Somebody with these permissions, in every store. */
export const person = (key: string, permissions: readonly string[]): Actor => ({
  kind: 'user',
  key: `user:${key}`,
  userId: key === 'ann' ? 1 : 2,
  name: key,
  permissions: new Set(permissions),
  storeIds: 'all',
  credential: { kind: 'token', id: null },
})

const PEOPLE: Readonly<Record<string, Actor>> = { ann: person('ann', [PERMISSION]), bob: person('bob', []) }

/** The request path by itself, with routes of the test's own, on a database with a table of things. */
export async function startSmallServer(
  cleaner: Cleaner,
  routes: readonly Route[],
  { prepare, checkEveryMs, ...change }: SmallServerOptions = {},
): Promise<SmallServer> {
  const { sql } = await testDatabase(cleaner)
  await sql`create table things (id bigint generated always as identity primary key, name text not null unique)`
  const { log, lines } = memoryLog()
  const cache = new PageCache(sql, { maxBytes: MOST_KEPT_BYTES, checkEveryMs })
  const uploadFolder = mkdtempSync(join(tmpdir(), 'comptoir-uploads-'))
  cleaner.after(async () => rmSync(uploadFolder, { recursive: true, force: true }))
  const options: ServerOptions = {
    instanceId: 'small',
    trustedProxies: ['loopback'],
    clientTimeoutMs: 30_000,
    sql,
    cache,
    cacheSeconds: { productsList: 60, productDetail: 60, stores: 60, summaries: 60 },
    shownBy: [],
    log,
    authenticate: ({ secret }) => PEOPLE[secret] ?? null,
    forgetActors: () => {},
    findSigner: async () => null,
    recheck: async () => {},
    allowedOrigins: ['https://boutique.example'],
    constraintErrors: {},
    receive: createReceiver(uploadFolder),
    permissions: new Set([PERMISSION]),
    ...change,
  }
  const app = createServer(options)
  registerCompression(app)
  prepare?.(app, { sql, cache })
  addRoutes(app, '', routes, options)
  await app.ready()
  const as = (secret: string) => createClient(app, () => ({ authorization: `Bearer ${secret}` }))
  return {
    app,
    sql,
    cache,
    uploadFolder,
    lines,
    flushLog: () => log.flush(),
    guest: createClient(app, () => ({})),
    ann: as('ann'),
    bob: as('bob'),
  }
}
