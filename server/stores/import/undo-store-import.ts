import type { ImportUndo, UndoReport, UndoStep } from '../../files/index.ts'
import { findChangedBy, type RequestChange, readRequestChanges } from '../../identity/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { type Text, text } from '../../platform/text.ts'
import { findReasons, type StoreGuards } from '../update-store.ts'

const STORES_PER_STEP = 50

const CHANGED_SINCE = text('modifié depuis l’import.', 'changed since the import.')
const DELETED_SINCE = text('supprimé depuis l’import.', 'deleted since the import.')
const ZONE_GONE = text('la zone de taxes d’avant n’existe plus.', 'the tax zone that it had no longer exists.')
const CODE_TAKEN = text(
  'son code ou son identifiant d’avant est pris par un autre magasin.',
  'the code or external id that it had is taken by another store.',
)

/** How an import of stores is undone, with what speaks against deleting one or changing its currency. */
export const undoStoreImport = (guards: StoreGuards): ImportUndo => ({
  keysPerStep: STORES_PER_STEP,
  touches: ['stores'],
  find: async (sql, reference) =>
    (await findChangedBy(sql, reference, 'store')).sort((left, right) => Number(left) - Number(right)),
  keyType: 'store',
  isOfStores: true,
  undo: (tx, step, keys, report) => undoStores(tx, step, keys, { guards, report }),
})

type Undoing = { readonly guards: StoreGuards; readonly report: UndoReport }
type StoreRow = { id: number; name: string; is_deleted: boolean }

async function undoStores(
  tx: Tx,
  { reference }: UndoStep,
  keys: readonly string[],
  { guards, report }: Undoing,
): Promise<void> {
  const stores = await tx<StoreRow[]>`
    select id, name, deleted_at is not null as is_deleted from stores
    where id = any(${keys.map(Number)}::bigint[]) order by id for update`
  const changes = await readRequestChanges(tx, { requestId: reference, entityType: 'store', ids: keys })
  for (const store of stores) {
    const change = changes.get(String(store.id))
    if (change === undefined) continue
    const reason = store.is_deleted
      ? DELETED_SINCE
      : change.isTouchedSince
        ? CHANGED_SINCE
        : await undoStore(tx, store.id, change, guards)
    if (reason !== null) report.keep({ type: 'store', id: String(store.id), name: store.name, reason })
    else report.count(change.isCreated ? 'stores_removed' : 'stores_restored')
  }
}

/** Stores are few: one by one. Answers why one stays as it is. */
async function undoStore(tx: Tx, id: number, change: RequestChange, guards: StoreGuards): Promise<Text | null> {
  if (change.isCreated) {
    const all = [...guards.beforeDelete, ...guards.beforeCurrencyChange]
    const reason = await findReasons(tx, all, id)
    // Its code and external id are free again for a corrected file.
    if (reason === null) {
      await tx`
        update stores set deleted_at = now(), updated_at = now(), external_id = null, code = left(code, 20) || '~' || id
        where id = ${id}`
    }
    return reason
  }
  const { before } = change
  if (before === null) return null
  const changed = JSON.parse(before) as { currency?: string; tax_zone?: string }
  if (changed.tax_zone !== undefined && !(await holdZone(tx, changed.tax_zone))) return ZONE_GONE
  if (changed.currency !== undefined) {
    const reason = await findReasons(tx, guards.beforeCurrencyChange, id)
    if (reason !== null) return reason
  }
  const restored = await tx`
    update stores s set updated_at = now(), (name, kind, code, email, phone, city, store_group, time_zone, currency,
      tax_zone, prices_include_tax, opened_on, external_id) = (
      select r.name, r.kind, r.code, r.email, r.phone, r.city, r.store_group, r.time_zone, r.currency,
        coalesce((select z.code from tax_zones z where z.code = r.tax_zone), s.tax_zone), r.prices_include_tax, r.opened_on, r.external_id
      from jsonb_populate_record(s, ${before}::text::jsonb) r)
    where s.id = ${id} and not exists (
      select from stores other where other.id <> s.id and (other.code = ${before}::text::jsonb ->> 'code'
        or other.external_id = ${before}::text::jsonb ->> 'external_id'))`
  return restored.count === 0 ? CODE_TAKEN : null
}

/** Whether a tax zone stands; it then stays until the transaction ends. */
async function holdZone(tx: Tx, code: string): Promise<boolean> {
  const [zone] = await tx`select 1 from tax_zones where code = ${code} and deleted_at is null for key share`
  return zone !== undefined
}
