import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chooseFreePort } from '../../server/platform/process/choose-free-port.ts'
import type { Cleaner } from './database.ts'
import { AS_INSTALLED } from './processes.ts'

const main = resolve(import.meta.dirname, '../../server/main.ts')
export const API_TOKEN = 'service-token-of-the-tests-0123456789abcdef'

/** A real `comptoir api`, which tests kill and start again on the same port. */
export type ApiProcess = {
  readonly address: string
  /** Its data folder. */
  readonly folder: string
  /** Its number in the system, while it runs. */
  pid(): number
  start(): Promise<void>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Runs another command on the same database; answers its exit status and what it printed. */
  run(...command: string[]): Promise<{ status: number | null; output: string }>
  /** The same, for who wants to kill it. */
  launch(...command: string[]): { child: ChildProcess; result: Promise<{ status: number | null; output: string }> }
}

/** @param given variables beside those that every test has. */
export async function apiProcess(
  cleaner: Cleaner,
  databaseUrl: string,
  given: Record<string, string> = {},
): Promise<ApiProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-api-'))
  const port = await chooseFreePort()
  const address = `http://127.0.0.1:${port}`
  const env = {
    ...AS_INSTALLED.env,
    PATH: process.env.PATH,
    DATABASE_URL: databaseUrl,
    COMPTOIR_DATA: folder,
    SECRET_KEY: 'secret-key-of-the-tests-0123456789abcdef',
    API_TOKEN,
    API_PORT: String(port),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'CRITICAL',
    ...given,
  }
  const launch = (command: string[]) =>
    spawn(process.execPath, [...AS_INSTALLED.execArgv, main, ...command], {
      env,
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  let child: ChildProcess | undefined
  const kill = async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  cleaner.after(async () => {
    await kill()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    address,
    folder,
    pid: () => child?.pid ?? 0,
    kill,
    async start() {
      const started = launch(['api'])
      child = started
      const output = collect(started)
      while (!(await isReady(address))) {
        if (started.exitCode !== null || started.signalCode !== null)
          throw new Error(`The API did not start: ${await output}`)
        await sleep(20)
      }
    },
    run: (...command) => watch(launch(command)),
    launch(...command) {
      const running = launch(command)
      return { child: running, result: watch(running) }
    },
  }
}

async function watch(child: ChildProcess): Promise<{ status: number | null; output: string }> {
  const output = collect(child)
  const [status] = await once(child, 'close')
  return { status, output: await output }
}

async function collect(child: ChildProcess): Promise<string> {
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  child.stderr?.on('data', (chunk) => {
    output += chunk
  })
  await once(child, 'close')
  return output
}

const isReady = (address: string): Promise<boolean> =>
  fetch(`${address}/health/ready`).then(
    (response) => response.ok,
    () => false,
  )
