import type { Registration } from '../../rules/index.ts'
import type { Tx } from '../platform/database/connect.ts'
import { invalid } from '../platform/errors.ts'
import { type Text, text } from '../platform/text.ts'
import { checkRegistrations } from './check-registrations.ts'
import { storesErrors } from './errors.ts'
import { checkOpeningHours, type OpeningHoursInput } from './opening-hours.ts'
import { isCurrency, isTimeZone } from './regional.ts'

type Checked = {
  time_zone?: string
  currency?: string
  tax_zone?: string
  code?: string
  external_id?: string | null
  opening_hours?: OpeningHoursInput | null
  registrations?: readonly Registration[]
}

/**
 * Refuses what a schema cannot see in a store's fields. The tax zone stays until the transaction ends: whoever deletes it
 * waits, and then finds the store in it.
 *
 * @param ownId the store that is being changed, whose own code and external id are its own; null for a new one.
 * @returns whether prices include tax in the zone that is named; null when none is.
 * @throws validation_failed, store_code_taken, store_external_id_taken.
 */
export async function checkStore(tx: Tx, input: Checked, ownId: number | null): Promise<boolean | null> {
  const [found] = await tx<{ in_zone: boolean | null; has_code: boolean; has_external_id: boolean }[]>`
    select
      (select prices_include_tax from tax_zones where code = ${input.tax_zone ?? null} and deleted_at is null
        for key share) as in_zone,
      exists (select from stores where code = ${input.code ?? null} and id is distinct from ${ownId}::bigint) as has_code,
      exists (select from stores where external_id = ${input.external_id ?? null}
        and id is distinct from ${ownId}::bigint) as has_external_id`
  const inZone = found?.in_zone ?? null
  const faults: Record<string, Text> = {
    ...checkOpeningHours(input.opening_hours),
    ...checkRegistrations(input.registrations),
  }
  if (input.time_zone !== undefined && !(await isTimeZone(tx, input.time_zone)))
    faults.time_zone = text('Ce fuseau horaire n’existe pas.', 'This time zone does not exist.')
  if (input.currency !== undefined && !isCurrency(input.currency))
    faults.currency = text('Cette devise n’existe pas.', 'This currency does not exist.')
  if (input.tax_zone !== undefined && inZone === null)
    faults.tax_zone = text('Cette zone de taxes n’existe pas.', 'This tax zone does not exist.')
  if (Object.keys(faults).length > 0) throw invalid(faults)
  if (found?.has_code) {
    throw storesErrors.store_code_taken({
      fields: { code: text('Ce code est déjà pris.', 'This code is already taken.') },
    })
  }
  if (found?.has_external_id) {
    throw storesErrors.store_external_id_taken({
      fields: { external_id: text('Cet identifiant est déjà pris.', 'This id is already taken.') },
    })
  }
  return inZone
}
