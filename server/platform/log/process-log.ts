import { join } from 'node:path'
import type { Config } from '../config.ts'
import { isSupervised } from '../process/stop-signals.ts'
import { createLog, type Log } from './create-log.ts'
import { createFileSink } from './file-sink.ts'
import { createPipeSink } from './pipe-sink.ts'
import type { Sink } from './sink.ts'

/** Makes the sink of this process: the pipe to its supervisor, or the files in the data folder. */
export function createProcessSink(config: Pick<Config, 'dataFolder'>): Sink {
  return isSupervised() ? createPipeSink() : createFileSink(join(config.dataFolder, 'logs'))
}

/** What a configuration holds that lets somebody in. */
function secretsOf(config: Config): (string | undefined)[] {
  const addresses = [
    config.databaseUrl,
    config.databaseDirectUrl,
    config.databaseReplicaUrl,
    config.redisUrl,
    config.smtpUrl,
  ]
  const passwords = addresses.flatMap((address) => {
    const password = address === undefined || !URL.canParse(address) ? '' : new URL(address).password
    return [password, decodeSafely(password)]
  })
  const headers = Object.entries(config.telemetry?.environment ?? {}).flatMap(([variable, value]) =>
    variable.endsWith('_HEADERS') ? value.split(',').map((header) => header.slice(header.indexOf('=') + 1)) : [],
  )
  const { secretKey, apiToken, objectStorage, metrics } = config
  return [secretKey, apiToken, objectStorage?.secretAccessKey, metrics.token, ...passwords, ...headers]
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Makes the log of this process, which also receives what would otherwise end it without a word. */
export function createProcessLog(config: Config, sink: Sink = createProcessSink(config)): Log {
  const log = createLog(config, sink, secretsOf(config))
  const leave = (error: unknown) => {
    log.critical(error, { process: process.argv.slice(2, 3).join('') })
    void log.flush().finally(() => process.exit(1))
  }
  process.on('uncaughtException', leave)
  process.on('unhandledRejection', leave)
  return log
}
