import { Navigate } from '@tanstack/react-router'
import { useApi } from '../api/index.ts'
import { LoadingState } from '../ui/index.ts'
import { GateState } from './gate-state.tsx'
import { SignInPage } from './sign-in-page.tsx'

/** What somebody sees who is not signed in: the set-up where nobody can be yet, else the sign-in page. */
export function WayIn({ onSignedIn }: { readonly onSignedIn: () => Promise<void> }) {
  const setup = useApi('readSetup', [])
  if (setup.data?.needs_owner === true) return <Navigate to="/setup" />
  if (setup.data === undefined && setup.error === null)
    return (
      <GateState>
        <LoadingState />
      </GateState>
    )
  return <SignInPage onSignedIn={onSignedIn} />
}
