import type { Static } from 'typebox'
import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { platformErrors } from '../../platform/errors.ts'
import { inventoryErrors } from '../errors.ts'
import { readQuantity, writeOptional, writeQuantity } from '../present.ts'
import { transferScope } from './lock-transfer.ts'
import type { PickList } from './transfer-schema.ts'

type PickListItem = Static<typeof PickList>
type HeadRow = Omit<PickListItem, 'lines'> & { source_id: number }
type LineRow = Omit<PickListItem['lines'][number], 'is_short'>

/**
 * What is to be taken off the source's shelves, in the order in which shelves are walked: by category, then by name. What
 * the source has is for those who work there.
 *
 * @throws not_found when neither end is the actor's; transfer_side when the source is not.
 */
export async function readPickList(sql: Queryable, actor: Actor, id: number): Promise<PickListItem> {
  const [[head], lines] = await together([
    sql<HeadRow[]>`
      select t.id, t.source_id, t.status, t.reference, source.name as source_name, destination.name as destination_name
      from stock_transfers t
      join stores source on source.id = t.source_id
      join stores destination on destination.id = t.store_id
      where t.id = ${id} and ${transferScope(sql, actor)}`,
    selectLines(sql, id),
  ])
  if (head === undefined) throw platformErrors.not_found()
  const { source_id: sourceId, ...shown } = head
  if (!mayActInStore(actor, sourceId)) throw inventoryErrors.transfer_side()
  return { ...shown, lines: lines.map(presentLine) }
}

function selectLines(sql: Queryable, id: number) {
  return sql<LineRow[]>`
    select line.line_no as line, line.variant_id, v.product_id, p.name as product_name, v.name as variant_name, v.sku,
      category.name as category_name, (
        select code from variant_barcodes b where b.variant_id = v.id and b.is_active order by b.position, b.code limit 1
      ) as barcode,
      coalesce(line.approved, line.requested) as to_pick, line.picked, coalesce(level.on_hand, 0) as on_hand
    from stock_transfers t
    join stock_transfer_lines line on line.store_id = t.store_id and line.transfer_id = t.id
    join product_variants v on v.id = line.variant_id
    join products p on p.id = v.product_id
    left join product_categories category on category.id = p.category_id
    left join stock_levels level on level.store_id = t.source_id and level.variant_id = line.variant_id
    where t.id = ${id} and coalesce(line.approved, line.requested) > 0
    order by category.name collate "fr-x-icu" nulls last, p.name collate "fr-x-icu", v.name collate "fr-x-icu", v.id`
}

function presentLine(row: LineRow): PickListItem['lines'][number] {
  const [toPick, onHand] = [readQuantity(row.to_pick), readQuantity(row.on_hand)]
  return {
    ...row,
    to_pick: writeQuantity(toPick),
    picked: writeOptional(row.picked),
    on_hand: writeQuantity(onHand),
    is_short: onHand < toPick,
  }
}
