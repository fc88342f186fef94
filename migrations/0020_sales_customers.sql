-- What the chain knows of its customers, their store credit, and tickets that wait under a name.

alter table customers
  add column email text check (length(email) between 3 and 255),
  add column phone text check (length(phone) between 1 and 50),
  add column address_line1 text,
  add column address_line2 text,
  add column city text,
  add column region text,
  add column postal_code text,
  add column language text check (language in ('fr', 'en')),
  add column note text,
  -- The certificate of a customer who pays no tax, and the last day on which it holds; null: without an end.
  add column tax_exemption_number text check (length(tax_exemption_number) between 1 and 100),
  add column tax_exemption_expires_on date,
  -- Whom this record turned out to be; never one that was merged itself.
  add column merged_into_id bigint references customers check (merged_into_id <> id),
  add column erased_at timestamptz,
  -- An import that still names an erased customer must not bring them back.
  add column erased_external_id_hash bytea,
  -- What a search looks through. Of a telephone number only the digits, since everybody writes the rest differently.
  add column search_words text not null generated always as (
    search_text(name || ' ' || coalesce(email, '') || ' ' || coalesce(external_id, '') || ' '
      || regexp_replace(coalesce(phone, ''), '\D', '', 'g'))) stored,
  add constraint customers_exemption_has_number
    check (tax_exemption_expires_on is null or tax_exemption_number is not null),
  add constraint customers_gone_is_deleted
    check (deleted_at is not null or (merged_into_id is null and erased_at is null)),
  add constraint customers_erased_is_empty check (erased_at is null or (name = '—' and num_nonnulls(country, external_id,
    email, phone, address_line1, address_line2, city, region, postal_code, language, note, tax_exemption_number) = 0));
create index customers_search on customers using gin (search_words gin_trgm_ops) where deleted_at is null;
create index customers_name on customers ((name collate "fr-x-icu"), id) where deleted_at is null;
create index customers_merged_into_id on customers (merged_into_id) where merged_into_id is not null;
create index customers_erased_external_id on customers (erased_external_id_hash) where erased_external_id_hash is not null;

select audit_personal_changes('customers', 'customer', 'name', 'country', 'external_id', 'email', 'phone',
  'address_line1', 'address_line2', 'city', 'region', 'postal_code', 'language', 'note', 'tax_exemption_number',
  'tax_exemption_expires_on');

-- The certificate of the customer, on a ticket that bears no tax because of it. A ticket that charges no tax is worth
-- nothing to whoever audits it without this number, so it stays for as long as the ticket does.
alter table sales add column tax_exemption_number text;

-- What the chain owes a customer. The balance is the sum of the movements, changed with them in one transaction.
create table customer_credits (
  customer_id bigint not null references customers,
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  balance_minor bigint not null default 0 constraint customer_credits_not_negative check (balance_minor >= 0),
  primary key (customer_id, currency)
);

create table customer_credit_movements (
  id bigint generated always as identity primary key,
  customer_id bigint not null,
  currency char(3) not null,
  kind text not null check (kind in ('grant', 'withdrawal', 'payment', 'refund', 'merge', 'forfeit')),
  -- Minor units; what is added to the balance.
  amount_minor bigint not null check (amount_minor <> 0),
  balance_after_minor bigint not null check (balance_after_minor >= 0),
  reason text,
  -- The ticket that was paid, or whose goods came back.
  store_id bigint,
  ticket_id uuid,
  -- The other side of a merge.
  other_customer_id bigint references customers,
  actor_id bigint,
  actor_name text not null,
  recorded_at timestamptz not null default now(),
  foreign key (customer_id, currency) references customer_credits,
  check ((kind in ('payment', 'refund')) = (ticket_id is not null)),
  check ((store_id is null) = (ticket_id is null)),
  check ((kind = 'merge') = (other_customer_id is not null))
);
create index customer_credit_movements_account on customer_credit_movements (customer_id, currency, id);
create unique index customer_credit_movements_ticket on customer_credit_movements (ticket_id, kind)
  where ticket_id is not null;
-- The words of a reason may be about a person, who may ask that they be forgotten; nothing else ever changes.
create trigger customer_credit_movements_append_only before update on customer_credit_movements
  for each row when (new.reason is not null or to_jsonb(old) - 'reason' <> to_jsonb(new) - 'reason')
  execute function refuse_change();
create trigger customer_credit_movements_not_deleted before delete on customer_credit_movements
  for each row execute function refuse_change();

-- A ticket that waits under a name: no number, no stock, no part of any report.
create table parked_sales (
  store_id bigint not null,
  id uuid not null,
  register_id bigint,
  -- SHA-256 of what parked it: the same again is the same ticket.
  body_hash bytea not null,
  name text not null check (length(name) between 1 and 100),
  customer_id bigint references customers,
  note text,
  lines jsonb not null,
  discount jsonb,
  -- As the till showed it.
  total numeric(14, 4),
  parked_by bigint,
  parked_by_name text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  resumed_at timestamptz,
  resumed_by bigint,
  resumed_by_name text,
  resumed_register_id bigint,
  primary key (store_id, id),
  foreign key (store_id, register_id) references registers (store_id, id),
  foreign key (store_id, resumed_register_id) references registers (store_id, id),
  check ((resumed_at is null) = (resumed_by_name is null))
);
create unique index parked_sales_id on parked_sales (id);
create index parked_sales_waiting on parked_sales (store_id, created_at, id) where resumed_at is null;
create index parked_sales_customer_id on parked_sales (customer_id) where customer_id is not null;
