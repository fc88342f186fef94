import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { moveCredit } from '../credit/move-credit.ts'
import type { CustomerItem } from './customer-schema.ts'
import { holdCustomers } from './hold-customers.ts'
import { getCustomer } from './select-customers.ts'

/**
 * Makes one customer of two records: tickets, parked sales and credit of the merged one go over to the one that is kept,
 * which takes what it did not know. The merged record points to it from then on, and so does whatever pointed to the
 * merged one; what still names it means the other.
 *
 * @throws not_found, customer_merged, validation_failed naming `customer_id`
 */
export async function mergeCustomers(tx: Tx, actor: Actor, keptId: number, mergedId: number): Promise<CustomerItem> {
  if (keptId === mergedId) {
    throw invalid({
      customer_id: text('Un client ne se fond pas en lui-même.', 'A customer is not merged into themselves.'),
    })
  }
  await holdCustomers(tx, [keptId, mergedId], 'update')
  await tx`update sales set customer_id = ${keptId} where customer_id = ${mergedId}`
  await moveCredit(tx, actor, mergedId, keptId)
  await tx`update parked_sales set customer_id = ${keptId} where customer_id = ${mergedId}`
  await takeWhatIsMissing(tx, keptId, mergedId)
  await tx`
    update customers set merged_into_id = ${keptId}, deleted_at = coalesce(deleted_at, now()), updated_at = now()
    where id = ${mergedId} or merged_into_id = ${mergedId}`
  return getCustomer(tx, keptId)
}

/** A place and a certificate are taken whole, or not at all; of two notes none is lost while there is room. */
async function takeWhatIsMissing(tx: Tx, keptId: number, mergedId: number): Promise<void> {
  const [{ external_id: externalId } = { external_id: null }] = await tx<{ external_id: string | null }[]>`
    select external_id from customers where id = ${mergedId}`
  const [{ has_own: hasOwn } = { has_own: true }] = await tx<{ has_own: boolean }[]>`
    select external_id is not null as has_own from customers where id = ${keptId}`
  const isTaken = externalId !== null && !hasOwn
  // An external id names one record at a time.
  if (isTaken) await tx`update customers set external_id = null where id = ${mergedId}`
  await tx`
    update customers kept set
      email = coalesce(kept.email, merged.email),
      phone = coalesce(kept.phone, merged.phone),
      language = coalesce(kept.language, merged.language),
      note = left(nullif(concat_ws(e'\n', kept.note, merged.note), ''), 2000),
      (address_line1, address_line2, city, region, postal_code, country) = (
        select place.address_line1, place.address_line2, place.city, place.region, place.postal_code,
          coalesce(place.country, kept.country)
        from customers place
        where place.id = case when num_nonnulls(kept.address_line1, kept.address_line2, kept.city, kept.postal_code) = 0
          then merged.id else kept.id end),
      (tax_exemption_number, tax_exemption_expires_on) = (
        select certificate.tax_exemption_number, certificate.tax_exemption_expires_on from customers certificate
        where certificate.id = case when kept.tax_exemption_number is null then merged.id else kept.id end),
      external_id = ${isTaken ? tx`${externalId}` : tx`kept.external_id`},
      updated_at = now()
    from customers merged where kept.id = ${keptId} and merged.id = ${mergedId}`
}
