import type { Tx } from '../platform/database/connect.ts'
import { identityErrors } from './errors.ts'

/** How many attempts a subject may make within the last `windowSeconds`, whenever they began. */
export type AttemptLimit = {
  /** Name of the policy in the `RateLimit` headers. */
  readonly policy: string
  readonly subject: string
  readonly quota: number
  readonly windowSeconds: number
}

type AttemptState = AttemptLimit & { readonly remaining: number; readonly resetSeconds: number }

/** Attempts that were counted, so that they can be given back. */
export type TakenAttempts = {
  readonly subjects: readonly string[]
  /** The second in which they were counted. */
  readonly at: string
  /** `RateLimit` and `RateLimit-Policy` as they stand after this attempt. */
  readonly headers: Record<string, string>
}

/**
 * Counts one attempt against each limit before it is made, so that attempts made at the same time cannot slip through
 * together. What turns out not to count is given back by `returnAttempts`.
 *
 * @throws too_many_attempts, saying when to come back, when a limit was reached; then nothing is counted.
 */
export async function takeAttempts(tx: Tx, limits: readonly AttemptLimit[]): Promise<TakenAttempts> {
  const subjects = limits.map(({ subject }) => subject).sort()
  await tx`select pg_advisory_xact_lock(hashtextextended(subject, 0)) from unnest(${subjects}::text[]) subject`
  const states = await readStates(tx, limits)
  const reached = states.filter(({ remaining }) => remaining <= 0)
  if (reached.length > 0) throw tooManyAttempts(states, Math.max(...reached.map(({ resetSeconds }) => resetSeconds)))
  const [row] = await tx<{ at: string }[]>`
    insert into login_attempts (subject, window_start, failures)
    select subject, date_trunc('second', now()), 1 from unnest(${subjects}::text[]) subject
    on conflict (subject, window_start) do update set failures = login_attempts.failures + 1
    returning window_start as at`
  const counted = states.map((state) => ({ ...state, remaining: state.remaining - 1 }))
  return { subjects, at: row?.at ?? '', headers: describe(counted) }
}

/** The attempt succeeded: it is not counted, and the subjects in `cleared` start afresh. */
export async function returnAttempts(tx: Tx, taken: TakenAttempts, cleared: readonly string[]): Promise<void> {
  await tx`delete from login_attempts where subject = any(${[...cleared]}::text[])`
  await tx`
    update login_attempts set failures = failures - 1
    where subject = any(${[...taken.subjects]}::text[]) and window_start = ${taken.at}`
}

async function readStates(tx: Tx, limits: readonly AttemptLimit[]): Promise<AttemptState[]> {
  const rows = await tx<{ subject: string; attempts: number; oldest_age: number | null }[]>`
    select subject, sum(failures)::integer as attempts,
      extract(epoch from now() - min(window_start))::integer as oldest_age
    from unnest(${limits.map(({ subject }) => subject)}::text[], ${limits.map(({ windowSeconds }) => windowSeconds)}::integer[])
      as limits (subject, seconds)
    join login_attempts using (subject)
    where failures > 0 and window_start > now() - make_interval(secs => seconds)
    group by subject`
  const counts = new Map(rows.map((row) => [row.subject, row]))
  return limits.map((limit) => {
    const count = counts.get(limit.subject)
    const resetSeconds = Math.max(1, limit.windowSeconds - (count?.oldest_age ?? 0))
    return { ...limit, remaining: limit.quota - (count?.attempts ?? 0), resetSeconds }
  })
}

const tooManyAttempts = (states: readonly AttemptState[], retryAfterSeconds: number) =>
  identityErrors.too_many_attempts({
    retryAfterSeconds,
    headers: describe(states),
    values: { minutes: Math.ceil(retryAfterSeconds / 60) },
  })

/** The header fields of the IETF draft “RateLimit header fields for HTTP”. */
const describe = (states: readonly AttemptState[]): Record<string, string> => ({
  'ratelimit-policy': states
    .map(({ policy, quota, windowSeconds }) => `"${policy}";q=${quota};w=${windowSeconds}`)
    .join(', '),
  ratelimit: states
    .map(({ policy, remaining, resetSeconds }) => `"${policy}";r=${Math.max(0, remaining)};t=${resetSeconds}`)
    .join(', '),
})
