import { type HrTime, ValueType } from '@opentelemetry/api'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto'
import type { Resource } from '@opentelemetry/resources'
import {
  AggregationTemporality,
  DataPointType,
  MeterProvider,
  type MetricData,
  type MetricProducer,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import type { MetricObjectWithValues, MetricValue, MetricValueWithName } from 'prom-client'
import type { TelemetryConfig } from '../config-observability.ts'
import type { Metrics } from '../metrics/create-metrics.ts'
import { SCOPE } from './resource.ts'

type Shown = MetricObjectWithValues<MetricValue<string>>

/**
 * Sends the figures that Prometheus would be shown, under the same names: nothing is counted twice, and what is counted costs
 * what it did. The durations of requests also go under the name and labels that OpenTelemetry gave them, by which services know them.
 */
export function createMetricsExport(
  resource: Resource,
  { metricIntervalMs }: Pick<TelemetryConfig, 'metricIntervalMs'>,
): { add(metrics: Metrics): void; stop(): Promise<void> } {
  const sources: Metrics[] = []
  const startTime = toTime(Date.now() - process.uptime() * 1000)
  const producer: MetricProducer = {
    async collect() {
      const shown = await Promise.all(sources.map(({ registry }) => registry.getMetricsAsJSON()))
      const times = { startTime, endTime: toTime(Date.now()) }
      const metrics = (shown.flat() as Shown[]).flatMap((metric) => convert(metric, times))
      return { resourceMetrics: { resource, scopeMetrics: [{ scope: { name: SCOPE }, metrics }] }, errors: [] }
    },
  }
  const reader = new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter(),
    exportIntervalMillis: metricIntervalMs,
    exportTimeoutMillis: Math.min(metricIntervalMs, 10_000),
    metricProducers: [producer],
  })
  const provider = new MeterProvider({ resource, readers: [reader] })
  return { add: (metrics) => void sources.push(metrics), stop: () => provider.shutdown() }
}

type Times = { readonly startTime: HrTime; readonly endTime: HrTime }

const toTime = (milliseconds: number): HrTime => {
  const seconds = Math.floor(milliseconds / 1000)
  return [seconds, Math.round((milliseconds - seconds * 1000) * 1e6)]
}

const unitOf = (name: string): string =>
  /_seconds(_total)?$/.test(name) ? 's' : /_bytes(_total)?$/.test(name) ? 'By' : ''

function convert(metric: Shown, times: Times): MetricData[] {
  const { name, help } = metric
  const descriptor = { name, description: help, unit: unitOf(name), valueType: ValueType.DOUBLE }
  const values = metric.values.filter(({ value }) => Number.isFinite(value))
  if (values.length === 0) return []
  const kind = String(metric.type)
  const base = { descriptor, aggregationTemporality: AggregationTemporality.CUMULATIVE }
  if (kind === 'histogram') {
    const histogram = {
      ...base,
      dataPointType: DataPointType.HISTOGRAM,
      dataPoints: toHistograms(values, times),
    } as const
    return name === 'http_request_duration_seconds' ? [histogram, asRequestDuration(histogram)] : [histogram]
  }
  const dataPoints = values.map(({ labels, value }) => ({ ...times, attributes: attributesOf(labels), value }))
  if (kind === 'counter') return [{ ...base, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints }]
  return [{ ...base, dataPointType: DataPointType.GAUGE, dataPoints }]
}

const attributesOf = (labels: Shown['values'][number]['labels']): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]))

type HistogramData = Extract<MetricData, { dataPointType: DataPointType.HISTOGRAM }>

/** Prometheus counts all that is within each bound; OpenTelemetry what lies between one bound and the next. */
function toHistograms(values: Shown['values'], times: Times): HistogramData['dataPoints'] {
  const series = new Map<
    string,
    { attributes: Record<string, string>; bounds: [number, number][]; sum: number; count: number }
  >()
  for (const { labels, value, metricName = '' } of values as MetricValueWithName<string>[]) {
    const { le, ...attributes } = attributesOf(labels)
    const key = JSON.stringify(Object.entries(attributes).toSorted())
    const one = series.get(key) ?? { attributes, bounds: [], sum: 0, count: 0 }
    series.set(key, one)
    if (le !== undefined && le !== '+Inf') one.bounds.push([Number(le), value])
    else if (metricName.endsWith('_sum')) one.sum = value
    else if (metricName.endsWith('_count')) one.count = value
  }
  return [...series.values()].map(({ attributes, bounds, sum, count }) => {
    const sorted = bounds.toSorted(([one], [other]) => one - other)
    const upTo = [...sorted.map(([, within]) => within), count]
    const counts = upTo.map((within, index) => within - (upTo[index - 1] ?? 0))
    const buckets = { boundaries: sorted.map(([bound]) => bound), counts }
    return { ...times, attributes, value: { buckets, sum, count } }
  })
}

const SEMANTIC_NAMES: Readonly<Record<string, string>> = { method: 'http.request.method', endpoint: 'http.route' }

function asRequestDuration(histogram: HistogramData): HistogramData {
  const rename = (attributes: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(attributes).map(([name, value]) => [SEMANTIC_NAMES[name] ?? name, String(value)]))
  return {
    ...histogram,
    descriptor: { ...histogram.descriptor, name: 'http.server.request.duration' },
    dataPoints: histogram.dataPoints.map((point) => ({ ...point, attributes: rename(point.attributes) })),
  }
}
