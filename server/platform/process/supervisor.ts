import { type ChildProcess, spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log/create-log.ts'
import { LOG_PIPE, pumpPipe } from '../log/pipe-sink.ts'
import type { Sink } from '../log/sink.ts'
import { OperatorError } from '../operator-error.ts'
import { SUPERVISED_VARIABLE } from './stop-signals.ts'

/** What a child sends when it is able to serve. */
export const READY_MESSAGE = 'ready'

/** One process to keep running. */
export type ChildSpec = {
  /** Shown in the log: `api`, `api-2`, `worker`, `web`. */
  name: string
  /** Arguments of Node: the file to run and its own arguments. */
  args: readonly string[]
  env: Record<string, string | undefined>
  /**
   * Nobody waits for this one: it is started once the others are ready, takes no processor from them until then, and ends none
   * of them by not becoming ready itself.
   */
  startsLast?: boolean
}

/** Keeps processes running, and ends them together. */
export type Supervisor = {
  /** Starts the children; answers when all that somebody waits for are ready, fails when one of these leaves several times before it ever was. */
  start(specs: readonly ChildSpec[]): Promise<void>
  /** Ends the children in order and starts them again, with another environment if given. */
  restart(specs?: readonly ChildSpec[]): Promise<void>
  /** Ends the children: asked first, killed when the time is over. */
  stop(withinMs: number): Promise<void>
}

type Child = {
  spec: ChildSpec
  process: ChildProcess | undefined
  hasBeenReady: boolean
  failures: number
  isStopping: boolean
  exited: Promise<void>
}

const firstDelayMs = 200
const longestDelayMs = 10_000
/** A child that ran this long starts over with the shortest delay. */
const goodRunMs = 30_000
const mostEarlyFailures = 3
const restartWithinMs = 3_000

/** Makes a supervisor whose children's log lines go to the sink. */
export function createSupervisor(sink: Sink, log: Log): Supervisor {
  let children: Child[] = []

  function launch(child: Child, ready: () => void, giveUp: (error: Error) => void): void {
    if (child.isStopping) return
    const { spec } = child
    const startedAt = Date.now()
    const running = spawn(process.execPath, [...spec.args], {
      env: { ...spec.env, [SUPERVISED_VARIABLE]: '1' },
      // The fourth descriptor is the channel whose end tells the child to leave; the fifth carries its log.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc', 'pipe'],
      windowsHide: true,
    })
    child.process = running
    child.exited = new Promise((done) => running.once('exit', () => done()))
    const pipe = running.stdio[LOG_PIPE]
    if (pipe instanceof Readable) pumpPipe(pipe, sink)
    running.on('message', (message) => {
      if (message !== READY_MESSAGE) return
      child.hasBeenReady = true
      ready()
    })
    running.on('error', (error) => log.error(error, { process: spec.name }))
    running.once('exit', (code, signal) => {
      if (child.isStopping) return
      const reason = signal ?? `code ${code}`
      child.failures = Date.now() - startedAt > goodRunMs ? 1 : child.failures + 1
      if (!child.hasBeenReady && spec.startsLast !== true && child.failures >= mostEarlyFailures) {
        return giveUp(describeFailure(spec.name, reason))
      }
      const delayMs = Math.min(firstDelayMs * 2 ** (child.failures - 1), longestDelayMs)
      log.warning(`${spec.name} has left; it is started again`, { reason, pid: running.pid, delay_ms: delayMs })
      setTimeout(() => launch(child, ready, giveUp), delayMs)
    })
  }

  async function start(specs: readonly ChildSpec[]): Promise<void> {
    children = specs.map((spec) => ({
      spec,
      process: undefined,
      hasBeenReady: false,
      failures: 0,
      isStopping: false,
      exited: Promise.resolve(),
    }))
    const started = children
    const launchThose = (isLast: boolean) =>
      started
        .filter(({ spec }) => (spec.startsLast === true) === isLast)
        .map((child) => new Promise<void>((ready, giveUp) => launch(child, ready, giveUp)))
    await Promise.all(launchThose(false))
    launchThose(true)
  }

  async function stop(withinMs: number): Promise<void> {
    const leaving = children
    children = []
    for (const child of leaving) {
      child.isStopping = true
      if (child.process?.connected) child.process.disconnect()
    }
    const allGone = Promise.all(leaving.map((child) => child.exited))
    const timeUp = new AbortController()
    await Promise.race([allGone, sleep(withinMs, undefined, { signal: timeUp.signal }).catch(() => {})])
    timeUp.abort()
    for (const child of leaving) child.process?.kill('SIGKILL')
    await allGone
  }

  async function restart(specs?: readonly ChildSpec[]): Promise<void> {
    const next = specs ?? children.map((child) => child.spec)
    await stop(restartWithinMs)
    await start(next)
  }

  return { start, stop, restart }
}

function describeFailure(name: string, reason: string): OperatorError {
  return new OperatorError(
    `Le processus ${name} ne démarre pas (${reason})\u00a0; ses messages sont ci-dessus et dans le journal des erreurs.`,
    `The process ${name} does not start (${reason}); its messages are above and in the errors log.`,
  )
}
