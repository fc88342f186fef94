import type { Queryable } from '../../platform/database/connect.ts'
import { allOf, containsPattern, type Fragment, searchWords } from '../../platform/http/select-page.ts'
import type { CustomerListQuery } from './customer-schema.ts'

/** Digits with what people write between and before them: `+1 (514) 555-0142`. */
const LIKE_A_NUMBER = /^[+(]{0,2}\d[\d\s().\-/]*$/
/** The country and trunk prefixes that one writes and another leaves out come before so many digits. */
const TELLING_DIGITS = 9

/** SQL conditions on a customer `c` that is neither deleted, merged nor erased. */
export function matchCustomers(sql: Queryable, query: CustomerListQuery, ids: readonly number[] | null): Fragment[] {
  const found: Fragment[] = [sql`c.deleted_at is null`]
  if (ids !== null) found.push(sql`c.id = any(${[...ids]}::bigint[])`)
  if (query.email !== undefined) {
    found.push(
      sql`lower(c.email) = lower(${query.email})`,
      sql`c.search_words like ${containsPattern(sql, query.email)}`,
    )
  }
  if (query.phone !== undefined) found.push(hasPhone(sql, query.phone))
  if (query.external_id !== undefined) found.push(isCalled(sql, query.external_id))
  if (query.is_tax_exempt !== undefined) found.push(isExempt(sql, query.is_tax_exempt))
  const q = query.q?.trim() ?? ''
  const words = allOf(
    sql,
    searchWords(q).map((word) => sql`c.search_words like ${containsPattern(sql, word)}`),
  )
  // A telephone number is one word, whatever stands between its digits.
  if (!LIKE_A_NUMBER.test(q)) found.push(words)
  else found.push(sql`(c.search_words like ${containsPattern(sql, tellingDigits(q))} or (${words}))`)
  return found
}

/** The id of a record that was merged stands for the one that it was merged into. */
const isCalled = (sql: Queryable, externalId: string): Fragment => sql`
  c.id in (select coalesce(named.merged_into_id, named.id) from customers named where named.external_id = ${externalId})`

const tellingDigits = (number: string): string => number.replace(/\D/g, '').slice(-TELLING_DIGITS)

function hasPhone(sql: Queryable, phone: string): Fragment {
  const digits = tellingDigits(phone)
  if (digits === '') return sql`false`
  return sql`(c.search_words like ${containsPattern(sql, digits)}
    and regexp_replace(c.phone, '\\D', '', 'g') like ${`%${digits}`})`
}

const isExempt = (sql: Queryable, isWanted: boolean): Fragment => {
  const exempt = sql`c.tax_exemption_number is not null
    and coalesce(c.tax_exemption_expires_on >= current_date, true)`
  return isWanted ? exempt : sql`not (${exempt})`
}
