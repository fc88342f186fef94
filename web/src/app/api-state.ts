import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { ComptoirError } from '../api/index.ts'

/** While it does not answer, it is asked this often whether it does again. */
const ASKED_EVERY_MS = 4_000
/** No answer, a gateway's, or that of our own web port for an API that is down. */
const IS_UNREACHABLE: ReadonlySet<number> = new Set([0, 502, 503, 504])

let isUp = true
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

/** Whether the API answers, as far as the reads and writes of the page have found out. */
export const useApiIsUp = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isUp,
  )

/** Learns from what the page asks for whether the API answers; once it does again, what is shown is read again. */
export function watchApi(queries: QueryClient): void {
  const learn = (action: { readonly type: string; readonly error?: unknown }) => {
    if (action.type === 'success') change(true, queries)
    if (action.type !== 'error' || !(action.error instanceof ComptoirError)) return
    const { status } = action.error
    change(!IS_UNREACHABLE.has(status), queries)
    // Whoever was signed in no longer is: what asks who is there shows the way in.
    if (status === 401) void queries.invalidateQueries({ queryKey: ['readProfile'] })
  }
  queries.getQueryCache().subscribe((event) => {
    if (event.type === 'updated') learn(event.action)
  })
  queries.getMutationCache().subscribe((event) => {
    if (event.type === 'updated') learn(event.action)
  })
  addEventListener('offline', () => change(false, queries))
  addEventListener('online', () => void ask(queries))
}

function change(next: boolean, queries: QueryClient): void {
  if (next === isUp) return
  isUp = next
  clearInterval(timer)
  if (next) void queries.invalidateQueries()
  else timer = setInterval(() => void ask(queries), ASKED_EVERY_MS)
  for (const listener of listeners) listener()
}

/** The web port says whether its API is up. */
async function ask(queries: QueryClient): Promise<void> {
  const answer = await fetch('/health', { cache: 'no-store' }).catch(() => null)
  if (answer === null || !answer.ok) return
  const { parts }: { parts: { api: string } } = await answer.json()
  if (parts.api === 'up') change(true, queries)
}
