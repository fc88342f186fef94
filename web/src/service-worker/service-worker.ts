import { answerFile, answerPage, forgetOldVersions, isKept, keepFiles } from './application-files.ts'
import type { Message } from './message.ts'
import { answerPicture, isPicture } from './pictures.ts'

declare const self: ServiceWorkerGlobalScope

/** What the server answers by itself, and never from a copy. */
const IS_OF_SERVER = /^\/(api|files|docs|redoc|health|status|openapi\.json|status\.css)(\/|$)/

self.addEventListener('install', (event) => event.waitUntil(keepFiles()))

self.addEventListener('activate', (event) => event.waitUntil(forgetOldVersions().then(() => self.clients.claim())))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (isPicture(pathname)) return event.respondWith(answerPicture(request))
  if (IS_OF_SERVER.test(pathname)) return
  if (request.mode === 'navigate') return event.respondWith(answerPage(request))
  if (isKept(pathname)) event.respondWith(answerFile(request))
})

// A version that waits takes over when a page says so, never by itself: a till is not changed during a sale.
self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const message: Message = event.data
  if (message.type === 'take-over') event.waitUntil(takeOver(event.source))
})

const isTill = (client: { readonly url: string }): boolean => /^\/till(\/|$)/.test(new URL(client.url).pathname)

/** While a till is open in this browser only a till may say when. */
async function takeOver(source: ExtendableMessageEvent['source']): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const isAsking = source !== null && 'url' in source && isTill(source)
  if (isAsking || !pages.some(isTill)) await self.skipWaiting()
}
