import type { Static } from 'typebox'
import { type Actor, may, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { encodeCursor, readList, type SortColumns } from '../../platform/http/list.ts'
import { MOVEMENT_COLUMNS, MOVEMENT_RELATED } from '../list-movements.ts'
import { LEVEL_COLUMNS, LEVELS } from '../list-stock.ts'
import type { StockKey } from '../lock-levels.ts'
import {
  type LevelRow,
  type MovementRow,
  presentLevel,
  presentMovement,
  readQuantity,
  writeQuantity,
} from '../present.ts'
import type { HistoryQuery, LevelHistory } from './level-schema.ts'

const SORTS = { id: { sql: 'm.id', type: 'bigint' } } as const satisfies SortColumns
const NEWEST_FIRST = '-id'

/**
 * Why a level is what it is: its movements, the newest first, each with what was on hand after it and where to read what
 * caused it, down to what there was before the oldest of them. Walked to its end it comes to nothing on hand, where the
 * history began. One statement, so that the level and its last movement are of one moment.
 *
 * @throws not_found when the store never kept the article, or does not exist for this actor.
 */
export async function explainLevel(
  sql: Queryable,
  actor: Actor,
  key: StockKey,
  query: Static<typeof HistoryQuery>,
): Promise<Static<typeof LevelHistory>> {
  if (!mayActInStore(actor, key.storeId)) throw platformErrors.not_found()
  const request = readList(
    { ...query, cursor: query.cursor ?? '' },
    { sorts: SORTS, defaultSort: NEWEST_FIRST, fields: [] },
  )
  const rows = await selectHistory(sql, key, request.walk?.after?.[0] ?? null, request.perPage + 1)
  const [first] = rows
  if (first === undefined) throw platformErrors.not_found()
  const found = rows.filter((row) => row.id !== null).map((row) => ({ ...row, value_minor: row.moved_value_minor }))
  const shown = found.slice(0, request.perPage)
  const oldest = shown.at(-1)
  const withCost = may(actor, 'products.viewCost')
  return {
    level: presentLevel(first, withCost),
    opening: { balance: balanceBefore(oldest), at: oldest?.recorded_at ?? null },
    movements: shown.map((movement) => presentMovement(movement, withCost)),
    next_cursor:
      oldest === undefined || found.length <= request.perPage ? null : encodeCursor(NEWEST_FIRST, [String(oldest.id)]),
  }
}

/** What both have in common names the article, and is the same; only the value is each one's own. */
type HistoryRow = LevelRow & Omit<MovementRow, 'value_minor'> & { moved_value_minor: string }

function selectHistory(sql: Queryable, { storeId, variantId }: StockKey, after: string | null, most: number) {
  return sql<HistoryRow[]>`
    select page.*, page.value_minor as moved_value_minor, ${LEVEL_COLUMNS(sql)}
    from ${LEVELS(sql)}
    left join lateral (
      select ${MOVEMENT_COLUMNS(sql)} from (
        select * from stock_movements m
        where m.store_id = ${storeId} and m.variant_id = ${variantId}
          ${after === null ? sql`` : sql`and m.id < ${after}::bigint`}
        order by m.id desc limit ${most}
      ) m ${MOVEMENT_RELATED(sql)}
    ) page on true
    where level.store_id = ${storeId} and level.variant_id = ${variantId} and s.deleted_at is null
    order by page.id desc`
}

function balanceBefore(oldest: Pick<MovementRow, 'balance_after' | 'quantity'> | undefined): string {
  if (oldest === undefined) return '0'
  return writeQuantity(readQuantity(oldest.balance_after) - readQuantity(oldest.quantity))
}
