import { useChosenStore, useStores } from '../app/store-choice.tsx'
import { currencyOf } from './currency-of.ts'

/** The money of the prices that are shown: those of the chosen store, or else the chain's. */
export function useCurrency(): string {
  const stores = useStores()
  const [chosen] = useChosenStore()
  return currencyOf(stores, chosen)
}

/** The money of the chain's own prices, whatever store is looked at. */
export const useChainCurrency = (): string => currencyOf(useStores(), null)
