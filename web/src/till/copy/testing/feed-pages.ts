import type { TillFeed } from '../../../api/index.ts'
import type { Store } from '../../memory.ts'

/** Only what the copy looks at. */
export const STORE = { id: 1, name: 'Plateau', currency: 'CAD', barcode_layouts: [] } as unknown as Store

/** An answer of the feed; a test says what is in it. */
export const feedPage = (said: Partial<TillFeed>): TillFeed => ({
  complete: false,
  at: '2026-11-27T15:00:00.000Z',
  store: null,
  articles: [],
  customers: [],
  stock: [],
  categories: [],
  deleted: { articles: [], customers: [], stock: [], categories: [] },
  has_more: false,
  cursor: 'c',
  ...said,
})
