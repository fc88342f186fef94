import { Agent, get as httpGet } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { zstdDecompressSync } from 'node:zlib'
import type { ApiProcess, Environment } from './environment.ts'
import { median, type Report } from './report.ts'

/** The store whose till asks. */
const STORE_ID = 1
const ROUNDS = 3
const DELTAS = 300
const PER = 100_000
const BUDGET_MS = { complete: 3_000, delta: 5 }
/** How often somebody else asks meanwhile. */
const PAUSE_MS = 3

type Walk = { ms: number; articles: number; answers: number; bytes: number; cursor: string }

/** What a new till waits for its copy of the store, what a poll costs when nothing has changed, and what others notice. */
export async function measureFeed(env: Environment, api: ApiProcess, report: Report): Promise<void> {
  const agent = new Agent({ keepAlive: true })
  const ask = (path: string, headers: Record<string, string> = {}) =>
    answerOf(agent, api.port, path, { 'X-API-Token': env.apiToken, ...headers })
  try {
    const alone = await latencies(ask, () => sleep(2_000))
    const walks: Walk[] = []
    let beside: number[] = []
    // The first is for the compilers and the memory of the database.
    await walk(ask)
    for (let round = 0; round < ROUNDS; round += 1) {
      beside = beside.concat(await latencies(ask, async () => void walks.push(await walk(ask))))
    }
    const [last] = walks.slice(-1) as [Walk]
    report.add({
      what: `complete copy for a till, zstd, ms for ${PER} of ${last.articles} articles in ${last.answers} answers`,
      measured: `${(last.bytes / 1e6).toFixed(1)} MB in all, ${median(walks.map(({ ms }) => ms)).toFixed(0)} ms`,
      ratio: median(walks.map(({ ms, articles }) => (ms * PER) / articles)),
      atMost: BUDGET_MS.complete,
    })
    const p99 = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0
    report.add({
      what: '/health/live meanwhile, p99 (alone)',
      measured: `${p99(beside).toFixed(1)} ms (${p99(alone).toFixed(1)} ms)`,
    })
    const deltas = await emptyDeltas(ask, last.cursor)
    report.add({
      what: 'changes for a till when there are none, ms',
      measured: `p50 of ${DELTAS}, p99 ${p99(deltas).toFixed(2)} ms`,
      ratio: median(deltas),
      atMost: BUDGET_MS.delta,
    })
  } finally {
    agent.destroy()
  }
}

type Ask = (path: string, headers?: Record<string, string>) => Promise<{ body: Buffer; encoding: string | undefined }>

const feedPath = (cursor: string) => `/api/v1/pos/catalog?store_id=${STORE_ID}${cursor && `&since=${cursor}`}`

/** A whole copy, as a till takes it; what the till does with an answer is not counted. */
async function walk(ask: Ask): Promise<Walk> {
  const result = { ms: 0, articles: 0, answers: 0, bytes: 0, cursor: '' }
  for (;;) {
    const askedAt = performance.now()
    const { body, encoding } = await ask(feedPath(result.cursor), { 'Accept-Encoding': 'zstd' })
    result.ms += performance.now() - askedAt
    const { data } = JSON.parse(String(encoding === 'zstd' ? zstdDecompressSync(body) : body))
    result.articles += data.articles.length
    result.answers += 1
    result.bytes += body.length
    result.cursor = data.cursor
    if (!data.has_more) return result
  }
}

async function emptyDeltas(ask: Ask, from: string): Promise<number[]> {
  const times: number[] = []
  let cursor = from
  for (let count = 0; count < DELTAS; count += 1) {
    const askedAt = performance.now()
    const { body } = await ask(feedPath(cursor))
    times.push(performance.now() - askedAt)
    cursor = JSON.parse(String(body)).data.cursor
  }
  return times
}

/** What somebody else waits for the smallest of answers while something is done. */
async function latencies(ask: Ask, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  let isDone = false
  const asking = (async () => {
    while (!isDone) {
      const askedAt = performance.now()
      await ask('/health/live')
      times.push(performance.now() - askedAt)
      await sleep(PAUSE_MS)
    }
  })()
  await work()
  isDone = true
  await asking
  return times
}

function answerOf(agent: Agent, port: number, path: string, headers: Record<string, string>): ReturnType<Ask> {
  return new Promise((resolve, reject) => {
    const request = httpGet({ agent, host: '127.0.0.1', port, path, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const body = Buffer.concat(parts)
        if (response.statusCode === 200) resolve({ body, encoding: response.headers['content-encoding'] })
        else reject(new Error(`${path} answered ${response.statusCode}: ${body}`))
      })
    })
    request.on('error', reject)
  })
}
