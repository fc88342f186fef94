// A quarter of a chain: five stores in two countries, twenty registers, COMPTOIR_LONG=1 fifty thousand tickets. Whatever
// happened, what the registers say, what the reports say and what is in the books are the same, and the journal proves it.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { closeDaySessions, closeJournalPeriods } from '../../server/sales/index.ts'
import { verifyInstallation } from '../../server/verification.ts'
import { ROOT } from '../architecture/source-files.ts'
import { testApplication } from '../harness/app.ts'
import { temporaryFolder } from '../harness/folder.ts'
import { testSigner } from '../harness/journal.ts'
import { type Branch, type Chain, daysAgoOf, openChain, type QuarterPlan } from './chain.ts'
import { chanceOf } from './chance.ts'
import { readUnderWay } from './move-goods.ts'
import { acceptDaysAgo, deliverDue, playDay } from './play-day.ts'
import { addUp, type Figures, readReport, readSessions, readTickets, type SessionsRead, spell } from './read-figures.ts'

const IS_LONG = process.env.COMPTOIR_LONG === '1'
const SEED = Number(process.env.COMPTOIR_SEED ?? Date.now() % 2 ** 31)
const PLAN: QuarterPlan = IS_LONG
  ? { seed: SEED, tickets: 50_000, days: 92, everyDays: 1 }
  : { seed: SEED, tickets: 1_500, days: 20, everyDays: 2 }
const CHANGES = IS_LONG ? 1_000 : 100
const DAY_MS = 86_400_000
const SCRIPT = join(ROOT, 'bin', 'verify-journal.mjs')

type Report = { problemCount: number; problems: { word: string }[]; entries: number; anchorsMet: number }
type Anchor = { register: number; position: number; hash: string }
const { verifyFile }: { verifyFile(path: string, options?: object): Promise<Report> } = await import(SCRIPT)

