import { startTestRedis, type TestRedis } from '../test/harness/redis.ts'
import { makeStores } from './chain.ts'
import type { ApiProcess, Environment } from './environment.ts'
import { makeLargeCatalog } from './large-catalog.ts'
import { httpRequest, percentile, runLoad } from './load/http-load.ts'
import { startBareServer } from './measure-reads.ts'
import { median, type Report } from './report.ts'

const PRODUCTS = 100_000
const ROUNDS = 7
const MISSES = 40
const HITS = 2_000
const READS = 20_000
const CLIENTS = 32

const LIST = '/api/v1/products'
const SEARCH = '/api/v1/products?q=camembert&sort=price'
const DETAIL = '/api/v1/products/77'
const STORE = '/api/v1/stores/1'

/** What the cache gives, and what stands in its way: without Redis, with one, with one that another instance has filled, with one that hangs. */
export async function measureCache(env: Environment, report: Report, products = PRODUCTS): Promise<void> {
  const { url, sql } = await env.addDatabase('cache')
  await makeStores(sql)
  await makeLargeCatalog(sql, products)
  const alone = await env.startApi(url)
  const tasks: (() => Promise<void>)[] = []
  try {
    await measureMissAndHit(env, alone, '', report)
    await measureHitPath(env, alone, '', report)
    const redis = await startTestRedis({ after: (task) => tasks.push(task) })
    if (redis === null) return console.log('  there is no redis-server on this machine: the rest is not measured')
    const variables = { REDIS_URL: redis.url }
    const first = await env.startApi(url, { ...variables, INSTANCE_ID: 'first' })
    const second = await env.startApi(url, { ...variables, INSTANCE_ID: 'second' })
    await untilShared(env, first)
    await untilShared(env, second)
    await measureMissAndHit(env, first, ', with Redis', report)
    await measureHitPath(env, first, ', with Redis', report)
    await measureShared(env, { first, second }, report)
    await measureHanging(env, { alone, first, redis }, report)
  } finally {
    for (const task of tasks) await task()
  }
}

const get = (env: Environment, path: string) => httpRequest('GET', path, { 'X-API-Token': env.apiToken })

/** Milliseconds of so many requests, one after the other. */
async function latenciesOf(env: Environment, { port }: ApiProcess, path: string, total: number): Promise<Float64Array> {
  const request = get(env, path)
  const isSuccess = (status: number) => status === 200
  const result = await runLoad({ port, connections: 1, total, request: () => request, isSuccess, isAwake: true })
  if (result.failures > 0) throw new Error(`${path} failed`)
  return result.latenciesMs
}

const clear = async (env: Environment, { port }: ApiProcess): Promise<void> => {
  const headers = { 'X-API-Token': env.apiToken }
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/cache/clear`, { method: 'DELETE', headers })
  if (!answer.ok) throw new Error(`The cache was not cleared: ${await answer.text()}`)
}

async function untilShared(env: Environment, { port }: ApiProcess): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/cache/stats`, {
      headers: { 'X-API-Token': env.apiToken },
    })
    const { data } = (await answer.json()) as { data: { shared: { enabled: boolean } } }
    if (data.shared.enabled) return
    await new Promise((resume) => setTimeout(resume, 50))
  }
}

/** The very same request, with nothing kept and then from the process. */
async function measureMissAndHit(env: Environment, api: ApiProcess, where: string, report: Report): Promise<void> {
  for (const path of [LIST, SEARCH, DETAIL]) {
    await latenciesOf(env, api, path, HITS)
    const misses: number[] = []
    for (let round = 0; round < MISSES; round += 1) {
      await clear(env, api)
      misses.push(...(await latenciesOf(env, api, path, 1)))
    }
    const hit = percentile(await latenciesOf(env, api, path, HITS), 0.5)
    report.add({
      what: `${path}: latency of a miss ÷ of a hit${where}`,
      measured: `${median(misses).toFixed(3)} ms ÷ ${hit.toFixed(3)} ms`,
      ratio: median(misses) / hit,
      ...(path === LIST && { atLeast: 10 }),
    })
  }
}

/** What Node adds to every answer by itself. */
const ADDED_BY_NODE = new Set(['connection', 'content-length', 'date', 'keep-alive'])

/**
 * Pages that are there, beside a Fastify route that does nothing but send the same bytes: those of the whole answer, and, to be
 * read beside it, those of its body alone.
 */
