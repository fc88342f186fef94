-- Enrolled tills: devices and their leases, the records they deliver, drawer sessions with their totals, reviews.

-- A code that enrols one device once; its hash is kept until then. public_key: Ed25519, 32 bytes.
alter table devices
  alter column public_key drop not null,
  alter column enrolled_at drop not null,
  alter column enrolled_at drop default,
  add column created_by bigint,
  add column created_at timestamptz not null default now(),
  add column updated_at timestamptz not null default now(),
  add column enrolment_code_hash bytea unique,
  add column enrolment_expires_at timestamptz,
  add column revoked_by bigint,
  add column last_seen_at timestamptz,
  add constraint devices_key_when_enrolled check ((enrolled_at is null) = (public_key is null));
create index devices_store_id on devices (store_id);

-- What has arrived of a lease: the highest number, how many records, and the head of the device's own chain.
alter table register_leases
  add column record_count bigint not null default 0,
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
  recorded_at timestamptz not null default now(),
  -- As the device chained it; null in series 0, whose chain is the register's journal.
  previous_hash bytea,
  hash bytea,
  flags text[] not null default '{}',
  primary key (store_id, register_id, series, number)
);
create unique index till_records_id on till_records (id, store_id);
create index till_records_session on till_records (session_id, number) where session_id is not null;
create trigger till_records_append_only before delete on till_records
  for each row execute function refuse_change();

-- A drawer session. Its row is made by whichever of its records arrives first: opened_at is null until the opening has
-- arrived, closed_at until the closing has. kind 'day': what a register without a drawer sells on a business day.
create table register_sessions (
  store_id bigint not null,
  id uuid not null,
  register_id bigint not null,
  kind text not null default 'drawer' check (kind in ('drawer', 'day')),
  business_day date,
  series integer,
  device_id uuid,
  currency char(3) not null,
  opened_at timestamptz,
  opened_by bigint,
  opening_number bigint,
  opening_float_minor bigint not null default 0,
  -- Another device took the register over while this session was open: it no longer keeps others from opening.
  taken_over_at timestamptz,
  closed_at timestamptz,
  closed_by bigint,
  -- The closing's own number: what the session holds has a lower one, what has a higher one is late.
  last_number bigint,
  z_number bigint,
  -- Records that have arrived of those that the closing counts, itself among them.
  record_count bigint not null default 0,
  counted jsonb,
  counted_cash_minor bigint,
  stated jsonb,
  difference_note text,
  primary key (store_id, id),
  foreign key (store_id, register_id) references registers (store_id, id)
);
create unique index register_sessions_one_open on register_sessions (store_id, register_id)
  where kind = 'drawer' and opened_at is not null and closed_at is null and taken_over_at is null;
create unique index register_sessions_one_day on register_sessions (store_id, register_id, business_day) where kind = 'day';
create unique index register_sessions_z on register_sessions (store_id, register_id, z_number) where z_number is not null;
create index register_sessions_opened on register_sessions (store_id, opened_at desc, id);

-- What a session's records add up to, kept as they come, by the business day of each: a Z reads a few rows however many
-- tickets there were. name: a measure (tickets, units, gross, discounts, returns, net, tax, total, rounding, cost …), with
-- a key where it has several (a tax's code, a payment method, a reason for cash in or out). is_late: beyond the closing.
create table session_totals (
  store_id bigint not null,
  session_id uuid not null,
  business_day date not null,
  is_late boolean not null default false,
  name text not null,
  key text not null default '',
  amount bigint not null default 0,
  primary key (store_id, session_id, business_day, is_late, name, key)
) with (fillfactor = 70);

create table cash_movements (
  store_id bigint not null,
  id uuid not null,
  session_id uuid not null,
  register_id bigint not null,
  kind text not null check (kind in ('in', 'out', 'drop', 'no_sale')),
  amount_minor bigint not null,
  reason text,
  cashier_id bigint,
  actor_name text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (store_id, id)
);
create index cash_movements_session on cash_movements (store_id, session_id, occurred_at);
create trigger cash_movements_append_only before update or delete on cash_movements
  for each row execute function refuse_change();

-- What a device delivered and what waits for a manager before it counts: never dropped.
create table held_records (
  id bigint generated always as identity primary key,
  store_id bigint not null,
  register_id bigint,
  device_id uuid not null,
  record_id uuid not null,
  body_hash bytea not null,
  reason text not null check (reason in ('device_revoked', 'duplicate_id', 'duplicate_number')),
  body jsonb not null,
  received_at timestamptz not null default now(),
  unique (record_id, body_hash)
);

-- One thing for a person to look at: a flag on a ticket or a closing, or a record that is held.
create table reviews (
  id bigint generated always as identity primary key,
  store_id bigint not null,
  subject_type text not null check (subject_type in ('ticket', 'session', 'held_record', 'approval')),
  subject_id text not null,
  flag text not null,
  details jsonb not null default '{}',
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  settled_by bigint,
  settlement text check (settlement in ('accepted', 'rejected', 'resolved')),
  note text,
  check ((settled_at is null) = (settlement is null)),
  unique (store_id, subject_type, subject_id, flag)
);
create index reviews_open on reviews (store_id, created_at, id) where settled_at is null;
