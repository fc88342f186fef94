import type { TelemetryConfig } from '../config-observability.ts'
import type { Log } from '../log/create-log.ts'
import { within } from '../within.ts'
import { type Telemetry, useTelemetry } from './telemetry.ts'

export type TelemetryOptions = {
  readonly instanceId: string
  readonly version: string
  readonly log: Pick<Log, 'warning' | 'info'>
}

const STOP_WITHIN_MS = 1_000
const COMPLAINT_INTERVAL_MS = 60_000

/**
 * Begins to send traces and metrics to a collector, where the variables of OpenTelemetry say so; the packages are read in only
 * then. null: nothing is sent. A collector that is away costs nothing but what is not sent to it.
 */
export async function startTelemetry(
  config: TelemetryConfig | undefined,
  options: TelemetryOptions,
): Promise<Telemetry | null> {
  if (config === undefined) return null
  // The exporters read them themselves, from the environment of the process; ours may stand in a file.
  Object.assign(process.env, config.environment)
  const [{ createTracing }, { createMetricsExport }, { createResource, listenToProblems }] = await Promise.all([
    import('./create-tracing.ts'),
    import('./export-metrics.ts'),
    import('./resource.ts'),
  ])
  listenToProblems(complainRarely(options.log))
  const resource = createResource(options)
  const traces = config.sendsTraces ? createTracing(resource, config) : null
  const metrics = config.sendsMetrics ? createMetricsExport(resource, config) : null
  const telemetry: Telemetry = {
    tracing: traces?.tracing ?? null,
    exportMetrics: (source) => metrics?.add(source),
    async stop() {
      useTelemetry(null)
      await within(STOP_WITHIN_MS, Promise.allSettled([traces?.stop(), metrics?.stop()])).catch(() => {})
    },
  }
  useTelemetry(telemetry)
  options.log.info('OpenTelemetry is on.', { traces: config.sendsTraces, metrics: config.sendsMetrics })
  return telemetry
}

/** A collector that is down is said once a minute. */
function complainRarely(log: Pick<Log, 'warning'>): (text: string) => void {
  let saidAt = Number.NEGATIVE_INFINITY
  return (text) => {
    if (performance.now() - saidAt < COMPLAINT_INTERVAL_MS) return
    saidAt = performance.now()
    log.warning(`OpenTelemetry: ${text.slice(0, 500)}`)
  }
}
