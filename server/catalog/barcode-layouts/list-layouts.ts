import type { Queryable } from '../../platform/database/connect.ts'
import type { LayoutItem } from './layout-schema.ts'

/** How the chain's scales write their codes. */
export const listLayouts = (sql: Queryable): Promise<LayoutItem[]> => sql<LayoutItem[]>`
  select id, name, pattern, measure, decimals from barcode_layouts order by pattern`
