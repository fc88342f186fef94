import type { Queryable } from '../platform/database/connect.ts'
import { containsPattern, type Fragment } from '../platform/http/select-page.ts'

/**
 * SQL condition on `products p` and `product_variants v`: a word of a search is found in the names, without regard to
 * accents and case, or is the article's SKU or barcode.
 */
export const matchesArticle = (sql: Queryable, word: string): Fragment => sql`(
  search_text(p.name || ' ' || v.name) like ${containsPattern(sql, word)}
  or lower(v.sku) = lower(${word})
  or exists (select from variant_barcodes b where b.variant_id = v.id and b.is_active and b.code = ${word}))`
