import type { CreateCustomerInput, Customer } from '../../api/index.ts'

const PLAIN = [
  'email',
  'phone',
  'address_line1',
  'address_line2',
  'city',
  'region',
  'postal_code',
  'country',
  'note',
  'external_id',
] as const
type Plain = (typeof PLAIN)[number]

/** A customer as a form holds them: every field a text. */
export type CustomerFields = Record<'name' | Plain | 'certificate_number' | 'expires_on', string> & {
  language: 'fr' | 'en' | null
}

export function fieldsOf(customer: Customer | undefined): CustomerFields {
  const plain = Object.fromEntries(PLAIN.map((name) => [name, customer?.[name] ?? ''])) as Record<Plain, string>
  return {
    ...plain,
    name: customer?.name ?? '',
    language: customer?.language ?? null,
    certificate_number: customer?.tax_exemption?.certificate_number ?? '',
    expires_on: customer?.tax_exemption?.expires_on ?? '',
  }
}

/** What is left empty is nothing, and empties what was there. */
export function inputOf({
  name,
  language,
  certificate_number: certificate,
  expires_on: expires,
  ...rest
}: CustomerFields): CreateCustomerInput {
  const plain = Object.fromEntries(PLAIN.map((field) => [field, rest[field].trim() || null]))
  return {
    name,
    ...plain,
    language,
    tax_exemption: certificate.trim() === '' ? null : { certificate_number: certificate, expires_on: expires || null },
  }
}
