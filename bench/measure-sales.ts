import { type BareTicket, makeTickets, writeBare } from './bare-sales.ts'
import { STORES, saleBody, sequence } from './chain.ts'
import type { ApiProcess, Environment } from './environment.ts'
import { httpRequest, percentile, runLoad } from './load/http-load.ts'
import { median, type Report } from './report.ts'

type Place = { storeId: number; registerId: number }

/** Fifty tills in fifty stores, or the one virtual register of one store. */
const PLACES = {
  'fifty registers': (index: number): Place => ({
    storeId: 1 + (index % STORES),
    registerId: STORES + 1 + (index % STORES),
  }),
  'one virtual register': (): Place => ({ storeId: 1, registerId: 1 }),
}

const ROUNDS = 3
const HTTP_SALES = 6_000
const BARE_SALES = 1_500
const BARE_IN_SETS = 6_400
const BARE_CONNECTIONS = [1, 2, 4, 8, 16]
const CLIENTS = 64
const LATENCY_SAMPLES = 600

const random = sequence(1)

async function sellOverHttp(
  env: Environment,
  api: ApiProcess,
  count: number,
  clients: number,
  place: (index: number) => Place,
) {
  const headers = { 'X-API-Token': env.apiToken }
  const requests = Array.from({ length: count }, (_, index) => {
    const { storeId, registerId } = place(index)
    return httpRequest('POST', '/api/v1/sales', headers, saleBody(random, storeId, registerId))
  })
  const result = await runLoad({
    port: api.port,
    connections: clients,
    total: count,
    request: (index) => requests[index] as string,
    isSuccess: (status) => status === 201,
  })
  if (result.failures > 0) throw new Error(`${result.failures} sales were not recorded`)
  return result
}

let ticketsMade = 0
/** Numbers that no earlier round gave. */
function freshTickets(count: number, place: (index: number) => Place): BareTicket[] {
  ticketsMade += count
  return makeTickets(count, place).map((ticket) => ({ ...ticket, number: ticket.number + ticketsMade * 1000 }))
}

/** Sales per second over HTTP beside the driver alone, both in each round, the medians of the ratios. */
export async function measureSales(env: Environment, api: ApiProcess, report: Report): Promise<void> {
  await sellOverHttp(env, api, 2_000, CLIENTS, PLACES['fifty registers'])
  for (const [name, place] of Object.entries(PLACES)) {
    const rates: { http: number; bare: number; sets: number }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const http = await sellOverHttp(env, api, HTTP_SALES, CLIENTS, place)
      let bare = 0
      for (const connections of BARE_CONNECTIONS) {
        bare = Math.max(bare, await writeBare(env.url, freshTickets(BARE_SALES, place), connections, 1))
      }
      let sets = 0
      for (const connections of [1, 2]) {
        sets = Math.max(sets, await writeBare(env.url, freshTickets(BARE_IN_SETS, place), connections, 64))
      }
      rates.push({ http: http.answers / http.seconds, bare, sets })
    }
    const show = (pick: (rate: (typeof rates)[number]) => number) => median(rates.map(pick))
    report.add({
      what: `three-line sales/s over HTTP, ${CLIENTS} clients, ${name} ÷ bare driver, one per transaction`,
      measured: `${show((rate) => rate.http).toFixed(0)}/s ÷ ${show((rate) => rate.bare).toFixed(0)}/s`,
      ratio: show((rate) => rate.http / rate.bare),
      atLeast: 1.5,
    })
    report.add({
      what: `the same, ${name} ÷ bare driver in sets of 64`,
      measured: `${show((rate) => rate.http).toFixed(0)}/s ÷ ${show((rate) => rate.sets).toFixed(0)}/s`,
      ratio: show((rate) => rate.http / rate.sets),
    })
  }
}

const BATCH = 500
const BATCHES = 12

/** Batches of five hundred sales over the fifty registers, beside the driver with one sale per transaction. */
export async function measureBatches(env: Environment, api: ApiProcess, report: Report): Promise<void> {
  const place = PLACES['fifty registers']
  const headers = { 'X-API-Token': env.apiToken }
  const rates: { http: number; bare: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const requests = Array.from({ length: BATCHES }, () => {
      const records = Array.from({ length: BATCH }, (_, index) => {
        const { storeId, registerId } = place(index)
        return { kind: 'sale', ...JSON.parse(saleBody(random, storeId, registerId)) }
      })
      return httpRequest('POST', '/api/v1/sales/batch', headers, JSON.stringify({ records }))
    })
    const result = await runLoad({
      port: api.port,
      connections: 2,
      total: BATCHES,
      request: (index) => requests[index] as string,
      isSuccess: (status) => status === 200,
    })
    if (result.failures > 0) throw new Error(`${result.failures} batches were refused`)
    let bare = 0
    for (const connections of BARE_CONNECTIONS) {
      bare = Math.max(bare, await writeBare(env.url, freshTickets(BARE_SALES, place), connections, 1))
    }
    rates.push({ http: (BATCH * BATCHES) / result.seconds, bare })
  }
  report.add({
    what: `sales/s in batches of ${BATCH}, two clients, fifty registers ÷ bare driver, one per transaction`,
    measured: `${median(rates.map(({ http }) => http)).toFixed(0)}/s ÷ ${median(rates.map(({ bare }) => bare)).toFixed(0)}/s`,
    ratio: median(rates.map(({ http, bare }) => http / bare)),
    atLeast: 4,
  })
}

/** One client, one sale at a time: what the server adds to the driver's own time. */
export async function measureSaleLatency(env: Environment, api: ApiProcess, report: Report): Promise<void> {
  const place = PLACES['fifty registers']
  const http: number[] = []
  const bare: number[] = []
  // Once for the compilers, uncounted.
  await sellOverHttp(env, api, 2_000, 1, place)
  for (let round = 0; round < ROUNDS; round += 1) {
    const result = await sellOverHttp(env, api, LATENCY_SAMPLES, 1, place)
    http.push(percentile(result.latenciesMs, 0.5))
    bare.push(1000 / (await writeBare(env.url, freshTickets(LATENCY_SAMPLES, place), 1, 1)))
  }
  report.add({
    what: 'latency of a sale at one connection ÷ bare driver’s',
    measured: `${median(http).toFixed(2)} ms ÷ ${median(bare).toFixed(2)} ms`,
    ratio: median(http.map((value, index) => value / (bare[index] as number))),
    atMost: 2,
  })
}
