-- Stock is a ledger: movements are inserted, balances change by arithmetic in the same transaction.

create table stock_levels (
  store_id bigint not null,
  variant_id bigint not null references product_variants,
  on_hand numeric(12, 3) not null default 0,
  -- Value at cost, in minor units of the store's currency; the average cost is value ÷ on_hand.
  value_minor bigint not null default 0,
  updated_at timestamptz not null default now(),
  primary key (store_id, variant_id)
  -- Room in each page for the next version of a row: a sale then touches no index.
) with (fillfactor = 70);
create index stock_levels_variant_id on stock_levels (variant_id);

create table stock_movements (
  store_id bigint not null,
  id bigint generated always as identity,
  variant_id bigint not null references product_variants,
  kind text not null check (kind in ('sale', 'return', 'receipt', 'transfer_out', 'transfer_in', 'count', 'adjustment', 'cost_variance')),
  quantity numeric(12, 3) not null,
  -- What was on hand once this movement was recorded: the sum of the level's movements up to this one, by id.
  balance_after numeric(12, 3) not null,
  value_minor bigint not null,
  reason text,
  -- What caused it: the ticket's UUID and line, an import's name, …
  reference_type text,
  reference_id text,
  reference_line integer,
  actor_id bigint,
  actor_name text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (store_id, id)
);
create index stock_movements_variant on stock_movements (store_id, variant_id, id desc);
-- Sales are the mass; what is rare among them must be found without reading them, and costs them nothing.
create index stock_movements_kind on stock_movements (store_id, kind, id desc) where kind <> 'sale';

-- Append-only, whoever asks.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger stock_movements_append_only before update or delete on stock_movements
  for each row execute function refuse_change();
