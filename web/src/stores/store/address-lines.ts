import type { Language } from '../../i18n/index.ts'

type Address = {
  readonly line1: string
  readonly line2: string | null
  readonly city: string
  readonly region: string | null
  readonly postal_code: string | null
  readonly country: string
}

/** An address as people write it there: the postal code follows the province in Canada and precedes the city in Europe. */
export function addressLines(address: Address | null, language: Language): string[] {
  if (address === null) return []
  const { line1, line2, city, region, postal_code: code, country } = address
  const street = [line1, ...(line2 === null ? [] : [line2])]
  if (country !== 'CA' && country !== 'US') return [...street, [code, city].filter(Boolean).join(' ')]
  const place = region === null ? city : language === 'fr' ? `${city} (${region})` : `${city}, ${region}`
  return [...street, code === null ? place : `${place} ${code.replace(' ', '\u00a0')}`]
}
