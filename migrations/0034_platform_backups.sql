-- The backups that were made, so that any process can say how old the last one is.

create table backups (
  id bigint generated always as identity primary key,
  started_at timestamptz not null,
  finished_at timestamptz not null default now(),
  result text not null constraint backups_result check (result in ('done', 'failed')),
  -- Where it was written: a path of the machine that made it.
  place text not null,
  is_encrypted boolean not null default false,
  -- Of one that was made.
  bytes bigint,
  rows bigint,
  files bigint,
  -- Of the file, in hexadecimal.
  sha256 text constraint backups_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Why there is none.
  reason text,
  constraint backups_complete check (
    (result = 'done') = (bytes is not null and rows is not null and files is not null and sha256 is not null)
    and (result = 'failed') = (reason is not null))
);
create index backups_finished_at on backups (finished_at);
