import { useCallback, useRef } from 'react'

/** One at a time: a second click, while what the first one began is under way, does nothing. */
export function useOnce<Given extends unknown[]>(act: (...args: Given) => Promise<unknown>): (...args: Given) => void {
  const latest = useRef(act)
  latest.current = act
  const isRunning = useRef(false)
  return useCallback((...args) => {
    if (isRunning.current) return
    isRunning.current = true
    void latest.current(...args).finally(() => {
      isRunning.current = false
    })
  }, [])
}
