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

/** Makes the log of this process, which also receives what would otherwise end it without a word. */
export function createProcessLog(config: Config, sink: Sink = createProcessSink(config)): Log {
  const log = createLog(config, sink)
  const leave = (error: unknown) => {
    log.critical(error, { process: process.argv.slice(2, 3).join('') })
    void log.flush().finally(() => process.exit(1))
  }
  process.on('uncaughtException', leave)
  process.on('unhandledRejection', leave)
  return log
}
