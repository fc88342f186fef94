import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, type Operation } from '../api/index.ts'
import { ROOMS } from './rooms.ts'

/** Events come in bursts; what they end is read again once. */
const GATHER_MS = 400

/** Keeps what is shown true: an event of `/live` ends the reads that its room names. */
export function useLive(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const ends = gatherEnds()
    if (ends.size === 0) return
    const leaving = new AbortController()
    const waiting = new Set<Operation>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      for (const name of waiting) void queries.invalidateQueries({ queryKey: [name] })
      waiting.clear()
    }
    const follow = async () => {
      for await (const event of api.streamEvents(undefined, { signal: leaving.signal })) {
        const names = event.type === 'reset' ? [...ends.values()].flat() : (ends.get(event.type) ?? [])
        for (const name of names) waiting.add(name)
        if (waiting.size > 0) timer ??= setTimeout(flush, GATHER_MS)
      }
    }
    // It ends with the page, or with one's rights: what is shown then comes from its own reads.
    follow().catch(() => {})
    return () => {
      leaving.abort()
      clearTimeout(timer)
    }
  }, [queries])
}

function gatherEnds(): Map<string, Operation[]> {
  const ends = new Map<string, Operation[]>()
  for (const [type, names] of ROOMS.flatMap(({ live }) => Object.entries(live ?? {}))) {
    ends.set(type, [...(ends.get(type) ?? []), ...names])
  }
  return ends
}
