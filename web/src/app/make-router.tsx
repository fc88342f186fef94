import { type AnyRoute, createRouter } from '@tanstack/react-router'
import { ErrorState, LoadingState } from '../ui/index.ts'

/** A router in the house's ways. */
export const makeRouter = (routeTree: AnyRoute) =>
  createRouter({
    routeTree,
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
