import type { Actor } from '../../platform/actor.ts'
import { assignments } from '../../platform/database/assignments.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import type { AddressItem, AddressUpdateInput } from './address-schema.ts'
import { checkAddress } from './check-address.ts'
import { dethrone } from './create-address.ts'
import { addressColumns, lockAddress } from './select-addresses.ts'

/**
 * Changes the fields that are given; what they make of the whole address is checked. The primary address stays until
 * another is named in its place.
 *
 * @throws not_found, validation_failed, beyond_power.
 */
export async function updateAddress(tx: Tx, actor: Actor, id: number, input: AddressUpdateInput): Promise<AddressItem> {
  const before = await lockAddress(tx, actor, id)
  const { country, region, postal_code: postalCode, ...others } = input
  const place = checkAddress({
    country: country ?? before.country,
    region: region === undefined ? before.region : region,
    postal_code: postalCode === undefined ? before.postal_code : postalCode,
  })
  if (before.is_primary && input.is_primary === false)
    throw invalid({
      is_primary: text(
        'Désignez plutôt une autre adresse comme principale.',
        'Make another address the primary one instead.',
      ),
    })
  if (!before.is_primary && input.is_primary === true) await dethrone(tx, before.owner_type, before.owner_id)
  const line2 = others.line2 === undefined ? undefined : others.line2 || null
  const [address] = await tx<AddressItem[]>`
    update addresses a set updated_at = now() ${assignments(tx, { ...others, line2, ...place })}
    where a.id = ${id} returning ${addressColumns(tx)}`
  return address as AddressItem
}
