import packageJson from '../../package.json' with { type: 'json' }
import { createApplication } from '../app.ts'
import { openConnections } from '../platform/database/open-connections.ts'
import { createProcessLog } from '../platform/log/process-log.ts'
import { checkPort } from '../platform/process/check-port.ts'
import { isSupervised, untilAskedToStop } from '../platform/process/stop-signals.ts'
import { startTelemetry } from '../platform/tracing/start-telemetry.ts'
import { type CommandContext, refuseArguments } from './command.ts'
import { openCommandDatabase } from './command-database.ts'
import { loadConfigOfInstallation } from './require-installation.ts'
import { announceReady, leaveServing, listen } from './serve.ts'

/** Serves the API on API_PORT until asked to stop, then answers what is in flight and leaves. */
export async function api(context: CommandContext): Promise<number> {
  refuseArguments(context)
  const config = loadConfigOfInstallation()
  const asked = untilAskedToStop()
  const isShared = process.env.COMPTOIR_SHARED_PORT === '1'
  if (!isSupervised()) await checkPort(config.host, config.apiPort, { variable: 'API_PORT', patienceMs: 0 })
  const log = createProcessLog(config)
  const telemetry = await startTelemetry(config.telemetry, { ...config, version: packageJson.version, log })
  const applicationName = `comptoir api ${config.instanceId}`
  const database = await openCommandDatabase(config, {
    applicationName,
    isMigrating: !isSupervised(),
    isLongRunning: true,
  })
  const { sql } = database
  // A balancer gives a new instance its whole share at once. PostgreSQL opens them while the application is put together.
  const untilOpened = isSupervised() ? undefined : openConnections(sql)
  const app = await createApplication({ config: database.config, sql, log, instanceId: config.instanceId })
  await untilOpened?.()
  await listen(app, { host: config.host, port: config.apiPort, isShared, variable: 'API_PORT' })
  announceReady()
  if (!isSupervised()) {
    context.say({
      fr: `API : http://localhost:${config.apiPort}/docs`,
      en: `API: http://localhost:${config.apiPort}/docs`,
    })
  }
  await asked
  await leaveServing(app, { log, drainMs: config.drainMs }, [() => database.close(), async () => telemetry?.stop()])
  return 0
}
