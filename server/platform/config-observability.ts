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
