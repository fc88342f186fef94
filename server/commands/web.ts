import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadConfig } from '../platform/config.ts'
import type { Log } from '../platform/log/create-log.ts'
import { createProcessLog } from '../platform/log/process-log.ts'
import { checkPort } from '../platform/process/check-port.ts'
import { isSupervised, untilAskedToStop } from '../platform/process/stop-signals.ts'
import { chooseBuildsFolder, ensureBuild, isFresh } from '../web/build-application.ts'
import { createWebServer } from '../web/create-web-server.ts'
import type { ServedApplication } from '../web/serve-application.ts'
import { watchApplication } from '../web/watch-application.ts'
import type { CommandContext } from './command.ts'
import { serveWebMetrics } from './process-metrics.ts'
import { announceReady, leaveServing, listen } from './serve.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')

/**
 * Serves the web port until asked to stop, and builds the application when its sources are not those of the last build;
 * with `--watch` whenever they change. It needs no database: it asks the API at API_BASE_URL.
 */
export async function web(context: CommandContext): Promise<number> {
  const { values } = parseArgs({ args: context.args, options: { watch: { type: 'boolean', default: false } } })
  const config = loadConfig()
  const asked = untilAskedToStop()
  if (!isSupervised()) await checkPort(config.host, config.webPort, { variable: 'WEB_PORT', patienceMs: 0 })
  const log = createProcessLog(config)
  const builds = chooseBuildsFolder({ root: ROOT, dataFolder: config.dataFolder })
  const order = { root: ROOT, builds, isForDevelopment: values.watch }
  const application: ServedApplication = { builds, state: isFresh(order) ? 'ready' : 'building' }
  const app = await createWebServer({ config, log, application })
  await listen(app, { host: config.host, port: config.webPort, isShared: false, variable: 'WEB_PORT' })
  const metrics = await serveWebMetrics(config, log)
  const rebuild = () => build(order, application, log)
  void rebuild()
  if (values.watch) watchApplication(ROOT, rebuild)
  announceReady()
  if (!isSupervised()) {
    context.say({
      fr: `Application : http://localhost:${config.webPort}/`,
      en: `Application: http://localhost:${config.webPort}/`,
    })
  }
  await asked
  await leaveServing(app, { log, drainMs: config.drainMs }, [async () => metrics?.close()])
  return 0
}

/** The port answers meanwhile; what was in force before a build that fails still is. */
async function build(
  order: Parameters<typeof ensureBuild>[0],
  application: ServedApplication,
  log: Log,
): Promise<void> {
  try {
    await ensureBuild(order)
    application.state = 'ready'
  } catch (error) {
    application.state = 'failed'
    log.critical(error)
  }
}
