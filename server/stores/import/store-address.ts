import { systemActor } from '../../platform/actor.ts'
import type { BatchReport, CsvRecord, Mapping } from '../../platform/csv/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { AppError } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import type { AddressItem, AddressUpdateInput } from '../addresses/address-schema.ts'
import { checkAddress } from '../addresses/check-address.ts'
import { createAddress } from '../addresses/create-address.ts'
import { updateAddress } from '../addresses/update-address.ts'

export type ImportedAddress = Required<
  Pick<AddressUpdateInput, 'line1' | 'city' | 'country' | 'region' | 'postal_code'>
>

const MISSING = text('Une adresse demande aussi le champ {field}.', 'An address also needs the field {field}.')
const TOO_LONG = text('{field} a plus de {lengthMax} caractères.', '{field} has more than {lengthMax} characters.')
const LENGTHS_MAX = { line1: 255, region: 100, postal_code: 20 }

/**
 * The address in a store's record, which has one when its first line is there; null when it has none, undefined when
 * something in it is wrong, which is then in the report.
 */
export function readAddress(
  record: CsvRecord,
  mapping: Mapping,
  report: BatchReport,
): ImportedAddress | null | undefined {
  const given = (field: string): string | null => mapping.value(record, field) || null
  const line1 = given('line1')
  if (line1 === null) return null
  const [city, country] = [given('city'), given('country')]
  let isGood = true
  for (const [field, value] of Object.entries({ city, country })) {
    if (value === null) report.refuse(record.line, MISSING, { field, values: { field } })
    isGood &&= value !== null
  }
  for (const [field, lengthMax] of Object.entries(LENGTHS_MAX)) {
    const value = given(field) ?? ''
    if (value.length <= lengthMax) continue
    report.refuse(record.line, TOO_LONG, { field, value, values: { field, lengthMax } })
    isGood = false
  }
  if (!isGood || city === null || country === null) return undefined
  const place = { country, region: given('region'), postal_code: given('postal_code') }
  try {
    return { line1, city, ...checkAddress(place) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    for (const [field, [reason]] of Object.entries(error.fields))
      report.refuse(record.line, reason ?? error.text, { field, value: given(field) ?? '' })
    return undefined
  }
}

/** Makes this the primary address of a store; whether anything changed. */
export async function writeAddress(tx: Tx, storeId: number, address: ImportedAddress): Promise<boolean> {
  const [stored] = await tx<AddressItem[]>`
    select id, line1, city, country, region, postal_code from addresses where store_id = ${storeId} and is_primary`
  if (stored === undefined) {
    await createAddress(tx, systemActor, { owner_type: 'store', owner_id: storeId, ...address })
    return true
  }
  const isSame = Object.entries(address).every(([field, value]) => stored[field as keyof ImportedAddress] === value)
  if (!isSame) await updateAddress(tx, systemActor, stored.id, address)
  return !isSame
}
