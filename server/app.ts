import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import packageJson from '../package.json' with { type: 'json' }
import {
  catalogConstraints,
  createCatalogRoutes,
  PRODUCT_EVENTS,
  storeHasPrices,
  taxClassHasFees,
  taxClassHasProducts,
} from './catalog/index.ts'
import { EXAMPLE_VALUES } from './example-values.ts'
import { createFileRoom, createFileRoutes, createImportRoutes, type FileRoom } from './files/index.ts'
import {
  createIdentity,
  createIdentityRoutes,
  type Identity,
  identityConstraints,
  PERMISSIONS,
  requireValidActor,
} from './identity/index.ts'
import { createImportKinds } from './import-kinds.ts'
import {
  findVariantsInStock,
  inventoryConstraints,
  inventoryRoutes,
  STOCK_EVENTS,
  storeHasMovements,
  storeHasStock,
  TRANSFER_EVENTS,
  variantInStock,
  variantsHaveStock,
} from './inventory/index.ts'
import type { JobName } from './job-names.ts'
import { observeSales } from './observe-sales.ts'
import { Breakers } from './platform/breaker/breakers.ts'
import { createCacheRoutes } from './platform/cache/cache-routes.ts'
import { PageCache } from './platform/cache/page-cache.ts'
import { createSharedCacheProbe } from './platform/cache/shared-cache.ts'
import { SharedPages } from './platform/cache/shared-pages.ts'
import type { Config } from './platform/config.ts'
import type { Gate } from './platform/create-gate.ts'
import type { Sql, Tx } from './platform/database/connect.ts'
import { readMigrations } from './platform/database/migrate.ts'
import { openReadings } from './platform/database/open-readings.ts'
import type { Readings } from './platform/database/readings.ts'
import { registerDocs } from './platform/docs/register-docs.ts'
import { registerEntrance } from './platform/docs/register-entrance.ts'
import { Live } from './platform/events/live.ts'
import { createLiveRoutes } from './platform/events/live-routes.ts'
import { registerHealth } from './platform/health/register-health.ts'
import { createSystemRoutes } from './platform/health/system-routes.ts'
import { registerCompression } from './platform/http/compression.ts'
import { addRoutes, createServer, type ServerOptions } from './platform/http/create-server.ts'
import { createReceiver } from './platform/http/receive-files.ts'
import type { Route } from './platform/http/route.ts'
import { createJobQueue, type JobQueue } from './platform/jobs/job-queue.ts'
import { openLoadControl } from './platform/load/open-load-control.ts'
import type { Log } from './platform/log/create-log.ts'
import { createMetrics, type Metrics } from './platform/metrics/create-metrics.ts'
import { addReplicaMetrics } from './platform/metrics/database-metrics.ts'
import { registerMetrics, requestObserver } from './platform/metrics/register-metrics.ts'
import { openRedis } from './platform/redis/open-redis.ts'
import { text } from './platform/text.ts'
import { telemetry } from './platform/tracing/telemetry.ts'
import { createReportingRoutes, reportingConstraints } from './reporting/index.ts'
import {
  CREDIT_ROUTES,
  CUSTOMER_ROUTES,
  createReceiptRoutes,
  createSalesRoutes,
  createSessionRoutes,
  DeviceDirectory,
  FEED_ROUTES,
  findVariantsSold,
  JournalSigner,
  PARKED_ROUTES,
  PRIVACY_ROUTES,
  registerHasOpenDrawer,
  registerIsLeased,
  SALES_EVENTS,
  Sales,
  salesConstraints,
  storeHasTickets,
} from './sales/index.ts'
import { createStoreRoutes, peopleStores, StoreDirectory, storesConstraints } from './stores/index.ts'

export type ApplicationOptions = { config: Config; sql: Sql; log: Log; instanceId: string }

