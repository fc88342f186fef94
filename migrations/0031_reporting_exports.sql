-- Reports, and the tickets behind them, that are asked for in the background as files.

create table exports (
  id bigint generated always as identity primary key,
  -- A report's name, or what is listed row by row.
  kind text not null,
  format text not null check (format in ('csv', 'xlsx', 'pdf')),
  separator text check (separator in ('comma', 'semicolon', 'tab')),
  -- What the report is asked.
  parameters jsonb not null,
  language text not null check (language in ('fr', 'en')),
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'expired')),
  -- Why it could not be made.
  failure jsonb,
  -- Who asked, and what they might do and where (null: everywhere) at that moment. The file is made of what they still
  -- may when it is made.
  created_by bigint references users,
  actor_key text not null,
  actor_name text not null,
  permissions text[] not null,
  store_ids bigint[],
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  -- The file, and what whoever reads it must be allowed; null once it is no longer kept.
  stored_as text unique,
  file_name text,
  file_bytes bigint,
  -- SHA-256, in hexadecimal.
  file_digest text,
  rows_written bigint,
  made_with text[],
  made_of bigint[],
  -- The moment of the database that the file shows at the latest.
  as_of timestamptz,
  expires_at timestamptz,
  check ((state = 'done') = (stored_as is not null))
);
create index exports_of_actor on exports (actor_key, id desc);
create index exports_expiring on exports (expires_at) where state = 'done';
create index exports_unfinished on exports (actor_key) where state in ('queued', 'running');

-- How far the work has come, and who is at it. What moves every second stands apart from what the audit log keeps.
create table export_work (
  export_id bigint primary key references exports on delete cascade,
  rows_done bigint not null default 0,
  -- Known beforehand of some only.
  rows_total bigint,
  runner uuid,
  attempts smallint not null default 0
);

select audit_changes('exports', 'export');
