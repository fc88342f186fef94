import type { Tx } from '../server/platform/database/connect.ts'
import { buildFactQuery } from '../server/reporting/build-fact-query.ts'
import { DIMENSIONS, type GroupBy } from '../server/reporting/dimensions.ts'
import { type FactName, factsOf, SALES_MEASURES } from '../server/reporting/measures.ts'
import type { Question } from '../server/reporting/query/fact-question.ts'
import { allLive } from '../server/reporting/query/find-cover.ts'
import { queryCrossFacts, ROW_LIMIT } from '../server/reporting/query-facts.ts'
import { readSnapshot } from '../server/reporting/read-snapshot.ts'
import { rollUpReports } from '../server/reporting/rollups/roll-up-reports.ts'
import type { ApiProcess, Database, Environment } from './environment.ts'
import { makeHistory, YEARS } from './long-history.ts'
import { median, type Report } from './report.ts'

const SMALL = 1_000_000
const LARGE = 10_000_000
const ROUNDS = 9
/** Each connection of the pool has been used by then, and what is asked is compiled: a chain asks all day. */
const ROUNDS_UNTIL_USED = 45
/** What takes milliseconds is asked more often than what takes seconds: a median of few of them tells more of the machine's moment. */
const RATIO_ROUNDS = { least: 9, most: 1_000, withinMs: 4_000 }
const ROUNDS_OF_TICKETS = 3
const MOST_OF_SMALL = 1.3
const LEAST_OF_TICKETS = 20

const facts: readonly FactName[] = factsOf(Object.values(SALES_MEASURES))

/** What the tickets must take longer by; null: reported, undefined: not asked of them. */
type Asked = { readonly name: string; readonly question: Question; readonly atLeast?: number | null }
type Side = Database & { readonly lines: number }

/**
 * What reports cost with ten years of sales, beside the same among a tenth of the lines, and beside the same asked of the
 * tickets. Takes many minutes, and some fifteen GiB where temporary files stand; `npm run bench -- reports 100000 1000000`
 * is a smaller one.
 */
export async function measureReports(env: Environment, report: Report, sizes: readonly number[]): Promise<void> {
  const [smallLines = SMALL, largeLines = LARGE] = sizes
  const small = await fill(env, 'history_small', smallLines)
  const large = await fill(env, 'history_large', largeLines)
  for (const asked of questions()) {
    await measureRatio(small, large, asked, report)
    if (asked.atLeast !== undefined) await measureTickets(large, asked, report)
  }
  const api = await env.startApi(large.url)
  const [from, to] = lastYear()
  await measureAnswer(env, api, report, {
    what: 'a year by store',
    path: `/api/v1/reports/sales?group_by=store&date_from=${from}&date_to=${to}`,
    atMost: 150,
  })
  // Yesterday is the last day of the history.
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  await measureAnswer(env, api, report, {
    what: 'the dashboard',
    path: `/api/v1/reports/dashboard?date=${yesterday}`,
    atMost: 50,
  })
}

async function fill(env: Environment, name: string, lines: number): Promise<Side> {
  const database = await env.addDatabase(name)
  const startedAt = performance.now()
  await makeHistory(database.sql, lines)
  const madeAt = performance.now()
  const spans = await rollUpReports(database.sql)
  const rolledAt = performance.now()
  // Else the database does both by itself, in the midst of the measuring.
  await database.sql`vacuum (analyze)`
  await database.sql`checkpoint`
  const [size] = await database.sql<{ tickets: string; sums: string }[]>`
    select pg_size_pretty(sum(pg_total_relation_size(oid)) filter (where relname like 'sale%')) as tickets,
      pg_size_pretty(sum(pg_total_relation_size(oid)) filter (where relname like 'report%')) as sums
    from pg_class where relkind = 'r' and (relname like 'sale%' or relname like 'report%')`
  const seconds = (ms: number) => (ms / 1000).toFixed(0)
  console.log(
    `  ${lines} lines made in ${seconds(madeAt - startedAt)} s, ${spans} months and years rolled up in ${seconds(rolledAt - madeAt)} s; tickets ${size?.tickets}, roll-ups ${size?.sums}`,
  )
  return { ...database, lines }
}

/** The last whole calendar year. */
function lastYear(): [string, string] {
  const year = new Date().getUTCFullYear() - 1
  return [`${year}-01-01`, `${year}-12-31`]
}

