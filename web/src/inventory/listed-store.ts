import { useChosenStore } from '../app/store-choice.tsx'

/** The store that a list shows: the one in its address, as a link from elsewhere gives it, else the chosen one. */
export function useListedStore(inAddress: string | undefined): number | null {
  const [chosen] = useChosenStore()
  const given = Number(inAddress)
  return Number.isInteger(given) && given > 0 ? given : chosen
}
