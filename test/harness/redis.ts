import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chooseFreePort } from '../../server/platform/process/choose-free-port.ts'
import type { Cleaner } from './database.ts'

export type TestRedis = {
  readonly url: string
  readonly port: number
  /** Ends it in order. */
  stop(): Promise<void>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Starts it again, empty, where it was. */
  start(): Promise<void>
  /** Lets it hang: whoever asks gets no answer until `resume`. */
  pause(): void
  resume(): void
}

export type TestRedisOptions = {
  /** Settings as on its command line: `['--requirepass', 'x']`. */
  readonly settings?: readonly string[]
  /** Reads this file before the settings. */
  readonly file?: string
  /** It is on its way up, so that nothing of it answers yet. */
  readonly isAway?: boolean
}

/** A Redis of its own, which keeps nothing on disk. null: the machine has none. */
export async function startTestRedis(cleaner: Cleaner, options: TestRedisOptions = {}): Promise<TestRedis | null> {
  if (spawnSync('redis-server', ['--version']).status !== 0) return null
  const port = await chooseFreePort()
  const args = [
    ...(options.file === undefined ? [] : [options.file]),
    ...['--port', String(port), '--bind', '127.0.0.1'],
    ...(options.file === undefined ? ['--save', '', '--appendonly', 'no'] : []),
    ...(options.settings ?? []),
  ]
  let child: ChildProcess | undefined
  const end = async (signal: NodeJS.Signals) => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    // One that hangs hears nothing else.
    child.kill('SIGCONT')
    await gone
  }
  const start = async () => {
    child = await launch(args)
  }
  cleaner.after(() => end('SIGKILL'))
  if (options.isAway !== true) await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
  }
}

async function launch(args: readonly string[]): Promise<ChildProcess> {
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  let output = ''
  for await (const chunk of child.stdout) {
    output += chunk
    if (output.includes('Ready to accept connections')) {
      child.stdout.resume()
      return child
    }
  }
  throw new Error(`redis-server did not start: ${output}`)
}