function questions(): Asked[] {
  const [from, to] = lastYear()
  const month = { from: `${from.slice(0, 4)}-10-01`, to: `${from.slice(0, 4)}-10-31` }
  const year = { from, to }
  const today = new Date().toISOString().slice(0, 10)
  const ever = { from: `${Number(today.slice(0, 4)) - YEARS}${today.slice(4)}`, to: today }
  const all = { storeIds: null, currency: null }
  const five = { storeIds: [3, 11, 19, 27, 35], currency: null }
  const ask = (
    name: string,
    period: { from: string; to: string },
    by: readonly GroupBy[],
    stores: typeof all | typeof five = all,
  ): Asked => ({
    name: `${name} by ${by.join(' and ')}${stores === all ? '' : ', five stores'}`,
    question: {
      dimensions: by.map((groupBy) => DIMENSIONS[groupBy]),
      facts: by.includes('payment_method') ? [...facts, 'paid'] : facts,
      scope: { ...period, ...stores },
      filters: [],
      shift: null,
    },
    // By article some stores' sums are nearly as long as their lines.
    ...(period !== month && { atLeast: by.includes('product') && stores !== all ? null : LEAST_OF_TICKETS }),
  })
  return [
    ask('a month', month, ['day']),
    ask('a month', month, ['store']),
    ask('a month', month, ['product']),
    ask('a month', month, ['category']),
    ask('a month', month, ['day'], five),
    ask('a year', year, ['store']),
    ask('a year', year, ['month']),
    ask('a year', year, ['product']),
    ask('a year', year, ['customer']),
    ask('a year', year, ['month'], five),
    ask('a year', year, ['product'], five),
    ask('a year', year, ['payment_method'], five),
    ask('a year', year, ['weekday', 'hour']),
    ask('ten years', ever, ['month']),
    ask('ten years', ever, ['year', 'store']),
    ask('ten years', ever, ['category']),
    ask('ten years', ever, ['weekday', 'hour']),
    ask('ten years', ever, ['cashier']),
  ]
}

const fromRollUps = (tx: Tx, question: Question) => queryCrossFacts(tx, question, ROW_LIMIT)

async function fromTickets(tx: Tx, question: Question): Promise<void> {
  const live = allLive(question)
  const { text, parameters } = buildFactQuery(question, { family: 'totals', cover: live, customers: live }, ROW_LIMIT)
  await tx.unsafe(text, parameters, { prepare: false })
}

async function time(
  side: Side,
  question: Question,
  ask: (tx: Tx, question: Question) => Promise<unknown>,
): Promise<number> {
  return readSnapshot(side.sql, async (tx) => {
    await tx`select`
    const startedAt = performance.now()
    await ask(tx, question)
    return performance.now() - startedAt
  })
}

/** Each side in each round; what else the machine does then falls on both. */
async function measureRatio(
  small: Side,
  large: Side,
  { name, question, atLeast }: Asked,
  report: Report,
): Promise<void> {
  const times: { small: number; large: number }[] = []
  let begunAt = performance.now()
  const isEnough = () =>
    times.length >= RATIO_ROUNDS.most ||
    (times.length >= RATIO_ROUNDS.least && performance.now() - begunAt > RATIO_ROUNDS.withinMs)
  for (let round = 0; !isEnough(); round += 1) {
    const taken = { small: await time(small, question, fromRollUps), large: await time(large, question, fromRollUps) }
    if (round === 0) begunAt = performance.now()
    else times.push(taken)
  }
  const [atSmall, atLarge] = [median(times.map((taken) => taken.small)), median(times.map((taken) => taken.large))]
  report.add({
    what: `${name}: with ${large.lines} lines ÷ with ${small.lines}`,
    measured: `${atLarge.toFixed(1)} ms ÷ ${atSmall.toFixed(1)} ms`,
    ratio: atLarge / atSmall,
    ...(atLeast !== null && { atMost: MOST_OF_SMALL }),
  })
}

async function measureTickets(side: Side, { name, question, atLeast }: Asked, report: Report): Promise<void> {
  const tickets: number[] = []
  const rollUps: number[] = []
  for (let round = 0; round < ROUNDS_OF_TICKETS; round += 1) {
    tickets.push(await time(side, question, fromTickets))
    rollUps.push(await time(side, question, fromRollUps))
  }
  report.add({
    what: `${name}: summed from the tickets ÷ as it is answered`,
    measured: `${median(tickets).toFixed(0)} ms ÷ ${median(rollUps).toFixed(1)} ms`,
    ratio: median(tickets) / median(rollUps),
    ...(typeof atLeast === 'number' && { atLeast }),
  })
}

type Answer = { readonly what: string; readonly path: string; readonly atMost: number }

/** The whole way over HTTP. */
async function measureAnswer(
  env: Environment,
  api: ApiProcess,
  report: Report,
  { what, path, atMost }: Answer,
): Promise<void> {
  const ask = async () => {
    const startedAt = performance.now()
    const answer = await fetch(`http://127.0.0.1:${api.port}${path}`, { headers: { 'X-API-Token': env.apiToken } })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
    return performance.now() - startedAt
  }
  const times: number[] = []
  while (times.length < ROUNDS_UNTIL_USED + ROUNDS) times.push(await ask())
  const add = (when: string, taken: readonly number[], limit: { readonly atMost?: number }) =>
    report.add({
      what: `${what}, over HTTP, in ms, ${when}`,
      measured: `${median(taken).toFixed(1)} ms`,
      ratio: median(taken),
      ...limit,
    })
  add('of an instance just started', times.slice(1, 1 + ROUNDS), { atMost })
  add('of one in use', times.slice(-ROUNDS), {})
}
