import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { api, ComptoirError, type Profile } from '../api/index.ts'
import { useLanguage } from '../i18n/index.ts'
import { ErrorState, LoadingState } from '../ui/index.ts'
import { GateState } from './gate-state.tsx'
import { WayIn } from './way-in.tsx'

type Session = {
  readonly profile: Profile
  /** Whether one may; the server decides, this only spares vain buttons. */
  can(permission: string | undefined): boolean
  signOut(): Promise<void>
}

const SessionContext = createContext<Session | null>(null)
const KEY = ['readProfile']

/** Shows its content to whoever is signed in, and the way in to everybody else. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient()
  const { language } = useLanguage()
  const { data, error, refetch } = useQuery<Profile | null, ComptoirError>({
    // The names of roles are in the reader's language; while they are asked for anew, nobody leaves the page.
    queryKey: [...KEY, language],
    placeholderData: keepPreviousData,
    queryFn: readSession,
    staleTime: 60_000,
  })
  const session = useMemo(() => {
    if (!data) return null
    const permissions = new Set(data.permissions)
    return {
      profile: data,
      can: (permission: string | undefined) => permission === undefined || permissions.has(permission),
      signOut: async () => {
        await api.logOut()
        queries.clear()
        location.assign('/')
      },
    }
  }, [data, queries])
  if (session !== null) return <SessionContext value={session}>{children}</SessionContext>
  if (data === null) {
    return <WayIn onSignedIn={() => queries.invalidateQueries({ queryKey: KEY }, { throwOnError: true })} />
  }
  return (
    <GateState>
      {error === null ? <LoadingState /> : <ErrorState error={error} retry={() => void refetch()} />}
    </GateState>
  )
}

/**
 * null: nobody is signed in here. An instance of the version before does not know the question while others are being
 * updated; it is asked as that version did.
 */
async function readSession(): Promise<Profile | null> {
  try {
    return await api.readSession()
  } catch (error) {
    if (!(error instanceof ComptoirError) || error.status !== 404) throw error
    return api.readProfile().catch((refusal: ComptoirError) => {
      if (refusal.status === 401) return null
      throw refusal
    })
  }
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('Outside of SessionGate.')
  return session
}
