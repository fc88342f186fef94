import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { ErrorState, LoadingState } from '../ui/index.ts'
import { NotAllowed, NotFound } from './refusal-pages.tsx'
import type { PageDefinition } from './room.ts'
import { ROOMS } from './rooms.ts'
import { SessionGate, useSession } from './session.tsx'
import { Shell } from './shell.tsx'
import { ShortcutsProvider } from './shortcuts.tsx'

const root = createRootRoute({ component: Root, notFoundComponent: NotFound })

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

function makeRoute({ path, permission, load }: PageDefinition) {
  const Content = lazyRouteComponent(load)
  return createRoute({
    getParentRoute: () => backOffice,
    path,
    component: () => <Guarded content={Content} permission={permission} />,
  })
}

const makeLoneRoute = ({ path, load }: PageDefinition) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) })

function Guarded({ content: Content, permission }: { content: ComponentType; permission: string | undefined }) {
  const { can } = useSession()
  return can(permission) ? <Content /> : <NotAllowed permission={permission ?? ''} />
}

const pages = ROOMS.flatMap((room) => room.pages)

export const router = createRouter({
  routeTree: root.addChildren([
    backOffice.addChildren(pages.filter(({ isAlone }) => isAlone !== true).map(makeRoute)),
    ...pages.filter(({ isAlone }) => isAlone === true).map(makeLoneRoute),
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: LoadingState,
  defaultErrorComponent: ({ error, reset }) => <ErrorState error={error as Error} retry={reset} />,
  scrollRestoration: true,
  // What stands in an address are plain texts: `?store_id=3&q=café`, not JSON.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(search as Record<string, string>).toString()
    return text === '' ? '' : `?${text}`
  },
})
