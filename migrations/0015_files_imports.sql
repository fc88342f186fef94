-- Imports that are asked of the API: the file, how it is read, what became of it.

create table imports (
  id bigint generated always as identity primary key,
  kind text not null,
  format text not null,
  -- Everything is tried, and nothing is kept.
  is_dry_run boolean not null,
  file_name text not null,
  file_bytes bigint not null,
  -- SHA-256, in hexadecimal.
  file_digest text not null,
  -- The file's name in the storage; null once it is no longer kept.
  stored_as text unique,
  -- How it is read: columns, constants, delimiter, …
  reading jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'undone')),
  -- Why it could not go on.
  failure jsonb,
  -- Who asked, and in which stores they acted then; null: in all of them.
  created_by bigint references users,
  actor_key text not null,
  actor_name text not null,
  store_ids bigint[],
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  -- What was imported is being taken back, or was.
  undo_state text check (undo_state in ('queued', 'running', 'done', 'failed')),
  undo_failure jsonb,
  undo_by bigint references users,
  undo_actor_key text,
  undo_actor_name text,
  undo_requested_at timestamptz,
  undo_finished_at timestamptz,
  check ((state = 'undone') = (undo_state is not distinct from 'done'))
);
create index imports_created_by on imports (created_by, id desc);
create index imports_unfinished on imports (id) where state in ('queued', 'running') or undo_state in ('queued', 'running');

-- How far the work on an import has come, and who is at it. What moves every second stands apart from what the audit log
-- keeps.
create table import_work (
  import_id bigint primary key references imports,
  records bigint not null default 0,
  bytes_read bigint not null default 0,
  counts jsonb not null default '{}',
  -- Keys that are undone.
  undone_keys integer not null default 0,
  undo_keys integer not null default 0,
  undo_counts jsonb not null default '{}',
  -- A process that works on it says so every second; once it is silent for long, another takes up.
  runner uuid,
  leased_until timestamptz,
  -- How often it was taken up without coming any further.
  attempts smallint not null default 0
);

-- What was refused, or taken with a reservation, record by record; and what an undo had to keep.
create table import_problems (
  import_id bigint not null references imports,
  id bigint generated always as identity,
  stage text not null check (stage in ('import', 'undo')),
  -- The physical line of the file on which the record begins.
  line bigint,
  severity text not null check (severity in ('refused', 'warning', 'kept')),
  field text,
  -- Of what an undo kept.
  record_id text,
  value text,
  reason_fr text not null,
  reason_en text not null,
  primary key (import_id, stage, id)
);

select audit_changes('imports', 'import');
