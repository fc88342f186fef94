import { resolve } from 'node:path'
import { loadConfig } from '../platform/config.ts'
import { createProcessLog } from '../platform/log/process-log.ts'
import { checkPort } from '../platform/process/check-port.ts'
import { isSupervised, untilAskedToStop } from '../platform/process/stop-signals.ts'
import { createWebServer } from '../web/create-web-server.ts'
import { type CommandContext, refuseArguments } from './command.ts'
import { announceReady, leave, listen } from './serve.ts'

const APPLICATION_FOLDER = resolve(import.meta.dirname, '..', '..', 'web', 'dist')

/** Serves the web port until asked to stop. It needs no database: it asks the API at API_BASE_URL. */
export async function web(context: CommandContext): Promise<number> {
  refuseArguments(context)
  const config = loadConfig()
  const asked = untilAskedToStop()
  if (!isSupervised()) await checkPort(config.host, config.webPort, { variable: 'WEB_PORT', patienceMs: 0 })
  const log = createProcessLog(config)
  const app = await createWebServer({ config, log, applicationFolder: APPLICATION_FOLDER })
  await listen(app, { host: config.host, port: config.webPort, isShared: false })
  announceReady()
  if (!isSupervised()) {
    context.say({
      fr: `Application : http://localhost:${config.webPort}/`,
      en: `Application: http://localhost:${config.webPort}/`,
    })
  }
  await asked
  await leave(log, [() => app.close()])
  return 0
}
