import '@fontsource-variable/figtree/index.css'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './ui/tokens.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { watchApi } from './app/api-state.ts'
import { forgetApplication, keepApplication } from './app/updates.ts'
import { LanguageProvider } from './i18n/index.ts'
import { resolveVariables, theme } from './ui/theme.ts'

const STALE_MS = 10_000

// The client of the API repeats what may be repeated.
// It asks whatever the browser thinks of the network: the API may stand on this very machine.
const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: STALE_MS, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})
watchApi(queries)

/** Given by the server in each answer; the policy of the page accepts only styles that carry it. */
const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''

// What keeps the page from scrolling behind a dialog asks for it by this name.
Object.assign(globalThis, { __webpack_nonce__: nonce })

/**
 * The till and the back office fetch nothing of one another. Each has its function: of a choice between two imports the
 * bundler makes one that fetches what either needs.
 */
const entries = { till: () => import('./app/till.tsx'), backOffice: () => import('./app/back-office.tsx') }
const isTill = /^\/till(\/|$)/.test(location.pathname)
// What takes the money stands at the lower right of the till, on a phone along its lower edge: nothing covers it.
const besideTheTicket = matchMedia('(max-width: 48em)').matches ? 'top-center' : 'bottom-left'
const { router } = await entries[isTill ? 'till' : 'backOffice']()

const place = document.getElementById('root')
if (place === null) throw new Error('The page has no place for the application.')
createRoot(place).render(
  <StrictMode>
    <LanguageProvider>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolveVariables}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <QueryClientProvider client={queries}>
          <Notifications position={isTill ? besideTheTicket : 'bottom-right'} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </LanguageProvider>
  </StrictMode>,
)

void (import.meta.env.PROD ? keepApplication() : forgetApplication())
