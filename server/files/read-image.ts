import type { Readable } from 'node:stream'
import { platformErrors } from '../platform/errors.ts'
import { matchesEtag } from '../platform/http/reply.ts'
import type { Outcome } from '../platform/http/route.ts'
import { IMAGE_TYPE, type ImageName, storedName } from './file-names.ts'
import type { FileRoom } from './file-room.ts'
import { SIZE_NAMES } from './images/image-tasks.ts'

const KEY = /^[0-9a-f]{64}$/
const NAMES: ReadonlySet<string> = new Set([...SIZE_NAMES, 'original'])
const DAY_SECONDS = 24 * 60 * 60
/** A cache between us and browsers asks again after a month, so that what was removed does not stay there for a year. */
const KEPT = `public, max-age=${365 * DAY_SECONDS}, s-maxage=${30 * DAY_SECONDS}, immutable`

/**
 * What a browser must know of a picture: it never changes, it is a picture whatever it looks like, and it may be shown by
 * other sites than ours, which is what product pictures are for.
 */
const HEADERS = {
  'content-type': IMAGE_TYPE,
  'cache-control': KEPT,
  'content-disposition': 'inline',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
}

type Asked = { key: string; file: string; ifNoneMatch: string | undefined }

/**
 * A stored picture, as a stream; without a question to the database, since its address says all.
 *
 * @throws not_found, storage_unavailable.
 */
export async function readImage({ storage }: FileRoom, asked: Asked): Promise<Outcome<string | Readable>> {
  const { key, file, ifNoneMatch } = asked
  const name = file.replace(/\.webp$/, '')
  if (!KEY.test(key) || name === file || !NAMES.has(name)) throw platformErrors.not_found()
  const etag = `"${key.slice(0, 32)}-${name}"`
  const headers = { ...HEADERS, etag }
  const stored = storedName(key, name as ImageName)
  if (ifNoneMatch !== undefined && matchesEtag(ifNoneMatch, etag)) {
    if (!(await storage.has(stored))) throw platformErrors.not_found()
    return { data: '', status: 304, headers }
  }
  const found = await storage.get(stored)
  if (found === null) throw platformErrors.not_found()
  return { data: found.stream, headers: { ...headers, 'content-length': String(found.bytes) } }
}
