import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api, ComptoirError } from '../../../api/index.ts'
import { useText } from '../../../i18n/index.ts'
import { nameOf } from '../../article-name.tsx'
import { lookUp } from '../../look-up.ts'
import { type CountSheet, markSent, refuse, refuseCode, resolveCode, unresolved, unsent } from './count-sheet.ts'
import { messages } from './messages.ts'
import { makeStamp } from './stamp.ts'

type Change = (change: (sheet: CountSheet) => CountSheet) => void

export type Sending = {
  readonly isSending: boolean
  /** The network or the server does not answer; what was counted waits for it. */
  readonly isOffline: boolean
  /** Why nothing more is taken, such as that the counting is over. */
  readonly refusal: ComptoirError | null
}

const PAUSE_MS = 600
const RETRY_MS = 4_000
const MOST_AT_ONCE = 100

/**
 * Sends what is counted as it is counted, and looks codes up. Without a network it waits and tries again; a count that was
 * sent and not answered is sent again under its own name.
 */
export function useCountSender(stocktakeId: number, sheet: CountSheet, change: Change): Sending {
  const t = useText()
  const queries = useQueryClient()
  const latest = useRef(sheet)
  latest.current = sheet
  const isBusy = useRef(false)
  const [isSending, setSending] = useState(false)
  const [isOffline, setOffline] = useState(false)
  const [refusal, setRefusal] = useState<ComptoirError | null>(null)
  const [attempt, setAttempt] = useState(0)
  const waits = refusal === null && (unsent(sheet).length > 0 || unresolved(sheet).length > 0)

  const run = useCallback(async () => {
    if (isBusy.current) return
    isBusy.current = true
    setSending(true)
    try {
      await findArticles(latest.current, change, t(messages.unknown))
      await sendCounts(stocktakeId, latest.current, change)
      setOffline(false)
      void queries.invalidateQueries({ queryKey: ['getStocktake'] })
    } catch (error) {
      if (isPassing(error)) setOffline(true)
      else setRefusal(error as ComptoirError)
    } finally {
      isBusy.current = false
      setSending(false)
      setAttempt((count) => count + 1)
    }
  }, [stocktakeId, change, t, queries])

  // Anything counted, and any attempt that is over, begins the wait anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sheet and the attempt are what it waits for.
  useEffect(() => {
    if (!waits) return
    const timer = setTimeout(() => void run(), isOffline ? RETRY_MS : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [waits, sheet, attempt, isOffline, run])

  useEffect(() => {
    const tryAtOnce = () => void run()
    addEventListener('online', tryAtOnce)
    return () => removeEventListener('online', tryAtOnce)
  }, [run])

  return { isSending, isOffline, refusal }
}

/** No answer, or one that says to come back. */
const isPassing = (error: unknown): boolean =>
  error instanceof ComptoirError && (error.status === 0 || error.status === 429 || error.status >= 500)

async function findArticles(sheet: CountSheet, change: Change, unknown: string): Promise<void> {
  for (const code of unresolved(sheet)) {
    const [found] = await lookUp(code)
    if (found === undefined) {
      change((current) => refuseCode(current, code, unknown))
      continue
    }
    const { variant_id: variantId, sku, quantity } = found
    const article = { variantId, name: nameOf(found), sku, quantity }
    change((current) => resolveCode(current, code, article, makeStamp))
  }
}

/** Sends what waits; a count that is refused says why and does not hold the others back. */
async function sendCounts(stocktakeId: number, sheet: CountSheet, change: Change): Promise<void> {
  let waiting = unsent(sheet).slice(0, MOST_AT_ONCE)
  while (waiting.length > 0) {
    const counts = waiting.map(({ countId, variantId, quantity, countedAt, zone }) => ({
      id: countId,
      variant_id: variantId,
      quantity,
      counted_at: countedAt,
      zone: zone === '' ? null : zone,
    }))
    try {
      await api.recordStocktakeCounts(stocktakeId, { counts })
      const sent = new Set(waiting.map(({ countId }) => countId))
      change((current) => markSent(current, sent))
      return
    } catch (error) {
      const refused = refusedCounts(error)
      if (refused.size === 0) throw error
      for (const [index, sentence] of refused) {
        const countId = waiting[index]?.countId
        if (countId !== undefined) change((current) => refuse(current, countId, sentence))
      }
      waiting = waiting.filter((_, index) => !refused.has(index))
    }
  }
}

/** The server's sentences by the place of their count: `counts.3.variant_id`. */
function refusedCounts(error: unknown): Map<number, string> {
  if (!(error instanceof ComptoirError)) return new Map()
  return new Map(
    Object.entries(error.errors).flatMap(([field, sentences]): [number, string][] => {
      const place = /^counts\.(\d+)\./.exec(field)?.[1]
      return place === undefined ? [] : [[Number(place), sentences.join(' ')]]
    }),
  )
}
