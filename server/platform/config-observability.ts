import type { ConfigReader } from './config-reader.ts'

/** How the metrics of a process can be asked for, beside `/metrics` of the API port. */
export type MetricsConfig = Readonly<{
  /** `start` gives its processes this one and the next; undefined: no port of their own. */
  port: number | undefined
  host: string
  /** What a scrape must bring along; undefined: nothing. */
  token: string | undefined
}>

const SHORTEST_TOKEN = 16

/** @param taken ports that are others', by the variable that says so */
export function readMetricsConfig(read: ConfigReader, taken: Readonly<Record<string, number>>): MetricsConfig {
  const given = read.text('METRICS_PORT')
  const port = given === undefined ? undefined : read.integer('METRICS_PORT', { fallback: 0, min: 1, max: 65535 })
  for (const [variable, other] of Object.entries(taken)) {
    if (port !== other) continue
    read.refuse('METRICS_PORT', `doit différer de ${variable} (${other}).`, `must differ from ${variable} (${other}).`)
  }
  return Object.freeze({
    port,
    host: read.text('METRICS_HOST') ?? '127.0.0.1',
    token: read.secret('METRICS_TOKEN', SHORTEST_TOKEN),
  })
}

/** What OpenTelemetry is told, by its own variables. */
export type TelemetryConfig = Readonly<{
  sendsTraces: boolean
  sendsMetrics: boolean
  sampler: Readonly<{ kind: (typeof SAMPLERS)[number]; ratio: number }>
  /** How long spans wait for others to be sent with. */
  traceDelayMs: number
  metricIntervalMs: number
  /** The variables that the exporters read themselves: addresses, headers, certificates, attributes. */
  environment: Readonly<Record<string, string>>
}>

const SAMPLERS = [
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
  'always_on',
  'always_off',
  'traceidratio',
] as const
const SIGNALS = ['', 'TRACES_', 'METRICS_'] as const
const OF_EXPORTERS = ['HEADERS', 'TIMEOUT', 'COMPRESSION', 'CERTIFICATE', 'CLIENT_KEY', 'CLIENT_CERTIFICATE'] as const
const PROTOCOL = 'http/protobuf'

/**
 * Nothing is sent unless an address, or an exporter by its name, is given: the standard's own default would look for a
 * collector on this machine. undefined: OpenTelemetry is off.
 */
export function readTelemetryConfig(read: ConfigReader): TelemetryConfig | undefined {
  const environment: Record<string, string> = {}
  const keep = (variable: string, value: string | undefined) => {
    if (value !== undefined) environment[variable] = value
  }
  for (const signal of SIGNALS) {
    const name = `OTEL_EXPORTER_OTLP_${signal}`
    keep(`${name}ENDPOINT`, read.url(`${name}ENDPOINT`, ['http:', 'https:']))
    for (const what of OF_EXPORTERS) keep(name + what, read.text(name + what))
    const protocol = read.text(`${name}PROTOCOL`)
    if (protocol !== undefined && protocol !== PROTOCOL)
      read.refuse(`${name}PROTOCOL`, `ne connaît que ${PROTOCOL}.`, `knows only ${PROTOCOL}.`)
  }
  for (const variable of ['OTEL_SERVICE_NAME', 'OTEL_RESOURCE_ATTRIBUTES']) keep(variable, read.text(variable))
  const temporality = 'OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE'
  keep(temporality, read.text(temporality))
  const hasAddress = (signal: string) =>
    ['', signal].some((part) => environment[`OTEL_EXPORTER_OTLP_${part}ENDPOINT`] !== undefined)
  const sends = (signal: 'TRACES' | 'METRICS') => {
    const variable = `OTEL_${signal}_EXPORTER`
    const chosen = read.choice(variable, ['otlp', 'none'] as const, 'none')
    return read.text(variable) === undefined ? hasAddress(`${signal}_`) : chosen === 'otlp'
  }
  const config = {
    sendsTraces: sends('TRACES'),
    sendsMetrics: sends('METRICS'),
    sampler: { kind: read.choice('OTEL_TRACES_SAMPLER', SAMPLERS, SAMPLERS[0]), ratio: readRatio(read) },
    traceDelayMs: read.integer('OTEL_BSP_SCHEDULE_DELAY', { fallback: 5_000, min: 1, max: 600_000 }),
    metricIntervalMs: read.integer('OTEL_METRIC_EXPORT_INTERVAL', { fallback: 60_000, min: 100, max: 3_600_000 }),
    environment,
  }
  const isOff = read.boolean('OTEL_SDK_DISABLED') === true
  return isOff || !(config.sendsTraces || config.sendsMetrics) ? undefined : Object.freeze(config)
}

function readRatio(read: ConfigReader): number {
  const variable = 'OTEL_TRACES_SAMPLER_ARG'
  const given = read.text(variable)
  const ratio = Number(given ?? '1')
  if (ratio >= 0 && ratio <= 1) return ratio
  read.refuse(variable, `veut un nombre de 0 à 1 ; reçu « ${given} ».`, `wants a number from 0 to 1; got "${given}".`)
  return 1
}
