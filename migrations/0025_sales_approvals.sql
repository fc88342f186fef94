-- How much each role may take off a price, what a manager approves by PIN, who takes their turn at a drawer, and tickets
-- that somebody only practised on.

-- Percent of a line's price, together with its share of the ticket's discount; null: no limit. It counts in the roles that
-- give sales.discount or approvals.give; a person's is the greatest.
alter table roles add column discount_limit numeric(7, 4) check (discount_limit between 0 and 100);
update roles set discount_limit = 10 where name = 'cashier' and is_system;
update roles set discount_limit = 0 where name in ('stock_clerk', 'analyst') and is_system;

-- What exceeds the rights of who sells, approved by somebody else: asked for with a PIN and good for one ticket, or given
-- while a till was alone and told with its ticket (is_offline).
create table approvals (
  store_id bigint not null,
  id uuid not null,
  action text not null check (action in ('discount', 'price_override', 'return_without_receipt')),
  approver_id bigint not null,
  -- null: a till named somebody whom the chain does not know.
  approver_name text,
  asked_by_key text not null,
  asked_by bigint,
  asked_by_name text not null,
  register_id bigint,
  reason text not null,
  -- Before and after, as they were shown to the approver.
  details jsonb not null default '{}',
  -- How far it reaches: a discount up to this part of the price, this line only, this price instead of that one, this much
  -- given back at the most.
  limit_ppm integer check (limit_ppm between 0 and 1000000),
  line_no smallint,
  price_from numeric(14, 4),
  price_to numeric(14, 4),
  most_minor bigint,
  is_offline boolean not null default false,
  given_at timestamptz not null default now(),
  expires_at timestamptz,
  -- The ticket that used it up.
  ticket_id uuid,
  used_at timestamptz,
  primary key (store_id, id),
  check ((ticket_id is null) = (used_at is null)),
  check (is_offline = (expires_at is null)),
  check (not is_offline or ticket_id is not null)
);
create index approvals_ticket on approvals (ticket_id) where ticket_id is not null;
create index approvals_given_at on approvals (given_at desc, id desc);
create trigger approvals_used_once before update on approvals for each row when (old.ticket_id is not null)
  execute function refuse_change();
create trigger approvals_stay before delete on approvals for each row execute function refuse_change();
select audit_changes('approvals', 'approval');

-- Who took their turn at an open drawer by PIN.
create table cashier_turns (
  id bigint generated always as identity primary key,
  store_id bigint not null,
  session_id uuid not null,
  register_id bigint not null,
  cashier_id bigint not null,
  cashier_name text not null,
  asked_by_key text not null,
  taken_at timestamptz not null default now()
);
create trigger cashier_turns_append_only before update or delete on cashier_turns
  for each row execute function refuse_change();
select audit_changes('cashier_turns', 'register-session', 'session_id');

-- Tickets of the training mode: without number, seal, stock or session. Kept for a week, for their receipts and for
-- practising returns. The id stands in sale_identities like any other, so that no real ticket ever bears it.
create table training_tickets (
  store_id bigint not null,
  id uuid not null,
  -- The training sale with which its chain of returns and exchanges began; null: with itself, or a return without a receipt.
  root_id uuid,
  customer_id bigint,
  ticket jsonb not null,
  recorded_at timestamptz not null default now(),
  primary key (store_id, id)
);
create index training_tickets_root on training_tickets (root_id) where root_id is not null;
create index training_tickets_recorded_at on training_tickets (recorded_at);
create index training_tickets_customer on training_tickets (customer_id) where customer_id is not null;
