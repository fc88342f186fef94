import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { listDescendants, listProcesses } from '../test/harness/processes.ts'

const lookMs = 5_000
const reportMs = 2_000
const UNKNOWN = 'not known, it does not answer'

/** What a test file's process has open, as Node reports it on a signal. */
export type StuckFiles = {
  /** What the runner of the tests is started with. */
  readonly runnerArguments: readonly string[]
  /** Begins to look after the files that this process runs; answers how to end it. */
  watch(runnerPid: number): () => void
}

/**
 * Ends the process of a test file that runs longer than any may, and says what kept it: Node's runner bounds each test,
 * but waits without end for a file that does not leave (something still open, a vain `await` outside its tests).
 *
 * @param limitMs how long a file may run.
 */
export function endStuckFiles(limitMs: number, say: (text: string) => void = console.error): StuckFiles {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-stuck-'))
  let firstSeen = new Map<number, number>()
  const look = async (runnerPid: number) => {
    const rows = listProcesses()
    const files = rows.filter(({ parent }) => parent === runnerPid)
    // Those that have left are forgotten: their numbers are given anew.
    firstSeen = new Map(files.map(({ pid }) => [pid, firstSeen.get(pid) ?? Date.now()]))
    for (const { pid, command } of files) {
      if (Date.now() - (firstSeen.get(pid) ?? Date.now()) < limitMs) continue
      const file = command.split(' ').at(-1)
      const open = await readOpen(folder, pid).catch(() => UNKNOWN)
      say(`${file} did not end within ${limitMs / 60_000} min and was ended. Still open: ${open}`)
      for (const { pid: stuck } of [...listDescendants(pid), { pid }]) kill(stuck, 'SIGKILL')
    }
  }
  return {
    runnerArguments: ['--report-on-signal', '--report-signal=SIGUSR2', `--report-directory=${folder}`],
    watch(runnerPid) {
      let isLooking = false
      const timer = setInterval(() => {
        if (isLooking) return
        isLooking = true
        void look(runnerPid).finally(() => (isLooking = false))
      }, lookMs)
      return () => {
        clearInterval(timer)
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

type Handle = { type: string; is_active: boolean; is_referenced: boolean; remoteEndpoint?: { port: number } | null }

/** The handles that keep a process running. One that is busy or waits for another program answers nothing. */
async function readOpen(folder: string, pid: number): Promise<string> {
  kill(pid, 'SIGUSR2')
  await sleep(reportMs)
  const name = readdirSync(folder).find((file) => file.includes(`.${pid}.`))
  if (name === undefined) return UNKNOWN
  const { libuv } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { libuv: Handle[] }
  const kept = libuv.filter((handle) => handle.is_active && handle.is_referenced)
  const children = listDescendants(pid).map(({ command }) => command)
  const handles = kept.map(
    ({ type, remoteEndpoint }) => type + (remoteEndpoint ? ` to port ${remoteEndpoint.port}` : ''),
  )
  return [...handles, ...children].join(', ') || 'nothing'
}

function kill(pid: number, signal: 'SIGUSR2' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has just left by itself.
  }
}
