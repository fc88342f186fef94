-- Events: what has happened, told in the transaction in which it happens, for whoever listens.
--
-- A reader never waits for writers and misses nothing that commits late: each row carries its transaction, and what a
-- reader has seen is a snapshot, so that what is new is what was not visible in it. Rows are kept for seven days.

create table events (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  -- What it is about and what has happened to it: `sale.completed`.
  type text not null constraint events_type check (type ~ '^[a-z_]+\.[a-z_]+$'),
  -- null: it concerns the whole chain.
  store_id bigint,
  -- Whoever holds it there may hear of the event.
  permission text not null,
  -- Ids, amounts, states; nothing that a person could ask us to forget.
  data jsonb not null constraint events_data check (jsonb_typeof(data) = 'object'),
  at timestamptz not null default clock_timestamp()
);
-- Finds what a snapshot did not show: what began after it, and what was under way then.
create index events_xid on events (xid);
create trigger events_not_rewritten before update on events for each row execute function refuse_change();

-- What is the same in every transaction identifier that a reader may have kept: a restored database counts on from an
-- earlier one, and its numbers mean something else. One row.
create table event_feed (
  is_only boolean primary key default true check (is_only),
  -- Changed by whoever puts the files of a database back as they were, where nothing else tells.
  epoch uuid not null default gen_random_uuid(),
  -- Transactions from this one on still have all their events.
  kept_from xid8 not null default '0'
);
insert into event_feed default values;

-- Who counts transactions here: this server, this line of its history, this database, this restoration. A cursor holds
-- it, and means nothing elsewhere.
create function event_epoch() returns text language sql stable as $$
  select left(md5(concat_ws(' ', epoch, (select oid from pg_database where datname = current_database()),
    (pg_control_system()).system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8))), 12)
  from event_feed
$$;

-- Events that are told by any statement of any room, so that they cost neither a round trip nor a statement of their own:
-- `select record_event('stock.low', store_id, 'stock.view', jsonb_build_object(…)) from opened`.
create function record_event(type text, store_id bigint, permission text, data jsonb) returns void language plpgsql as $$
begin
  insert into events (type, store_id, permission, data) values (type, store_id, permission, data);
end $$;

-- The same for a set, in the order given; an empty one is none.
create function record_events(types text[], store_ids bigint[], permissions text[], data jsonb[]) returns void
  language plpgsql as $$
begin
  if cardinality(types) = 0 then return; end if;
  insert into events (type, store_id, permission, data)
  select told.type, told.store_id, told.permission, told.data
  from unnest(types, store_ids, permissions, record_events.data)
    with ordinality as told (type, store_id, permission, data, place)
  order by told.place;
end $$;

-- A product has changed: told once by a transaction, whichever statements, use cases or programs change it or its parts.
create function record_changed_products(ids bigint[]) returns void language plpgsql as $$
begin
  insert into events (type, permission, data)
  select 'product.changed', 'products.view', jsonb_build_object('product_id', id)
  from (select distinct unnest(ids) as id) changed
  where id is not null and not exists (
    select from events
    where xid = pg_current_xact_id() and type = 'product.changed' and (events.data ->> 'product_id')::bigint = changed.id)
  order by id;
end $$;

-- The first argument is the column by which the changed rows name their product, the second says that they name it by a
-- variant.
create function tell_changed_products() returns trigger language plpgsql as $$
declare
  named bigint[];
begin
  execute format('select array_agg(distinct %I) from %I', tg_argv[0],
    case tg_op when 'DELETE' then 'old_rows' else 'new_rows' end) into named;
  if named is null then return null; end if;
  if tg_nargs > 1 then
    named := array(select product_id from product_variants where id = any (named));
  end if;
  perform record_changed_products(named);
  return null;
end $$;

do $$
declare
  part record;
begin
  for part in select * from (values
    ('products', $q$'id'$q$), ('product_variants', $q$'product_id'$q$), ('product_options', $q$'product_id'$q$),
    ('product_images', $q$'product_id'$q$), ('product_stores', $q$'product_id'$q$),
    ('variant_barcodes', $q$'variant_id', 'variant'$q$), ('variant_prices', $q$'variant_id', 'variant'$q$),
    ('variant_fees', $q$'variant_id', 'variant'$q$), ('variant_option_values', $q$'variant_id', 'variant'$q$)
  ) as parts (name, arguments) loop
    execute format('create trigger tell_insert after insert on %I referencing new table as new_rows
      for each statement execute function tell_changed_products(%s)', part.name, part.arguments);
    execute format('create trigger tell_update after update on %I referencing new table as new_rows
      for each statement execute function tell_changed_products(%s)', part.name, part.arguments);
    execute format('create trigger tell_delete after delete on %I referencing old table as old_rows
      for each statement execute function tell_changed_products(%s)', part.name, part.arguments);
  end loop;
end $$;