const API_PREFIX = '/api/v1'
const API_DOCUMENT = {
  title: 'Comptoir',
  description: text(
    [
      'Tout ce que Comptoir sait faire, pour les programmes.',
      'Les messages sont en français, ou en anglais avec `Accept-Language: en`. Les montants sont des textes décimaux, les heures en ISO 8601 UTC.',
      'Une écriture envoyée à nouveau avec la même `Idempotency-Key` n’a lieu qu’une fois.',
      'Pour essayer ici : `POST /api/v1/login` avec courriel et mot de passe ; le jeton répondu sert aussitôt aux autres requêtes. Ou bien **Authorize**, avec un jeton. *[In English](?lang=en).*',
    ].join('\n\n'),
    [
      'Everything that Comptoir can do, for programs.',
      'Messages are in French, or in English with `Accept-Language: en`. Amounts are decimal strings, times ISO 8601 UTC.',
      'A write that is sent again with the same `Idempotency-Key` happens once.',
      'To try it here: `POST /api/v1/login` with e-mail and password; the token that it answers is used for the other requests at once. Or **Authorize**, with a token. *[En français](?lang=fr).*',
    ].join('\n\n'),
  ),
  examples: EXAMPLE_VALUES,
}

const CONSTRAINT_ERRORS = {
  ...identityConstraints,
  ...storesConstraints,
  ...catalogConstraints,
  ...inventoryConstraints,
  ...salesConstraints,
  ...reportingConstraints,
}

/** What the rooms tell of. */
const EVENTS = [...PRODUCT_EVENTS, ...STOCK_EVENTS, ...TRANSFER_EVENTS, ...SALES_EVENTS]

/** The map of the house: every room by name, each handed what it needs from the rooms to its left. */
export async function createApplication({
  config,
  sql,
  log,
  instanceId,
}: ApplicationOptions): Promise<FastifyInstance> {
  const breakers = new Breakers(log)
  const redis = openRedis({ config: { ...config, instanceId }, breakers })
  const sharedPages = redis === null ? null : new SharedPages(redis, config.secretKey, { program: await nameProgram() })
  const cache = new PageCache(sql, { shared: sharedPages })
  const sharedCache = createSharedCacheProbe(redis)
  const metrics = createMetrics({ instanceId, sql, cache, breakers })
  const identity = createIdentity({ sql, config, storeIds: peopleStores.idsOf })
  const jobs = createJobQueue(sql)
  const files = createFileRoom({ config, log, jobs, breakers })
  const stores = new StoreDirectory(sql, cache)
  const devices = new DeviceDirectory(sql)
  const signer = new JournalSigner(sql, config.secretKey)
  const sales = new Sales(sql, stores, signer)
  observeSales(sales, metrics, log)

  const load = openLoadControl({ config, sql, metrics, redis })
  const readings = openReadings(sql, { config, log, breakers }, { applicationName: `comptoir replica ${instanceId}` })
  addReplicaMetrics(metrics, readings)
  const { reportInTurn } = load.shedder
  const rooms = createRooms({ config, identity, files, jobs, stores, sales, signer, readings, reportInTurn })
  const routes = Object.values(rooms).flat()
  const namespaces = [...new Set(routes.flatMap((route) => route.cache?.namespaces ?? []))]
  const cacheRoutes = createCacheRoutes({ instanceId, cache, sharedCache, sharedPages, namespaces })
  const live = createLive({ sql, log }, identity, metrics)

  const options: ServerOptions = {
    instanceId,
    sql,
    cache,
    cacheSeconds: config.cacheSeconds,
    shownBy: ['products.viewCost', 'reports.margin'],
    log,
    authenticate: identity.authenticate,
    findSigner: (deviceId) => devices.find(deviceId),
    recheck: requireValidActor,
    forgetActors: () => identity.forgetEveryone(),
    allowedOrigins: [],
    constraintErrors: CONSTRAINT_ERRORS,
    receive: createReceiver(join(config.dataFolder, 'tmp', 'uploads')),
    permissions: PERMISSIONS,
    onAnswered: requestObserver(metrics),
    ...load,
  }
  const app = createServer(options)
  endStreamsOnLeaving(app, live)
  closeInOrder(app, [load, identity, ...(redis === null ? [] : [redis]), breakers, files, jobs, readings])
  registerCompression(app)
  await registerDocs(app, { ...API_DOCUMENT, version: packageJson.version })
  registerEntrance(app, { name: API_DOCUMENT.title, version: packageJson.version, prefix: API_PREFIX })
  registerMetrics(app, metrics, { config: config.metrics, log })
  telemetry()?.exportMetrics(metrics)
  const isDraining = () => app.leaving.hasBegun
  const health = { version: packageJson.version, instanceId, sql, cache, sharedCache, isDraining }
  registerHealth(app, health)
  const tables = [...Object.values(rooms), createLiveRoutes(live, EVENTS), cacheRoutes, createSystemRoutes(health)]
  for (const table of tables) addRoutes(app, API_PREFIX, table, options)
  addRoutes(app, '', createFileRoutes(files), options)
  await app.ready()
  return app
}

