import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { chooseFreePort } from '../process/choose-free-port.ts'
import { isProcessAlive } from '../process/process-identity.ts'
import { ClusterError, type ClusterPlace, chooseClusterPlace, makeOwnedFolder } from './cluster-place.ts'
import {
  type ClusterState,
  type Postmaster,
  readClusterState,
  readPostmaster,
  writeClusterState,
} from './cluster-state.ts'
import { statisticsSettings } from './statement-statistics.ts'

/** A running embedded PostgreSQL. */
export type EmbeddedCluster = {
  /** Address of the database `comptoir`, with its password. */
  url: string
  /** Where the data stand; outside the data folder when the service account cannot enter it. */
  directory: string
  pid: number
  /** False when it was already running, left behind by a process that was killed. */
  isStartedHere: boolean
  /** Whether the server process is still there. */
  isRunning(): boolean
  /** Ends the server, in order if it can be done within the time given; answers when it is gone. */
  stop(withinMs?: number): Promise<void>
}

export type ClusterOptions = {
  /** Settings of postgresql.conf that replace ours, for tests. */
  settings?: Record<string, string>
}

/** Name of the role that owns everything, and of the database. */
const roleName = 'comptoir'
const databaseName = 'comptoir'
const pollMs = 10
/** Recovery after a crash replays the log since the last checkpoint; a minute is far beyond what our settings allow. */
const readyTimeoutMs = 120_000
const stopWithinMs = 10_000

/** Settings for a shop's machine: a few hundred megabytes of memory, durable commits, planned for solid-state disks. */
const serverSettings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '120',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '10min',
  random_page_cost: '1.1',
  jit: 'off',
  huge_pages: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // The server keeps a week of its own log beside its data.
  logging_collector: 'on',
  log_filename: 'postgres-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
}

/** Answers the running cluster of a data folder, or undefined when none runs. Starts nothing. */
export function findRunningCluster(dataFolder: string): EmbeddedCluster | undefined {
  const state = readClusterState(statePath(dataFolder))
  const postmaster = state && readPostmaster(state.directory)
  return state && postmaster?.isReady ? describeCluster(state, postmaster, false) : undefined
}

/** Whether a data folder has an embedded PostgreSQL, running or not. */
export function hasCluster(dataFolder: string): boolean {
  const state = readClusterState(statePath(dataFolder))
  return state !== undefined && existsSync(join(state.directory, 'PG_VERSION'))
}

/**
 * Makes sure that the embedded PostgreSQL of a data folder runs: initialises it the first time, adopts it when it is
 * still running, recovers what a killed one left behind. The caller holds the lock of the data folder.
 *
 * @throws ClusterError when the server does not start; the message has the end of its log.
 */
export async function startCluster(dataFolder: string, options: ClusterOptions = {}): Promise<EmbeddedCluster> {
  const path = statePath(dataFolder)
  const known = readClusterState(path)
  const chosen = chooseClusterPlace(dataFolder)
  // Data stay where they were put the first time, even if the folders above have changed their rights since.
  const place = known === undefined ? chosen : { ...chosen, directory: known.directory }
  const running = known && readPostmaster(known.directory)
  if (known && running) return adoptCluster(known, running)

  const state = {
    directory: place.directory,
    port: await chooseFreePort(known?.port),
    password: known?.password ?? makePassword(),
  }
  // The state is written before the data exist, so that the password of a made cluster can never be lost.
  writeClusterState(path, state)
  if (!existsSync(join(place.directory, 'PG_VERSION'))) {
    await initialise(place, state.password, options.settings?.fsync !== 'off')
  }
  const settings = { ...serverSettings, ...statisticsSettings(place.programs), ...options.settings }
  const postmaster = await launch(place, state, settings)
  await createDatabase(state)
  return describeCluster(state, postmaster, true)
}

function statePath(dataFolder: string): string {
  return join(dataFolder, 'postgres.json')
}

function makePassword(): string {
  return randomBytes(24).toString('base64url')
}

function addressOf(state: ClusterState, database: string): string {
  return `postgres://${roleName}:${state.password}@127.0.0.1:${state.port}/${database}`
}

function describeCluster(state: ClusterState, postmaster: Postmaster, isStartedHere: boolean): EmbeddedCluster {
  const located = { ...state, port: postmaster.port }
  return {
    url: addressOf(located, databaseName),
    directory: state.directory,
    pid: postmaster.pid,
    isStartedHere,
    isRunning: () => readPostmaster(state.directory)?.pid === postmaster.pid,
    stop: (withinMs = stopWithinMs) => stopServer(state.directory, postmaster.pid, withinMs),
  }
}

/** A server that is still starting or that is stopping is waited for; one that has left is started again. */
async function adoptCluster(state: ClusterState, first: Postmaster): Promise<EmbeddedCluster> {
  const postmaster = first.isReady ? first : await waitUntilReady(state.directory, () => isProcessAlive(first.pid))
  const located = { ...state, port: postmaster.port }
  await createDatabase(located)
  return describeCluster(located, postmaster, false)
}

