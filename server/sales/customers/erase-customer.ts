import { type Static, Type } from 'typebox'
import { currencyDecimals, formatDecimal } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { Id, Timestamp } from '../../platform/http/fields.ts'
import { redactOutcomes } from '../../platform/http/idempotency.ts'
import { forfeitCredit } from '../credit/move-credit.ts'
import { refuseCredit } from '../credit/refuse-credit.ts'
import { stripParkedSales } from '../parked/strip-parked-sales.ts'
import { forgetTrainingOf } from '../training/forget-training-tickets.ts'
import { CreditBalance } from './customer-schema.ts'
import { holdCustomers } from './hold-customers.ts'

export const ErasedData = Type.Object({ id: Id(), erased_at: Timestamp(), forfeited: Type.Array(CreditBalance) })

/** What stands for an erased customer where a name must. */
const NOBODY = '—'

/**
 * Forgets a customer, as they may ask (Québec: Act respecting the protection of personal information in the private
 * sector, as amended by Law 25, s. 28.1; Europe: GDPR, art. 17), with every record that was merged into theirs, whether
 * deleted or not. Tickets stay, since the law of taxes asks for them (GDPR, art. 17(3)(b)), with their hashes, which
 * hold nothing personal; their notes go.
 *
 * @throws not_found, customer_merged, customer_has_credit unless what remains is forfeited
 */
export async function eraseCustomer(
  tx: Tx,
  actor: Actor,
  id: number,
  { forfeitsCredit }: { forfeitsCredit: boolean },
): Promise<Static<typeof ErasedData>> {
  const ids = await holdWithMerged(tx, id)
  if (!forfeitsCredit) await refuseCredit(tx, id)
  const forfeited = await forfeitCredit(tx, actor, id)
  await tx`update sales set note = null where customer_id = any(${ids}::bigint[]) and note is not null`
  await tx`
    update customer_credit_movements set reason = null
    where customer_id = any(${ids}::bigint[]) and reason is not null`
  await stripParkedSales(tx, ids)
  await stripHeldRecords(tx, ids)
  await forgetTrainingOf(tx, ids)
  await tx`
    update customers set name = ${NOBODY}, country = null, email = null, phone = null, address_line1 = null,
      address_line2 = null, city = null, region = null, postal_code = null, language = null, note = null,
      tax_exemption_number = null, tax_exemption_expires_on = null, external_id = null,
      erased_external_id_hash = sha256(convert_to(external_id, 'UTF8')),
      deleted_at = coalesce(deleted_at, now()), erased_at = now(), updated_at = now()
    where id = any(${ids}::bigint[])`
  await forgetOutcomes(tx, ids)
  const [{ erased_at: erasedAt } = { erased_at: '' }] = await tx<{ erased_at: string }[]>`
    select erased_at from customers where id = ${id}`
  return {
    id,
    erased_at: erasedAt,
    forfeited: forfeited.map(({ currency, balance }) => ({
      currency,
      balance: formatDecimal(balance, currencyDecimals(currency)),
    })),
  }
}

/**
 * Takes these customers, with the notes that may be about them, out of what devices delivered and what waits: the till's
 * seal covers neither (`rules/till-record.ts`).
 */
async function stripHeldRecords(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx`
    update held_records set body = body - 'customer_id' - 'note'
    where body ->> 'customer_id' = any(${ids.map(String)}::text[])`
}

/** Holds a customer and what was merged into theirs, in the order of the ids. Answers all of the ids. */
async function holdWithMerged(tx: Tx, id: number): Promise<number[]> {
  const hold = () => tx<{ id: number }[]>`
    select id from customers where id = ${id} or merged_into_id = ${id} order by id for update`
  await hold()
  await holdCustomers(tx, [id], 'update', { withDeleted: true })
  // What was merged while the first of them was waited for; nothing more can be merged into a record that is held.
  return (await hold()).map((row) => row.id)
}

const WRITES_OF_CUSTOMERS = ['createCustomer', 'updateCustomer', 'replaceCustomer', 'mergeCustomers']

const NOTHING_KNOWN = {
  name: NOBODY,
  email: null,
  phone: null,
  address_line1: null,
  address_line2: null,
  city: null,
  region: null,
  postal_code: null,
  country: null,
  language: null,
  note: null,
  external_id: null,
  tax_exemption: null,
}

/** What was answered about them is kept for repeated requests: it must not tell what is forgotten. */
async function forgetOutcomes(tx: Tx, ids: readonly number[]): Promise<void> {
  for (const id of ids) {
    await redactOutcomes(tx, { operations: WRITES_OF_CUSTOMERS, match: { id }, data: NOTHING_KNOWN })
    await redactOutcomes(tx, {
      operations: ['changeCustomerCredit'],
      match: { customer_id: id },
      data: { reason: null },
    })
  }
}
