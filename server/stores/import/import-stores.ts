import { systemActor } from '../../platform/actor.ts'
import { raiseVersions } from '../../platform/cache/page-cache.ts'
import type { BatchReport, CsvFile, CsvRecord, DateOrder, ImportPlan, Mapping } from '../../platform/csv/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { AppError } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { createStore } from '../create-store.ts'
import type { StoreCreateInput } from '../schema.ts'
import { type StoreGuards, updateStore } from '../update-store.ts'
import { readStore } from './read-store.ts'

const STORES_PER_BATCH = 50

const DELETED = text('Ce magasin a été supprimé ; il est laissé tel quel.', 'This store was deleted; it is left alone.')

export type StoreImport = { readonly dateOrder: DateOrder; readonly guards: StoreGuards }

/** Prepares the import of stores: one per record, found again by external id, or else by code, or else by name. */
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
        if (input !== null) await writeStore(tx, record, input, report, options.guards)
      }
      if ((report.counts.stores_created ?? 0) + (report.counts.stores_updated ?? 0) > 0)
        await raiseVersions(tx, ['stores'])
    },
  }
}

type StoredStore = Record<string, string | boolean | null> & { is_deleted: boolean }

async function writeStore(
  tx: Tx,
  record: CsvRecord,
  input: StoreCreateInput,
  report: BatchReport,
  guards: StoreGuards,
): Promise<void> {
  const [stored] = await findStored(tx, input)
  if (stored?.fields.is_deleted === true) {
    report.refuse(record.line, DELETED)
    return
  }
  try {
    report.count(await createOrUpdate(tx, input, stored, guards))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    tellRefusal(record, input, error, report)
  }
}

async function createOrUpdate(
  tx: Tx,
  input: StoreCreateInput,
  stored: { id: number; fields: StoredStore } | undefined,
  guards: StoreGuards,
): Promise<string> {
  if (stored === undefined) {
    await createStore(tx, systemActor, input)
    return 'stores_created'
  }
  const changes = Object.fromEntries(
    Object.entries(input).filter(([field, value]) => value !== undefined && value !== stored.fields[field]),
  )
  if (Object.keys(changes).length === 0) return 'stores_unchanged'
  await updateStore(tx, systemActor, stored.id, changes, guards)
  return 'stores_updated'
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

const findStored = (tx: Tx, input: StoreCreateInput) => tx<{ id: number; fields: StoredStore }[]>`
  select id, json_build_object('name', name, 'kind', kind, 'code', code, 'email', email, 'phone', phone, 'city', city,
    'group', store_group, 'time_zone', time_zone, 'currency', currency, 'tax_zone', tax_zone,
    'prices_include_tax', prices_include_tax, 'opened_on', opened_on, 'external_id', external_id,
    'is_deleted', deleted_at is not null) as fields
  from stores
  where case
    when ${input.external_id ?? null}::text is not null then external_id = ${input.external_id ?? null}
    when ${input.code ?? null}::text is not null then code = ${input.code ?? null}
    else name = ${input.name} end
  order by deleted_at is not null, id
  limit 1
  for update`
