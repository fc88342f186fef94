import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, type Operation } from '../api/index.ts'
import { ROOMS } from './rooms.ts'

/** Events come in bursts; what they end is read again once. */
const GATHER_MS = 400
/** A report sums: while a chain sells, it is read again every few seconds and not with every ticket. */
const GATHER_REPORTS_MS = 3_000

const pauseBefore = (name: Operation): number => (name.startsWith('report') ? GATHER_REPORTS_MS : GATHER_MS)

/** Keeps what is shown true: an event of `/live` ends the reads that its room names. */
export function useLive(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const ends = gatherEnds()
    if (ends.size === 0) return
    const leaving = new AbortController()
    const waiting = new Map<Operation, ReturnType<typeof setTimeout>>()
    const readAgain = (name: Operation) => {
      waiting.delete(name)
      void queries.invalidateQueries({ queryKey: [name] })
    }
    const gather = (name: Operation) => {
      if (waiting.has(name)) return
      waiting.set(
        name,
        setTimeout(() => readAgain(name), pauseBefore(name)),
      )
    }
    const follow = async () => {
      for await (const event of api.streamEvents(undefined, { signal: leaving.signal })) {
        const names = event.type === 'reset' ? [...ends.values()].flat() : (ends.get(event.type) ?? [])
        for (const name of names) gather(name)
      }
    }
    // It ends with the page, or with one's rights: what is shown then comes from its own reads.
    follow().catch(() => {})
    return () => {
      leaving.abort()
      for (const timer of waiting.values()) clearTimeout(timer)
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
