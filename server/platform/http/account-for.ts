import type { Log } from '../log/create-log.ts'

/** A request that was answered, as the log and the metrics tell of it. */
export type Answered = {
  readonly method: string
  /** As the log may show it: without what was looked for where that is about people. */
  readonly path: string
  /** The address as its route describes it; undefined: no route answered. */
  readonly endpoint: string | undefined
  readonly status: number
  readonly durationMs: number
  readonly requestId: string
  readonly traceId: string | undefined
  readonly userAgent: string | undefined
  readonly address: string | undefined
}

export type Accounting = { readonly log: Log; onAnswered?(answered: Answered): void }

/** What goes wrong here changes nothing of an answer that has left. */
export function accountFor({ log, onAnswered }: Accounting, answered: Answered): void {
  try {
    onAnswered?.(answered)
    log.api(answered)
  } catch (error) {
    log.error(error, { method: answered.method, endpoint: answered.endpoint, request_id: answered.requestId })
  }
}
