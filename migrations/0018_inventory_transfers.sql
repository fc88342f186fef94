-- Goods that go from one place of the chain to another. A transfer belongs to the store that is to have them: its rows
-- carry that store, and what is on its way is in that store's books, at the cost at which it left the other.

alter table stock_levels
  -- What the goods on their way here cost; minor units of the store's currency.
  add column in_transit_value_minor bigint not null default 0 check (in_transit_value_minor >= 0),
  add constraint stock_levels_nothing_under_way check (in_transit > 0 or in_transit_value_minor = 0);

-- Which place supplies a store; without one, the chain's first warehouse of its currency.
alter table stock_policies add column supplied_by bigint check (supplied_by <> store_id);

create table stock_transfers (
  -- The destination.
  store_id bigint not null,
  id bigint generated always as identity,
  source_id bigint not null check (source_id <> store_id),
  -- Who asked: the destination, the source, or the destination by what replenishment proposed.
  origin text not null check (origin in ('request', 'push', 'replenishment')),
  status text not null default 'requested'
    check (status in ('requested', 'approved', 'picking', 'shipped', 'partially_received', 'received', 'cancelled')),
  -- Of both stores, when it was asked for.
  currency char(3) not null,
  reference text,
  note text,
  requested_at timestamptz not null default now(),
  approved_at timestamptz,
  shipped_at timestamptz,
  -- Since when nothing of it is under way any more.
  received_at timestamptz,
  cancelled_at timestamptz,
  updated_at timestamptz not null default now(),
  primary key (store_id, id),
  check ((status = 'cancelled') = (cancelled_at is not null)),
  check ((status = 'received') = (received_at is not null)),
  check ((status in ('shipped', 'partially_received', 'received')) = (shipped_at is not null))
);
create unique index stock_transfers_id on stock_transfers (id, store_id);
create index stock_transfers_source on stock_transfers (source_id, id);
create index stock_transfers_open on stock_transfers (store_id) where status not in ('received', 'cancelled');
create index stock_transfers_source_open on stock_transfers (source_id) where status not in ('received', 'cancelled');
select audit_changes('stock_transfers', 'transfer');

-- An article of a transfer. What has become of it is the sum of its entries.
create table stock_transfer_lines (
  store_id bigint not null,
  transfer_id bigint not null,
  line_no integer not null,
  variant_id bigint not null references product_variants,
  -- Nothing, of what arrived without being on the transfer.
  requested numeric(12, 3) not null check (requested >= 0),
  approved numeric(12, 3) check (approved between 0 and requested),
  picked numeric(12, 3) check (picked between 0 and approved),
  shipped numeric(12, 3) not null default 0 check (shipped between 0 and coalesce(approved, 0)),
  received numeric(12, 3) not null default 0 check (received >= 0),
  -- What arrived beyond what was under way.
  surplus numeric(12, 3) not null default 0 check (surplus >= 0),
  -- What came back to the source, and what nobody will see again.
  returned numeric(12, 3) not null default 0 check (returned >= 0),
  lost numeric(12, 3) not null default 0 check (lost >= 0),
  in_transit numeric(12, 3) not null generated always as (shipped - received - returned - lost) stored
    check (in_transit >= 0),
  -- At the source's average cost when they left; minor units.
  shipped_value_minor bigint not null default 0 check (shipped_value_minor >= 0),
  in_transit_value_minor bigint not null default 0 check (in_transit_value_minor between 0 and shipped_value_minor),
  primary key (store_id, transfer_id, variant_id),
  unique (store_id, transfer_id, line_no),
  foreign key (store_id, transfer_id) references stock_transfers (store_id, id),
  check (in_transit > 0 or in_transit_value_minor = 0)
);
create index stock_transfer_lines_variant_id on stock_transfer_lines (variant_id);

-- Who did what to a transfer, when and why.
create table stock_transfer_steps (
  store_id bigint not null,
  transfer_id bigint not null,
  step_no integer not null,
  kind text not null
    check (kind in ('requested', 'changed', 'approved', 'picked', 'shipped', 'received', 'settled', 'cancelled')),
  note text,
  -- The receiver's own id of a delivery, which comes in once, and what came with it.
  delivery_id uuid,
  body_hash bytea,
  actor_id bigint,
  actor_name text not null,
  recorded_at timestamptz not null default now(),
  primary key (store_id, transfer_id, step_no),
  foreign key (store_id, transfer_id) references stock_transfers (store_id, id),
  check ((delivery_id is null) = (body_hash is null))
);
create unique index stock_transfer_steps_delivery on stock_transfer_steps (delivery_id) where delivery_id is not null;
create trigger stock_transfer_steps_append_only before update or delete on stock_transfer_steps
  for each row execute function refuse_change();

-- The ledger of goods under way: what each step did to each article. Only what left a stock or was under way has a value.
create table stock_transfer_entries (
  store_id bigint not null,
  transfer_id bigint not null,
  step_no integer not null,
  variant_id bigint not null references product_variants,
  kind text not null
    check (kind in ('requested', 'approved', 'picked', 'shipped', 'received', 'surplus', 'returned', 'lost')),
  quantity numeric(12, 3) not null check (quantity >= 0),
  -- What these goods are worth, and what else they changed because some were missing where they came in; minor units.
  value_minor bigint not null default 0 check (value_minor >= 0),
  cost_variance_minor bigint not null default 0,
  reason text,
  primary key (store_id, transfer_id, step_no, variant_id, kind),
  foreign key (store_id, transfer_id, step_no) references stock_transfer_steps (store_id, transfer_id, step_no)
);
create index stock_transfer_entries_variant_id on stock_transfer_entries (variant_id);
create trigger stock_transfer_entries_append_only before update or delete on stock_transfer_entries
  for each row execute function refuse_change();

-- What an approved transfer will take is promised like anything else, but does not run out and is not for sale: it expires
-- at infinity, and ends with the shipment.
alter table stock_reservations
  add column transfer_id bigint,
  add constraint stock_reservations_run_out check ((transfer_id is not null) = (expires_at = 'infinity'));
create unique index stock_reservations_transfer on stock_reservations (transfer_id, variant_id)
  where transfer_id is not null;

-- The first movement of a store that was recorded at a moment or later, by halving: ids rise with the time of recording
-- (but for what was under way at once, which is a matter of seconds). No index of times, which each sale would pay for.
create function first_movement_since(of_store bigint, moment timestamptz) returns bigint
  language sql stable parallel safe as $$
  with recursive search as (
    select 0::bigint as low, (select coalesce(max(id), 0) + 1 from stock_movements where store_id = of_store) as high
    union all
    select case when next.recorded_at < moment then next.id + 1 else half.low end,
      case when next.recorded_at < moment then half.high else half.middle end
    from (select low, high, (low + high) / 2 as middle from search where low < high) half
    left join lateral (
      select id, recorded_at from stock_movements m
      where m.store_id = of_store and m.id >= half.middle order by m.id limit 1
    ) next on true
  )
  select max(low) from search
$$;
