import { type Static, Type } from 'typebox'
import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { Strict } from '../../platform/http/fields.ts'
import { allOf, type Fragment } from '../../platform/http/select-page.ts'
import { type Text, text } from '../../platform/text.ts'

/** What stands for those that have none in a list of values. */
export const NONE = 'none'

const IDS = '[0-9]{1,15}'

const listOf = (value: string, description: Text) =>
  Type.Optional(Type.String({ pattern: `^(${value})(,(${value})){0,199}$`, 'x-description': description }))
const ids = (fr: string, en: string) =>
  listOf(
    `${NONE}|${IDS}`,
    text(
      `${fr}, par identifiants séparés de virgules\u00a0; \`none\`\u00a0: aucun.`,
      `${en}, by ids with commas; \`none\`: none.`,
    ),
  )

/**
 * The groups of reports, as filters of tickets: each number of a report is found again among the tickets. Those of
 * articles are about lines, and all of them about one and the same line.
 */
export const ticketFilters = {
  store_ids: listOf(IDS, text('Magasins, par identifiants séparés de virgules.', 'Stores, by ids with commas.')),
  currency: Type.Optional(
    Type.String({ pattern: '^[A-Z]{3}$', 'x-description': text('Code ISO 4217.', 'ISO 4217 code.') }),
  ),
  category_ids: ids('Catégories d’un article', 'Categories of an article'),
  product_ids: ids('Produits', 'Products'),
  variant_ids: ids('Variantes', 'Variants'),
  customer_ids: ids('Clients', 'Customers'),
  cashier_ids: ids('Caissiers', 'Cashiers'),
  countries: Type.Optional(
    Type.String({
      maxLength: 2000,
      'x-description': text(
        'Pays séparés de «\u00a0|\u00a0»\u00a0; rien entre deux\u00a0: aucun pays.',
        'Countries separated by `|`; nothing between two: no country.',
      ),
    }),
  ),
  payment_methods: listOf(
    `${NONE}|cash|card|cheque|credit|other`,
    text(
      'Modes du paiement principal, séparés de virgules\u00a0; `none`\u00a0: sans paiement.',
      'Methods of the main payment, with commas; `none`: without payment.',
    ),
  ),
  hours: listOf('1?[0-9]|2[0-3]', text('Heures du magasin, de 0 à 23.', 'Hours of the store, 0 to 23.')),
  weekdays: listOf(
    '[1-7]',
    text('Jours de la semaine, du lundi (1) au dimanche (7).', 'Weekdays, Monday (1) to Sunday (7).'),
  ),
}

const Filters = Strict(ticketFilters)
type TicketFilters = Static<typeof Filters>

/** @throws not_found for a store that does not exist for this actor */
export function ticketConditions(sql: Queryable, actor: Actor, query: TicketFilters): Fragment[] {
  const found: Fragment[] = []
  const { store_ids, currency, countries, payment_methods, hours, weekdays } = query
  if (store_ids !== undefined) {
    const stores = store_ids.split(',').map(Number)
    // Store 0 is nobody's: a report without a store leads to no ticket.
    if (!stores.every((id) => id === 0 || mayActInStore(actor, id))) throw platformErrors.not_found()
    found.push(sql`s.store_id = any(${stores}::bigint[])`)
  }
  if (currency !== undefined) found.push(sql`s.currency = ${currency}`)
  if (query.customer_ids !== undefined) found.push(amongIds(sql, sql`s.customer_id`, query.customer_ids))
  if (query.cashier_ids !== undefined) found.push(amongIds(sql, sql`s.cashier_id`, query.cashier_ids))
  if (countries !== undefined) found.push(sql`coalesce(s.country, '') = any(${countries.split('|')}::text[])`)
  if (hours !== undefined) found.push(sql`s.local_hour = any(${hours.split(',').map(Number)}::int[])`)
  if (weekdays !== undefined) {
    found.push(sql`extract(isodow from s.business_day) = any(${weekdays.split(',').map(Number)}::int[])`)
  }
  // The main payment paid most, change deducted; the first of equal ones.
  if (payment_methods !== undefined) {
    found.push(sql`coalesce((
      select p.method from sale_payments p where p.store_id = s.store_id and p.sale_id = s.id
      order by abs(p.amount_minor - p.change_minor) desc, p.position limit 1), ${NONE}) = any(${payment_methods.split(',')}::text[])`)
  }
  const ofLine = lineConditions(sql, query)
  if (ofLine.length > 0) {
    found.push(sql`exists (select from sale_lines l
      where l.store_id = s.store_id and l.sale_id = s.id and ${allOf(sql, ofLine)})`)
  }
  return found
}

function lineConditions(sql: Queryable, { category_ids, product_ids, variant_ids }: TicketFilters): Fragment[] {
  const found: Fragment[] = []
  if (category_ids !== undefined) found.push(amongIds(sql, sql`l.category_id`, category_ids))
  if (product_ids !== undefined) found.push(amongIds(sql, sql`l.product_id`, product_ids))
  if (variant_ids !== undefined) found.push(amongIds(sql, sql`l.variant_id`, variant_ids))
  return found
}

function amongIds(sql: Queryable, column: Fragment, list: string): Fragment {
  const values = list.split(',')
  const given = values.filter((value) => value !== NONE).map(Number)
  if (given.length === values.length) return sql`${column} = any(${given}::bigint[])`
  return sql`(${column} is null or ${column} = any(${given}::bigint[]))`
}
