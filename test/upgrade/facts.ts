import type { Queryable } from '../../server/platform/database/connect.ts'

/**
 * What must be the same in a chain before and after its database was brought to another version: asked in the words of the
 * schema of today. Whoever changes the schema changes the questions, and never the answers that releases have kept.
 */
export async function readFacts(sql: Queryable): Promise<Record<string, unknown>> {
  const rows: Record<string, Promise<readonly object[]>> = {
    tickets: sql`
      select store_id, kind, count(*)::int as tickets, sum(subtotal_minor)::bigint as subtotal, sum(tax_minor)::bigint as tax,
        sum(total_minor)::bigint as total, sum(paid_minor)::bigint as paid
      from sales group by 1, 2 order by 1, 2`,
    days: sql`
      select business_day, count(*)::int as tickets, sum(total_minor)::bigint as total from sales group by 1 order by 1`,
    lines: sql`
      select tax_class, sum(quantity)::text as quantity, sum(net_minor)::bigint as net, sum(cost_minor)::bigint as cost
      from sale_lines group by 1 order by 1`,
    taxes: sql`select code, sum(amount_minor)::bigint as amount from sale_taxes group by 1 order by 1`,
    payments: sql`select method, sum(amount_minor)::bigint as amount from sale_payments group by 1 order by 1`,
    stock: sql`
      select store_id, sum(on_hand)::text as on_hand, sum(value_minor)::bigint as value from stock_levels group by 1 order by 1`,
    movements: sql`select kind, count(*)::int as movements, sum(quantity)::text as quantity from stock_movements group by 1 order by 1`,
    journal: sql`
      select store_id, register_id, max(position)::int as position,
        encode((array_agg(hash order by position desc))[1], 'hex') as head
      from journal_entries group by 1, 2 order by 1, 2`,
    closings: sql`select store_id, kind, count(*)::int as closings from journal_closings group by 1, 2 order by 1, 2`,
    people: sql`
      select u.email, array_agg(r.name order by r.name) as roles from users u join user_roles ur on ur.user_id = u.id
      join roles r on r.id = ur.role_id group by 1 order by 1`,
    customers: sql`select count(*)::int as customers, count(email)::int as with_email from customers`,
    articles: sql`
      select count(*)::int as variants, count(sku)::int as with_sku, sum(price)::text as prices from product_variants`,
  }
  const answers = await Promise.all(
    Object.entries(rows).map(async ([name, found]) => [name, [...(await found)]] as const),
  )
  return JSON.parse(JSON.stringify(Object.fromEntries(answers)))
}
