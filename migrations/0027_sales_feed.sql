-- What tills copy (`GET /pos/catalog`), and how they are told what has changed since they last asked.

-- One row for each statement that changed something of which tills keep a copy: what to look at again. What became of it,
-- and what depends on it, is found when somebody asks, so that nothing is missed by two transactions that do not see
-- each other. Rows are only added, so that no writer ever waits for another; old ones are purged.
create table feed_changes (
  -- The transaction that made the change. A reader has seen it, or not, as its snapshot says.
  xid xid8 not null default pg_current_xact_id(),
  kind text not null check (kind in ('article', 'product', 'file', 'category', 'customer', 'stock', 'store')),
  -- The only store that it is about; null: all of them.
  store_id bigint,
  -- Of variants (article, stock), products, files, categories, customers; of a store, that of any part of it.
  ids bigint[] not null,
  recorded_at timestamptz not null default now()
);
create index feed_changes_xid on feed_changes (xid);

-- One row. With a new epoch every copy starts over. What transactions up to purged_through have changed may no longer be
-- known.
create table feed_state (
  is_only boolean primary key default true check (is_only),
  epoch uuid not null default gen_random_uuid(),
  purged_through xid8 not null default '0'
);
insert into feed_state default values;

-- Every start of PostgreSQL from which a copy was given, and how far its log was then. Where an earlier state of the files
-- was put back, the starts since are not in it, and a copy that was given after them starts over.
create table feed_starts (
  started_at timestamptz primary key,
  log_position pg_lsn not null
);

-- Has every change of a table noted. The texts are SQL about a row `r`: `ids` of what is to be looked at, `columns` those
-- that a till has a copy of (a change of others is none), `store` the one that it is about.
create function follow_changes(followed regclass, kind text, ids text, columns text, store text default 'null::bigint')
returns void language plpgsql as $$
begin
  execute format($function$
    create function %1$I() returns trigger language plpgsql as $body$
    begin
      if tg_op = 'INSERT' then
        insert into feed_changes (kind, store_id, ids)
        select %2$L, about, array_agg(distinct noted) from (select %3$s as noted, %5$s as about from new_rows r) changed
        where noted is not null group by about;
      elsif tg_op = 'DELETE' then
        insert into feed_changes (kind, store_id, ids)
        select %2$L, about, array_agg(distinct noted) from (select %3$s as noted, %5$s as about from old_rows r) changed
        where noted is not null group by about;
      else
        insert into feed_changes (kind, store_id, ids)
        select %2$L, about, array_agg(distinct noted) from (
          (select %3$s as noted, %5$s as about, %4$s from new_rows r
           except all select %3$s, %5$s, %4$s from old_rows r)
          union all
          (select %3$s, %5$s, %4$s from old_rows r
           except all select %3$s, %5$s, %4$s from new_rows r)) changed
        where noted is not null group by about;
      end if;
      return null;
    end $body$ $function$, 'note_' || followed, kind, ids, columns, store);
  execute format(
    'create trigger feed_insert after insert on %1$s referencing new table as new_rows
       for each statement execute function %2$I();
     create trigger feed_update after update on %1$s referencing old table as old_rows new table as new_rows
       for each statement execute function %2$I();
     create trigger feed_delete after delete on %1$s referencing old table as old_rows
       for each statement execute function %2$I()',
    followed, 'note_' || followed);
end $$;

select follow_changes('products', 'product', 'r.id',
  'r.name, r.category_id, r.tax_class, r.is_active, r.sold_everywhere, r.deleted_at');
