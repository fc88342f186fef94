import { connect, type Sql } from '../../server/platform/database/connect.ts'
import { chooseFreePort } from '../../server/platform/process/choose-free-port.ts'
import { type ApiProcess, apiProcess } from './api-process.ts'
import { inReverse } from './app.ts'
import { type Cleaner, TEST_DATABASE_CONFIG } from './database.ts'
import { type MonitoringStack, startMonitoringStack } from './monitoring-stack.ts'
import { startNginx, type TestNginx } from './nginx.ts'
import { startTestRedis, type TestRedis } from './redis.ts'
import { type ReplicatedCluster, replicatedCluster } from './replicated-cluster.ts'
import { type RunningProgram, startProgram } from './running-program.ts'
import { type WorkerProcess, workerProcess } from './worker-process.ts'

/** A chain of shops as it is deployed, in small, with all that watches it. */
export type WatchedChain = {
  readonly cluster: ReplicatedCluster
  readonly sql: Sql
  readonly redis: TestRedis
  /** The third turns nobody away, however long one waits. */
  readonly apis: readonly [ApiProcess, ApiProcess, ApiProcess]
  readonly worker: WorkerProcess
  readonly nginx: TestNginx
  readonly machineExporter: RunningProgram
  readonly monitoring: MonitoringStack
}

const DATABASE_SETTINGS = { shared_preload_libraries: 'pg_stat_statements', max_connections: '70' }
const API_VARIABLES = { POOL_SIZE: '4', MAX_OVERFLOW: '2' }

export async function startWatchedChain(cleaner: Cleaner): Promise<WatchedChain> {
  const cleaning = inReverse(cleaner)
  const redis = await startTestRedis(cleaning)
  if (redis === null) throw new Error('There is no redis-server on this machine.')
  const cluster = await replicatedCluster(cleaning, DATABASE_SETTINGS)
  const sql = connect(TEST_DATABASE_CONFIG, { url: cluster.url, max: 8 })
  cleaning.after(() => sql.end({ timeout: 1 }))
  await sql`create extension if not exists pg_stat_statements`
  const variables = { ...API_VARIABLES, REDIS_URL: redis.url, DATABASE_REPLICA_URL: cluster.replicaUrl }
  const makeApi = (name: string, own: Record<string, string> = {}) =>
    apiProcess(cleaning, cluster.url, { ...variables, ...own, INSTANCE_ID: name })
  const apis = [
    await makeApi('api-1'),
    await makeApi('api-2'),
    await makeApi('api-3', { LOAD_SHEDDING: 'false' }),
  ] as const
  await Promise.all(apis.map((api) => api.start()))
  const metricsPort = await chooseFreePort()
  const worker = workerProcess(cleaning, {
    url: cluster.url,
    dataFolder: apis[0].folder,
    variables: { INSTANCE_ID: 'worker-1', METRICS_PORT: String(metricsPort) },
  })
  worker.start()
  const instances = apis.map((api) => new URL(api.address).host)
  const nginx = await startNginx(cleaning, { instances })
  const exporters = await startExporters(cleaning, { cluster, redis, nginx })
  const monitoring = await startMonitoringStack(cleaning, {
    'api-instances': Object.fromEntries(instances.map((address, index) => [`api-${index + 1}`, address])),
    'api-loadbalanced': { nginx: new URL(nginx.address).host },
    worker: { 'worker-1': `127.0.0.1:${metricsPort}` },
    ...exporters.targets,
  })
  return { cluster, sql, redis, apis, worker, nginx, machineExporter: exporters.machine, monitoring }
}

type Watched = Pick<WatchedChain, 'cluster' | 'redis' | 'nginx'>

async function startExporters(cleaner: Cleaner, { cluster, redis, nginx }: Watched) {
  const listen = async () => `127.0.0.1:${await chooseFreePort()}`
  const [ofNginx, ofRedis, ofPostgres, ofMachine] = [await listen(), await listen(), await listen(), await listen()]
  const start = (address: string, command: readonly string[], env?: Record<string, string>) =>
    startProgram(cleaner, command, { readyAt: `http://${address}/metrics`, ...(env && { env }) })
  await start(ofNginx, [
    'prometheus-nginx-exporter',
    `-nginx.scrape-uri=${nginx.address}/nginx_status`,
    `-web.listen-address=${ofNginx}`,
  ])
  await start(ofRedis, ['prometheus-redis-exporter', `-redis.addr=${redis.url}`, `-web.listen-address=${ofRedis}`])
  await start(ofPostgres, ['prometheus-postgres-exporter', `--web.listen-address=${ofPostgres}`], {
    DATA_SOURCE_NAME: `${cluster.url}?sslmode=disable`,
  })
  const machine = await start(ofMachine, ['prometheus-node-exporter', `--web.listen-address=${ofMachine}`])
  const targets = {
    'nginx-loadbalancer': { nginx: ofNginx },
    redis: { redis: ofRedis },
    postgres: { postgres: ofPostgres },
    node: { 'machine-1': ofMachine },
  }
  return { targets, machine }
}
