import { useLocalStorage } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState, useSyncExternalStore } from 'react'
import { api, ComptoirError, type Profile } from '../../../api/index.ts'
import type { Cashier } from '../../cart/cart-rights.ts'
import type { ClosedDrawer, Store, TillMemory, TillSnapshot } from '../../memory.ts'
import { playSound, type Sound } from './play-sound.ts'
import { type TillSettings, useTillSettings } from './till-settings.ts'

type Till = {
  readonly memory: TillMemory
  readonly snapshot: TillSnapshot
  /** null: the copy of the store is not here yet. */
  readonly store: Store | null
  /** Who stands at the till; null: nobody has taken their turn. */
  readonly cashier: Cashier | null
  /** `isUnproven`: no drawer was open at which their PIN could be checked; they give it as soon as one is. */
  setCashier(id: number | null, options?: { readonly isUnproven: boolean }): void
  readonly isUnproven: boolean
  /** The drawer that was just closed, until its report was read. */
  readonly closed: ClosedDrawer | null
  setClosed(closed: ClosedDrawer | null): void
  /** Only practised: nothing is recorded. */
  readonly isTraining: boolean
  setTraining(isTraining: boolean): void
  /** Who is signed in in this browser; null: nobody; undefined: nobody knows, without a network. */
  readonly profile: Profile | null | undefined
  /** Resolves when `profile` says who is signed in now. @throws ComptoirError when that cannot be had */
  readProfileAgain(): Promise<void>
  signOut(): Promise<void>
  readonly settings: TillSettings
  changeSettings(patch: Partial<TillSettings>): void
  play(sound: Sound): void
}

const PROFILE = ['readProfile']

const TillContext = createContext<Till | null>(null)

export function useTill(): Till {
  const till = useContext(TillContext)
  if (till === null) throw new Error('Outside of TillProvider.')
  return till
}

/** The till where its store is known and somebody stands at it: what sells. */
export function useSellingTill(): Till & { readonly store: Store; readonly cashier: Cashier } {
  const till = useTill()
  const { store, cashier } = till
  if (store === null || cashier === null) throw new Error('Nobody sells yet.')
  return { ...till, store, cashier }
}

export function TillProvider({ memory, children }: { readonly memory: TillMemory; readonly children: ReactNode }) {
  const snapshot = useSyncExternalStore(
    useCallback((listener) => memory.subscribe(listener), [memory]),
    useCallback(() => memory.getSnapshot(), [memory]),
  )
  const [cashierId, setCashierId] = useLocalStorage<number | null>({
    key: 'comptoir.till.cashier',
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  const [unprovenId, setUnprovenId] = useLocalStorage<number | null>({
    key: 'comptoir.till.unproven',
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  const setCashier = useCallback<Till['setCashier']>(
    (id, options) => {
      setUnprovenId(options?.isUnproven === true ? id : null)
      setCashierId(id)
    },
    [setCashierId, setUnprovenId],
  )
  const [isTraining, setTraining] = useState(false)
  const [closed, setClosed] = useState<ClosedDrawer | null>(null)
  const [settings, changeSettings] = useTillSettings()
  const { profile, readProfileAgain, signOut } = useProfile()
  const { store } = snapshot.copy
  const cashier = store?.cashiers.find(({ id }) => id === cashierId) ?? null
  const isUnproven = cashierId !== null && unprovenId === cashierId
  const { hasSound } = settings
  const play = useCallback((sound: Sound) => hasSound && playSound(sound), [hasSound])
  const till = useMemo(
    (): Till => ({
      memory,
      snapshot,
      store,
      cashier,
      setCashier,
      isUnproven,
      closed,
      setClosed,
      isTraining,
      setTraining,
      profile,
      readProfileAgain,
      signOut,
      settings,
      changeSettings,
      play,
    }),
    [
      memory,
      snapshot,
      store,
      cashier,
      setCashier,
      isUnproven,
      closed,
      isTraining,
      profile,
      readProfileAgain,
      signOut,
      settings,
      changeSettings,
      play,
    ],
  )
  return <TillContext value={till}>{children}</TillContext>
}

/** Who is signed in. What was asked before somebody came or left answers nothing any more. */
function useProfile(): Pick<Till, 'profile' | 'readProfileAgain' | 'signOut'> {
  const queries = useQueryClient()
  const { data: profile, refetch } = useQuery<Profile | null>({ queryKey: PROFILE, queryFn: readProfile })
  const readProfileAgain = useCallback(async () => {
    await queries.cancelQueries({ queryKey: PROFILE })
    await refetch({ throwOnError: true })
  }, [queries, refetch])
  const signOut = useCallback(async () => {
    await api.logOut()
    await queries.cancelQueries({ queryKey: PROFILE })
    queries.setQueryData(PROFILE, null)
  }, [queries])
  return { profile, readProfileAgain, signOut }
}

/** null: nobody is signed in here. @throws ComptoirError without a network */
async function readProfile(): Promise<Profile | null> {
  try {
    return await api.readProfile()
  } catch (error) {
    if (error instanceof ComptoirError && error.status === 401) return null
    throw error
  }
}
