-- Technical ground: search helpers, cache namespaces, idempotency.

create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- unaccent() depends on a dictionary that could change, so PostgreSQL calls it stable. An index needs an immutable
-- function; naming the dictionary makes that true for as long as the dictionary's file is left alone.
create function search_text(value text) returns text
  language sql immutable parallel safe strict
  as $$ select lower(public.unaccent('public.unaccent'::regdictionary, value)) $$;

-- One row per family of cached pages. A write raises the version in its own transaction; a page's key holds the
-- version that was current when its reading began, so no instance serves a page older than an acknowledged write.
create table cache_namespaces (
  name text primary key,
  version bigint not null default 1
);

-- The outcome of a write that carried an Idempotency-Key, stored in the write's own transaction.
create table idempotency_keys (
  actor_key text not null,
  operation text not null,
  key text not null check (length(key) between 1 and 255),
  body_hash bytea not null,
  status smallint not null,
  response jsonb not null,
  created_at timestamptz not null default now(),
  primary key (actor_key, operation, key)
);
create index idempotency_keys_created_at on idempotency_keys (created_at);

-- Where an interrupted import takes up again: one row per source file and way of reading it.
create table import_runs (
  id bigint generated always as identity primary key,
  kind text not null,
  fingerprint text not null,
  source_name text not null,
  records_done bigint not null default 0,
  summary jsonb not null default '{}',
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (kind, fingerprint)
);
