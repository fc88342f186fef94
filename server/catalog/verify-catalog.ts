import type { Row } from 'postgres'
import type { Queryable } from '../platform/database/connect.ts'
import { type Text, text } from '../platform/text.ts'
import { Findings } from '../platform/verification/findings.ts'

type CatalogInvariant = 'category_has_way_to_top' | 'store_price_is_only_one'

const TITLES: Readonly<Record<CatalogInvariant, Text>> = {
  category_has_way_to_top: text(
    'Catalogue\u00a0: toute catégorie mène au sommet de l’arbre',
    'Catalogue: every category leads to the top of the tree',
  ),
  store_price_is_only_one: text(
    'Catalogue\u00a0: un magasin a un seul prix à chaque moment',
    'Catalogue: a store has one price at each moment',
  ),
}

/** What must always hold in the catalogue: its tree has neither cycles nor orphans, and prices do not contradict. */
export async function verifyCatalog(sql: Queryable): Promise<Findings<CatalogInvariant>> {
  const findings = new Findings<CatalogInvariant>(TITLES)
  await findings.compareAll(
    sql,
    'category_has_way_to_top',
    sql<Row[]>`
      with recursive reached as (
        select id from product_categories where parent_id is null and deleted_at is null
        union
        select c.id from product_categories c join reached on c.parent_id = reached.id where c.deleted_at is null
      )
      select c.id::text as subject, null::text as expected, c.parent_id::text as found, reached.id is null as is_fault
      from product_categories c left join reached on reached.id = c.id where c.deleted_at is null`,
  )
  await findings.compareAll(
    sql,
    'store_price_is_only_one',
    sql<Row[]>`
      select concat_ws(', ', sp.variant_id, sp.store_id) as subject, sp.price::text as expected,
        other.price::text as found, other.price is not null as is_fault
      from variant_prices sp
      left join lateral (
        select price from variant_prices other
        where other.variant_id = sp.variant_id and other.store_id = sp.store_id and other.id < sp.id
          and other.starts_at < sp.ends_at and sp.starts_at < other.ends_at limit 1
      ) other on true`,
  )
  return findings
}
