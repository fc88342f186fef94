import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { BatchReport, CsvFile, CsvRecord, DateOrder, ImportPlan, Mapping } from '../../platform/csv/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { AppError } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { createStore } from '../create-store.ts'
import type { StoreCreateInput } from '../schema.ts'
import { storeScope } from '../store-scope.ts'
import { type StoreGuards, updateStore } from '../update-store.ts'
import { readStore } from './read-store.ts'
import { type ImportedAddress, readAddress, writeAddress } from './store-address.ts'

const STORES_PER_BATCH = 50

const DELETED = text('Ce magasin a été supprimé ; il est laissé tel quel.', 'This store was deleted; it is left alone.')

const TAKEN = text('Ce code ou cet identifiant est déjà pris.', 'This code or id is already taken.')

export type StoreImport = {
  readonly dateOrder: DateOrder
  readonly guards: StoreGuards
  /** Whose stores they are. */
  readonly actor: Actor
}

/**
 * Prepares the import of stores: one per record, found again by external id, or else by code, or else by
 * name; with its primary address where the file has one.
 */
export function importStores(file: CsvFile, mapping: Mapping, options: StoreImport, fingerprint: unknown): ImportPlan {
  return {
    kind: 'stores',
    file,
    mapping,
    options: { dateOrder: options.dateOrder, fingerprint },
    groupOf: null,
    groupsPerBatch: STORES_PER_BATCH,
    recordsPerBatch: STORES_PER_BATCH,
    writeBatch: async (tx, records, report) => {
      for (const record of records) {
        const input = readStore(record, mapping, report, options.dateOrder)
        const address = readAddress(record, mapping, report)
        if (input !== null && address !== undefined) await writeStore(tx, record, { input, address }, report, options)
      }
      if ((report.counts.stores_created ?? 0) + (report.counts.stores_updated ?? 0) > 0) report.touched.add('stores')
    },
  }
}

type Incoming = { readonly input: StoreCreateInput; readonly address: ImportedAddress | null }
type StoredStore = Record<string, string | boolean | null> & { is_deleted: boolean }

async function writeStore(
  tx: Tx,
  record: CsvRecord,
  { input, address }: Incoming,
  report: BatchReport,
  options: StoreImport,
): Promise<void> {
  const [stored] = await findStored(tx, options.actor, input)
  if (stored?.fields.is_deleted === true) {
    report.refuse(record.line, DELETED)
    return
  }
  if (stored !== undefined && !mayActInStore(options.actor, stored.id)) {
    report.refuse(record.line, TAKEN)
    return
  }
  try {
    const { id, outcome } = await createOrUpdate(tx, input, stored, options)
    const hasMoved = address !== null && (await writeAddress(tx, id, address))
    report.count(hasMoved && outcome === 'stores_unchanged' ? 'stores_updated' : outcome)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    tellRefusal(record, input, error, report)
  }
}

async function createOrUpdate(
  tx: Tx,
  input: StoreCreateInput,
  stored: { id: number; fields: StoredStore } | undefined,
  { actor, guards }: StoreImport,
): Promise<{ id: number; outcome: 'stores_created' | 'stores_unchanged' | 'stores_updated' }> {
  if (stored === undefined) {
    const { id } = await createStore(tx, actor, input)
    return { id, outcome: 'stores_created' }
  }
  const { id } = stored
  const changes = Object.fromEntries(
    Object.entries(input).filter(([field, value]) => value !== undefined && value !== stored.fields[field]),
  )
  if (Object.keys(changes).length === 0) return { id, outcome: 'stores_unchanged' }
  await updateStore(tx, actor, id, changes, guards)
  return { id, outcome: 'stores_updated' }
}

function tellRefusal(record: CsvRecord, input: StoreCreateInput, error: AppError, report: BatchReport): void {
  const faults = Object.entries(error.fields)
  if (faults.length === 0) report.refuse(record.line, error.text)
  for (const [field, [reason]] of faults) {
    report.refuse(record.line, reason ?? error.text, { field, value: givenIn(input, field) })
  }
}

const givenIn = (input: StoreCreateInput, field: string): string | undefined => {
  const value = Object.entries(input).find(([name]) => name === field)?.[1]
  return typeof value === 'string' ? value : undefined
}

const findStored = (tx: Tx, actor: Actor, input: StoreCreateInput) => tx<{ id: number; fields: StoredStore }[]>`
  select id, json_build_object('name', name, 'kind', kind, 'code', code, 'email', email, 'phone', phone, 'city', city,
    'group', store_group, 'time_zone', time_zone, 'currency', currency, 'tax_zone', tax_zone,
    'prices_include_tax', prices_include_tax, 'opened_on', opened_on, 'external_id', external_id,
    'is_deleted', deleted_at is not null) as fields
  from stores
  where case
    when ${input.external_id ?? null}::text is not null then external_id = ${input.external_id ?? null}
    when ${input.code ?? null}::text is not null then code = ${input.code ?? null}
    else name = ${input.name} and ${storeScope(tx, actor, 'stores.id')} end
  order by deleted_at is not null, id
  limit 1
  for update`
