import { useEffect, useMemo, useRef } from 'react'
import { useChosenStore } from '../../app/store-choice.tsx'
import { type ChangeUrl, type UrlState, useUrlState } from '../../ui/index.ts'
import { type PeriodName, todayOf } from '../../ui/period/index.ts'
import { isLeftToChoice, makeScope, readCurrency, readPeriod, readStores, type Scope } from './report-scope.ts'

export type ScopeControl = {
  readonly scope: Scope
  /** The period that goes where none is asked for. */
  readonly usual: PeriodName
  readonly url: UrlState
  readonly change: ChangeUrl
}

/** The days and stores of a report, kept in the address; a store chosen for everything takes the place of those. */
export function useScope(usual: PeriodName = 'last_30_days'): ScopeControl {
  const [url, change] = useUrlState()
  const [chosen] = useChosenStore()
  const followed = useRef(chosen)
  useEffect(() => {
    if (followed.current === chosen) return
    followed.current = chosen
    change({ store_id: undefined })
  }, [chosen, change])
  const scope = useMemo(
    () =>
      makeScope(
        readPeriod(url, usual, todayOf()),
        readStores(url, chosen),
        readCurrency(url),
        isLeftToChoice(url, chosen),
      ),
    [url, usual, chosen],
  )
  return { scope, usual, url, change }
}