const application = await testApplication({ after }, { max: 10 })
const { sql, log } = application
const signer = testSigner(sql)
const folder = temporaryFolder({ after })
const chance = chanceOf(SEED + 1)
let chain: Chain
let branches: readonly Branch[]
let simulatedIn = ''
const sessionsOf = new Map<number, SessionsRead>()
const exports = new Map<number, { path: string; content: Buffer }>()

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`

before(async () => {
  const start = performance.now()
  chain = await openChain(application, PLAN)
  branches = chain.branches
  // The worker's jobs: days without a drawer are closed, and days, months and years in the journal.
  for (let day = 0; day < PLAN.days; day += 1) {
    const ago = daysAgoOf(PLAN, day)
    await acceptDaysAgo(chain, ago, async () => {
      await playDay(chain, day)
      if (day % 3 === 2) await closeDaySessions(sql, signer)
    })
    if (day % 15 === 14) await closeJournalPeriods(sql, signer, new Date(Date.now() - ago * DAY_MS))
  }
  await acceptDaysAgo(chain, 1, async () => {
    for (const branch of branches) await deliverDue(branch, Number.POSITIVE_INFINITY)
    await closeDaySessions(sql, signer)
  })
  await closeJournalPeriods(sql, signer)
  simulatedIn = seconds(start)
})

test('everything that was sent is recorded once', async (t) => {
  t.diagnostic(`COMPTOIR_SEED=${SEED}: ${JSON.stringify(chain.counts)}; ${simulatedIn}`)
  const [row] = await sql<[{ tickets: number; records: number; waiting: number; sessions: number }]>`
    select (select count(*)::int from sales) as tickets,
      (select count(*)::int from till_records where device_id is not null) as records,
      (select count(*)::int from held_records where recorded_id is null) as waiting,
      (select count(*)::int from register_sessions where kind = 'drawer') as sessions`
  const { tickets, records, sessions } = chain.counts
  assert.deepEqual(row, { tickets, records, waiting: 0, sessions })
  assert.deepEqual(log.faults, [])
})

test('of each store and business day: closings and open sessions = report = tickets', async (t) => {
  const start = performance.now()
  const from = chain.today.subtract({ days: daysAgoOf(PLAN, 0) + 1 }).toString()
  const counts = { days: 0, closed: 0, open: 0, late: 0 }
  for (const { storeId } of branches) {
    const sessions = await readSessions(chain.owner, storeId)
    sessionsOf.set(storeId, sessions)
    const tickets = await readTickets(sql, storeId)
    assert.ok(tickets.size >= PLAN.days)
    assert.deepEqual(spell(sessions.days), spell(tickets))
    const report = await readReport(chain.owner, storeId, from, chain.today.toString())
    assert.deepEqual(spell(report, false), spell(tickets, false))
    assert.equal(sessions.incomplete, 0)
    counts.days += tickets.size
    for (const name of ['closed', 'open', 'late'] as const) counts[name] += sessions[name]
  }
  assert.ok(counts.open > 0 && counts.late > 0)
  t.diagnostic(
    `${counts.days} days of a store compared; ${counts.closed} Z, ${counts.open} X, ${counts.late} late; ${seconds(start)}`,
  )
})

test('the value of every level is the sum of its ledger, and nothing that must hold is broken', async (t) => {
  const start = performance.now()
  const levels = await sql<{ is_same: boolean }[]>`
    select level.on_hand = sum(movement.quantity) and level.value_minor = sum(movement.value_minor) as is_same
    from stock_levels level join stock_movements movement using (store_id, variant_id)
    group by level.store_id, level.variant_id`
  assert.equal(levels.length, branches.length * chain.articles.length)
  assert.ok(levels.every((level) => level.is_same))
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )
  const underWay = await readUnderWay(chain)
  const [{ in_transit }] = await sql<[{ in_transit: number }]>`
    select sum(in_transit)::float as in_transit from stock_levels`
  assert.equal(in_transit, underWay)
  assert.ok(underWay > 0)
  t.diagnostic(`${levels.length} levels, ${chain.sent.length} transfers; ${seconds(start)}`)
})

describe('the journal', () => {
  const read = async (query: string) => {
    const { status, body } = await chain.owner.get(`/api/v1/journal/closings?${query}`)
    assert.equal(status, 200, JSON.stringify(body))
    return body
  }

  test('has a closing of every day, month and year, and its perpetual totals are all the tickets', async (t) => {
    for (const { storeId, timeZone } of branches) {
      // Days of the journal are those of the store's own clock, which may be a day ahead of the chain's.
      const today = Temporal.Now.zonedDateTimeISO(timeZone).toPlainDate()
      const { data: days, meta } = await read(`store_id=${storeId}&kind=day&sort=-position&per_page=1`)
      const [last] = days
      assert.equal(meta.total, daysAgoOf(PLAN, 0))
      assert.equal(last.period, today.subtract({ days: 1 }).toString())
      const { tickets, returns, net, tax, total }: Figures = addUp(await readTickets(sql, storeId))
      const shown = [last.perpetual.tickets, last.perpetual.return_tickets]
      assert.deepEqual(shown, [tickets, returns])
      const amounts = [last.perpetual.net, last.perpetual.tax, last.perpetual.total].map((amount) =>
        BigInt(amount.replace('.', '')),
      )
      assert.deepEqual(amounts, [net, tax, total])
      for (const [kind, ends] of Object.entries({ month: '-01', year: '-01-01' })) {
        const { meta: ended } = await read(`store_id=${storeId}&kind=${kind}&per_page=1`)
        assert.equal(ended.total, turnsBefore(ends, today), kind)
      }
    }
    t.diagnostic(
      `${daysAgoOf(PLAN, 0)} days, ${turnsBefore('-01', chain.today)} months, ${turnsBefore('-01-01', chain.today)} years`,
    )
  })

  /** How many periods ended since the first day: those whose next one begins between then and today. */
  function turnsBefore(beginning: string, today: Temporal.PlainDate): number {
    let turns = 0
    for (let ago = 0; ago < daysAgoOf(PLAN, 0); ago += 1) {
      if (today.subtract({ days: ago }).toString().endsWith(beginning)) turns += 1
    }
    return turns
  }

  test('of each store is exported, and verified by the script alone, with the anchor of every Z', async (t) => {
    let entries = 0
    const start = performance.now()
    for (const { storeId } of branches) {
      const { status, raw } = await chain.owner.get(`/api/v1/journal/export?store_id=${storeId}`)
      assert.equal(status, 200)
      const path = join(folder, `store-${storeId}.ndjson`)
      writeFileSync(path, raw)
      exports.set(storeId, { path, content: raw })
      const anchors = anchorsOf(storeId)
      const { status: exit, output } = await run([path, ...anchors.flatMap(({ text }) => ['--anchor', text])])
      assert.equal(exit, 0, output)
      assert.match(output, new RegExp(`Anchors verified: ${anchors.length}\\b`))
      entries += raw.toString().split('\n{"entry"').length - 1
    }
    const bytes = [...exports.values()].map(({ content }) => content.length)
    t.diagnostic(`${entries} entries, ${bytes.join(' + ')} bytes; ${seconds(start)}`)
  })

  /** The whole of the smallest store: each change is a verification of all of it. */
  const smallest = () => {
    const [found] = [...exports].sort(([, left], [, right]) => left.content.length - right.content.length)
    if (found === undefined) assert.fail('Nothing was exported.')
    return { storeId: found[0], ...found[1] }
  }

  test('tells of any single byte that is changed', async (t) => {
    const start = performance.now()
    const { content, storeId } = smallest()
    const path = join(folder, 'changed.ndjson')
    let detected = 0
    for (let change = 0; change < CHANGES; change += 1) {
      const copy = Buffer.from(content)
      const place = chance.below(copy.length)
      copy[place] = ((copy[place] ?? 0) + 1 + chance.below(255)) % 256
      writeFileSync(path, copy)
      const { problemCount } = await verifyFile(path)
      assert.ok(problemCount > 0, `COMPTOIR_SEED=${SEED}, byte ${place}: ${content[place]} → ${copy[place]}`)
      detected += 1
      // Some of them as an auditor would.
      if (change % (CHANGES / 10) === 0) assert.equal((await run([path])).status, 1)
    }
    t.diagnostic(`store ${storeId}: ${detected} of ${CHANGES} changes in ${content.length} bytes; ${seconds(start)}`)
  })

  test('tells of lines that are removed, inserted, exchanged or cut off', async () => {
    const { content, storeId } = smallest()
    const path = join(folder, 'moved.ndjson')
    const lines = content.toString().split('\n').slice(0, -1)
    const wordsOf = async (changed: readonly string[], anchors: readonly Anchor[] = []) => {
      writeFileSync(path, `${changed.join('\n')}\n`)
      return (await verifyFile(path, { anchors })).problems.map(({ word }) => word)
    }
    for (let round = 0; round < 10; round += 1) {
      const [one, other] = [chance.below(lines.length), chance.below(lines.length)]
      const line = lines[one] ?? ''
      assert.notDeepEqual(await wordsOf(lines.toSpliced(one, 1)), [], `removed ${one}`)
      assert.notDeepEqual(await wordsOf(lines.toSpliced(other, 0, line)), [], `inserted ${other}`)
      if (one !== other) {
        const exchanged = lines.with(one, lines[other] ?? '').with(other, line)
        assert.notDeepEqual(await wordsOf(exchanged), [], `exchanged ${one} and ${other}`)
      }
      const kept = 1 + chance.below(lines.length - 1)
      assert.ok((await wordsOf(lines.slice(0, kept))).includes('cutOff'), `cut after ${kept}`)
    }
    // What was signed as a whole, but ends too early, lacks what a Z has printed.
    const to = chain.today.subtract({ days: Math.floor(daysAgoOf(PLAN, 0) / 2) }).toString()
    const { raw } = await chain.owner.get(`/api/v1/journal/export?store_id=${storeId}&to=${to}`)
    const earlier = raw.toString().split('\n').slice(0, -1)
    assert.deepEqual(await wordsOf(earlier), [])
    const words = await wordsOf(earlier, anchorsOf(storeId))
    assert.ok(words.length > 0 && words.every((word) => word === 'anchorAbsent'))
  })
})

const anchorsOf = (storeId: number) =>
  (sessionsOf.get(storeId)?.anchors ?? []).map(({ register, position, hash }) => ({
    text: `${register}:${position}:${hash}`,
    register,
    position,
    hash,
    isMet: false,
  }))

/** Runs the script as an auditor does. */
function run(args: readonly string[]) {
  return new Promise<{ status: number | null; output: string }>((done) => {
    const child = execFile(process.execPath, [SCRIPT, ...args, '--lang', 'en'], (_error, stdout, stderr) =>
      done({ status: child.exitCode, output: stdout + stderr }),
    )
  })
}
