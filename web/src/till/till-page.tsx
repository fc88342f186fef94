import { useEffect, useState } from 'react'
import { ErrorBoundary } from '../app/error-boundary.tsx'
import { SignInPage } from '../app/sign-in-page.tsx'
import type { TillMemory } from './memory.ts'
import { PrintingProvider } from './print/use-printing.tsx'
import { ClosedScreen } from './screens/around/closed-screen.tsx'
import { SellScreen } from './screens/sell/sell-screen.tsx'
import { TillProvider, useTill } from './screens/shared/till-context.tsx'
import { CashierScreen } from './screens/start/cashier-screen.tsx'
import { EnrolScreen } from './screens/start/enrol-screen.tsx'
import { OpenDrawerScreen } from './screens/start/open-drawer-screen.tsx'
import { ProveScreen } from './screens/start/prove-screen.tsx'
import { RegisterScreen } from './screens/start/register-screen.tsx'
import { ElsewhereScreen, FailedScreen, FillingScreen, OpeningScreen } from './screens/start/waiting-screens.tsx'

/** The till: one memory for the page, and before it one question at a time until somebody sells. */
export function TillPage({ memory }: { readonly memory: TillMemory }) {
  return (
    <TillProvider memory={memory}>
      {/* Inside: who stands at the till, and whether they only practise, outlasts what cannot be drawn. */}
      <ErrorBoundary>
        <PrintingProvider>
          <Steps />
        </PrintingProvider>
      </ErrorBoundary>
    </TillProvider>
  )
}

/** The first thing that is missing; nothing missing: the sale. */
function Steps() {
  const { snapshot, store, cashier, closed, profile, readProfileAgain, memory, isTraining, isUnproven } = useTill()
  const { phase, device, copy, drawer, failure } = snapshot
  useFirstCashier()
  if (phase === 'opening') return <OpeningScreen />
  if (phase === 'elsewhere') return <ElsewhereScreen />
  if (phase === 'failed') return <FailedScreen failure={failure} />
  const onSignedIn = async () => {
    await readProfileAgain()
    void memory.copy.refresh().catch(() => {})
  }
  if (device.state === 'new' || device.storeId === null) return <EnrolScreen />
  const needsRegister = device.registerId === null || device.leaseLost !== null
  if (profile === null && (needsRegister || store === null)) return <SignInPage onSignedIn={onSignedIn} />
  if (needsRegister) return <RegisterScreen storeId={device.storeId} />
  if (store === null || copy.state === 'none') return <FillingScreen />
  if (cashier === null) return <CashierScreen store={store} />
  if (closed !== null) return <ClosedScreen closed={closed} />
  if (drawer === null && !isTraining) return <OpenDrawerScreen />
  const isKnown = profile?.user?.id === cashier.id || snapshot.isOnline === false
  if (drawer !== null && isUnproven && !isKnown) return <ProveScreen />
  return <SellScreen />
}

/** Whoever signed in to set the till up stands at it first. */
function useFirstCashier(): void {
  const { snapshot, store, cashier, profile, setCashier } = useTill()
  const [isDone, setDone] = useState(false)
  const userId = profile?.user?.id
  const isSetUp = snapshot.drawer === null
  useEffect(() => {
    if (isDone || store === null) return
    // Somebody has stood here already, maybe before the page was loaded: who follows is theirs to say.
    if (cashier !== null || !isSetUp) {
      setDone(true)
      return
    }
    if (userId === undefined) return
    setDone(true)
    const person = store.cashiers.find(({ id }) => id === userId)
    if (person?.permissions.includes('sales.create')) setCashier(person.id)
  }, [isDone, store, cashier, userId, isSetUp, setCashier])
}
