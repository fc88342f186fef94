// Whatever is sent to an operation of the document, right or wrong, by whomever: the answer is one that it describes.
// OPENAPI_RUNS=500 sends as many requests to each operation, OPENAPI_SEED=… repeats a run, OPENAPI_PART=2/4 takes the
// second quarter of the operations: of a long run, one that ends in time.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import fc from 'fast-check'
import type { Route } from '../../server/platform/http/route.ts'
import { testApplication } from '../harness/app.ts'
import { makeCategory, makeProduct } from '../harness/catalog.ts'
import type { Answer, Method } from '../harness/client.ts'
import { makeStore, makeUser } from '../harness/factories.ts'
import { PLANS, type PlannedRequest } from '../permissions/requests.ts'
import { makeWorld } from '../permissions/world.ts'
import { LIKELY_ID_MAX } from './arbitraries.ts'
import { type Answered, createCompiler, type Described, operationsOf, readDocument, resolve } from './described.ts'
import { changed, type Drawn, drawRequest, PLANNED, REFUSED } from './requests.ts'

const DECOYS = 8
const SEED = process.env.OPENAPI_SEED === undefined ? undefined : Number(process.env.OPENAPI_SEED)

const application = await testApplication({ after })
const { app, config, log } = application
await makeDecoys()
await leaveSmallIds()
const world = await makeWorld(application)
const document = readDocument(app, 'en')
const operations = partOf(operationsOf(document))
const rights = await readRights()
const compile = createCompiler(document)
/** Some thousands over all operations, however many they are; a long run asks for more. */
const RUNS = Number(process.env.OPENAPI_RUNS ?? Math.max(20, Math.ceil(3000 / operations.length)))
const routes = new Map<string, Route>(app.routeTable.map((route) => [route.operation, route]))

/** What a chain that has begun refuses to whoever asks; `test/demo` asks where none has. */
const REFUSED_TO_ALL: ReadonlySet<string> = new Set(['takeDemo'])

type Tally = Map<number, number>
const total: Tally = new Map()

/** Records that the small ids name, so that a request finds something, and spoils nothing that another needs. */
async function makeDecoys(): Promise<void> {
  const { sql } = application
  for (let count = 0; count < DECOYS; count += 1) {
    await makeUser(sql, { storeIds: [(await makeStore(sql)).id] })
    await makeProduct(sql)
    await makeCategory(sql)
  }
}

