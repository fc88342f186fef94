import type { Registration } from '../../../rules/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Ticket } from '../tickets/ticket.ts'

export type ReceiptAddress = {
  readonly line1: string
  readonly line2: string | null
  readonly city: string
  readonly region: string | null
  readonly postal_code: string | null
  readonly country: string
}

/** What a receipt says beside its ticket: of the store as it is now, and of the people by their present names. */
export type ReceiptFacts = {
  readonly name: string
  readonly legal_name: string | null
  readonly phone: string | null
  readonly time_zone: string
  readonly receipt_header: string | null
  readonly receipt_footer: string | null
  readonly registrations: readonly Registration[]
  readonly address: ReceiptAddress | null
  /** null for the registers that nobody stands at. */
  readonly register: string | null
  readonly cashier: string | null
  readonly customer: string | null
  /** The articles whose quantity is a weight, in kilograms. */
  readonly weighed: readonly number[]
  readonly taxes: readonly { code: string; name_fr: string; name_en: string }[]
  /** The ticket that a return takes back, of whatever store: its receipt shows no more of it than the reference. */
  readonly origin: Pick<Ticket, 'storeId' | 'registerId' | 'series' | 'number'> | null
  /** How often the receipt was printed or sent. */
  readonly prints: number
}

/** In one statement. A store, a register and people that were deleted keep their names for their tickets. */
export async function readReceiptFacts(sql: Queryable, ticket: Ticket): Promise<ReceiptFacts> {
  const variantIds = ticket.lines.flatMap(({ variantId }) => variantId ?? [])
  const taxCodes = ticket.taxes.map(({ code }) => code)
  const [facts] = await sql<ReceiptFacts[]>`
    select s.name, s.legal_name, s.phone, s.time_zone, s.receipt_header, s.receipt_footer, s.registrations,
      (select json_build_object('line1', a.line1, 'line2', a.line2, 'city', a.city, 'region', a.region,
         'postal_code', a.postal_code, 'country', a.country)
       from addresses a where a.store_id = s.id and a.is_primary) as address,
      (select r.name from registers r
       where r.store_id = s.id and r.id = ${ticket.registerId} and r.kind = 'till') as register,
      (select u.name from users u where u.id = ${ticket.cashierId}::bigint) as cashier,
      (select c.name from customers c where c.id = ${ticket.customerId}::bigint) as customer,
      (select coalesce(json_agg(v.id), '[]') from product_variants v
       where v.id = any(${variantIds}::bigint[]) and v.sold_by = 'weight') as weighed,
      (select coalesce(json_agg(json_build_object('code', t.code, 'name_fr', t.name_fr, 'name_en', t.name_en)
         order by t.zone_code = ${ticket.taxZone}), '[]')
       from taxes t where t.code = any(${taxCodes}::text[])) as taxes,
      (select json_build_object('storeId', o.store_id, 'registerId', o.register_id, 'series', o.series, 'number', o.number)
       from sales o where o.store_id = ${ticket.originStoreId}::bigint and o.id = ${ticket.originSaleId}::uuid) as origin,
      (select count(*) from receipt_prints p where p.store_id = s.id and p.sale_id = ${ticket.id})::integer as prints
    from stores s where s.id = ${ticket.storeId}`
  if (facts === undefined) throw new Error(`The store ${ticket.storeId} of a ticket is not there.`)
  return facts
}
