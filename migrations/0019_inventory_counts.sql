-- Stocktakes: what was counted, by whom, when and where on the shelves, against what the ledger expected.

alter table stock_levels
  -- The latest approved count of the level: the moment at which it held what was counted, and the stocktake that says so.
  add column counted_at timestamptz,
  add column stocktake_id bigint,
  add check ((counted_at is null) = (stocktake_id is null));

alter table stock_movements
  drop constraint stock_movements_kind_check,
  -- A correction undoes the movement before it, which occurred before a count that was approved already.
  add constraint stock_movements_kind_check check (kind in ('sale', 'return', 'receipt', 'transfer_out', 'transfer_in',
    'count', 'count_correction', 'adjustment', 'cost_variance'));
-- They are rare, and cost other movements nothing.
create index stock_movements_corrections on stock_movements (store_id, variant_id) where kind = 'count_correction';

create table stocktakes (
  store_id bigint not null,
  id bigint generated always as identity,
  -- What is to be counted: all that the store keeps, of some categories only, or a list.
  scope text not null check (scope in ('store', 'category', 'list')),
  category_ids bigint[] check ((category_ids is not null) = (scope = 'category')),
  -- Whoever counts is not told how many are expected.
  blind boolean not null,
  note text,
  status text not null default 'counting' check (status in ('counting', 'finished', 'approved', 'cancelled')),
  -- Raised each time that some articles are to be counted again.
  round integer not null default 1,
  -- What becomes of the articles that nobody counted: they keep what they have, or there are none.
  uncounted text check (uncounted in ('leave', 'zero')),
  created_by bigint,
  created_by_name text not null,
  started_at timestamptz not null,
  -- The store's last movement before that: what is recorded from then on has a higher id.
  last_movement_id bigint not null,
  finished_by bigint,
  finished_by_name text,
  finished_at timestamptz,
  approved_by bigint,
  approved_by_name text,
  approved_at timestamptz,
  cancelled_by bigint,
  cancelled_by_name text,
  cancelled_at timestamptz,
  primary key (store_id, id),
  check (status not in ('finished', 'approved') or num_nulls(finished_by_name, finished_at, uncounted) = 0),
  check ((status = 'approved') = (approved_at is not null)),
  check ((status = 'cancelled') = (cancelled_at is not null))
);
create unique index stocktakes_id on stocktakes (id, store_id);
create index stocktakes_store_status on stocktakes (store_id, status, id desc);
select audit_changes('stocktakes', 'stocktake');

-- The articles of a stocktake, and what came of each.
create table stocktake_lines (
  store_id bigint not null,
  stocktake_id bigint not null,
  variant_id bigint not null references product_variants,
  -- Of the scope as it was at the beginning; the others were found on the shelves.
  is_planned boolean not null,
  -- In which round it is to be counted: what was counted in an earlier one is void.
  round integer not null default 1,
  -- Once the counting is finished: the sum of its zones, and from the first of them to the last. The last is the moment of
  -- the count.
  counted numeric(15, 3) check (counted >= 0),
  first_counted_at timestamptz,
  counted_at timestamptz,
  -- Once it is approved: the balance of the ledger at that moment, what the difference was worth at cost, and what else it
  -- changed because some were missing; minor units.
  expected numeric(15, 3),
  value_minor bigint,
  cost_variance_minor bigint,
  primary key (store_id, stocktake_id, variant_id),
  foreign key (store_id, stocktake_id) references stocktakes (store_id, id),
  check (num_nulls(counted, first_counted_at, counted_at) in (0, 3)),
  check (num_nulls(expected, value_minor, cost_variance_minor) in (0, 3)),
  check (expected is null or counted is not null)
);
create index stocktake_lines_variant_id on stocktake_lines (variant_id);

-- Every count, also those that a later one of the same zone has replaced.
create table stocktake_counts (
  store_id bigint not null,
  -- Given by whoever counts, so that what is sent twice counts once.
  id uuid not null,
  stocktake_id bigint not null,
  variant_id bigint not null,
  -- The order of recording.
  place bigint generated always as identity,
  round integer not null,
  -- Which shelf; the empty text where none was named.
  zone text not null,
  quantity numeric(12, 3) not null check (quantity >= 0),
  counted_at timestamptz not null,
  actor_id bigint,
  actor_name text not null,
  recorded_at timestamptz not null default now(),
  primary key (store_id, id),
  foreign key (store_id, stocktake_id, variant_id) references stocktake_lines (store_id, stocktake_id, variant_id)
);
create index stocktake_counts_line on stocktake_counts (store_id, stocktake_id, variant_id);
create trigger stocktake_counts_append_only before update or delete on stocktake_counts
  for each row execute function refuse_change();