async function measureHitPath(env: Environment, api: ApiProcess, where: string, report: Report): Promise<void> {
  for (const path of [STORE, LIST]) {
    const asked = { 'X-API-Token': env.apiToken, 'Accept-Encoding': 'identity' }
    const answer = await fetch(`http://127.0.0.1:${api.port}${path}`, { headers: asked })
    const body = await answer.text()
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => !ADDED_BY_NODE.has(name)))
    const servers = await Promise.all([startBareServer(path, body, headers), startBareServer(path, body)])
    const rates: Record<'ours' | 'same' | 'body', number[]> = { ours: [], same: [], body: [] }
    try {
      // Once for the compilers, uncounted.
      for (const { port } of [api, ...servers]) await readsPerSecond(env, port, path)
      for (let round = 0; round < ROUNDS; round += 1) {
        rates.ours.push(await readsPerSecond(env, api.port, path))
        rates.same.push(await readsPerSecond(env, servers[0].port, path))
        rates.body.push(await readsPerSecond(env, servers[1].port, path))
      }
    } finally {
      for (const server of servers) await server.stop()
    }
    const compare = (limits: readonly number[]) => ({
      measured: `${median(rates.ours).toFixed(0)}/s ÷ ${median(limits).toFixed(0)}/s`,
      ratio: median(rates.ours.map((rate, index) => rate / (limits[index] as number))),
    })
    const what = `${path} from the cache (${body.length} bytes) ÷ a bare Fastify route sending`
    report.add({ what: `${what} the same bytes${where}`, ...compare(rates.same), atLeast: 0.8 })
    report.add({ what: `${what} the same body with two headers${where}`, ...compare(rates.body) })
  }
}

async function readsPerSecond(env: Environment, port: number, path: string, total = READS): Promise<number> {
  const request = get(env, path)
  const isSuccess = (status: number) => status === 200
  const result = await runLoad({ port, connections: CLIENTS, total, request: () => request, isSuccess, isAwake: true })
  if (result.failures > 0) throw new Error(`${result.failures} reads failed`)
  return result.answers / result.seconds
}

/** What one instance computed, asked of another for the first time. */
async function measureShared(
  env: Environment,
  { first, second }: { first: ApiProcess; second: ApiProcess },
  report: Report,
): Promise<void> {
  const [misses, shared]: [number[], number[]] = [[], []]
  for (let round = 0; round < MISSES; round += 1) {
    await clear(env, first)
    // Until the other has seen that its pages have ended.
    await new Promise((resume) => setTimeout(resume, 450))
    misses.push(...(await latenciesOf(env, first, LIST, 1)))
    shared.push(...(await latenciesOf(env, second, LIST, 1)))
  }
  report.add({
    what: `${LIST}: latency of a miss ÷ of a page that another instance made`,
    measured: `${median(misses).toFixed(3)} ms ÷ ${median(shared).toFixed(3)} ms`,
    ratio: median(misses) / median(shared),
  })
}

/** Pages that nobody has, from an instance whose Redis hangs, beside one that has none. */
async function measureHanging(
  env: Environment,
  { alone, first, redis }: { alone: ApiProcess; first: ApiProcess; redis: TestRedis },
  report: Report,
): Promise<void> {
  let asked = 0
  const nextPath = () => {
    asked += 1
    return `/api/v1/products?price_min=0.${String(asked).padStart(4, '0').slice(-4)}`
  }
  const missesPerSecond = async ({ port }: ApiProcess) => {
    const request = () => get(env, nextPath())
    const isSuccess = (status: number) => status === 200
    const result = await runLoad({ port, connections: 8, total: 500, request, isSuccess })
    return result.answers / result.seconds
  }
  const [hanging, without]: [number[], number[]] = [[], []]
  redis.pause()
  try {
    await missesPerSecond(first)
    for (let round = 0; round < ROUNDS; round += 1) {
      hanging.push(await missesPerSecond(first))
      without.push(await missesPerSecond(alone))
    }
  } finally {
    redis.resume()
  }
  report.add({
    what: 'pages that nobody has, with a Redis that hangs ÷ without one',
    measured: `${median(hanging).toFixed(0)}/s ÷ ${median(without).toFixed(0)}/s`,
    ratio: median(hanging.map((rate, index) => rate / (without[index] as number))),
    atLeast: 0.9,
  })
}
