import { createApplication } from '../app.ts'
import { loadConfig } from '../platform/config.ts'
import { createProcessLog } from '../platform/log/process-log.ts'
import { checkPort } from '../platform/process/check-port.ts'
import { isSupervised, untilAskedToStop } from '../platform/process/stop-signals.ts'
import type { CommandContext } from './command.ts'
import { openCommandDatabase } from './command-database.ts'
import { announceReady, leave, listen } from './serve.ts'

/** Serves the API on API_PORT until asked to stop, then answers what is in flight and leaves. */
export async function api({ say }: CommandContext): Promise<number> {
  const config = loadConfig()
  const asked = untilAskedToStop()
  const isShared = process.env.COMPTOIR_SHARED_PORT === '1'
  if (!isSupervised()) await checkPort(config.host, config.apiPort, { variable: 'API_PORT', patienceMs: 0 })
  const log = createProcessLog(config)
  const applicationName = `comptoir api ${config.instanceId}`
  const database = await openCommandDatabase(config, {
    applicationName,
    isMigrating: !isSupervised(),
    isLongRunning: true,
  })
  const { sql } = database
  const app = await createApplication({ config: database.config, sql, log, instanceId: config.instanceId })
  await listen(app, { host: config.host, port: config.apiPort, isShared })
  announceReady()
  if (!isSupervised()) {
    say({ fr: `API : http://localhost:${config.apiPort}/docs`, en: `API: http://localhost:${config.apiPort}/docs` })
  }
  await asked
  await leave(log, [() => app.close(), () => database.close()])
  return 0
}
