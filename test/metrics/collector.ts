import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Cleaner } from '../harness/database.ts'
import { readMessage, type WireMessage } from './read-protobuf.ts'

export type CollectedSpan = {
  readonly traceId: string
  readonly spanId: string
  readonly parentId: string
  readonly name: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly hasFailed: boolean
}

/** A collector that speaks OTLP over HTTP, as OpenTelemetry defines it, and keeps what it is sent. */
export type Collector = {
  readonly url: string
  readonly spans: CollectedSpan[]
  /** Names of what was sent, with the greatest value or count of each. */
  readonly metrics: Map<string, number>
  readonly services: Set<string>
}

const FAILED = 2

export async function startCollector(cleaner: Cleaner): Promise<Collector> {
  const spans: CollectedSpan[] = []
  const metrics = new Map<string, number>()
  const services = new Set<string>()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    // Both kinds of requests hold, per resource (1): the resource (1), and per scope (2) what was measured (2).
    for (const resource of readMessage(Buffer.concat(chunks)).messages(1)) {
      for (const owner of resource.messages(1)) services.add(String(attributesOf(owner, 1)['service.name']))
      const measured = resource.messages(2).flatMap((scope) => scope.messages(2))
      if (request.url === '/v1/traces') spans.push(...measured.map(readSpan))
      else for (const metric of measured) keepMetric(metrics, metric)
    }
    response.setHeader('content-type', 'application/x-protobuf').end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleaner.after(async () => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, spans, metrics, services }
}

function readSpan(span: WireMessage): CollectedSpan {
  return {
    traceId: span.bytes(1).toString('hex'),
    spanId: span.bytes(2).toString('hex'),
    parentId: span.bytes(4).toString('hex'),
    name: span.bytes(5).toString(),
    attributes: attributesOf(span, 9),
    hasFailed: span.messages(15).some((status) => status.number(3) === FAILED),
  }
}

/** Gauges (5) and sums (7) have values as doubles (4) in their points (1); histograms (9) a count (4). */
function keepMetric(metrics: Map<string, number>, metric: WireMessage): void {
  const values = [
    ...[5, 7]
      .flatMap((kind) => metric.messages(kind))
      .flatMap((data) => data.messages(1).map((point) => point.double(4))),
    ...metric.messages(9).flatMap((data) => data.messages(1).map((point) => point.number(4))),
  ]
  const name = metric.bytes(1).toString()
  metrics.set(name, Math.max(metrics.get(name) ?? Number.NEGATIVE_INFINITY, ...values))
}

/** A value is a text (1), a truth (2), a whole number (3) or a double (4). */
function attributesOf(message: WireMessage, field: number): Record<string, unknown> {
  return Object.fromEntries(
    message.messages(field).map((pair) => {
      const [value] = pair.messages(2)
      const text = value?.has(1) ? value.bytes(1).toString() : undefined
      return [pair.bytes(1).toString(), text ?? (value?.has(4) ? value.double(4) : value?.number(value.has(3) ? 3 : 2))]
    }),
  )
}
