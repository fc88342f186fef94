import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'

/**
 * SQL expression on a stock_levels `level` and its stock_targets `wanted`, which may be missing: the kind of alert that
 * its quantity calls for, or `in`. What a store never had, and does not want to have, is not missing there.
 */
export const alertStatus = (sql: Queryable): Fragment => sql`
  case when level.on_hand = 0 and wanted.reorder_point is null and not level.has_moved then 'in'
    else stock_status(level.on_hand, wanted.reorder_point, wanted.target) end`
