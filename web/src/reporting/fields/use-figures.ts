import { useMemo } from 'react'
import { useFormat } from '../../i18n/index.ts'
import type { ChartValue } from '../../ui/chart/index.ts'
import type { Unit } from './use-fields.ts'

/** Writes figures of reports as their unit is written. */
export type Figures = {
  full(value: ChartValue, unit: Unit, currency: string | null | undefined): string
  short(value: ChartValue, unit: Unit, currency: string | null | undefined): string
}

export function useFigures(): Figures {
  const format = useFormat()
  return useMemo(
    () => ({
      full(value, unit, currency) {
        if (value === null || value === undefined) return format.number(null)
        if (unit === 'money') return format.money(String(value), currency ?? 'CAD')
        return unit === 'rate' ? format.ratio(value) : format.number(value)
      },
      short(value, unit, currency) {
        if (unit === 'rate') return format.ratio(value)
        return format.short(value, unit === 'money' ? (currency ?? undefined) : undefined)
      },
    }),
    [format],
  )
}
