import { currencyDecimals, formatDecimal, parseDecimal } from '../../../../rules/index.ts'
import type { Customer } from '../../api/index.ts'

export type Remaining = {
  readonly field: 'name' | 'email' | 'phone' | 'language' | 'address' | 'exemption' | 'external_id' | 'note' | 'credit'
  readonly value: string
  /** It comes from the record that is merged. */
  readonly isTaken: boolean
}

const addressOf = (customer: Customer): string =>
  [
    customer.address_line1,
    customer.address_line2,
    customer.city,
    customer.region,
    customer.postal_code,
    customer.country,
  ]
    .filter(Boolean)
    .join(', ')

const hasPlace = ({ address_line1: line1, address_line2: line2, city, postal_code: code }: Customer): boolean =>
  [line1, line2, city, code].some((part) => part !== null)

/** What one record is after the other was merged into it, as the server makes it: it takes what it did not know. */
export function previewMerge(kept: Customer, merged: Customer): Remaining[] {
  const either = (field: 'email' | 'phone' | 'language' | 'external_id'): Remaining[] => {
    const value = kept[field] ?? merged[field]
    return value === null ? [] : [{ field, value, isTaken: kept[field] === null }]
  }
  const place = hasPlace(kept) ? kept : merged
  const holder = kept.tax_exemption === null ? merged : kept
  const note = [kept.note, merged.note].filter(Boolean).join('\n')
  const rest: Remaining[] = [
    { field: 'address', value: addressOf(place), isTaken: place !== kept },
    { field: 'exemption', value: holder.tax_exemption?.certificate_number ?? '', isTaken: holder !== kept },
    { field: 'note', value: note, isTaken: kept.note === null },
    ...sumOfCredit(kept, merged).map(
      (value): Remaining => ({ field: 'credit', value, isTaken: merged.credit.length > 0 }),
    ),
  ]
  return [
    { field: 'name', value: kept.name, isTaken: false },
    ...either('email'),
    ...either('phone'),
    ...either('language'),
    ...either('external_id'),
    ...rest.filter(({ value }) => value !== ''),
  ]
}

/** `12.50 CAD`, for each currency in which the chain owes one of them. */
function sumOfCredit(kept: Customer, merged: Customer): string[] {
  const sums = new Map<string, bigint>()
  for (const { currency, balance } of [...kept.credit, ...merged.credit]) {
    sums.set(currency, (sums.get(currency) ?? 0n) + (parseDecimal(balance, currencyDecimals(currency)) ?? 0n))
  }
  return [...sums].map(([currency, sum]) => `${formatDecimal(sum, currencyDecimals(currency))} ${currency}`)
}
