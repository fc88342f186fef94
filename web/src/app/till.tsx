import { createRootRoute, createRoute, lazyRouteComponent, Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { tillRoom } from '../till/room.ts'
import { LoadingState } from '../ui/index.ts'
import { makeRouter } from './make-router.tsx'

/** The till by itself: whoever opens it fetches nothing of the back office. */
const root = createRootRoute({ component: Outlet, notFoundComponent: Elsewhere })

export const router = makeRouter(
  root.addChildren(
    tillRoom.pages.map(({ path, load }) =>
      createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) }),
    ),
  ),
)

/** Every other address is the back office's, which is opened anew. */
function Elsewhere() {
  const { pathname } = useLocation()
  const isOfTill = pathname.startsWith('/till')
  useEffect(() => {
    if (!isOfTill) location.reload()
  }, [isOfTill])
  return isOfTill ? <Navigate to="/till" /> : <LoadingState />
}
