import { parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import type { ImportUndo, UndoReport, UndoStep } from '../../files/index.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import { text } from '../../platform/text.ts'
import { type CountMark, momentOfChange } from '../count-correction.ts'
import { lockLevels, type StockKey } from '../lock-levels.ts'
import { type Movement, type MovementKind, postMovements } from '../post-movements.ts'

const LEVELS_PER_STEP = 500

const MOVED_SINCE = text('le stock a bougé depuis l’import.', 'the stock has moved since the import.')

/**
 * How an import of stock is undone: by movements that are the opposite of its own, in quantity and in value. A level that
 * has moved since keeps what it has: nobody knows what was counted with the import in mind.
 */
export const stockImportUndo: ImportUndo = {
  keysPerStep: LEVELS_PER_STEP,
  touches: [],
  find: findLevels,
  keyType: 'stock',
  isOfStores: true,
  undo: (tx, step, keys, report) => undoLevels(tx, step, keys.map(readKey), report),
}

const keyText = ({ storeId, variantId }: StockKey): string => `${storeId}:${variantId}`

function readKey(key: string): StockKey {
  const [storeId, variantId] = key.split(':').map(Number)
  return { storeId: storeId ?? 0, variantId: variantId ?? 0 }
}

async function findLevels(sql: Queryable, reference: string): Promise<string[]> {
  const rows = await sql<{ store_id: number; variant_id: number }[]>`
    select distinct store_id, variant_id from stock_movements
    where kind <> 'sale' and reference_type = 'import' and reference_id = ${reference} order by 1, 2`
  return rows.map((row) => keyText({ storeId: row.store_id, variantId: row.variant_id }))
}

type MovementRow = {
  store_id: number
  variant_id: number
  kind: MovementKind
  quantity: string
  value_minor: string
  is_own: boolean
}

async function undoLevels(tx: Tx, step: UndoStep, keys: readonly StockKey[], report: UndoReport): Promise<void> {
  const levels = await lockLevels(tx, keys)
  const lastCounts = new Map(levels.map((level) => [keyText(level), level.lastCount]))
  const rows = await readMovements(tx, step.reference, keys)
  const opposite: Movement[] = []
  const moved: StockKey[] = []
  const byLevel = Map.groupBy(rows, (row) => keyText({ storeId: row.store_id, variantId: row.variant_id }))
  for (const key of keys) {
    const movements = byLevel.get(keyText(key)) ?? []
    const lastCount = lastCounts.get(keyText(key)) ?? null
    if (movements.every((row) => row.is_own)) {
      opposite.push(...movements.toReversed().map((row) => reverse(row, step, lastCount)))
    } else moved.push(key)
  }
  await postMovements(tx, opposite)
  report.count('levels_restored', keys.length - moved.length)
  await tellMoved(tx, moved, report)
}

/** The import's movements of each level and whatever came after its first one, oldest first. */
function readMovements(tx: Tx, reference: string, keys: readonly StockKey[]): Promise<MovementRow[]> {
  const [storeIds, variantIds] = [keys.map((key) => key.storeId), keys.map((key) => key.variantId)]
  return tx<MovementRow[]>`
    with own as (
      select m.store_id, m.variant_id, min(m.id) as first_id
      from unnest(${storeIds}::bigint[], ${variantIds}::bigint[]) as key (store_id, variant_id)
      join stock_movements m on m.store_id = key.store_id and m.variant_id = key.variant_id
      where m.reference_type = 'import' and m.reference_id = ${reference}
      group by m.store_id, m.variant_id
    )
    select m.store_id, m.variant_id, m.kind, m.quantity, m.value_minor::text as value_minor,
      m.reference_type is not distinct from 'import' and m.reference_id is not distinct from ${reference} as is_own
    from own join stock_movements m
      on m.store_id = own.store_id and m.variant_id = own.variant_id and m.id >= own.first_id
    order by m.store_id, m.variant_id, m.id`
}

const reverse = (row: MovementRow, { actor, reference }: UndoStep, lastCount: CountMark | null): Movement => ({
  storeId: row.store_id,
  variantId: row.variant_id,
  kind: row.kind,
  quantity: -(parseDecimal(row.quantity, QUANTITY_SCALE) ?? 0n),
  valueMinor: -BigInt(row.value_minor),
  reason: 'undo_import',
  referenceType: 'import',
  referenceId: `undo-${reference}`,
  referenceLine: null,
  actorId: actor.userId,
  actorName: actor.name,
  occurredAt: momentOfChange(lastCount),
  lastCount,
})

async function tellMoved(tx: Tx, keys: readonly StockKey[], report: UndoReport): Promise<void> {
  if (keys.length === 0) return
  const rows = await tx<{ store_id: number; variant_id: number; store: string; article: string }[]>`
    select key.store_id, key.variant_id, s.name as store, concat_ws(' ', p.name, nullif(v.name, '')) as article
    from unnest(${keys.map((key) => key.storeId)}::bigint[], ${keys.map((key) => key.variantId)}::bigint[])
      as key (store_id, variant_id)
    join stores s on s.id = key.store_id
    join product_variants v on v.id = key.variant_id join products p on p.id = v.product_id
    order by key.store_id, key.variant_id`
  for (const { store_id: storeId, variant_id: variantId, store, article } of rows) {
    report.keep({
      type: 'stock',
      id: keyText({ storeId, variantId }),
      name: `${article}, ${store}`,
      reason: MOVED_SINCE,
    })
  }
}
