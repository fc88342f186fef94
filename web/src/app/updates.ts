import type { Message } from '../service-worker/message.ts'

/** A new version is looked for this often while the application stays open. */
const LOOKED_FOR_EVERY_MS = 60 * 60_000
/**
 * The new worker is not waited for longer than nobody has begun anything on the page: it stays behind while a till is
 * open, or the old one has work under way. It is asked again the next time; one that comes late counts from then on.
 */
const TAKE_OVER_PATIENCE_MS = 500
const ASK_AGAIN_MS = 2_000

let waiting: ServiceWorker | null = null
let isOutdated = false
const listeners = new Set<() => void>()

/** Whether a newer version is there: it waits, or another page of this browser has let it take over. */
export const isUpdateWaiting = (): boolean => isOutdated || waiting !== null

/** Calls when a newer version is there, at once if it is already. Answers what ends the calls. */
export function onUpdateWaiting(listener: () => void): () => void {
  listeners.add(listener)
  if (isUpdateWaiting()) listener()
  return () => listeners.delete(listener)
}

/**
 * Takes the newer version and opens the address with it, this one unless given. Whoever calls knows that nothing on the
 * page is lost by it: the till calls between sales, the back office when one goes to another page.
 */
export async function applyUpdate(address: string = location.href): Promise<void> {
  if (!isUpdateWaiting()) return
  if (waiting !== null && !(await takeOver(waiting))) return
  if (new URL(address, location.href).href === location.href) location.reload()
  else location.assign(address)
}

/**
 * For where nobody can do anything on the page: takes a newer version as soon as there is one, and asks again while it does not
 * come. Answers what ends that.
 */
export function takeUpdates(): () => void {
  const take = () => void applyUpdate()
  const stop = onUpdateWaiting(take)
  const timer = setInterval(take, ASK_AGAIN_MS)
  return () => {
    stop()
    clearInterval(timer)
  }
}

/** Answers whether it did. */
function takeOver(worker: ServiceWorker): Promise<boolean> {
  const message: Message = { type: 'take-over' }
  return new Promise((done) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => done(true), { once: true })
    setTimeout(() => done(false), TAKE_OVER_PATIENCE_MS)
    worker.postMessage(message)
  })
}

function tell(): void {
  for (const listener of listeners) listener()
}

/** Lets the application work without a network, where the browser allows it: on this machine, or by https. */
export async function keepApplication(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  const hadOne = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    // The first worker of a browser is no newer version.
    if (!hadOne && waiting === null) return
    waiting = null
    isOutdated = true
    tell()
  })
  await untilLoaded()
  const registration = await register()
  if (registration === undefined) return
  const look = () => {
    if (registration.waiting === null || registration.active === null) return
    waiting = registration.waiting
    tell()
  }
  look()
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look))
  setInterval(() => void registration.update().catch(() => {}), LOOKED_FOR_EVERY_MS)
}

/** While one works on the application, each page is asked for anew. */
export async function forgetApplication(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister()
}

/** undefined: the browser does not let us, as in some private windows; the application then needs its network. */
const register = (): Promise<ServiceWorkerRegistration | undefined> =>
  navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' }).catch(() => undefined)

/** What is shown first needs the network for itself. */
const untilLoaded = (): Promise<void> =>
  new Promise((done) => {
    if (document.readyState === 'complete') done()
    else addEventListener('load', () => done(), { once: true })
  })
