-- Enrolled tills: devices and their leases, the records they deliver, drawer sessions with their totals, reviews.

-- A code that enrols one device once. Its hash stays, so that a device that did not hear the answer may ask again with
-- the same key. public_key: Ed25519, 32 bytes.
alter table devices
  drop column clock_offset_ms,
  alter column public_key drop not null,
  alter column enrolled_at drop not null,
  alter column enrolled_at drop default,
  add column created_by bigint,
  add column created_at timestamptz not null default now(),
  add column updated_at timestamptz not null default now(),
  add column enrolment_code_hash bytea unique,
  add column enrolment_expires_at timestamptz,
  add column revoked_by bigint,
  add constraint devices_key_when_enrolled check ((enrolled_at is null) = (public_key is null));
create index devices_store_id on devices (store_id);

-- What changes with each delivery, beside what people change and the audit log tells. offset_ms: our clock less the
-- device's, when it last asked.
create table device_clocks (
  device_id uuid primary key references devices,
  offset_ms bigint not null,
  seen_at timestamptz not null default now()
) with (fillfactor = 70);

-- What has arrived of a lease: the highest number, how many records, and the head of the device's own chain.
alter table register_leases
  add column record_count bigint not null default 0,
  add column leased_by bigint,
  add column ended_by bigint,
  -- The number with which the device says that its series ends; null while nobody has said it.
  add column final_number bigint;

alter table register_journals add column last_z bigint not null default 0;

-- Every record that a till makes, tickets among them, in the order of its series. One place for what all have in common:
-- number, chain, device. (A ticket's money is in sales, a session's in register_sessions.)
create table till_records (
  store_id bigint not null,
  register_id bigint not null,
  series integer not null,
  number bigint not null,
  id uuid not null,
  kind text not null check (kind in ('sale', 'return', 'session_open', 'session_close', 'cash_movement', 'drawer_open')),
  session_id uuid,
  device_id uuid,
  cashier_id bigint,
  occurred_at timestamptz not null,
  -- The store's day on which it counts.
  business_day date not null,
  recorded_at timestamptz not null default now(),
  -- As the device chained it; null in series 0, whose chain is the register's journal.
  previous_hash bytea,
  hash bytea,
  flags text[] not null default '{}',
  primary key (store_id, register_id, series, number)
);
create unique index till_records_id on till_records (id, store_id);
create index till_records_session on till_records (session_id, number) where session_id is not null;
create trigger till_records_append_only before update or delete on till_records
  for each row execute function refuse_change();

-- A session of a register. kind 'drawer': a drawer that is opened with a float and closed with a count; its row is made by
-- whichever of its records arrives first, so opened_at is null until the opening has arrived, closed_at until the closing
-- has. kind 'day': what a register takes in a business day without a drawer being named; its id is made of store, register
-- and day, and a job closes it once the day is over.
create table register_sessions (
  store_id bigint not null,
  id uuid not null,
  register_id bigint not null,
  kind text not null default 'drawer' check (kind in ('drawer', 'day')),
  -- The store's own day on which it was opened; of a day session, the day that it stands for.
  business_day date not null,
  -- In which its till numbers; 0: the server does.
  series integer not null default 0,
  device_id uuid,
  currency char(3) not null,
  opened_at timestamptz,
  opened_by bigint,
  opening_number bigint,
  opening_float_minor bigint not null default 0,
  -- Another session was opened on the register while this one was open: it no longer keeps others from opening.
  taken_over_at timestamptz,
  closed_at timestamptz,
  closed_by bigint,
  -- Where the series stood at the closing: what has a higher number is late, and so is, in series 0, what comes later.
  last_number bigint,
  z_number bigint,
  -- Records of its series in time that are no tickets: with the tickets of session_totals, all that the closing counts.
  other_records bigint not null default 0,
  -- {"cash": minor, …} by method, and the denominations of which the cash was counted.
  counted jsonb,
  denominations jsonb,
  -- What the till says: totals, last number.
  stated jsonb,
  difference_note text,
  primary key (store_id, id),
  foreign key (store_id, register_id) references registers (store_id, id),
  check ((closed_at is null) = (z_number is null))
);
create index register_sessions_id on register_sessions (id);
create unique index register_sessions_one_open on register_sessions (store_id, register_id)
  where kind = 'drawer' and opened_at is not null and closed_at is null and taken_over_at is null;
