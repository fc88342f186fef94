import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ImportOvertaken } from '../../platform/csv/index.ts'
import type { Sql } from '../../platform/database/connect.ts'
import type { Log } from '../../platform/log/create-log.ts'
import type { FileRoom } from '../file-room.ts'
import { type Claim, claimWork } from './claim-work.ts'
import type { ImportKinds } from './import-kind.ts'
import { Lease, releaseLease } from './lease.ts'
import { runOneImport } from './run-one-import.ts'
import { runOneUndo } from './run-one-undo.ts'

/** Looks for work by itself so often: what a process that died has left, or a wish whose job was lost. */
const LOOK_INTERVAL_MS = 30_000
/** While another process is at work it may die at any moment. */
const BUSY_INTERVAL_MS = 1_000
const FAILED_PAUSE_MS = 500

export type ImporterOptions = {
  readonly sql: Sql
  readonly files: FileRoom
  readonly kinds: ImportKinds
  readonly log: Pick<Log, 'error' | 'info'>
}

/**
 * Does imports and their undoing, one after the other, in the background of a worker. It is woken by a job, at its start
 * and now and then; being woken while it works changes nothing.
 */
export class Importer {
  readonly #options: ImporterOptions
  readonly #stopping = new AbortController()
  readonly #timer: NodeJS.Timeout
  #working: Promise<void> | null = null
  /** Woken while it worked: it looks once more before it rests. */
  #isWokenAgain = false

  constructor(options: ImporterOptions) {
    this.#options = options
    this.#timer = setInterval(() => this.wake(), LOOK_INTERVAL_MS)
    this.#timer.unref()
  }

  wake(): void {
    this.#isWokenAgain = true
    if (this.#working !== null || this.#stopping.signal.aborted) return
    this.#working = this.#workOn()
      .catch((error: unknown) => this.#options.log.error(error, { endpoint: 'imports' }))
      .finally(() => {
        this.#working = null
      })
  }

  /** Answers once there is nothing left to do, or it was stopped. */
  async idle(): Promise<void> {
    await this.#working
  }

  /** Ends after the batch at hand; whoever comes next takes up there. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#stopping.abort()
    await this.#working
  }

  async #workOn(): Promise<void> {
    const { signal } = this.#stopping
    const runner = randomUUID()
    while (!signal.aborted) {
      this.#isWokenAgain = false
      const claim = await claimWork(this.#options.sql, runner)
      if (claim.kind === 'nothing' && !this.#isWokenAgain) return
      if (claim.kind === 'busy') await pause(BUSY_INTERVAL_MS, signal)
      else if (claim.kind === 'work') await this.#do(claim, runner)
    }
  }

  async #do(claim: Extract<Claim, { kind: 'work' }>, runner: string): Promise<void> {
    const { sql, log } = this.#options
    const { signal } = this.#stopping
    const { row, task } = claim
    const lease = new Lease(sql, { importId: row.id, runner, stop: signal })
    const startedAt = performance.now()
    try {
      const isOver = await this.#perform(claim, lease)
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      log.info(`${task} ${row.id} (${row.kind}): ${isOver ? 'ended' : 'interrupted'} after ${seconds} s`)
    } catch (error) {
      if (!(error instanceof ImportOvertaken)) log.error(error, { endpoint: `${task} ${row.id}` })
      await pause(FAILED_PAUSE_MS * (row.attempts + 1), signal)
    } finally {
      lease.end()
      await releaseLease(sql, lease)
    }
  }

  #perform({ task, row }: Extract<Claim, { kind: 'work' }>, lease: Lease): Promise<boolean> {
    const { sql, files, kinds } = this.#options
    const kind = kinds[row.kind]
    if (kind === undefined) throw new Error(`There is no kind of import ${row.kind}.`)
    if (task === 'import') return runOneImport({ sql, files }, row, kind, lease)
    if ('fr' in kind.undo) throw new Error(`An import of ${row.kind} cannot be undone.`)
    return runOneUndo(sql, row, kind.undo, lease)
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal }).catch(() => {})
