import {
  type Context,
  type Span as OpenSpan,
  SpanKind as OpenSpanKind,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { parseTraceParent } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import type { Resource } from '@opentelemetry/resources'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { TelemetryConfig } from '../config-observability.ts'
import { messageOf } from '../log/log-lines.ts'
import { SCOPE } from './resource.ts'
import type { Span, SpanKind, SpanOptions, Tracing } from './telemetry.ts'

const KINDS: Readonly<Record<SpanKind, OpenSpanKind>> = {
  server: OpenSpanKind.SERVER,
  client: OpenSpanKind.CLIENT,
  consumer: OpenSpanKind.CONSUMER,
  internal: OpenSpanKind.INTERNAL,
}

/** A span with the context in which its work runs. */
class OurSpan implements Span {
  readonly #span: OpenSpan
  readonly context: Context

  constructor(span: OpenSpan, context: Context) {
    this.#span = span
    this.context = trace.setSpan(context, span)
  }

  get traceId(): string {
    return this.#span.spanContext().traceId
  }

  set(attributes: Parameters<Span['set']>[0]): void {
    this.#span.setAttributes({ ...attributes })
  }

  fail(error: unknown): void {
    // Not recordException, whose stack and message would leave unread: what an error says may quote an address.
    const message = messageOf(error)
    this.#span.setStatus({ code: SpanStatusCode.ERROR, message })
    this.#span.setAttributes({ 'error.type': error instanceof Error ? error.name : 'error', 'error.message': message })
  }

  end(): void {
    this.#span.end()
  }
}

/** Traces through OpenTelemetry, sent in batches over OTLP. */
export function createTracing(
  resource: Resource,
  { sampler, traceDelayMs }: Pick<TelemetryConfig, 'sampler' | 'traceDelayMs'>,
): { tracing: Tracing; stop(): Promise<void> } {
  const processor = new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis: traceDelayMs })
  const provider = new TracerProvider({ resource, sampler: createSampler(sampler), spanProcessors: [processor] })
  const tracer = provider.getTracer(SCOPE)
  const contexts = new AsyncLocalStorageContextManager().enable()
  const begin = (name: string, { kind = 'internal', attributes, parent }: SpanOptions = {}): OurSpan => {
    const context = contextOf(parent) ?? contexts.active()
    return new OurSpan(tracer.startSpan(name, { kind: KINDS[kind], attributes: { ...attributes } }, context), context)
  }
  const run = <T>(span: Span, work: () => T): T => contexts.with((span as OurSpan).context, work)
  const tracing: Tracing = {
    begin,
    run,
    async inSpan(name, options, work) {
      const span = begin(name, options)
      try {
        return await run(span, work)
      } catch (error) {
        span.fail(error)
        throw error
      } finally {
        span.end()
      }
    },
    isActive: () => trace.getSpan(contexts.active()) !== undefined,
    traceId: () => trace.getSpan(contexts.active())?.spanContext().traceId ?? null,
    traceparent() {
      const active = trace.getSpan(contexts.active())?.spanContext()
      if (active === undefined) return null
      return `00-${active.traceId}-${active.spanId}-${(active.traceFlags & 1) === 1 ? '01' : '00'}`
    },
  }
  const stop = async () => {
    await provider.shutdown()
    contexts.disable()
  }
  return { tracing, stop }
}

function contextOf(traceparent: string | undefined): Context | null {
  const parent = traceparent === undefined ? null : parseTraceParent(traceparent)
  return parent === null ? null : trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true })
}

function createSampler({ kind, ratio }: TelemetryConfig['sampler']): Sampler {
  const [, isParentBased, name] = /^(parentbased_)?(\w+)$/.exec(kind) ?? []
  const root =
    name === 'always_off'
      ? new AlwaysOffSampler()
      : name === 'traceidratio'
        ? new TraceIdRatioBasedSampler(ratio)
        : new AlwaysOnSampler()
  return isParentBased === undefined ? root : new ParentBasedSampler({ root })
}
