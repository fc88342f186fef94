import { Select } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { type ListedStore, useApi } from '../api/index.ts'
import { useText } from '../i18n/index.ts'
import { messages } from './messages.ts'

const MOST = 100

const useStoreList = () => useApi('listStores', [{ per_page: MOST, sort: 'name' }], { staleTime: 60_000 })

/** Whether it is known which stores one may see: until then there seem to be none. */
export const useAreStoresKnown = (): boolean => useStoreList().data !== undefined

/** The stores that one may see. */
export function useStores(): readonly ListedStore[] {
  return useStoreList().data?.data ?? []
}

/** The store that the back office looks at; null: all of one's own. It stays chosen in this browser. */
export function useChosenStore(): [number | null, (id: number | null) => void] {
  const [chosen, choose] = useLocalStorage<number | null>({
    key: 'comptoir.store',
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  const stores = useStores()
  // One that is gone, or no longer one's own, is no choice.
  const isThere = stores.length === 0 || stores.some(({ id }) => id === chosen)
  return [isThere ? chosen : null, choose]
}

export function StoreChoice() {
  const t = useText()
  const stores = useStores()
  const [chosen, choose] = useChosenStore()
  if (stores.length < 2) return null
  return (
    <Select
      aria-label={t(messages.store)}
      placeholder={t(messages.allStores)}
      data={stores.map(({ id, name }) => ({ value: String(id), label: name ?? String(id) }))}
      value={chosen === null ? null : String(chosen)}
      onChange={(value) => choose(value === null ? null : Number(value))}
      clearable
      searchable
      size="sm"
      w={{ base: '100%', sm: '15rem' }}
    />
  )
}
