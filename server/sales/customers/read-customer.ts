import { invalid } from '../../platform/errors.ts'
import { type Text, text } from '../../platform/text.ts'
import { isCountry, readRegional } from '../../stores/index.ts'
import type { CustomerUpdateInput } from './customer-schema.ts'

/** The columns that an input gives; what it leaves out stays as it is. */
export type GivenCustomer = Readonly<Record<string, string | null | undefined>>

type Place = { country: string | null; region: string | null; postal_code: string | null }

/**
 * What a customer's record will hold: an empty text is none, a place is written as its country does.
 *
 * @param before the place as it is, with which what is given must make sense
 * @throws validation_failed naming each part that is wrong
 */
export function readCustomer(input: CustomerUpdateInput, before: Place): GivenCustomer {
  const { tax_exemption: exemption, country, region, postal_code, ...others } = input
  const given = Object.fromEntries(
    Object.entries(others).map(([name, value]) => [name, value === '' ? null : value]),
  ) as GivenCustomer
  const isPlaceGiven = country !== undefined || region !== undefined || postal_code !== undefined
  return {
    ...given,
    ...(isPlaceGiven && readPlace({ country, region, postal_code }, before)),
    ...(exemption !== undefined && {
      tax_exemption_number: exemption?.certificate_number ?? null,
      tax_exemption_expires_on: exemption?.expires_on ?? null,
    }),
  }
}

function readPlace(given: Pick<CustomerUpdateInput, keyof Place>, before: Place): Place {
  const asked = {
    country: given.country === undefined ? before.country : (given.country?.toUpperCase() ?? null),
    region: given.region === undefined ? before.region : given.region || null,
    postal_code: given.postal_code === undefined ? before.postal_code : given.postal_code || null,
  }
  const faults: Record<string, Text> = {}
  // A country that an import wrote in full stays until another is given.
  if (given.country != null && !isCountry(asked.country ?? '')) faults.country = NO_COUNTRY
  const { values, faults: ofRegion } = readRegional({ ...asked, country: asked.country ?? '' })
  Object.assign(faults, ofRegion)
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return { ...values, country: asked.country }
}

const NO_COUNTRY = text(
  'Ce pays n’existe pas\u00a0: donnez ses deux lettres, comme CA ou FR.',
  'This country does not exist: give its two letters, such as CA or FR.',
)
