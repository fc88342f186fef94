import { type RequestChange, readRequestChanges } from '../../identity/index.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import type { Text } from '../../platform/text.ts'

/** Why a later room needs a variant (it has moved in stock, it was sold), and which of these it needs. */
export type VariantUse = {
  readonly reason: Text
  find(sql: Queryable, variantIds: readonly number[]): Promise<readonly number[]>
}

export type SceneRecord = {
  readonly id: number
  readonly productId: number
  readonly name: string
  readonly isDeleted: boolean
  /** What the import did to it; undefined: nothing. */
  readonly change: RequestChange | undefined
}

/** Products that an import touched, locked, with what it did to them and what was done since. */
export type UndoScene = {
  readonly products: readonly SceneRecord[]
  readonly variants: ReadonlyMap<number, readonly SceneRecord[]>
  readonly options: ReadonlyMap<number, readonly SceneRecord[]>
  /** Of variants. */
  readonly uses: ReadonlyMap<number, Text>
}

type Row = { id: number; product_id: number; name: string; is_deleted: boolean }

/** What the worker does by itself with pictures is nobody's change. */
const PICTURES = 'product_images'

export async function readUndoScene(
  tx: Tx,
  requestId: string,
  productIds: readonly number[],
  rules: readonly VariantUse[],
): Promise<UndoScene> {
  const ids = [...productIds]
  // The lock under which products and variants are changed everywhere; what was committed before is read after it.
  const products = await tx<Row[]>`
    select id, id as product_id, name, deleted_at is not null as is_deleted from products
    where id = any(${ids}::bigint[]) order by id for no key update`
  const variants = await tx<Row[]>`
    select id, product_id, name, deleted_at is not null as is_deleted from product_variants
    where product_id = any(${ids}::bigint[]) order by product_id, id for no key update`
  const options = await tx<Row[]>`
    select id, product_id, name, false as is_deleted from product_options where product_id = any(${ids}::bigint[])`
  const variantIds = variants.map((row) => row.id)
  const uses = new Map<number, Text>()
  for (const { find, reason } of rules) for (const id of await find(tx, variantIds)) uses.set(id, reason)
  const withChanges = async (entityType: string, rows: readonly Row[], ignoredPart?: string) => {
    const asked = { requestId, entityType, ids: rows.map((row) => row.id) }
    const changes = await readRequestChanges(tx, { ...asked, ...(ignoredPart !== undefined && { ignoredPart }) })
    return rows.map(
      (row): SceneRecord => ({
        id: row.id,
        productId: row.product_id,
        name: row.name,
        isDeleted: row.is_deleted,
        change: changes.get(String(row.id)),
      }),
    )
  }
  return {
    products: await withChanges('product', products, PICTURES),
    variants: Map.groupBy(await withChanges('product-variant', variants), (record) => record.productId),
    options: Map.groupBy(await withChanges('product-option', options), (record) => record.productId),
    uses,
  }
}