create unique index register_sessions_one_day on register_sessions (store_id, register_id, business_day) where kind = 'day';
create unique index register_sessions_z on register_sessions (store_id, register_id, z_number) where z_number is not null;
create index register_sessions_business_day on register_sessions (business_day desc, id desc);
create index register_sessions_days_open on register_sessions (business_day) where kind = 'day' and closed_at is null;

-- What a session's tickets add up to, kept as they come, by the business day of each: a Z reads a few rows however many
-- tickets there were. The measures are those of the reports. is_late: beyond the closing.
create table session_totals (
  store_id bigint not null,
  session_id uuid not null,
  business_day date not null,
  is_late boolean not null,
  tickets bigint not null,
  return_tickets bigint not null,
  units numeric(18, 3) not null,
  gross_minor bigint not null,
  discount_minor bigint not null,
  returns_minor bigint not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  rounding_minor bigint not null,
  primary key (store_id, session_id, business_day, is_late)
) with (fillfactor = 70);

-- The same by what a ticket has several of. tax: base and amount by code. payment: what was handed over (base) and what of
-- it was kept (amount), by method; refund: what was given back, negative. movement: cash in, and out as negative.
create table session_shares (
  store_id bigint not null,
  session_id uuid not null,
  business_day date not null,
  is_late boolean not null,
  kind text not null check (kind in ('tax', 'payment', 'refund', 'movement')),
  key text not null,
  occurrences bigint not null,
  base_minor bigint not null,
  amount_minor bigint not null,
  primary key (store_id, session_id, business_day, is_late, kind, key)
) with (fillfactor = 70);

create index sales_late on sales (session_id) where flags @> '{session_closed}';

create table cash_movements (
  store_id bigint not null,
  id uuid not null,
  session_id uuid not null,
  register_id bigint not null,
  kind text not null check (kind in ('in', 'out', 'drop', 'no_sale')),
  amount_minor bigint not null check (amount_minor >= 0 and (kind = 'no_sale') = (amount_minor = 0)),
  reason text,
  business_day date not null,
  cashier_id bigint,
  actor_name text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (store_id, id)
);
create index cash_movements_session on cash_movements (session_id, occurred_at);
create trigger cash_movements_append_only before update or delete on cash_movements
  for each row execute function refuse_change();

-- Tickets recorded before there were sessions belong to day sessions: of an import register by the day of the import, of
-- the others by their business day.
with placed as (
  select sale.store_id, sale.id, sale.register_id, case when register.kind = 'import'
    then (sale.recorded_at at time zone store.time_zone)::date else sale.business_day end as day
  from sales sale join registers register on register.id = sale.register_id join stores store on store.id = sale.store_id
), digested as (
  select *, encode(sha256(convert_to(concat_ws(chr(10), 'day-session', store_id, register_id, day), 'UTF8')), 'hex') as d
  from placed
), named as (
  select store_id, id, register_id, day, (substr(d, 1, 8) || '-' || substr(d, 9, 4) || '-8' || substr(d, 14, 3) || '-'
    || to_hex(('x' || substr(d, 17, 1))::bit(4)::int & 3 | 8) || substr(d, 18, 3) || '-' || substr(d, 21, 12))::uuid as session_id
  from digested
), made as (
  insert into register_sessions (store_id, id, register_id, kind, business_day, currency, opened_at)
  select named.store_id, named.session_id, named.register_id, 'day', named.day, min(sale.currency), min(sale.recorded_at)
  from named join sales sale using (store_id, id) group by 1, 2, 3, 5
)
update sales set session_id = named.session_id from named where sales.store_id = named.store_id and sales.id = named.id;

