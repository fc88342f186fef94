import { ENTRIES, KEPT_FILES, VERSION } from './built.ts'

const PREFIX = 'comptoir-application-'
const CACHE = `${PREFIX}${VERSION}`
/** The version in force and the one before: its pages may still be open, and ask for their parts. */
const KEPT_VERSIONS = 2
const PAGE = '/'
const TILL = '/till'
const IS_TILL = /^\/till(\/|$)/
/** A name with a hash of its content in it. */
const IS_HASHED = /^\/assets\//

export const isKept = (path: string): boolean => IS_HASHED.test(path) || KEPT_FILES.includes(path)

/** Keeps what this version needs to start without a network. All of it, or the version is not installed. */
export async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE)
  // The pages last: a version that is not whole has none.
  const pages = await Promise.all([PAGE, TILL].map((path, index) => fetchPage(path, ENTRIES[index] ?? '')))
  await Promise.all(KEPT_FILES.map(async (path) => cache.put(path, await findFile(path))))
  await Promise.all(pages.map(({ path, page }) => cache.put(path, page)))
}

/** The server may have taken up a newer version since it gave this worker: the browser will find that one. */
async function fetchPage(path: string, entry: string): Promise<{ readonly path: string; readonly page: Response }> {
  const page = await fetchWhole(path)
  if (!(await page.clone().text()).includes(entry)) throw new Error('The page is of another version.')
  return { path, page }
}

/** What a version before has kept under a name with a hash is the same. */
async function findFile(path: string): Promise<Response> {
  const known = IS_HASHED.test(path) ? await caches.match(path) : undefined
  return known ?? fetchWhole(path)
}

async function fetchWhole(path: string): Promise<Response> {
  const response = await fetch(path, { cache: 'no-cache', redirect: 'error' })
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return response
}

/** The page of this version, with the policy and the nonce that it came with. */
export async function answerPage(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const path = IS_TILL.test(new URL(request.url).pathname) ? TILL : PAGE
  return (await cache.match(path)) ?? fetch(request)
}

/** A file of this version; one with a hash may also be of the version before. What was fetched is kept. */
export async function answerFile(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const cache = await caches.open(CACHE)
  const known = (await cache.match(pathname)) ?? (IS_HASHED.test(pathname) ? await caches.match(pathname) : undefined)
  if (known !== undefined) return known
  const response = await fetch(request)
  // A disk that is full is no reason not to answer.
  if (response.ok && response.type === 'basic') await cache.put(pathname, response.clone()).catch(() => {})
  return response
}

/** Lets go of the versions that nobody has open any longer. */
export async function forgetOldVersions(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX))
  // Names of caches come in the order in which they were made.
  const others = names.filter((name) => name !== CACHE)
  const old = others.slice(0, Math.max(0, others.length - KEPT_VERSIONS + 1))
  await Promise.all(old.map((name) => caches.delete(name)))
}
