import type { Queryable, Sql } from '../../platform/database/connect.ts'
import { LEASE_SECONDS } from './claim-work.ts'

const TICK_MS = 1000

export type Progress = { records: number; bytesRead: number; counts: Readonly<Record<string, number>> }

/**
 * What a process holds while it works on an import. Once a second it says that it lives and how far it has come, beside
 * the work, which does not wait for it.
 */
export class Lease {
  readonly importId: number
  readonly runner: string
  /** Aborted once another process has taken over, or this one is to stop. */
  readonly signal: AbortSignal
  readonly #sql: Sql
  readonly #lost = new AbortController()
  readonly #timer: NodeJS.Timeout
  #progress: Progress | null = null
  #isTelling = false

  constructor(sql: Sql, { importId, runner, stop }: { importId: number; runner: string; stop: AbortSignal }) {
    this.importId = importId
    this.runner = runner
    this.#sql = sql
    this.signal = AbortSignal.any([this.#lost.signal, stop])
    this.#timer = setInterval(() => void this.#tell(), TICK_MS)
  }

  /** Notes how far the work has come; the next tick tells it. */
  note(progress: Progress): void {
    this.#progress = progress
  }

  end(): void {
    clearInterval(this.#timer)
  }

  /** A database that does not answer ends the lease by itself, and the work with it. */
  async #tell(): Promise<void> {
    if (this.#isTelling) return
    this.#isTelling = true
    try {
      const told = await renewLease(this.#sql, this, this.#progress)
      if (!told) this.#lost.abort()
    } catch {
      // The next tick tries again.
    } finally {
      this.#isTelling = false
    }
  }
}

type Holder = { readonly importId: number; readonly runner: string }

/** Whether the work is still this process's own. */
export async function renewLease(sql: Queryable, holder: Holder, progress: Progress | null): Promise<boolean> {
  const lease = sql`leased_until = now() + make_interval(secs => ${LEASE_SECONDS})`
  const mine = sql`import_id = ${holder.importId} and runner = ${holder.runner}`
  if (progress === null) return (await sql`update import_work set ${lease} where ${mine}`).count === 1
  const { records, bytesRead, counts } = progress
  const told = await sql`
    update import_work set ${lease}, records = ${records}, bytes_read = ${bytesRead},
      counts = ${JSON.stringify(counts)}::text::jsonb, attempts = case when records < ${records} then 0 else attempts end
    where ${mine}`
  return told.count === 1
}

/** Lets another process take up at once. */
export async function releaseLease(sql: Queryable, { importId, runner }: Holder): Promise<void> {
  await sql`update import_work set runner = null, leased_until = null where import_id = ${importId} and runner = ${runner}`
}
