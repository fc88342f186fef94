import type { Row } from 'postgres'
import type { Queryable } from '../platform/database/connect.ts'
import type { Fragment } from '../platform/http/select-page.ts'
import { imageAddress } from './file-names.ts'
import { SIZE_NAMES } from './images/image-tasks.ts'
import type { ImageItem } from './schema.ts'

export type FileState = 'processing' | 'ready' | 'failed'
type StoredSize = { width: number; height: number; bytes: number }

/** A stored file as its row says it. */
export type FileJson = {
  key: string
  state: FileState
  width: number
  height: number
  bytes: number
  sizes: Record<string, StoredSize>
}

/** The file of a row that names it as `f`, as one JSON value; null where it names none. */
export const fileJson = (sql: Queryable): Fragment => sql<Row[]>`
  case when f.id is not null then json_build_object('key', f.key, 'state', f.state, 'width', f.width,
    'height', f.height, 'bytes', f.bytes, 'sizes', f.sizes) end`

/** What a picture says of its file, which may not be there yet. */
export function presentImage(file: FileJson | null): ImageItem {
  if (file === null) return { url: null, width: null, height: null, bytes: null, sizes: {} }
  const { key, width, height, bytes } = file
  const sizes: ImageItem['sizes'] = {}
  for (const name of SIZE_NAMES) {
    const size = file.sizes[name]
    if (size !== undefined) sizes[name] = { url: imageAddress(key, name), width: size.width, height: size.height }
  }
  return { url: imageAddress(key, 'original'), width, height, bytes, sizes }
}

const THUMBNAIL = 'small'
/** Where an address has its key. */
const KEY_PLACE = '{key}'

/**
 * The smallest size of the file `f` as one JSON value, with what tells it from another picture; null until it is made. An
 * address never holds another picture, so whoever has the version has the picture.
 */
export const thumbnailJson = (sql: Queryable): Fragment => sql<Row[]>`
  case when f.state = 'ready' and f.sizes ? ${THUMBNAIL}::text then json_build_object(
    'url', replace(${imageAddress(KEY_PLACE, THUMBNAIL)}::text, ${KEY_PLACE}::text, f.key), 'version', left(f.key, 16)) end`
