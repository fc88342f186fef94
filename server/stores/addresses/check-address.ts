import { invalid } from '../../platform/errors.ts'
import { type Text, text } from '../../platform/text.ts'
import { isCountry } from './countries.ts'
import { readRegional } from './regional-rules.ts'

type Given = { country: string; region?: string | null | undefined; postal_code?: string | null | undefined }
export type CheckedPlace = { country: string; region: string | null; postal_code: string | null }

/**
 * Country, region and postal code as they are kept.
 *
 * @throws validation_failed naming each part that its country does not know.
 */
export function checkAddress(given: Given): CheckedPlace {
  const country = given.country.toUpperCase()
  const { values, faults } = readRegional({
    country,
    region: given.region || null,
    postal_code: given.postal_code || null,
  })
  const found: Record<string, Text> = { ...faults }
  if (!isCountry(country))
    found.country = text(
      'Ce pays n’existe pas\u00a0: donnez ses deux lettres, comme CA ou FR.',
      'This country does not exist: give its two letters, such as CA or FR.',
    )
  if (Object.keys(found).length > 0) throw invalid(found)
  return values
}
