import { useCallback } from 'react'
import { useFormat } from '../../i18n/index.ts'
import type { Period } from '../../ui/period/index.ts'

/** Writes days as they are read: one, or from the first to the last. */
export function usePeriodText(): (period: Period) => string {
  const format = useFormat()
  return useCallback(
    ({ date_from: from, date_to: to }) =>
      from === to ? format.date(from) : `${format.date(from)} – ${format.date(to)}`,
    [format],
  )
}
