import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { isProcessAlive } from '../../server/platform/process/process-identity.ts'

const eraser = pathToFileURL(resolve(import.meta.dirname, '../../bin/erase-types.mjs')).href

/** How `bin/run.mjs` starts the processes of an installation: also for tests that measure their memory. */
export const AS_INSTALLED = {
  execArgv: ['--heap-growing-percent=20', '--max-semi-space-size=8', '--import', eraser],
  env: { MALLOC_ARENA_MAX: '2' },
} as const

/** One process of the machine, as `ps` shows it. */
export type ProcessRow = { pid: number; parent: number; command: string }

const pollMs = 25
const patienceMs = 240_000

/** Lists the processes that run; those that only wait to be reaped are left out. */
export function listProcesses(): ProcessRow[] {
  const { stdout } = spawnSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
  const rows: ProcessRow[] = []
  for (const line of stdout.split('\n')) {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line)
    if (match === null || match[3]?.startsWith('Z')) continue
    rows.push({ pid: Number(match[1]), parent: Number(match[2]), command: match[4] ?? '' })
  }
  return rows
}

/** Lists the descendants of a process, nearest first. */
export function listDescendants(pid: number, rows: readonly ProcessRow[] = listProcesses()): ProcessRow[] {
  const children = rows.filter((row) => row.parent === pid)
  return [...children, ...children.flatMap((child) => listDescendants(child.pid, rows))]
}

/**
 * Polls until a condition holds and answers its value.
 *
 * @throws Error after four minutes, just before a test's own limit: a loop without an end would keep the file's process
 *   running after its test was given up.
 */
export async function until<T>(look: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  const startedAt = Date.now()
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (Date.now() - startedAt > patienceMs) throw new Error(`Waited in vain for ${look}`)
    await sleep(pollMs)
  }
}

/** Answers when none of the processes runs any more. */
export async function untilGone(pids: readonly number[]): Promise<void> {
  await until(() => pids.every((pid) => !isProcessAlive(pid)))
}
