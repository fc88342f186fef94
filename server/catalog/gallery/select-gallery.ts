import type { Row } from 'postgres'
import { type FetchFailure, type FileJson, fileJson, presentImage } from '../../files/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import type { PictureItem } from './schema.ts'

export type PictureJson = {
  id: number
  source_url: string | null
  alt: string | null
  position: number
  variant_id: number | null
  fetch_state: 'queued' | 'failed' | null
  fetch_error: FetchFailure | null
  file: FileJson | null
}

/** The pictures `i` that a condition chooses, in their order, as a JSON list. */
export const galleryJson = (sql: Queryable, condition: Fragment): Fragment => sql<Row[]>`
  select coalesce(json_agg(json_build_object('id', i.id, 'source_url', i.source_url, 'alt', i.alt,
    'position', i.position, 'variant_id', i.variant_id, 'fetch_state', i.fetch_state, 'fetch_error', i.fetch_error,
    'file', ${fileJson(sql)}) order by i.position, i.id), '[]')
  from product_images i left join files f on f.id = i.file_id where ${condition}`

/** A gallery as the API writes it: what stands first is the main picture. */
export const presentGallery = (pictures: readonly PictureJson[]): PictureItem[] =>
  pictures.map((picture, index) => {
    const { fetch_error: failure, fetch_state: _state, file, ...fields } = picture
    return { ...fields, state: stateOf(picture), ...presentImage(file), failure, is_main: index === 0 }
  })

function stateOf({ file, fetch_state: fetching }: PictureJson): PictureItem['state'] {
  if (file !== null) return file.state
  if (fetching === null) return 'remote'
  return fetching === 'queued' ? 'fetching' : 'failed'
}

/** The gallery of a product. */
export async function selectGallery(sql: Queryable, productId: number): Promise<PictureItem[]> {
  const [row] = await sql<{ gallery: PictureJson[] }[]>`
    select (${galleryJson(sql, sql`i.product_id = ${productId}`)}) as gallery`
  return presentGallery(row?.gallery ?? [])
}
