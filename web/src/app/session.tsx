import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { api, ComptoirError, type Profile } from '../api/index.ts'
import { ErrorState, LoadingState } from '../ui/index.ts'
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
  const { data, error, refetch } = useQuery<Profile | null, ComptoirError>({
    queryKey: KEY,
    queryFn: readProfile,
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
  if (data === null) return <WayIn onSignedIn={() => void queries.invalidateQueries({ queryKey: KEY })} />
  return error === null ? <LoadingState /> : <ErrorState error={error} retry={() => void refetch()} />
}

/** null: nobody is signed in here. */
async function readProfile(): Promise<Profile | null> {
  try {
    return await api.readProfile()
  } catch (error) {
    if (error instanceof ComptoirError && error.status === 401) return null
    throw error
  }
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('Outside of SessionGate.')
  return session
}
