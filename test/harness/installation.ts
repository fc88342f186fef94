import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chooseFreePort } from '../../server/platform/process/choose-free-port.ts'
import { isProcessAlive } from '../../server/platform/process/process-identity.ts'
import { listDescendants, listProcesses, until, untilGone } from './processes.ts'

const root = resolve(import.meta.dirname, '..', '..')
const copied = ['bin', 'server', 'rules', 'migrations', 'packages', 'web', 'package.json', 'tsconfig.json']
/** What is made at the first start. */
const made = join(root, 'web', 'dist')

/** One run of `comptoir start`. */
export type Run = {
  launcher: ChildProcess
  /** Everything that it has printed. */
  output(): string
  /** Answers when it has said that it is ready; fails with its output when it leaves before. */
  ready: Promise<void>
  exitCode: Promise<number | null>
  /** Its processes by role: `launcher`, `start`, `api`, `worker`, `web`, `postgres`. */
  pids(): Record<string, number>
  /** What Ctrl-C does: an interrupt to every process of the terminal's group. */
  interrupt(): void
}

export type StartOptions = {
  env?: Record<string, string | undefined>
  args?: string[]
  /** Lets an empty database have the demo chain. */
  hasDemo?: boolean
}

/** Comptoir with its own data and ports, ready to be started and killed. */
export type Installation = {
  folder: string
  dataFolder: string
  apiPort: number
  webPort: number
  start(options?: StartOptions): Run
  /** Ends whatever is left and removes the folder. */
  remove(): Promise<void>
}

/**
 * Makes an installation whose data stand in a folder with a space and accents in its name.
 *
 * @param options.isCopied runs a copy of the project in that folder, sharing only the packages, instead of the project.
 * @param options.mode rights of the folder above: 0700 shuts the service account out when the tests run as root.
 */
export async function makeInstallation(options: { isCopied?: boolean; mode?: number } = {}): Promise<Installation> {
  const above = mkdtempSync(join(tmpdir(), 'comptoir-installation-'))
  chmodSync(above, options.mode ?? 0o755)
  const folder = join(above, 'été boutique')
  mkdirSync(folder)
  if (options.isCopied) {
    for (const name of copied) {
      cpSync(join(root, name), join(folder, name), { recursive: true, filter: (path) => path !== made })
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  }
  const program = join(options.isCopied ? folder : root, 'bin', 'comptoir.mjs')
  const dataFolder = join(folder, 'data')
  const [apiPort, webPort] = [await chooseFreePort(), await chooseFreePort()]
  const runs: Run[] = []

  function start({ env = {}, args = [], hasDemo = false }: StartOptions = {}): Run {
    const run = launch(program, dataFolder, hasDemo ? args : ['--empty', ...args], {
      ...withoutOwnVariables(process.env),
      API_PORT: String(apiPort),
      WEB_PORT: String(webPort),
      HOST: '127.0.0.1',
      // A copy finds its data by itself, beside it.
      ...(options.isCopied ? {} : { COMPTOIR_DATA: dataFolder }),
      ...env,
    })
    runs.push(run)
    return run
  }

  async function remove(): Promise<void> {
    for (const run of runs) kill(Object.values(run.pids()))
    const cluster = readClusterPid(dataFolder)
    if (cluster !== undefined) {
      kill([cluster])
      await untilGone([cluster])
    }
    const elsewhere = readClusterDirectory(dataFolder)
    if (elsewhere !== undefined && !elsewhere.startsWith(above)) rmSync(resolve(elsewhere, '..'), { recursive: true })
    await until(() => tryRemoving(above))
  }

  return { folder, dataFolder, apiPort, webPort, start, remove }
}

function launch(program: string, dataFolder: string, args: string[], env: Record<string, string | undefined>): Run {
  const command = [program, 'start', '--lang', 'en', ...args]
  // A group of its own, as a terminal would give it.
  const launcher = spawn('node', command, { cwd: '/', env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  const exitCode = new Promise<number | null>((done) => launcher.once('close', (code) => done(code)))
  const ready = new Promise<void>((done, fail) => {
    for (const stream of [launcher.stdout, launcher.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        if (text.includes('Comptoir is ready.')) done()
      })
    }
    void exitCode.then(() => fail(new Error(`It left before it was ready:\n${text}`)))
  })
  ready.catch(() => {})
  const group = launcher.pid ?? 0
  return {
    launcher,
    output: () => text,
    ready,
    exitCode,
    pids: () => namePids(group, dataFolder),
    interrupt: () => process.kill(-group, 'SIGINT'),
  }
}

function namePids(launcher: number, dataFolder: string): Record<string, number> {
  const rows = listProcesses()
  const named: Record<string, number> = {}
  if (rows.some((row) => row.pid === launcher)) named.launcher = launcher
  for (const row of listDescendants(launcher, rows)) {
    const command = /main\.ts (start|api|worker|web)\b/.exec(row.command)?.[1]
    if (command !== undefined) named[command] = row.pid
  }
  const cluster = readClusterPid(dataFolder)
  if (cluster !== undefined) named.postgres = cluster
  return named
}

/** The tests' own database and Node options are not the installation's. */
function withoutOwnVariables(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const own = /^(DATABASE_|COMPTOIR_|TEST_|NODE_|npm_|API_|LANG$|LC_)/
  const kept = Object.entries(env).filter(([name]) => !own.test(name))
  // Coverage of the processes that a test starts counts like that of the test.
  return { ...Object.fromEntries(kept), NODE_V8_COVERAGE: env.NODE_V8_COVERAGE }
}

function readClusterDirectory(dataFolder: string): string | undefined {
  const path = join(dataFolder, 'postgres.json')
  if (!existsSync(path)) return undefined
  const state: { directory: string } = JSON.parse(readFileSync(path, 'utf8'))
  return state.directory
}

function readClusterPid(dataFolder: string): number | undefined {
  const directory = readClusterDirectory(dataFolder)
  if (directory === undefined || !existsSync(join(directory, 'postmaster.pid'))) return undefined
  const pid = Number.parseInt(readFileSync(join(directory, 'postmaster.pid'), 'utf8'), 10)
  return isProcessAlive(pid) ? pid : undefined
}

function kill(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has left by itself.
    }
  }
}

/** PostgreSQL's last writers may still be closing their files. */
function tryRemoving(folder: string): boolean {
  try {
    rmSync(folder, { recursive: true, force: true })
    return true
  } catch {
    return false
  }
}