insert into session_totals
select sale.store_id, sale.session_id, sale.business_day, false, count(*) filter (where sale.kind = 'sale'),
  count(*) filter (where sale.kind = 'return'), sum(line.units), sum(line.gross), sum(line.discount), sum(line.returns),
  sum(line.net), sum(line.tax), sum(sale.total_minor), sum(sale.rounding_minor)
from sales sale cross join lateral (
  select coalesce(sum(quantity) filter (where kind <> 'adjustment'), 0) as units,
    coalesce(sum(gross_minor) filter (where kind <> 'return'), 0) as gross,
    coalesce(sum(discount_minor) filter (where kind <> 'return'), 0) as discount,
    coalesce(sum(net_minor) filter (where kind = 'return'), 0) as returns,
    coalesce(sum(net_minor), 0) as net, coalesce(sum(tax_minor), 0) as tax
  from sale_lines where sale_lines.store_id = sale.store_id and sale_lines.sale_id = sale.id) line
group by 1, 2, 3;

insert into session_shares
select sale.store_id, sale.session_id, sale.business_day, false, part.kind, part.key, count(*), sum(part.base), sum(part.amount)
from sales sale join (
  select store_id, sale_id, 'tax' as kind, code as key, base_minor as base, amount_minor as amount from sale_taxes
  union all
  select store_id, sale_id, case when amount_minor < 0 then 'refund' else 'payment' end, method, amount_minor,
    amount_minor - change_minor from sale_payments
) part on part.store_id = sale.store_id and part.sale_id = sale.id
group by 1, 2, 3, 5, 6;

-- The tickets of before, all of series 0, once they have their sessions.
insert into till_records (store_id, register_id, series, number, id, kind, session_id, cashier_id, occurred_at, business_day,
  recorded_at, flags)
select store_id, register_id, series, number, id, kind, session_id, cashier_id, occurred_at, business_day, recorded_at, flags
from sales;

-- What a device delivered and what waits for a manager before it counts: never dropped.
create table held_records (
  id bigint generated always as identity primary key,
  store_id bigint not null,
  register_id bigint not null,
  device_id uuid not null,
  kind text not null,
  series integer not null,
  number bigint not null,
  record_id uuid not null,
  body_hash bytea not null,
  -- sale_missing: a return whose sale has not come yet; it is recorded by itself when it does.
  reason text not null check (reason in ('device_revoked', 'duplicate_id', 'duplicate_number', 'sale_missing')),
  waits_for uuid,
  body jsonb not null,
  received_at timestamptz not null default now(),
  -- Under which id it was recorded after all; null while it waits, and for ever when it was rejected.
  recorded_id uuid,
  check ((reason = 'sale_missing') = (waits_for is not null)),
  unique (record_id, body_hash)
);
create index held_records_waiting on held_records (waits_for) where waits_for is not null and recorded_id is null;

-- One thing for a person to look at: a flag on a ticket or a closing, or a record that is held.
create table reviews (
  id bigint generated always as identity primary key,
  store_id bigint not null,
  -- Of a lease the id is register-series; of a till's record that is no ticket, its UUID.
  subject_type text not null check (subject_type in ('ticket', 'record', 'session', 'lease', 'held_record', 'approval')),
  subject_id text not null,
  flag text not null,
  details jsonb not null default '{}',
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  settled_by bigint,
  settled_by_name text,
  settlement text check (settlement in ('accepted', 'rejected', 'resolved')),
  note text,
  check ((settled_at is null) = (settlement is null)),
  unique (store_id, subject_type, subject_id, flag)
);
create index reviews_open on reviews (store_id, created_at, id) where settled_at is null;
