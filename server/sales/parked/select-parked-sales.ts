import type { Row } from 'postgres'
import { formatDecimal, PRICE_SCALE } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import type { ParkedSaleItem } from './parked-schema.ts'

/** A row of `parkedColumns`: the total as numeric(14, 4) writes it. */
export type ParkedRow = ParkedSaleItem

/** The columns of a parked sale `p`. */
export const parkedColumns = (sql: Queryable): Fragment => sql<Row[]>`
  p.id, p.store_id, p.register_id, p.name, p.customer_id, p.note, p.lines, p.discount, p.total, p.parked_by_name as parked_by,
  p.resumed_at, p.resumed_by_name as resumed_by, p.resumed_register_id, p.created_at, p.updated_at`

export const presentParkedSale = (row: ParkedRow): ParkedSaleItem => ({
  ...row,
  total: row.total === null ? null : formatDecimal(BigInt(row.total.replace('.', '')), PRICE_SCALE, 2),
})

/** A parked sale of one of the actor's stores, also when it was resumed. @throws not_found */
export async function getParkedSale(sql: Queryable, actor: Actor, id: string): Promise<ParkedSaleItem> {
  const [row] = await sql<ParkedRow[]>`
    select ${parkedColumns(sql)} from parked_sales p where p.id = ${id} and ${storeScope(sql, actor, 'p.store_id')}`
  if (row === undefined) throw platformErrors.not_found()
  return presentParkedSale(row)
}

/** Those parked for any of these customers, in every store. */
export async function readParkedSalesOf(sql: Queryable, customerIds: readonly number[]): Promise<ParkedSaleItem[]> {
  const rows = await sql<ParkedRow[]>`
    select ${parkedColumns(sql)} from parked_sales p
    where p.customer_id = any(${[...customerIds]}::bigint[]) order by p.created_at, p.id`
  return rows.map(presentParkedSale)
}
