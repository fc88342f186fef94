-- The journal is signed, holds the closings of sessions among the tickets, and is closed by day, month and year.

-- Keys that sign. The private one is sealed under SECRET_KEY (AES-256-GCM: nonce, sealed bytes, tag). Where SECRET_KEY no
-- longer opens it a new key is made; the public ones stay for ever, since what they have signed stays too.
create table journal_keys (
  id bigint generated always as identity primary key,
  -- Ed25519, 32 bytes.
  public_key bytea not null unique check (length(public_key) = 32),
  sealed_private_key bytea not null,
  created_at timestamptz not null default now()
);
create trigger journal_keys_append_only before update or delete on journal_keys
  for each row execute function refuse_change();

-- What was recorded before there were keys has no signature. No foreign key to journal_keys: every ticket would lock the
-- one row that all of them name.
alter table journal_entries
  drop constraint journal_entries_kind_check,
  add constraint journal_entries_kind_check check (kind in ('ticket', 'session_close')),
  add column key_id bigint,
  add column signature bytea,
  -- The canonical form of a closing, whose session goes on changing while late records arrive; a ticket's is made of its rows.
  add column content text,
  add constraint journal_entries_signed_by_a_key check ((key_id is null) = (signature is null)),
  add constraint journal_entries_signed_since_version_2 check (formula_version = 1 or signature is not null),
  add constraint journal_entries_content_of_closing check ((kind = 'session_close') = (content is not null));

-- A session and a ticket may have one UUID: their makers are different programs.
drop index journal_entries_record;
create unique index journal_entries_record on journal_entries (record_id, store_id, kind);

-- What a store has taken in a day, a month, a year of acceptance: a chain per store. All that it says is in `content`, the
-- text that is hashed and signed; the other columns are there to be found by.
create table journal_closings (
  id bigint generated always as identity unique,
  store_id bigint not null,
  position bigint not null check (position > 0),
  kind text not null check (kind in ('day', 'month', 'year')),
  first_day date not null,
  last_day date not null,
  number bigint not null check (number > 0),
  content text not null,
  previous_hash bytea not null,
  hash bytea not null,
  key_id bigint not null references journal_keys,
  signature bytea not null,
  made_at timestamptz not null,
  primary key (store_id, position),
  unique (store_id, kind, number),
  constraint journal_closings_period unique (store_id, kind, first_day),
  check (first_day <= last_day)
);
create index journal_closings_last_day on journal_closings (last_day desc, id desc);
create trigger journal_closings_append_only before update or delete on journal_closings
  for each row execute function refuse_change();
