const CACHE = 'comptoir-pictures'
/** Some twenty kilobytes each: sixty megabytes at most. */
const MOST_PICTURES = 3_000
/** Counting them takes longer than keeping one. */
const COUNTED_EVERY = 50

let keptSinceCounted = 0

export const isPicture = (path: string): boolean => /^\/files\/.+\.(webp|png|jpe?g|avif)$/.test(path)

/** A picture of an article never changes under its address: the one that is kept is right. */
export async function answerPicture(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const known = await cache.match(request.url)
  if (known !== undefined) return known
  const response = await fetch(request)
  if (response.ok && response.type === 'basic') await keep(cache, request.url, response.clone()).catch(() => {})
  return response
}

/** Those that were kept first go first. */
async function keep(cache: Cache, url: string, response: Response): Promise<void> {
  await cache.put(url, response)
  keptSinceCounted += 1
  if (keptSinceCounted < COUNTED_EVERY) return
  keptSinceCounted = 0
  const keys = await cache.keys()
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_PICTURES)).map((key) => cache.delete(key)))
}
