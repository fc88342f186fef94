-- Receipts that were given out: which was the original, and how many copies were made of it.

-- copy_number: 0 is the original; a ticket whose original its till printed itself begins with 1. id: chosen by whoever
-- prints, so that a repeated request finds what the first one took. request_hash: of the form and of where it went.
create table receipt_prints (
  store_id bigint not null,
  sale_id uuid not null,
  copy_number integer not null check (copy_number >= 0),
  id uuid not null,
  format text not null check (format in ('json', 'text', 'html', 'pdf', 'escpos', 'email')),
  request_hash bytea not null,
  actor_key text not null,
  actor_name text not null,
  printed_at timestamptz not null default now(),
  primary key (store_id, sale_id, copy_number),
  constraint receipt_prints_id unique (store_id, sale_id, id),
  foreign key (store_id, sale_id) references sales (store_id, id)
);
create trigger receipt_prints_append_only before update or delete on receipt_prints
  for each row execute function refuse_change();
