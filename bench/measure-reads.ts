import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { BareAnswer } from './bare-server.ts'
import { type ApiProcess, type Environment, openPool, residentMiB } from './environment.ts'
import { captureListStatement, type Statement } from './list-statement.ts'
import { httpRequest, runLoad } from './load/http-load.ts'
import { median, type Report } from './report.ts'

const ROUNDS = 5
const READS = 20_000
const PAGES = 2_000
const CLIENTS = 32
const JSON_TYPE: BareAnswer['headers'] = { 'content-type': 'application/json; charset=utf-8' }

const get = (path: string, token: string) => httpRequest('GET', path, { 'X-API-Token': token })

async function readsPerSecond(
  port: number,
  total: number,
  request: (index: number) => string,
  isAwake = false,
): Promise<number> {
  const isSuccess = (status: number) => status === 200
  const result = await runLoad({ port, connections: CLIENTS, total, request, isSuccess, isAwake })
  if (result.failures > 0) throw new Error(`${result.failures} reads failed`)
  return result.answers / result.seconds
}

/** A small read that needs a token, answered from the cache, beside a Fastify route that sends the same body to anyone. */
export async function measureSmallRead(env: Environment, api: ApiProcess, report: Report): Promise<void> {
  const path = '/api/v1/stores/1'
  const answer = await fetch(`http://127.0.0.1:${api.port}${path}`, { headers: { 'X-API-Token': env.apiToken } })
  const bare = await startBareServer(path, await answer.text())
  const request = get(path, env.apiToken)
  const ours: number[] = []
  const limits: number[] = []
  try {
    // Once for the compilers, uncounted.
    for (const port of [api.port, bare.port]) await readsPerSecond(port, READS, () => request, true)
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await readsPerSecond(api.port, READS, () => request, true))
      limits.push(await readsPerSecond(bare.port, READS, () => request, true))
    }
  } finally {
    await bare.stop()
  }
  report.add({
    what: `authenticated small read (${path}) ÷ a bare Fastify route sending the same body`,
    measured: `${median(ours).toFixed(0)}/s ÷ ${median(limits).toFixed(0)}/s`,
    ratio: median(ours.map((rate, index) => rate / (limits[index] as number))),
    atLeast: 0.6,
  })
}

/** Pages that were never asked for before, so that none is in the cache, beside the same statement by the driver. */
export async function measureProductPage(env: Environment, api: ApiProcess, report: Report): Promise<void> {
  const statement = await captureListStatement(env.url)
  const sql = openPool(env.url, 8)
  const ours: number[] = []
  const limits: number[] = []
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const path = (index: number) =>
        `/api/v1/products?per_page=15&page=${1 + (index % 60)}&price_min=0.${String(round * PAGES + index)
          .padStart(4, '0')
          .slice(-4)}`
      ours.push(await readsPerSecond(api.port, PAGES, (index) => get(path(index), env.apiToken)))
      limits.push(await statementsPerSecond(sql, statement, PAGES))
    }
  } finally {
    await sql.end()
  }
  report.add({
    what: 'product page, uncached ÷ the same statement by the bare driver',
    measured: `${median(ours).toFixed(0)}/s ÷ ${median(limits).toFixed(0)}/s`,
    ratio: median(ours.map((rate, index) => rate / (limits[index] as number))),
    atLeast: 0.5,
  })
}

async function statementsPerSecond(
  sql: ReturnType<typeof openPool>,
  { text, parameters }: Statement,
  total: number,
): Promise<number> {
  let sent = 0
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (sent < total) {
        sent += 1
        await sql.unsafe(text, parameters, { prepare: true })
      }
    }),
  )
  return total / ((performance.now() - startedAt) / 1000)
}

export function measureMemory(
  processes: readonly { name: string; pid: number; atMost?: number }[],
  report: Report,
): void {
  for (const { name, pid, atMost } of processes) {
    const resident = residentMiB(pid)
    report.add({
      what: `resident memory of ${name}, MiB`,
      measured: '',
      ratio: resident,
      ...(atMost !== undefined && { atMost }),
    })
  }
}

/** A Fastify route that sends these bytes, in a process of its own. */
export type BareServer = { readonly port: number; stop(): Promise<void> }

/** @param headers of the answer; its type alone unless given. */
export async function startBareServer(path: string, body: string, headers = JSON_TYPE): Promise<BareServer> {
  const child = fork(join(import.meta.dirname, 'bare-server.ts'), { execArgv: process.execArgv })
  child.send({ path, body, headers } satisfies BareAnswer)
  const [port] = (await once(child, 'message')) as [number]
  return {
    port,
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
