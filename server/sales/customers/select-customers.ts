import type { Row } from 'postgres'
import { currencyDecimals, formatDecimal } from '../../../rules/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import type { CustomerItem } from './customer-schema.ts'

/** A row of `customerColumns`. */
export type CustomerRow = Omit<CustomerItem, 'credit' | 'tax_exemption'> & {
  tax_exemption_number: string | null
  tax_exemption_expires_on: string | null
  /** Minor units as texts: JSON would make floats of them. */
  credit: { currency: string; balance: string }[] | null
}

/** The columns of a customer `c`. */
export const customerColumns = (sql: Queryable): Fragment => sql<Row[]>`
  c.id, c.name, c.email, c.phone, c.address_line1, c.address_line2, c.city, c.region, c.postal_code, c.country, c.language,
  c.note, c.external_id, c.tax_exemption_number, c.tax_exemption_expires_on, c.merged_into_id, c.created_at, c.updated_at,
  (select json_agg(json_build_object('currency', credit.currency, 'balance', credit.balance_minor::text)
     order by credit.currency)
   from customer_credits credit where credit.customer_id = c.id and credit.balance_minor <> 0) as credit`

export function presentCustomer(row: CustomerRow): CustomerItem {
  const { tax_exemption_number: number, tax_exemption_expires_on: expiresOn, credit, ...item } = row
  return {
    ...item,
    tax_exemption: number === null ? null : { certificate_number: number, expires_on: expiresOn },
    credit: (credit ?? []).map(({ currency, balance }) => ({
      currency,
      balance: formatDecimal(BigInt(balance), currencyDecimals(currency)),
    })),
  }
}

/**
 * A customer of the chain. One that was merged into another is still found by its id, and says into which.
 *
 * @throws not_found, also for a customer that was deleted or erased.
 */
export async function getCustomer(sql: Queryable, id: number): Promise<CustomerItem> {
  const [row] = await sql<CustomerRow[]>`
    select ${customerColumns(sql)} from customers c
    where c.id = ${id} and c.erased_at is null and (c.deleted_at is null or c.merged_into_id is not null)`
  if (row === undefined) throw platformErrors.not_found()
  return presentCustomer(row)
}
