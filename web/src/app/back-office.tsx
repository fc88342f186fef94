import '@mantine/dates/styles.css'
import '@mantine/spotlight/styles.css'
import { createRootRoute, createRoute, lazyRouteComponent, Outlet, useParams } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { makeRouter } from './make-router.tsx'
import { isRecordNumber } from './record-number.ts'
import { NotAllowed, NotFound } from './refusal-pages.tsx'
import type { PageDefinition } from './room.ts'
import { ROOMS } from './rooms.ts'
import { SessionGate, useSession } from './session.tsx'
import { Shell } from './shell.tsx'
import { ShortcutsProvider } from './shortcuts.tsx'
import { applyUpdate, isUpdateWaiting } from './updates.ts'

const root = createRootRoute({ component: Root })

function Root() {
  return (
    <ShortcutsProvider>
      <Outlet />
    </ShortcutsProvider>
  )
}

/** Everything that needs somebody signed in, with the navigation around it. */
const backOffice = createRoute({
  getParentRoute: () => root,
  id: 'back-office',
  component: () => (
    <SessionGate>
      <Shell />
    </SessionGate>
  ),
})

function makeRoute({ path, permission, isNumbered = false, load }: PageDefinition) {
  const Content = lazyRouteComponent(load)
  return createRoute({
    getParentRoute: () => backOffice,
    path,
    component: () => <Guarded content={Content} permission={permission} isNumbered={isNumbered} />,
  })
}

const makeLoneRoute = ({ path, load }: PageDefinition) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) })

type GuardedProps = { content: ComponentType; permission: string | undefined; isNumbered: boolean }

function Guarded({ content: Content, permission, isNumbered }: GuardedProps) {
  const { can } = useSession()
  const named: Readonly<Record<string, string>> = useParams({ strict: false })
  if (isNumbered && !Object.values(named).every(isRecordNumber)) return <NotFound />
  return can(permission) ? <Content /> : <NotAllowed permission={permission ?? ''} />
}

/** Within the navigation, so that one finds one's way from there. */
const nowhere = createRoute({ getParentRoute: () => backOffice, path: '$', component: NotFound })

const pages = ROOMS.flatMap((room) => room.pages)

/** Every page of every room. */
export const router = makeRouter(
  root.addChildren([
    backOffice.addChildren([...pages.filter(({ isAlone }) => isAlone !== true).map(makeRoute), nowhere]),
    ...pages.filter(({ isAlone }) => isAlone === true).map(makeLoneRoute),
  ]),
)

// A page that one goes to holds nothing yet that a newer version could lose.
router.subscribe('onBeforeNavigate', ({ pathChanged, fromLocation, toLocation }) => {
  if (pathChanged && fromLocation !== undefined && isUpdateWaiting()) void applyUpdate(toLocation.href)
})
