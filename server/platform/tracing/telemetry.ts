import type { Metrics } from '../metrics/create-metrics.ts'

export type Attributes = Readonly<Record<string, string | number | boolean>>
/** Who works for whom: we for a caller, others for us, a worker for whoever left the job, or a part of our own work. */
export type SpanKind = 'server' | 'client' | 'consumer' | 'internal'
export type SpanOptions = {
  readonly kind?: SpanKind
  readonly attributes?: Attributes
  /** A W3C `traceparent`: whoever asked for the work. Without one it belongs to what is under way, else begins a trace. */
  readonly parent?: string | undefined
}

/** A piece of work, from its beginning to its end, in the trace of whoever asked for it. */
export type Span = {
  readonly traceId: string
  set(attributes: Attributes): void
  /** It went wrong. */
  fail(error: unknown): void
  end(): void
}

/** What the few places that are traced need of a tracer. */
export type Tracing = {
  begin(name: string, options?: SpanOptions): Span
  /** Whatever the work does, now or later, belongs to the span. */
  run<T>(span: Span, work: () => T): T
  /** Begins a span, runs the work in it and ends it; an error of the work is the span's. */
  inSpan<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T>
  /** Whether something is under way here. */
  isActive(): boolean
  /** Of what is under way here. */
  traceId(): string | null
  /** The same in the form in which it is handed on. */
  traceparent(): string | null
}

/** What is sent to a collector from this process. */
export type Telemetry = {
  readonly tracing: Tracing | null
  exportMetrics(metrics: Metrics): void
  /** Sends what waits, within a second. */
  stop(): Promise<void>
}

/**
 * Tracing is of a whole process, as its log is, and nearly always off: the places that would be traced look here, at one
 * variable, and nothing else of it is even read in.
 */
let current: Telemetry | null = null

export const telemetry = (): Telemetry | null => current
export const tracing = (): Tracing | null => current?.tracing ?? null
export function useTelemetry(next: Telemetry | null): void {
  current = next
}

/** Runs a call to another program in a span of its own, where anything is traced. */
export function traceCall<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  const active = tracing()
  return active === null ? work() : active.inSpan(name, { kind: 'client', attributes }, work)
}

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/
const NO_TRACE = '0'.repeat(32)

/** The trace that a caller's header names, whether we trace or not; undefined when it names none. */
export function traceIdOf(traceparent: string | undefined): string | undefined {
  const id = traceparent === undefined ? undefined : TRACEPARENT.exec(traceparent)?.[1]
  return id === NO_TRACE ? undefined : id
}
