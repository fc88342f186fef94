import '@fontsource-variable/figtree/index.css'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '../ui/tokens.css'
import { MantineProvider } from '@mantine/core'
import { Notifications, type NotificationsProps } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { LanguageProvider } from '../i18n/index.ts'
import { resolveVariables, theme } from '../ui/theme.ts'
import { watchApi } from './api-state.ts'
import { forgetApplication, keepApplication } from './updates.ts'

const STALE_MS = 10_000

/** Draws the application, or the till: what both stand in is the same. */
export function startApplication(content: ReactNode, notifications: NotificationsProps['position']): void {
  // The client of the API repeats what may be repeated.
  // It asks whatever the browser thinks of the network: the API may stand on this very machine.
  const queries = new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: STALE_MS, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  })
  watchApi(queries)
  // Given by the server in each answer; the policy of the page accepts only styles that carry it.
  const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''
  // What keeps the page from scrolling behind a dialog asks for it by this name.
  Object.assign(globalThis, { __webpack_nonce__: nonce })
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
            <Notifications position={notifications} />
            {content}
          </QueryClientProvider>
        </MantineProvider>
      </LanguageProvider>
    </StrictMode>,
  )
  void (import.meta.env.PROD ? keepApplication() : forgetApplication())
}
