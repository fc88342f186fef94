import { randomUUID } from 'node:crypto'
import { saleBody, sequence } from './chain.ts'
import type { ApiProcess, Environment } from './environment.ts'
import { httpRequest, percentile, runLoad } from './load/http-load.ts'
import { median, type Report } from './report.ts'

const FEW = 10
const MANY = 10_000
const BATCH = 500
const ROUNDS = 5
const READS = 400
const STORE = 1

const random = sequence(3)

/** The Z report of a drawer of ten thousand tickets beside that of a drawer of ten, read in turns. */
export async function measureZReports(env: Environment, api: ApiProcess, report: Report): Promise<void> {
  const [few, many] = [await closedSession(env, api, FEW), await closedSession(env, api, MANY)]
  const times: { few: number; many: number }[] = []
  await readZ(env, api, few)
  await readZ(env, api, many)
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push({ few: await readZ(env, api, few), many: await readZ(env, api, many) })
  }
  report.add({
    what: `Z report of a session of ${MANY} tickets ÷ of one of ${FEW} (p50)`,
    measured: `${median(times.map((time) => time.many)).toFixed(2)} ms ÷ ${median(times.map((time) => time.few)).toFixed(2)} ms`,
    ratio: median(times.map((time) => time.many / time.few)),
    atMost: 2,
  })
}

/** A drawer that was opened, sold from and closed; answers its id. */
async function closedSession(env: Environment, api: ApiProcess, tickets: number): Promise<string> {
  const post = poster(env, api)
  const { data: register } = await post(`/stores/${STORE}/registers`, { name: `Caisse de ${tickets}` })
  const id = randomUUID()
  await post(`/registers/${register.id}/sessions`, { id, opening_float: '100.00' })
  for (let made = 0; made < tickets; made += BATCH) {
    const records = Array.from({ length: Math.min(BATCH, tickets - made) }, () => ({
      ...JSON.parse(saleBody(random, STORE, register.id)),
      kind: 'sale',
      session_id: id,
    }))
    await post('/sales/batch', { records })
  }
  const { data } = await post(`/register-sessions/${id}/close`, { counted: { cash: '0' } })
  if (data.totals.tickets !== tickets) throw new Error(`The session has ${data.totals.tickets} tickets`)
  return id
}

function poster(env: Environment, api: ApiProcess) {
  return async (path: string, body: object) => {
    const response = await fetch(`http://127.0.0.1:${api.port}/api/v1${path}`, {
      method: 'POST',
      headers: { 'X-API-Token': env.apiToken, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    const answer = JSON.parse(await response.text())
    if (!response.ok) throw new Error(`POST ${path}: ${JSON.stringify(answer)}`)
    return answer
  }
}

/** Median milliseconds of one read at a time. */
async function readZ(env: Environment, api: ApiProcess, id: string): Promise<number> {
  const request = httpRequest('GET', `/api/v1/register-sessions/${id}/z-report`, { 'X-API-Token': env.apiToken })
  const isSuccess = (status: number) => status === 200
  const result = await runLoad({ port: api.port, connections: 1, total: READS, request: () => request, isSuccess })
  if (result.failures > 0) throw new Error('A Z report was refused')
  return percentile(result.latenciesMs, 0.5)
}
