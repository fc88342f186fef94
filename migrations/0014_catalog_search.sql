-- What the lists and the search of the catalogue read.
--
-- A list is filtered and sorted by what stands in five tables: no index spans them. `product_search` holds one row for each
-- product that is not deleted, with everything that lists filter, sort and search by; triggers keep it, whichever
-- program or use case changes the catalogue, once for each transaction and as its last act. What it must hold is said
-- once, by the view `current_product_search`.

-- Edit distances: how many letters apart two words are.
create extension if not exists fuzzystrmatch;

-- A text as its words, without accents, case and punctuation, separated by single spaces.
create function search_words(value text) returns text language sql immutable parallel safe strict
  as $$ select btrim(regexp_replace(search_text(value), '[^[:alnum:]]+', ' ', 'g')) $$;

-- The name of a category and of those above it.
create function category_words(category bigint) returns text language sql stable parallel safe strict as $$
  with recursive above as (
    select name, parent_id, array[id] as met from product_categories where id = category
    union all
    select c.name, c.parent_id, met || c.id from above join product_categories c on c.id = above.parent_id
    where c.id <> all (met)
  ) select search_words(string_agg(name, ' ')) from above
$$;

create table product_search (
  product_id bigint primary key references products on delete cascade,
  name text not null,
  search_name text not null,
  -- SKUs and barcodes in lower case, each between two ends of line.
  codes text not null,
  -- The words of the name (A), of the categories (B) and of the description (D).
  words tsvector not null,
  category_id bigint,
  tax_class text not null,
  vendor text,
  tags text[] not null,
  is_active boolean not null,
  is_featured boolean not null,
  sold_everywhere boolean not null,
  -- Lowest and highest of the active variants; a product without a price comes after all others.
  price numeric not null,
  price_max numeric,
  variants_count integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- A description counts for what its first pages say, without its tags.
create view current_product_search as
select p.id as product_id, p.name, search_text(p.name) as search_name,
  coalesce(E'\n' || concat_ws(E'\n', offer.skus, borne.codes) || E'\n', '') as codes,
  setweight(to_tsvector('simple', search_words(p.name)), 'A')
    || setweight(to_tsvector('simple', coalesce(category_words(c.id), '')), 'B')
    || setweight(to_tsvector('simple', coalesce(
      search_words(regexp_replace(left(p.description, 10000), '<[^>]*>', ' ', 'g')), '')), 'D') as words,
  c.id as category_id, p.tax_class, p.vendor, p.tags, p.is_active, p.is_featured,
  p.sold_everywhere,
  coalesce(offer.price, 'Infinity') as price, offer.price_max, offer.variants_count, p.created_at, p.updated_at
from products p
left join product_categories c on c.id = p.category_id and c.deleted_at is null
cross join lateral (
  select min(v.price) filter (where v.is_active)::numeric as price,
    max(v.price) filter (where v.is_active)::numeric as price_max, count(*)::integer as variants_count,
    string_agg(lower(v.sku), E'\n' order by v.position, v.id) as skus
  from product_variants v where v.product_id = p.id and v.deleted_at is null
) offer
cross join lateral (
  select string_agg(lower(b.code), E'\n' order by v.position, v.id, b.position, b.code) as codes
  from product_variants v join variant_barcodes b on b.variant_id = v.id
  where v.product_id = p.id and v.deleted_at is null and b.is_active
) borne
where p.deleted_at is null;

-- Every order of the list, every filter that few products pass, and the three ways of being found. The orders carry what
-- the other filters ask, so that counting reads them alone.
create index product_search_name on product_search (name collate "fr-x-icu", product_id);
create index product_search_price on product_search (price, product_id)
  include (price_max, is_active, is_featured, sold_everywhere, category_id, tax_class);
create index product_search_created_at on product_search (created_at, product_id);
create index product_search_updated_at on product_search (updated_at, product_id);
create index product_search_category on product_search (category_id, price, product_id)
  include (price_max, is_active, is_featured, sold_everywhere, tax_class);
create index product_search_vendor on product_search (vendor, product_id) where vendor is not null;
create index product_search_tags on product_search using gin (tags);
create index product_search_search_name on product_search using gin (search_name gin_trgm_ops);
create index product_search_codes on product_search using gin (codes gin_trgm_ops);
create index product_search_words on product_search using gin (words);

-- Nobody reads these any more.
drop index products_name_trigrams, products_name_sorted, products_created_at, product_variants_price,
  product_variants_sku_trigrams, variant_barcodes_code_trigrams;
-- What a store sells, from the index alone.
drop index product_stores_store_id;
create index product_stores_store on product_stores (store_id, product_id);
alter table products drop column search_name;

-- The words that names and categories have, for finding those that resemble a mistyped one. A word stays when its last
-- product leaves: it then finds nothing.
create table product_words (
  word text primary key
);
create index product_words_trigrams on product_words using gin (word gin_trgm_ops);

-- The words that are one or two wrong letters away from this one, as a search for any of them; null when there is none.
-- One letter too many, missing, wrong, or two that changed places; two mistakes in words of eight letters and more.
create function words_like(given text) returns tsquery language sql stable parallel safe strict
  set pg_trgm.similarity_threshold = 0.25 as $$
  with near as (
    select word, 1 as distance from product_words
    where word in (
      select overlay(given placing substr(given, place + 1, 1) || substr(given, place, 1) from place for 2)
      from generate_series(1, length(given) - 1) place)
    union
    select word, levenshtein(word, given) from product_words
    where word % given
      and levenshtein_less_equal(word, given, case when length(given) < 8 then 1 else 2 end)
        <= case when length(given) < 8 then 1 else 2 end
  )
  select string_agg(format('%L:AB', word), ' | ')::tsquery
  from (select word from near where word <> given order by distance, word limit 50) nearest
$$;

-- A search for all of these words, each with a suffix: `:A` whole in the name, `:*B` begun in a category.
create function all_words(given text, suffix text) returns tsquery language sql immutable parallel safe strict as $$
  select string_agg(quote_literal(word) || suffix, ' & ')::tsquery
  from regexp_split_to_table(given, ' ') word where word <> ''
$$;

-- What finds a word of a search by the words of a product: those that begin with it where the weights say, or resemble
-- it in a name or a category.
create function words_begun_or_like(given text, weights text) returns tsquery language sql stable parallel safe strict as $$
  select case when length(given) between 4 and 40 and given !~ '[ 0-9]'
    then coalesce(all_words(given, ':*' || weights) || words_like(given), all_words(given, ':*' || weights))
    else all_words(given, ':*' || weights) end
$$;

-- Writes what `current_product_search` says of these products, which are locked.
create function refresh_product_search(ids bigint[]) returns void language plpgsql as $$
begin
  delete from product_search
  where product_id = any (ids) and product_id in (select id from products where id = any (ids) and deleted_at is not null);
  insert into product_search as kept
  select * from current_product_search where product_id = any (ids) order by product_id
  on conflict (product_id) do update
  set (name, search_name, codes, words, category_id, tax_class, vendor, tags, is_active, is_featured, sold_everywhere,
      price, price_max, variants_count, created_at, updated_at)
    = (excluded.name, excluded.search_name, excluded.codes, excluded.words, excluded.category_id, excluded.tax_class,
      excluded.vendor, excluded.tags, excluded.is_active, excluded.is_featured, excluded.sold_everywhere,
      excluded.price, excluded.price_max, excluded.variants_count, excluded.created_at, excluded.updated_at)
  where kept is distinct from excluded;
  insert into product_words
  select distinct met.word
  from product_search s cross join lateral unnest(tsvector_to_array(ts_filter(s.words, '{a,b}'))) met (word)
  where s.product_id = any (ids) and length(met.word) between 3 and 40 and met.word !~ '[0-9]'
    and not exists (select from product_words known where known.word = met.word)
  order by met.word
  on conflict do nothing;
end $$;

-- The products that the current transaction has changed. Rows never outlive the transaction that made them, so whatever
-- a transaction sees here is its own, and a crash has nothing to recover.
create unlogged table product_search_pending (
  product_ids bigint[] not null
);

create function settle_product_search() returns trigger language plpgsql as $$
declare
  ids bigint[];
begin
  with taken as (delete from product_search_pending returning product_ids)
  select array_agg(distinct id order by id) into ids from taken, unnest(product_ids) id;
  if ids is not null then perform refresh_product_search(ids); end if;
  return null;
end $$;
create constraint trigger settle after insert on product_search_pending
  deferrable initially deferred for each row execute function settle_product_search();

-- Has the rows of these products written before the transaction commits. They are locked from here on, in order: of two
-- transactions that change one product the later waits, and sees what the earlier did; and none waits while it commits,
-- with everything else that it holds.
create function await_product_search(ids bigint[]) returns void language plpgsql as $$
begin
  if ids is null then return; end if;
  perform from products where id = any (ids) order by id for no key update;
  insert into product_search_pending values (ids);
end $$;

create function note_changed_products() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform await_product_search((select array_agg(id) from new_rows));
  else
    perform await_product_search((select array_agg(id) from (
      select id, name, description, category_id, tax_class, vendor, tags, is_active, is_featured,
        sold_everywhere, created_at, updated_at, deleted_at
      from new_rows
      except
      select id, name, description, category_id, tax_class, vendor, tags, is_active, is_featured,
        sold_everywhere, created_at, updated_at, deleted_at
      from old_rows) changed));
  end if;
  return null;
end $$;
create trigger search_insert after insert on products referencing new table as new_rows
  for each statement execute function note_changed_products();
create trigger search_update after update on products referencing old table as old_rows new table as new_rows
  for each statement execute function note_changed_products();

create function note_changed_variants() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform await_product_search((select array_agg(distinct product_id) from new_rows));
  elsif tg_op = 'DELETE' then
    perform await_product_search((select array_agg(distinct product_id) from old_rows));
  else
    perform await_product_search((select array_agg(distinct product_id) from (
      (select id, product_id, sku, price, is_active, position, deleted_at from new_rows
       except select id, product_id, sku, price, is_active, position, deleted_at from old_rows)
      union all
      (select id, product_id, sku, price, is_active, position, deleted_at from old_rows
       except select id, product_id, sku, price, is_active, position, deleted_at from new_rows)) changed));
  end if;
  return null;
end $$;
create trigger search_insert after insert on product_variants referencing new table as new_rows
  for each statement execute function note_changed_variants();
create trigger search_update after update on product_variants referencing old table as old_rows new table as new_rows
  for each statement execute function note_changed_variants();
create trigger search_delete after delete on product_variants referencing old table as old_rows
  for each statement execute function note_changed_variants();

create function note_changed_barcodes() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform await_product_search((select array_agg(distinct product_id) from product_variants
      where id = any (array(select variant_id from new_rows))));
  elsif tg_op = 'DELETE' then
    perform await_product_search((select array_agg(distinct product_id) from product_variants
      where id = any (array(select variant_id from old_rows))));
  else
    perform await_product_search((select array_agg(distinct product_id) from product_variants
      where id = any (array(select variant_id from new_rows union select variant_id from old_rows))));
  end if;
  return null;
end $$;
create trigger search_insert after insert on variant_barcodes referencing new table as new_rows
  for each statement execute function note_changed_barcodes();
create trigger search_update after update on variant_barcodes referencing old table as old_rows new table as new_rows
  for each statement execute function note_changed_barcodes();
create trigger search_delete after delete on variant_barcodes referencing old table as old_rows
  for each statement execute function note_changed_barcodes();

create function note_changed_product_stores() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform await_product_search((select array_agg(distinct product_id) from new_rows));
  else
    perform await_product_search((select array_agg(distinct product_id) from old_rows));
  end if;
  return null;
end $$;
create trigger search_insert after insert on product_stores referencing new table as new_rows
  for each statement execute function note_changed_product_stores();
create trigger search_delete after delete on product_stores referencing old table as old_rows
  for each statement execute function note_changed_product_stores();

-- A category's name and place are words of every product under it.
create function note_changed_categories() returns trigger language plpgsql as $$
begin
  perform await_product_search((
    with recursive below as (
      select id from (
        select id, name, parent_id, deleted_at is null from new_rows
        except select id, name, parent_id, deleted_at is null from old_rows) changed
      union
      select c.id from below join product_categories c on c.parent_id = below.id
    ) select array_agg(id) from products where category_id = any (array(select below.id from below))));
  return null;
end $$;
create trigger search_update after update on product_categories referencing old table as old_rows new table as new_rows
  for each statement execute function note_changed_categories();

-- How many products there are, by the two flags that lists are filtered by most: a whole catalogue is not counted for
-- each of its pages. The counts are sums of rows: a transaction adds its own and folds in those that nobody else is
-- folding, so that no writer waits for another, and every reader sees the count of its own moment.
create table product_counts (
  is_active boolean not null,
  is_featured boolean not null,
  products bigint not null
);

create function add_product_counts(active boolean[], featured boolean[], amounts bigint[]) returns void
  language plpgsql as $$
begin
  if active is null then return; end if;
  with folded as (
    delete from product_counts where ctid = any (array(select ctid from product_counts for update skip locked))
    returning is_active, is_featured, products
  )
  insert into product_counts
  select is_active, is_featured, sum(products) from (
    select * from folded union all select * from unnest(active, featured, amounts)
  ) all_counts (is_active, is_featured, products)
  group by is_active, is_featured having sum(products) <> 0;
end $$;

create function count_products() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform add_product_counts(array_agg(is_active), array_agg(is_featured), array_agg(amount))
    from (select is_active, is_featured, count(*) as amount from new_rows group by 1, 2) changed;
  elsif tg_op = 'DELETE' then
    perform add_product_counts(array_agg(is_active), array_agg(is_featured), array_agg(amount))
    from (select is_active, is_featured, -count(*) as amount from old_rows group by 1, 2) changed;
  else
    perform add_product_counts(array_agg(is_active), array_agg(is_featured), array_agg(amount))
    from (
      select is_active, is_featured, sum(amount)::bigint as amount from (
        select is_active, is_featured, 1 as amount from new_rows
        union all select is_active, is_featured, -1 from old_rows) both_sides
      group by 1, 2 having sum(amount) <> 0) changed;
  end if;
  return null;
end $$;
create trigger count_insert after insert on product_search referencing new table as new_rows
  for each statement execute function count_products();
create trigger count_update after update on product_search referencing old table as old_rows new table as new_rows
  for each statement execute function count_products();
create trigger count_delete after delete on product_search referencing old table as old_rows
  for each statement execute function count_products();

-- What stands already.
select refresh_product_search(array(select id from products));
