import { useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { notifyError } from '../ui/index.ts'
import { lookUp, type PickedArticle } from './look-up.ts'

type Found = (code: string, articles: readonly PickedArticle[]) => void

/**
 * Looks codes up that come one after the other, as quickly as somebody scans, and hands out what they name in that order.
 * What was handed out is drawn before the next, so that whoever adds to a list adds to the whole of it.
 */
export function useScannedCodes(onFound: Found) {
  const [waiting, setWaiting] = useState(0)
  const latest = useRef(onFound)
  const last = useRef<Promise<unknown>>(Promise.resolve())
  useLayoutEffect(() => {
    latest.current = onFound
  })
  const take = (code: string) => {
    setWaiting((count) => count + 1)
    const looking = Promise.allSettled([lookUp(code)])
    last.current = last.current.then(async () => {
      const [outcome] = await looking
      if (outcome.status === 'rejected') notifyError(outcome.reason)
      else flushSync(() => latest.current(code, outcome.value))
      setWaiting((count) => count - 1)
    })
  }
  return { take, isBusy: waiting > 0 }
}
