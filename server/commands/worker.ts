import packageJson from '../../package.json' with { type: 'json' }
import { Breakers } from '../platform/breaker/breakers.ts'
import { createProcessLog } from '../platform/log/process-log.ts'
import { isSupervised, untilAskedToStop } from '../platform/process/stop-signals.ts'
import { startTelemetry } from '../platform/tracing/start-telemetry.ts'
import { startWorker } from '../worker.ts'
import { type CommandContext, refuseArguments } from './command.ts'
import { openCommandDatabase } from './command-database.ts'
import { serveWorkerMetrics } from './process-metrics.ts'
import { loadConfigOfInstallation } from './require-installation.ts'
import { announceReady, leave } from './serve.ts'

/** Runs the background jobs until asked to stop, then lets the current ones end. */
export async function worker(context: CommandContext): Promise<number> {
  refuseArguments(context)
  const config = loadConfigOfInstallation()
  const asked = untilAskedToStop()
  const log = createProcessLog(config)
  const instanceId = `${config.instanceId}-worker`
  const telemetry = await startTelemetry(config.telemetry, { instanceId, version: packageJson.version, log })
  const database = await openCommandDatabase(config, {
    applicationName: `comptoir worker ${config.instanceId}`,
    isMigrating: !isSupervised(),
    isLongRunning: true,
  })
  const { sql } = database
  const breakers = new Breakers(log)
  const metrics = await serveWorkerMetrics(config, { sql, log, breakers })
  const running = await startWorker({ config: database.config, sql, log, breakers, onFinished: metrics?.onFinished })
  announceReady()
  if (!isSupervised()) context.say({ fr: 'Tâches de fond en marche.', en: 'Background jobs are running.' })
  await asked
  await leave(log, [
    () => running.stop(),
    async () => metrics?.close(),
    () => database.close(),
    async () => telemetry?.stop(),
  ])
  return 0
}
