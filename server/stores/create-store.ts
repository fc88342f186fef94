import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/connect.ts'
import { registrationsAsKept } from './check-registrations.ts'
import { checkStore } from './check-store.ts'
import { chooseCode } from './choose-code.ts'
import { sortHours } from './opening-hours.ts'
import { storeColumns } from './present.ts'
import type { StoreCreateInput, StoreItem } from './schema.ts'

/**
 * Makes a store with its virtual register, which takes the sales that arrive without a till. Whoever acts only in some
 * stores also works in the one they make; otherwise it would not exist for them.
 *
 * @throws validation_failed, store_code_taken, store_external_id_taken.
 */
export async function createStore(tx: Tx, actor: Actor, input: StoreCreateInput): Promise<StoreItem> {
  const inZone = await checkStore(tx, input, null)
  const code = input.code ?? (await chooseCode(tx, input.name))
  const worker = actor.storeIds === 'all' ? null : actor.userId
  const [store] = await tx<StoreItem[]>`
    with s as (
      insert into stores (name, kind, code, email, phone, store_group, city, time_zone, currency, tax_zone,
        prices_include_tax, opening_hours, opened_on, receipt_header, receipt_footer, legal_name,
        registrations, external_id)
      values (${input.name}, ${input.kind ?? 'store'}, ${code}, ${input.email ?? null}, ${input.phone ?? null},
        ${input.group ?? null}, ${input.city ?? null}, ${input.time_zone}, ${input.currency}, ${input.tax_zone},
        ${input.prices_include_tax ?? inZone}, ${toJson(sortHours(input.opening_hours))}::text::jsonb, ${input.opened_on ?? null},
        ${input.receipt_header ?? null}, ${input.receipt_footer ?? null}, ${input.legal_name ?? null},
        ${toJson(registrationsAsKept(input.registrations ?? []))}::text::jsonb, ${input.external_id ?? null})
      returning *
    ), register as (
      insert into registers (store_id, name, kind) select id, 'Virtuelle', 'virtual' from s
    ), staff as (
      insert into store_users (store_id, user_id) select id, ${worker}::bigint from s where ${worker}::bigint is not null
    )
    select ${storeColumns(tx)} from s`
  return store as StoreItem
}

/** Text of a JSON value for a statement; null stays SQL's null. */
export const toJson = (value: object | null | undefined): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value)
