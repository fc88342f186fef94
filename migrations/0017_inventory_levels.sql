-- Beside what is on hand: what is promised and on its way, what a store wants to have, what calls for attention, goods
-- received from outside.

alter table stock_levels
  -- Promised by reservations that have not ended; those that ran out are among them until the worker ends them.
  add column reserved numeric(12, 3) not null default 0 check (reserved >= 0),
  -- On its way here: what transfers have sent and this store has not received.
  add column in_transit numeric(12, 3) not null default 0 check (in_transit >= 0),
  -- Whether any movement ever was about it: what a store has never had is not missing there.
  add column has_moved boolean not null default false,
  -- When some was last sold: by the till's clock, but never after the recording.
  add column last_sold_at timestamptz,
  -- Since when some has been there without a break; null while there is none.
  add column in_stock_since timestamptz;

update stock_levels level set
  has_moved = exists (
    select from stock_movements m where m.store_id = level.store_id and m.variant_id = level.variant_id),
  last_sold_at = (
    select max(least(m.occurred_at, m.recorded_at)) from stock_movements m
    where m.store_id = level.store_id and m.variant_id = level.variant_id and m.kind = 'sale'),
  in_stock_since = case when level.on_hand > 0 then coalesce((
    select max(m.recorded_at) from stock_movements m
    where m.store_id = level.store_id and m.variant_id = level.variant_id
      and m.balance_after > 0 and m.balance_after - m.quantity <= 0), level.updated_at) end;

-- What a store wants to have of an article. A row changes only under the lock of its level.
create table stock_targets (
  store_id bigint not null,
  variant_id bigint not null references product_variants,
  -- At this quantity or below it, more is to be ordered.
  reorder_point numeric(12, 3) check (reorder_point >= 0),
  -- Up to this quantity; more is too much.
  target numeric(12, 3) check (target >= 0),
  pack_size numeric(12, 3) check (pack_size > 0),
  lead_time_days integer check (lead_time_days between 0 and 365),
  updated_at timestamptz not null default now(),
  primary key (store_id, variant_id),
  check (target >= reorder_point)
);
select audit_changes('stock_targets', 'stock-target', 'store_id', 'variant_id');

-- How a store deals with its stock; a store without a row follows the defaults.
create table stock_policies (
  store_id bigint primary key,
  -- What becomes of a sale that takes more than there is. A till's ticket is recorded whatever stands here.
  below_zero text not null default 'warn' check (below_zero in ('allow', 'warn', 'refuse')),
  -- After how many days without a sale an article in stock calls for attention; null: never.
  no_sale_days integer default 90 check (no_sale_days between 1 and 3650),
  updated_at timestamptz not null default now()
);
select audit_changes('stock_policies', 'stock-policy', 'store_id');

-- The one rule that lists, alerts and verification share.
create function stock_status(on_hand numeric, reorder_point numeric, target numeric) returns text
  language sql immutable parallel safe
  as $$ select case when on_hand < 0 then 'negative' when on_hand = 0 then 'out' when on_hand <= reorder_point then 'low'
    when on_hand > target then 'over' else 'in' end $$;

-- One row from the moment when a level came into a state that calls for attention until it left it. Rows are opened and
-- closed under the lock of their level.
create table stock_alerts (
  store_id bigint not null,
  id bigint generated always as identity,
  variant_id bigint not null references product_variants,
  kind text not null check (kind in ('out', 'low', 'over', 'negative', 'no_sale')),
  -- What was on hand when it opened.
  quantity numeric(12, 3) not null,
  -- Only of 'no_sale': the last sale, or the coming of the goods, whichever was later.
  idle_since timestamptz,
  opened_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  primary key (store_id, id),
  check ((kind = 'no_sale') = (idle_since is not null))
);
create unique index stock_alerts_one_open on stock_alerts (store_id, variant_id, kind) where closed_at is null;
create unique index stock_alerts_id on stock_alerts (id, store_id);
create index stock_alerts_variant_id on stock_alerts (variant_id);

insert into stock_alerts (store_id, variant_id, kind, quantity)
select level.store_id, level.variant_id, stock_status(level.on_hand, null, null), level.on_hand
from stock_levels level
where level.on_hand <= 0 and level.has_moved;

-- Goods that came from outside the chain. What each line did to the ledger names the line.
create table stock_receipts (
  store_id bigint not null,
  id bigint generated always as identity,
  -- The supplier's delivery note or invoice.
  reference text,
  note text,
  received_at timestamptz not null,
  actor_id bigint,
  actor_name text not null,
  recorded_at timestamptz not null default now(),
  primary key (store_id, id)
);
create unique index stock_receipts_id on stock_receipts (id, store_id);
create trigger stock_receipts_append_only before update or delete on stock_receipts
  for each row execute function refuse_change();

create table stock_receipt_lines (
  store_id bigint not null,
  receipt_id bigint not null,
  line_no integer not null,
  variant_id bigint not null references product_variants,
  quantity numeric(12, 3) not null check (quantity > 0),
  unit_cost numeric(14, 4) not null check (unit_cost >= 0),
  -- What the goods are worth, and what else they changed because some were missing; minor units.
  value_minor bigint not null,
  cost_variance_minor bigint not null,
  primary key (store_id, receipt_id, line_no),
  foreign key (store_id, receipt_id) references stock_receipts (store_id, id)
);
create trigger stock_receipt_lines_append_only before update or delete on stock_receipt_lines
  for each row execute function refuse_change();

-- Goods promised to somebody until a moment. Changed only under the lock of the level, whose `reserved` is the sum of
-- what remains of those that are active.
create table stock_reservations (
  store_id bigint not null,
  id bigint generated always as identity,
  variant_id bigint not null references product_variants,
  quantity numeric(12, 3) not null check (quantity > 0),
  consumed numeric(12, 3) not null default 0 check (consumed between 0 and quantity),
  status text not null default 'active' check (status in ('active', 'consumed', 'released', 'expired')),
  expires_at timestamptz not null,
  -- For whom or for what: an order's number, a customer's name.
  reference text,
  -- The last sale that took some of it.
  sale_id uuid,
  actor_id bigint,
  actor_name text not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (store_id, id),
  check ((status = 'active') = (ended_at is null)),
  check (status <> 'consumed' or consumed = quantity)
);
create unique index stock_reservations_id on stock_reservations (id, store_id);
create index stock_reservations_level on stock_reservations (store_id, variant_id) where status = 'active';
create index stock_reservations_expires_at on stock_reservations (expires_at) where status = 'active';
create index stock_reservations_variant_id on stock_reservations (variant_id);
select audit_changes('stock_reservations', 'reservation');
