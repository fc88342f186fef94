import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type Sql } from '../../server/platform/database/connect.ts'
import { startCluster } from '../../server/platform/database/embedded-cluster.ts'
import { migrate } from '../../server/platform/database/migrate.ts'
import { prepareInstallation } from '../../server/prepare-installation.ts'
import { API_TOKEN, type ApiProcess, apiProcess } from '../../test/harness/api-process.ts'
import { type Cleaner, TEST_DATABASE_CONFIG } from '../../test/harness/database.ts'
import { hasNginx, startNginx, type TestNginx } from '../../test/harness/nginx.ts'
import { startTestRedis, type TestRedis } from '../../test/harness/redis.ts'
import { workerProcess } from '../../test/harness/worker-process.ts'
import { makeChain } from '../chain.ts'
import type { Target } from '../load/people-at-work.ts'

export type Instance = ApiProcess & { readonly name: string }

/** A chain of shops as the reference document draws it, on one machine. */
export type Chain = {
  readonly target: Target
  readonly sql: Sql
  readonly instances: readonly Instance[]
  readonly nginx: TestNginx
  readonly redis: TestRedis
  /** Ends PostgreSQL in order and starts it again. */
  restartPostgres(): Promise<void>
}

const INSTANCES = ['api-1', 'api-2', 'api-3']
/** How long an instance that was asked to leave serves on. */
const DRAIN_SECONDS = 1

/** What this machine lacks for a chain; null when nothing. */
export function missingForChain(): string | null {
  if (!hasNginx()) return 'nginx is not installed on this machine (apt-get install nginx)'
  if (!hasRedis()) return 'Redis is not installed on this machine (apt-get install redis-server)'
  return null
}

const hasRedis = (): boolean => spawnSync('redis-server', ['--version']).status === 0

/**
 * Starts PostgreSQL, Redis, three instances of the API, a worker, and nginx as it is shipped before them, with fifty stores
 * and a thousand articles. Everything ends with the cleaner.
 *
 * @param given variables of the instances beside those that they need.
 */
export async function openChain(cleaner: Cleaner, given: Record<string, string> = {}): Promise<Chain> {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-chain-'))
  // PostgreSQL runs under another account when this runs as root, and must be able to pass.
  chmodSync(folder, 0o755)
  let cluster = await startCluster(folder)
  cleaner.after(async () => {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const { url } = cluster
  const config = { ...TEST_DATABASE_CONFIG, databaseUrl: url }
  await migrate(config)
  const sql = connect(config, { max: 4, statementTimeoutMs: 0 })
  cleaner.after(() => sql.end({ timeout: 1 }))
  await prepareInstallation(sql)
  await makeChain(sql)

  const redis = await startTestRedis(cleaner)
  if (redis === null) throw new Error(String(missingForChain()))
  const instances: Instance[] = []
  for (const name of INSTANCES) {
    const variables = {
      INSTANCE_ID: name,
      REDIS_URL: redis.url,
      DRAIN_SECONDS: String(DRAIN_SECONDS),
      ...given,
    }
    const api = await apiProcess(cleaner, url, variables)
    await api.start()
    instances.push({ ...api, name })
  }
  workerProcess(cleaner, { url, dataFolder: instances[0]?.folder ?? folder }).start()
  const nginx = await startNginx(cleaner, { instances: instances.map(({ address }) => new URL(address).host) })
  return {
    target: { url: nginx.address, token: API_TOKEN, hasAddresses: true },
    sql,
    instances,
    nginx,
    redis,
    async restartPostgres() {
      await cluster.stop()
      cluster = await startCluster(folder)
    },
  }
}
