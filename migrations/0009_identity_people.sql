-- People as they are managed: deletion, PIN codes, password resets, settings of the chain.

-- Six digits with which people take turns at a till. Hashed like a password.
alter table users add column pin_hash text;

-- “Owner” beside “owner” would deceive whoever gives roles.
create unique index roles_name on roles (lower(name));

-- The last code that was sent to a person who forgot their password; only its digest. An earlier one is void.
create table password_resets (
  user_id bigint primary key references users on delete cascade,
  token_hash bytea not null unique,
  expires_at timestamptz not null
);

-- What people decide for the whole chain, by name. A name that has no row has its default.
create table settings (
  name text primary key,
  value jsonb not null
);

select audit_changes('settings', 'setting', 'name');
select audit_changes('sessions', 'session');

create index audit_log_request_id on audit_log (request_id) where request_id is not null;
