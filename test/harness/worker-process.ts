import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Cleaner } from './database.ts'
import { AS_INSTALLED } from './processes.ts'

const RESTART_MS = 200
const main = resolve(import.meta.dirname, '../../server/main.ts')

/**
 * A real `comptoir worker` on a test's database and data folder, which tests kill and start again. As under the supervisor, one
 * that leaves by itself, because the database is away when it starts, comes back.
 */
export type WorkerProcess = {
  start(): void
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Asks it to stop, and answers its exit status. */
  stop(): Promise<number | null>
  /** The most memory that it ever held, in bytes (Linux); null elsewhere. */
  peakBytes(): number | null
}

export function workerProcess(
  cleaner: Cleaner,
  options: { url: string; dataFolder: string; variables?: Record<string, string> },
): WorkerProcess {
  const env = {
    ...AS_INSTALLED.env,
    PATH: process.env.PATH,
    DATABASE_URL: options.url,
    COMPTOIR_DATA: options.dataFolder,
    SECRET_KEY: 'secret-key-of-the-tests-0123456789abcdef',
    LOG_LEVEL: 'CRITICAL',
    ...options.variables,
  }
  let child: ChildProcess | undefined
  let isWanted = false
  const launch = () => {
    const launched = spawn(process.execPath, [...AS_INSTALLED.execArgv, main, 'worker'], {
      env,
      cwd: options.dataFolder,
      stdio: 'ignore',
    })
    child = launched
    launched.once('exit', () => {
      setTimeout(() => isWanted && child === launched && launch(), RESTART_MS)
    })
  }
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    isWanted = false
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const gone = once(child, 'exit')
    child.kill(signal)
    const [status] = await gone
    return status
  }
  cleaner.after(async () => {
    await end('SIGKILL')
  })
  return {
    start() {
      isWanted = true
      launch()
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    peakBytes() {
      if (process.platform !== 'linux' || child?.pid === undefined) return null
      const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
      return kibibytes === undefined ? null : Number(kibibytes) * 1024
    },
  }
}
