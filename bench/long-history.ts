import { type Sql, type Tx, withTransaction } from '../server/platform/database/connect.ts'
import { ARTICLES_OF_HISTORY, CASHIERS, CUSTOMERS, makeHistoryChain } from './history-chain.ts'

/** A history ends yesterday and begins ten years before. */
export const YEARS = 10
const LINES_PER_TICKET = 3
const INDEXES = ['sales', 'sale_lines', 'sale_payments']

/**
 * Ten years of sales in fifty stores, the same in every run but for the day on which it ends: written as rows, by the set,
 * without triggers and with the indexes made afterwards. Some articles sell more than others, Saturdays more than Mondays,
 * the afternoon more than the morning; one ticket in five is a known customer's, one in thirty a return.
 */
export async function makeHistory(sql: Sql, lines: number): Promise<void> {
  await makeHistoryChain(sql)
  const [{ first } = { first: '' }] = await sql<{ first: string }[]>`
    select (current_date - make_interval(years => ${YEARS}))::date as first`
  const ticketsEach = Math.round(lines / LINES_PER_TICKET / YEARS)
  const definitions = await dropIndexes(sql)
  for (let year = 0; year < YEARS; year += 1) {
    await withTransaction(sql, {}, (tx) => insertYear(tx, first, year, ticketsEach))
  }
  for (const definition of definitions) await sql.unsafe(definition)
  await sql`vacuum (analyze) sales, sale_lines, sale_payments`
}

/** Those that no constraint needs. */
async function dropIndexes(sql: Sql): Promise<string[]> {
  const found = await sql<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = any(${INDEXES}::regclass[]) and not exists (
      select from pg_constraint where conindid = indexrelid)`
  for (const { name } of found) await sql`drop index ${sql(name)}`
  return found.map(({ definition }) => definition)
}

async function insertYear(tx: Tx, first: string, year: number, tickets: number): Promise<void> {
  // The history of nobody: nothing is told, logged or counted of it.
  await tx`set local session_replication_role = replica`
  await tx`select setseed(${(year + 1) / 100})`
  await tx`
    create temp table drawn_tickets on commit drop as
    select n, day, 1 + floor(random() * 50)::int as store_id, least(20, 8 + floor(13 * sqrt(random() * random()))::int) as hour,
      random() < 0.033 as is_return, case when random() < 0.2 then 1 + floor(${CUSTOMERS} * random() ^ 1.5)::int end as customer_id,
      floor(random() * ${CASHIERS})::int as cashier, random() as card, 1 + floor(random() * ${LINES_PER_TICKET * 2 - 1})::int as lines,
      substr(md5(random()::text), 1, 15) as noise
    from (
      select n, ${first}::date + make_interval(years => ${year}) + floor(random() * 365) * interval '1 day' as day
      from generate_series(1, ${tickets}::int) n
    ) drawn order by day`
  await tx`
    create temp table drawn_lines on commit drop as
    select t.n, line_no, a.article, case when t.is_return then -1 else 1 end * quantity as quantity,
      case when t.is_return then -1 else 1 end * quantity * (199 + a.article * 37 % 4800) as gross,
      case when discounted < 0.1 then 0.1 else 0 end as discount
    from drawn_tickets t
    cross join lateral (
      select line_no, 1 + floor(${ARTICLES_OF_HISTORY} * random() ^ 1.4)::int as article,
        1 + floor(random() * random() * 4)::int as quantity, random() as discounted
      from generate_series(1, t.lines) line_no where t.n > 0) a`
  await insertRows(tx, year, tickets)
}

async function insertRows(tx: Tx, year: number, tickets: number): Promise<void> {
  await tx`
    create temp table made_lines on commit drop as
    select t.*, l.line_no, l.article, l.quantity, l.gross, round(l.gross * l.discount)::bigint as off,
      round((l.gross - round(l.gross * l.discount)) * 0.14975)::bigint as tax,
      (lpad(to_hex((extract(epoch from t.day) * 1000 + t.hour * 3600000)::bigint), 12, '0') || '7' || substr(t.noise, 1, 3)
        || '8' || substr(t.noise, 4, 3) || lpad(to_hex(t.n), 12, '0'))::uuid as id
    from drawn_tickets t join drawn_lines l on l.n = t.n`
  await tx`
    insert into sales (store_id, id, kind, register_id, series, number, cashier_id, customer_id, country, occurred_at, recorded_at,
      business_day, local_hour, currency, tax_zone, prices_include_tax, subtotal_minor, discount_minor, tax_minor, total_minor,
      rounding_minor, paid_minor, change_minor, actor_name)
    select store_id, id, case when is_return then 'return' else 'sale' end, store_id, 0, ${year * tickets}::bigint + n,
      1 + (store_id - 1) * (${CASHIERS} / 50) + cashier % (${CASHIERS} / 50), customer_id, 'CA',
      day + hour * interval '1 hour', day + hour * interval '1 hour', day, hour, 'CAD', 'QC', false,
      sum(gross - off), sum(off), sum(tax), sum(gross - off + tax), 0, sum(gross - off + tax), 0, 'bench'
    from made_lines
    group by store_id, id, is_return, n, cashier, customer_id, day, hour order by day, store_id`
  await tx`
    insert into sale_lines (store_id, sale_id, line_no, kind, business_day, variant_id, product_id, category_id, sku, name,
      category_name, tax_class, quantity, unit_price, printed_gross_minor, line_discount_minor, ticket_discount_minor,
      gross_minor, discount_minor, net_minor, tax_minor, total_minor, cost_minor, tax_codes, tax_shares_minor)
    select store_id, id, line_no, case when is_return then 'return' else 'sale' end, day, article, article, 1 + article % 40,
      'SKU' || article, 'Article numéro ' || article, 'Rayon ' || 1 + article % 40, 'standard', quantity,
      gross / quantity / 100.0, gross, off, 0, gross, off, gross - off, tax, gross - off + tax, round(gross * 0.6),
      '{TPS,TVQ}', array[tax / 3, tax - tax / 3]
    from made_lines order by day, store_id, id`
  await tx`
    insert into sale_payments (store_id, sale_id, position, method, amount_minor)
    select store_id, id, 1, case when card < 0.7 then 'card' when card < 0.95 then 'cash' else 'cheque' end,
      sum(gross - off + tax)
    from made_lines group by store_id, id, card, day order by day, store_id`
}
