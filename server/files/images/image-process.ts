import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { createGate } from '../../platform/create-gate.ts'
import type { ImageOutcome, ImageReply, ImageResult, ImageTask } from './image-tasks.ts'

/** Unpacks pictures in a process of its own, one after the other. */
export type ImageProcess = {
  /**
   * @throws not_ready when too many pictures wait already.
   */
  run(task: ImageTask): Promise<ImageOutcome>
  close(): Promise<void>
}

const PROGRAM = join(import.meta.dirname, 'image-program.ts')
/** Pictures that wait for the one that is being unpacked; a few are done each second. */
const WAITING = 250
/** The largest picture takes a few seconds; what takes longer than this, also on a busy machine, is none of an article. */
const TASK_TIMEOUT_MS = 60_000
/** The process is kept for the next picture this long. */
const IDLE_MS = 10_000
/** What a program needs of its surroundings; no secret of the installation is among it. */
const VARIABLES = ['PATH', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP']

type Running = { child: ChildProcess; gone: Promise<void> }

/** The process is started with the first picture, and ended when none has come for a while. */
export function createImageProcess(options: { timeoutMs?: number } = {}): ImageProcess {
  const inTurn = createGate({ atOnce: 1, waiting: WAITING })
  let running: Running | undefined
  let idle: NodeJS.Timeout | undefined
  let count = 0

  const stop = async () => {
    clearTimeout(idle)
    const leaving = running
    running = undefined
    leaving?.child.kill('SIGKILL')
    await leaving?.gone
  }
  const start = (): Running => {
    const env = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]).filter(([, value]) => value))
    const child = fork(PROGRAM, { env, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    const gone = new Promise<void>((resolve, reject) => {
      child.once('exit', () => resolve())
      child.once('error', reject)
    })
    const started = { child, gone }
    const forget = () => {
      if (running === started) running = undefined
    }
    gone.then(forget, forget)
    return started
  }
  const runOnce = async (task: ImageTask) => {
    running ??= start()
    count += 1
    hold(running.child, true)
    const result = await ask(running, { number: count, task, timeoutMs: options.timeoutMs ?? TASK_TIMEOUT_MS })
    if (result === 'late') await stop()
    else hold(running?.child, false)
    return result
  }

  return {
    run: (task) =>
      inTurn(async () => {
        clearTimeout(idle)
        let result = await runOnce(task)
        // It may have been ended for another reason than this picture.
        if (result === 'gone') result = await runOnce(task)
        idle = setTimeout(stop, IDLE_MS).unref()
        // A picture that takes too long or breaks the program that unpacks it is refused like a damaged one.
        if (typeof result === 'string') return { refusal: 'broken' }
        if ('error' in result) throw new Error(`A picture could not be written: ${result.error}`)
        return result
      }),
    close: stop,
  }
}

/** A process that waits for its next picture keeps nobody from leaving. */
function hold(child: ChildProcess | undefined, isNeeded: boolean): void {
  const change = isNeeded ? 'ref' : 'unref'
  child?.[change]()
  child?.channel?.[change]()
}

type Question = { number: number; task: ImageTask; timeoutMs: number }

/** `gone`: the process left without an answer; `late`: it has not answered in time. */
async function ask({ child, gone }: Running, question: Question): Promise<ImageResult | 'gone' | 'late'> {
  const { number, task, timeoutMs } = question
  const { promise, resolve, reject } = Promise.withResolvers<ImageResult | 'gone' | 'late'>()
  const listen = (reply: unknown) => {
    const { number: answered, result } = reply as ImageReply
    if (answered === number) resolve(result)
  }
  const timer = setTimeout(() => resolve('late'), timeoutMs)
  gone.then(() => resolve('gone'), reject)
  child.on('message', listen)
  try {
    child.send({ number, task }, (error) => {
      if (error !== null) resolve('gone')
    })
    return await promise
  } finally {
    clearTimeout(timer)
    child.off('message', listen)
  }
}