/** Environment of PostgreSQL's programs: nothing of ours, and a locale that exists everywhere. */
function programEnvironment(): Record<string, string> {
  const kept: Record<string, string> = process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot ?? '' } : {}
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', ...kept }
}

function accountOf(place: ClusterPlace): { uid?: number; gid?: number } {
  return place.user ? { uid: place.user.uid, gid: place.user.gid } : {}
}

/** Runs initdb beside the final place and moves the result there, so that a half-made cluster is never taken for one. */
async function initialise(place: ClusterPlace, password: string, isDurable: boolean): Promise<void> {
  const partial = `${place.directory}.new`
  rmSync(partial, { recursive: true, force: true })
  rmSync(place.directory, { recursive: true, force: true })
  makeOwnedFolder(partial, place.user)
  const passwordFile = `${partial}.password`
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid)
  const args = [
    `--pgdata=${partial}`,
    `--username=${roleName}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(isDurable ? [] : ['--no-sync']),
  ]
  const result = await runProgram(join(place.programs, 'bin', 'initdb'), args, place)
  rmSync(passwordFile, { force: true })
  if (result.code !== 0) throw refuse(place.directory, result.output)
  renameSync(partial, place.directory)
}

function runProgram(program: string, args: string[], place: ClusterPlace): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: '/',
      env: programEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...accountOf(place),
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', (error) => done({ code: 1, output: error.message }))
    child.once('close', (code) => done({ code: code ?? 1, output }))
  })
}

/**
 * Starts the server detached: it must survive the keys typed in our terminal, since it is stopped last. Retried
 * while backends of a killed server still hold its shared memory.
 */
async function launch(place: ClusterPlace, state: ClusterState, settings: Record<string, string>): Promise<Postmaster> {
  const lastTry = Date.now() + 10_000
  for (;;) {
    // A file whose server is gone; PostgreSQL itself would hesitate if the number now belongs to another program.
    rmSync(join(place.directory, 'postmaster.pid'), { force: true })
    const log = join(place.directory, 'start.log')
    const output = openSync(log, 'w', 0o600)
    const options = Object.entries({ ...settings, port: String(state.port) }).flatMap(([key, value]) => [
      '-c',
      `${key}=${value}`,
    ])
    const child = spawn(join(place.programs, 'bin', 'postgres'), ['-D', place.directory, ...options], {
      cwd: place.directory,
      env: programEnvironment(),
      detached: true,
      windowsHide: true,
      stdio: ['ignore', output, output],
      ...accountOf(place),
    })
    closeSync(output)
    let isGone = false
    child.once('error', () => (isGone = true))
    child.once('exit', () => (isGone = true))
    child.unref()
    try {
      return await waitUntilReady(place.directory, () => !isGone)
    } catch {
      const text = readFileSync(log, 'utf8')
      if (/shared memory block|still in use/.test(text) && Date.now() < lastTry) {
        await sleep(200)
        continue
      }
      throw refuse(place.directory, text)
    }
  }
}

async function waitUntilReady(directory: string, isAlive: () => boolean): Promise<Postmaster> {
  for (const limit = Date.now() + readyTimeoutMs; Date.now() < limit; ) {
    const postmaster = readPostmaster(directory)
    if (postmaster?.isReady) return postmaster
    if (!isAlive()) break
    await sleep(pollMs)
  }
  throw refuse(directory, '')
}

async function createDatabase(state: ClusterState): Promise<void> {
  const sql = postgres(addressOf(state, 'postgres'), { max: 1, onnotice: () => {} })
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${databaseName}`
    if (found === undefined) await sql`create database ${sql(databaseName)}`
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/**
 * SIGINT ends sessions and writes a checkpoint. If that takes more than three quarters of the time, SIGQUIT ends it
 * without, and the next start recovers from the log; nothing that was committed is lost either way.
 */
async function stopServer(directory: string, pid: number, withinMs: number): Promise<void> {
  if (process.platform === 'win32') {
    const programs = chooseClusterPlace(directory).programs
    spawnSync(join(programs, 'bin', 'pg_ctl.exe'), ['stop', '-D', directory, '-m', 'fast'], { windowsHide: true })
    return
  }
  const steps = [
    ['SIGINT', withinMs * 0.75],
    ['SIGQUIT', withinMs * 0.2],
    ['SIGKILL', withinMs * 0.05],
  ] as const
  for (const [signal, waitMs] of steps) {
    // The number may have been given to another program since the server left.
    if (readPostmaster(directory)?.pid !== pid) return
    process.kill(pid, signal)
    for (const limit = Date.now() + waitMs; Date.now() < limit; ) {
      if (!isProcessAlive(pid)) return
      await sleep(pollMs)
    }
  }
}

function refuse(directory: string, output: string): ClusterError {
  const end = output.trim().split('\n').slice(-8).join('\n')
  return new ClusterError(
    `Le PostgreSQL embarqué (${directory}) n’a pas démarré.`,
    `The embedded PostgreSQL (${directory}) did not start.\n${end}`,
  )
}
