import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isProcessAlive } from '../process/process-identity.ts'

/** What an installation remembers of its embedded PostgreSQL, in a file that only its owner reads. */
export type ClusterState = { directory: string; port: number; password: string }

/** What a running server says of itself in its `postmaster.pid`. */
export type Postmaster = { pid: number; port: number; isReady: boolean }

/** Reads the state file; undefined when the cluster has not been made yet. */
export function readClusterState(path: string): ClusterState | undefined {
  if (!existsSync(path)) return undefined
  const state: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (
    state !== null &&
    typeof state === 'object' &&
    'directory' in state &&
    'port' in state &&
    'password' in state &&
    typeof state.directory === 'string' &&
    typeof state.port === 'number' &&
    typeof state.password === 'string'
  ) {
    return { directory: state.directory, port: state.port, password: state.password }
  }
  throw new Error(`${path} is not the state of an embedded PostgreSQL.`)
}

/** Writes the state file whole or not at all. */
export function writeClusterState(path: string, state: ClusterState): void {
  mkdirSync(dirname(path), { recursive: true })
  const partial = `${path}.${process.pid}`
  writeFileSync(partial, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  renameSync(partial, path)
}

/**
 * Reads `postmaster.pid`: undefined when there is none or when it was left behind by a server that is gone, even if
 * another program has received its process number since.
 */
export function readPostmaster(directory: string): Postmaster | undefined {
  let lines: string[]
  try {
    lines = readFileSync(`${directory}/postmaster.pid`, 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Math.abs(Number(lines[0]))
  if (!(pid > 0) || !isProcessAlive(pid) || !looksLikePostgres(pid)) return undefined
  return { pid, port: Number(lines[3]), isReady: (lines[7] ?? '').trim() === 'ready' }
}

/** On Linux the kernel says what a process runs; elsewhere the process number has to do. */
function looksLikePostgres(pid: number): boolean {
  if (process.platform !== 'linux') return true
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  } catch {
    return false
  }
}
