import type { Sql } from '../../server/platform/database/connect.ts'

/**
 * The catalogue without what a chain adds of its own (ids, times): two chains with the same form have the same catalogue.
 * Values of options count as far as a variant has them, slugs where no external id says who a product is.
 */
export async function catalogForm(sql: Sql, { withTree = true }: { withTree?: boolean } = {}): Promise<unknown[]> {
  const rows = await sql<{ form: unknown }[]>`
    with recursive tree as (
      select id, name as path from product_categories where parent_id is null and deleted_at is null
      union all
      select c.id, ${withTree ? sql`tree.path || ' > ' ||` : sql``} c.name from tree
      join product_categories c on c.parent_id = tree.id where c.deleted_at is null
    )
    select json_build_object(
      'external_id', p.external_id, 'slug', p.slug, 'name', p.name, 'description', p.description, 'category', tree.path,
      'tax_class', p.tax_class, 'vendor', p.vendor, 'tags', p.tags, 'is_active', p.is_active, 'is_featured', p.is_featured,
      'options', (select json_agg(o.name order by o.position, o.id) from product_options o where o.product_id = p.id),
      'variants', (select json_agg(json_build_object(
          'name', v.name, 'sku', v.sku, 'price', v.price::text, 'compare', v.compare_at_price::text, 'cost', v.cost::text,
          'grams', v.weight_grams, 'is_active', v.is_active, 'open', v.is_open_price, 'sold_by', v.sold_by,
          'content', v.content_quantity::text || v.content_unit, 'external_id', v.external_id,
          'codes', array(select b.code || ' ' || b.type || b.is_active from variant_barcodes b where b.variant_id = v.id order by b.position, b.code),
          'values', array(select o.name || '=' || w.value from variant_option_values c
            join product_option_values w on w.id = c.option_value_id join product_options o on o.id = c.option_id
            where c.variant_id = v.id order by o.position)) order by v.position, v.id)
        from product_variants v where v.product_id = p.id and v.deleted_at is null),
      'images', (select json_agg(json_build_array(i.source_url, i.alt, i.position,
          (select array[x.name, x.sku] from product_variants x where x.id = i.variant_id)) order by i.position, i.source_url)
        from product_images i where i.product_id = p.id and i.source_url is not null)) as form
    from products p left join tree on tree.id = p.category_id
    where p.deleted_at is null order by p.external_id nulls last, p.slug`
  return rows.map((row) => row.form)
}
