import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Cleaner } from './database.ts'
import { until } from './processes.ts'

export type RunningProgram = { stop(): Promise<void> }

export type ProgramOptions = {
  /** Answers 200 once the program is ready. */
  readonly readyAt: string
  readonly env?: Record<string, string>
}

/** A program of the machine, which ends with the test. What it said is told when it leaves before it was ready. */
export async function startProgram(
  cleaner: Cleaner,
  [command = '', ...args]: readonly string[],
  { readyAt, env }: ProgramOptions,
): Promise<RunningProgram> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said = (said + chunk).slice(-4_000)
    })
  }
  const stop = () => end(child)
  cleaner.after(stop)
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`${command} left: ${said}`)
    const answer = await fetch(readyAt).catch(() => null)
    return answer?.ok === true
  })
  return { stop }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