/** No small id names the people and stores of the test itself: a request that takes one away takes a decoy, or nothing. */
async function leaveSmallIds(): Promise<void> {
  const { sql } = application
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'id' and is_identity = 'YES'`
  for (const { name } of tables) {
    await sql`
      select setval(pg_get_serial_sequence(${name}, 'id'), greatest(${LIKELY_ID_MAX}, coalesce(max(id), 0)))
      from ${sql(name)}`
  }
}

/** What the default roles, whose ids are the smallest of all, may do. */
function readRights() {
  return application.sql<{ role_id: number; permission: string }[]>`
    select role_id, permission from role_permissions join roles on roles.id = role_id where is_system`
}

/** Gives everybody back what requests have taken from the default roles. */
async function restoreRights(): Promise<void> {
  const { sql } = application
  await sql`insert into role_permissions ${sql(rights)} on conflict do nothing`
}

/** The operations of the part that was asked for: every second of `1/2`, all unless something is said. */
function partOf(all: Described[]): Described[] {
  const [part = 1, parts = 1] = (process.env.OPENAPI_PART ?? '1/1').split('/').map(Number)
  return all.filter((_operation, index) => index % parts === part - 1)
}

/** Sends what was drawn, with what its operation is about made anew. */
async function send(route: Route, drawn: Drawn): Promise<Answer> {
  const token = await world.token(drawn.caller)
  const plan: PlannedRequest =
    (await PLANS[`${route.method} ${route.path}`]?.(world, { caller: drawn.caller, tokenId: token?.id ?? 1 })) ?? {}
  const path = route.path.replace(
    /:(\w+)/g,
    (_place, name: string) => drawn.params[name] ?? String(plan.params?.[name] ?? 1),
  )
  const query = new URLSearchParams(plan.query)
  for (const [name, value] of Object.entries(drawn.query)) query.set(name, asText(value))
  const client = token === null ? application.guest : application.withToken(token.secret)
  const address = query.size === 0 ? path : `${path}?${query}`
  // No header holds what is no byte; such a request could not be sent.
  const sendable = Object.entries(drawn.headers).filter(([, value]) => /^[\x20-\xff]*$/.test(value))
  const headers = { ...plan.headers, ...Object.fromEntries(sendable) }
  return client.send(route.method as Method, address, bodyOf(route, plan, drawn), headers)
}

const asText = (value: unknown): string => (typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value))

function bodyOf(route: Route, { body: planned = {} }: PlannedRequest, { body }: Drawn): string | object | undefined {
  if (route.acceptsFiles !== undefined) return body?.kind === 'text' ? String(body.value) : planned
  if (route.body === undefined) return undefined
  if (body === null) return JSON.stringify(planned)
  if (body.kind === 'planned') return JSON.stringify(changed(planned, route.body, body.changes))
  return body.kind === 'text' ? String(body.value) : (JSON.stringify(body.value) ?? 'null')
}

/** @throws AssertionError naming what the document does not describe. */
function judge({ operation }: Described, answer: Answer, elapsedMs: number): void {
  const { status, body, headers } = answer
  const shown = `${status} ${JSON.stringify(body)?.slice(0, 600)}`
  assert.ok(status < 500, `a fault of ours: ${shown}`)
  assert.ok(elapsedMs < config.statementTimeoutMs, `${elapsedMs} ms`)
  assert.equal(typeof headers['x-request-id'], 'string')
  const reference = operation.responses[status]
  assert.ok(reference !== undefined, `a status that is not described: ${shown}`)
  const { content } = resolve<Answered>(document, reference)
  if (content === undefined) {
    assert.equal(answer.raw.length, 0, shown)
    return
  }
  const [type = ''] = String(headers['content-type']).split(';')
  const media = content[type]
  assert.ok(media !== undefined, `a content type that is not described: ${type}`)
  if (!/[/+]json\b/.test(type)) return
  const validate = compile(media.schema ?? {})
  assert.ok(validate(body), `${JSON.stringify(validate.errors?.[0])} in ${shown}`)
}

for (const described of operations) {
  const route = routes.get(described.operationId)
  if (route === undefined) continue
  test(described.name, async (t) => {
    // Wrong passwords that another operation was sent would have this one put off.
    await application.sql`delete from login_attempts`
    await restoreRights()
    const tally: Tally = new Map()
    const property = fc.asyncProperty(drawRequest(document, described), async (drawn) => {
      const startedAt = performance.now()
      const answer = await send(route, drawn)
      judge(described, answer, performance.now() - startedAt)
      for (const counts of [tally, total]) counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
    })
    await fc.assert(property, {
      numRuns: RUNS,
      examples: [[PLANNED], [REFUSED]],
      ...(SEED !== undefined && { seed: SEED }),
      endOnFailure: false,
    })
    t.diagnostic(summary(tally))
    if (REFUSED_TO_ALL.has(described.operationId)) return
    assert.ok(count(tally, 200, 300) > 0, `no request succeeded: ${summary(tally)}`)
    if (described.operation['x-errors'].length > 0) assert.ok(count(tally, 400, 500) > 0, 'no request was refused')
  })
}

describe('operations outside the tables', () => {
  for (const described of operations.filter(({ operationId }) => !routes.has(operationId))) {
    test(described.name, async () => {
      const startedAt = performance.now()
      judge(described, await application.guest.get(described.path), performance.now() - startedAt)
    })
  }
})

test('no request was a fault of ours', (t) => {
  t.diagnostic(`${count(total, 0, 600)} requests: ${summary(total)}`)
  assert.deepEqual(log.faults, [])
})

const count = (tally: Tally, from: number, below: number): number =>
  [...tally].reduce((sum, [status, times]) => (status >= from && status < below ? sum + times : sum), 0)

const summary = (tally: Tally): string =>
  [...tally]
    .sort(([one], [other]) => one - other)
    .map(([status, times]) => `${times} × ${status}`)
    .join(', ')