/** Pages that instances share are of one program: see `SharedPages`. */
const nameProgram = async () => `${packageJson.version}+${(await readMigrations()).length}`

/** Who listens to events is sent away first: their streams would hold up whatever waits for requests to end. */
function endStreamsOnLeaving(app: FastifyInstance, live: Live): void {
  app.leaving.endStreams = () => live.close()
  app.addHook('preClose', async () => {
    app.leaving.hasBegun = true
    await live.close()
  })
}

/** What the application opened ends with it, one after the other. */
function closeInOrder(app: FastifyInstance, opened: readonly { close(): void | Promise<void> }[]): void {
  app.addHook('onClose', async () => {
    for (const part of opened) await part.close()
  })
}

/** Everybody who listens in this process. */
function createLive({ sql, log }: Pick<ApplicationOptions, 'sql' | 'log'>, identity: Identity, metrics: Metrics): Live {
  const live = new Live({ sql, log, reload: (actors) => identity.reload(actors) })
  metrics.gauge('live_listeners', 'Streams of events that are open.', () => live.listeners)
  return live
}

type RoomDependencies = {
  config: Config
  identity: Identity
  files: FileRoom
  jobs: JobQueue
  stores: StoreDirectory
  sales: Sales
  signer: JournalSigner
  readings: Readings
  reportInTurn: Gate
}

/** The rooms' tables, in order. */
function createRooms({
  config,
  identity,
  files,
  jobs,
  stores,
  sales,
  signer,
  readings,
  reportInTurn,
}: RoomDependencies): Record<string, readonly Route[]> {
  const leave = (tx: Tx, name: JobName, data: object) => jobs.enqueue(tx, name, data)
  return {
    identity: createIdentityRoutes({
      identity,
      config,
      stores: peopleStores,
      leaveResetCode: (tx, email) => leave(tx, 'send-reset-code', { email }),
      setup: {
        // Of all that ask, one takes the demo: the rest never load it.
        isUnused: async (queryable) => (await import('./demo/index.ts')).isUnused(queryable),
        leaveDemo: (tx) => leave(tx, 'make-demo', {}),
      },
    }),
    files: createImportRoutes({ kinds: createImportKinds(() => config.secretKey), files, jobs }),
    stores: createStoreRoutes({
      guards: {
        beforeDelete: [storeHasStock],
        beforeCurrencyChange: [storeHasPrices, storeHasMovements, storeHasTickets],
      },
      registerGuards: [registerHasOpenDrawer, registerIsLeased],
      taxClassGuards: [taxClassHasProducts, taxClassHasFees],
    }),
    catalog: createCatalogRoutes({
      guards: [variantsHaveStock],
      inUse: [findVariantsSold, findVariantsInStock],
      inStock: variantInStock,
      files,
    }),
    inventory: inventoryRoutes,
    sales: [
      ...createSalesRoutes(sales, signer),
      ...createReceiptRoutes((tx, mail) => leave(tx, 'send-receipt', mail)),
      ...createSessionRoutes(stores, signer),
      ...CUSTOMER_ROUTES,
      ...PRIVACY_ROUTES,
      ...CREDIT_ROUTES,
      ...PARKED_ROUTES,
      ...FEED_ROUTES,
    ],
    reporting: createReportingRoutes({ readings, inTurn: reportInTurn, files, jobs }),
  }
}
