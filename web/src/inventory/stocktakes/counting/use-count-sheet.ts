import { useLocalStorage } from '@mantine/hooks'
import { type CountSheet, EMPTY_SHEET, pending } from './count-sheet.ts'

const keyOf = (stocktakeId: number, round: number): string => `comptoir.stocktake.${stocktakeId}.${round}`

/** The counts of a round in this browser. They outlive the page, and a network that is gone. */
export function useCountSheet(stocktakeId: number, round: number) {
  return useLocalStorage<CountSheet>({
    key: keyOf(stocktakeId, round),
    defaultValue: EMPTY_SHEET,
    getInitialValueInEffect: false,
  })
}

/** How many counts of this browser the server has not got yet. */
export function usePendingCounts(stocktakeId: number, round: number): number {
  const [sheet] = useCountSheet(stocktakeId, round)
  return pending(sheet)
}
