// Traces and metrics as a collector receives them over OTLP, and the same traces in the log.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { loadConfig } from '../../server/platform/config.ts'
import type { Sql } from '../../server/platform/database/connect.ts'
import { createJobs } from '../../server/platform/jobs/create-jobs.ts'
import { createJobQueue, prepareQueues } from '../../server/platform/jobs/job-queue.ts'
import { startTelemetry } from '../../server/platform/tracing/start-telemetry.ts'
import { type Telemetry, tracing } from '../../server/platform/tracing/telemetry.ts'
import { inReverse, type TestApplication, testApplication } from '../harness/app.ts'
import { eventually } from '../harness/eventually.ts'
import { memoryLog } from '../harness/memory-log.ts'
import { type CollectedSpan, type Collector, startCollector } from './collector.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const CALLER = '00f067aa0ba902b7'
const HEADERS = { traceparent: `00-${TRACE}-${CALLER}-01` }
const SECRET = 'Sirop du voisin'

const cleaning = inReverse({ after })
const { log } = memoryLog()
const facts = { instanceId: 'plateau-1', version: '0.1.0', log }
const configure = (env: Record<string, string>) =>
  loadConfig({ SECRET_KEY: 's'.repeat(40), ...env }, { folder: '/nonexistent' }).telemetry

let collector: Collector
let application: TestApplication
let telemetry: Telemetry | null

/** The library of the metrics brings the interfaces along, which do nothing by themselves. */
const isLoaded = () =>
  Object.keys(createRequire(import.meta.url).cache).some((path) => /@opentelemetry\/(?!api\/)/.test(path))
const spansOf = (trace: string, isThere: (span: CollectedSpan) => boolean): Promise<CollectedSpan[]> =>
  eventually(
    async () => collector.spans.filter((span) => span.traceId === trace),
    (spans) => spans.some(isThere),
  )

before(async () => {
  assert.equal(await startTelemetry(configure({}), facts), null)
  assert.equal(
    await startTelemetry(configure({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://h', OTEL_SDK_DISABLED: 'true' }), facts),
    null,
  )
  assert.equal(isLoaded(), false)
  collector = await startCollector(cleaning)
  const variables = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_SERVICE_NAME: 'boutique',
    OTEL_BSP_SCHEDULE_DELAY: '50',
    OTEL_METRIC_EXPORT_INTERVAL: '200',
  }
  telemetry = await startTelemetry(configure(variables), facts)
  cleaning.after(async () => telemetry?.stop())
  application = await testApplication(cleaning)
})

test('a request is a piece of its caller’s trace, and its statements are pieces of the request', async () => {
  const owner = application.as('owner')
  const path = '/api/v1/product-categories'
  const { status, headers } = await owner.post(path, { name: SECRET }, HEADERS)
  assert.equal(status, 201)
  const spans = await spansOf(TRACE, ({ name }) => name === `POST ${path}`)
  const request = spans.find(({ name }) => name === `POST ${path}`)
  assert.ok(request !== undefined, JSON.stringify(collector.spans))
  assert.equal(request.parentId, CALLER)
  assert.equal(request.attributes['http.route'], path)
  assert.equal(request.attributes['http.response.status_code'], 201)
  assert.equal(request.attributes['comptoir.request_id'], headers['x-request-id'])
  const transaction = spans.find(({ name, parentId }) => name === 'transaction' && parentId === request.spanId)
  assert.ok(transaction !== undefined, JSON.stringify(spans))
  const insert = spans.find(({ name, parentId }) => name === 'insert' && parentId === transaction.spanId)
  assert.match(String(insert?.attributes['db.query.text']), /insert into product_categories/)
  assert.equal(insert?.attributes['db.system.name'], 'postgresql')
  assert.doesNotMatch(JSON.stringify(spans), new RegExp(SECRET))
  assert.ok(collector.services.has('boutique'))
})

test('the trace stands in the lines of requests, operations and errors', async () => {
  const { requests, operations } = application.log
  assert.equal(requests.find(({ path }) => path === '/api/v1/product-categories')?.traceId, TRACE)
  const operation = operations.find(({ trace_id }) => trace_id === TRACE)
  assert.equal(operation?.operation, 'createCategory')
  assert.equal(operation?.request_id, requests.find(({ traceId }) => traceId === TRACE)?.requestId)
  const { log: own, lines } = memoryLog()
  await tracing()?.inSpan('work', { parent: HEADERS.traceparent }, async () =>
    own.error(new Error('in the midst of it')),
  )
  await own.flush()
  assert.equal(JSON.parse(String(lines.e)).trace_id, TRACE)
})

test('what a request looks for is no part of its span, and a failure is', async () => {
  await application.as('owner').get(`/api/v1/products?search=${encodeURIComponent(SECRET)}`, HEADERS)
  const spans = await spansOf(TRACE, ({ name }) => name === 'GET /api/v1/products')
  const search = spans.find(({ name }) => name === 'GET /api/v1/products')
  assert.equal(search?.attributes['url.path'], '/api/v1/products')
  await assert.rejects(
    async () =>
      await tracing()?.inSpan(
        'work',
        { parent: HEADERS.traceparent },
        async () => void (await application.sql`select 1 / 0`),
      ),
  )
  const failed = (await spansOf(TRACE, ({ hasFailed }) => hasFailed)).filter(({ hasFailed }) => hasFailed)
  assert.deepEqual(failed.map(({ name }) => name).toSorted(), ['select', 'work'])
  assert.doesNotMatch(JSON.stringify(collector.spans), /voisin/)
})

test('a job belongs to the trace in which it was left, and its handler sees its own data', async (t) => {
  const { sql, config } = application
  await prepareQueues(sql, ['deliver'])
  const queue = createJobQueue(sql)
  await tracing()?.inSpan('leaving', { parent: HEADERS.traceparent }, () =>
    sql.begin((tx) => queue.enqueue(tx, 'deliver', { number: 7 })),
  )
  await queue.close()
  const jobs = createJobs({ url: config.databaseUrl ?? '', log })
  t.after(() => jobs.stop())
  const { promise, resolve } = Promise.withResolvers<object>()
  jobs.define<object>('deliver', async (data) => resolve(data))
  await jobs.start()
  assert.deepEqual(await promise, { number: 7 })
  const spans = await spansOf(TRACE, ({ name }) => name === 'job deliver')
  const leaving = spans.find(({ name }) => name === 'leaving')
  assert.equal(spans.find(({ name }) => name === 'job deliver')?.parentId, leaving?.spanId)
})

test('the collector has the figures that Prometheus has, and durations by their common name', async () => {
  await application.guest.get('/health/live')
  const names = ['http_requests_total', 'http.server.request.duration', 'database_up', 'sales_recorded_total']
  const metrics = await eventually(
    async () => collector.metrics,
    (found) => names.every((name) => (found.get(name) ?? -1) >= (name.startsWith('sales') ? 0 : 1)),
  )
  for (const name of names) assert.ok(metrics.has(name), `${name} of ${[...metrics.keys()].join(' ')}`)
  assert.ok((metrics.get('http.server.request.duration') ?? 0) >= 1)
})

test('what nobody asked for begins no trace: statements alone are not sent', async () => {
  const sql: Sql = application.sql
  await sql`select 'nobody asked'`
  await tracing()?.inSpan('marker', {}, async () => {})
  await eventually(
    async () => collector.spans,
    (spans) => spans.some(({ name }) => name === 'marker'),
  )
  assert.ok(collector.spans.every(({ attributes }) => !String(attributes['db.query.text']).includes('nobody asked')))
})
