-- What a receipt must say of who sells: the business name, and the numbers under which it is registered, in the order in
-- which they are printed ({"kind": "TPS", "number": "123456789 RT0001"}).

alter table stores
  add column legal_name text check (length(legal_name) between 1 and 255),
  add column registrations jsonb not null default '[]';