select follow_changes('product_stores', 'product', 'r.product_id', 'r.product_id', 'r.store_id');
select follow_changes('product_images', 'product', 'r.product_id', 'r.variant_id, r.file_id, r.position, r.id');
select follow_changes('files', 'file', 'r.id', 'r.key, r.state, r.sizes');
select follow_changes('product_variants', 'article', 'r.id',
  'r.product_id, r.name, r.sku, r.price, r.compare_at_price, r.is_open_price, r.sold_by, r.plu, r.position, r.is_active,
   r.deleted_at');
select follow_changes('variant_barcodes', 'article', 'r.variant_id', 'r.code, r.type, r.position, r.is_active');
select follow_changes('variant_prices', 'article', 'r.variant_id',
  'r.id, r.price, r.compare_at_price, r.starts_at, r.ends_at', 'r.store_id');
select follow_changes('variant_fees', 'article', 'r.variant_id', 'r.id, r.kind, r.label, r.amount, r.tax_class, r.position');
select follow_changes('product_categories', 'category', 'r.id', 'r.name, r.parent_id, r.position, r.deleted_at');
select follow_changes('customers', 'customer', 'r.id',
  'r.name, r.email, r.phone, r.external_id, r.tax_exemption_number, r.tax_exemption_expires_on, r.deleted_at');
-- What a store has promised; what it sold and received stands in the movements.
select follow_changes('stock_reservations', 'stock', 'r.variant_id', 'r.quantity, r.consumed, r.status', 'r.store_id');

select follow_changes('stores', 'store', 'r.id',
  'r.name, r.legal_name, r.code, r.phone, r.time_zone, r.currency, r.tax_zone, r.prices_include_tax, r.receipt_header,
   r.receipt_footer, r.registrations, r.deleted_at', 'r.id');
select follow_changes('addresses', 'store', 'r.store_id',
  'r.line1, r.line2, r.city, r.region, r.postal_code, r.country, r.is_primary', 'r.store_id');
select follow_changes('registers', 'store', 'r.id', 'r.name, r.kind, r.is_active, r.deleted_at', 'r.store_id');
select follow_changes('stock_policies', 'store', 'r.store_id', 'r.below_zero', 'r.store_id');
select follow_changes('store_users', 'store', 'r.user_id', 'r.user_id', 'r.store_id');
select follow_changes('users', 'store', 'r.id', 'r.name, r.pin_hash is null, r.deleted_at');
select follow_changes('user_roles', 'store', 'r.user_id', 'r.role_id');
select follow_changes('roles', 'store', 'r.id', 'r.discount_limit');
select follow_changes('role_permissions', 'store', 'r.role_id', 'r.permission');
select follow_changes('tax_zones', 'store', '0::bigint', 'r.code, r.cash_step_minor');
select follow_changes('taxes', 'store', '0::bigint',
  'r.zone_code, r.code, r.name_fr, r.name_en, r.rate_ppm, r.position, r.retired_at');
select follow_changes('tax_classes', 'store', '0::bigint', 'r.code, r.name_fr, r.name_en, r.position');
select follow_changes('tax_class_taxes', 'store', '0::bigint', 'r.zone_code, r.class_code, r.tax_code');
select follow_changes('barcode_layouts', 'store', 'r.id', 'r.name, r.pattern, r.measure, r.decimals');

-- Which of a store's levels have moved. A sale writes movements by the thousand, so they bear the transaction themselves:
-- no trigger, and the levels keep their pages to themselves. Movements of before are of no interest.
alter table stock_movements add column xid xid8;
alter table stock_movements alter column xid set default pg_current_xact_id();
create index stock_movements_xid on stock_movements (store_id, xid) where xid is not null;

-- Which prices begin in a store between two moments; those that end, `variant_prices_store` finds.
create index variant_prices_starts on variant_prices (store_id, starts_at) where starts_at > '-infinity';

-- A price as the API writes it: two decimals, or as many more as it has. A quantity: as many as it has. None is strict,
-- which would keep the planner from putting them in place.
create function written_price(value numeric) returns text language sql immutable parallel safe
  as $$ select case when round(value, 2) = value then round(value, 2) else trim_scale(value) end::text $$;
create function written_quantity(value numeric) returns text language sql immutable parallel safe
  as $$ select trim_scale(value)::text $$;
create function written_time(value timestamptz) returns text language sql stable parallel safe
  as $$ select to_char(value at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;
