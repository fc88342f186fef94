-- Who did what, when, to what, with before and after.
--
-- The database writes the audit log itself: a trigger on each audited table sees every change, whichever program or use
-- case made it, and cannot be forgotten. Who acts is said once per transaction, by settings that end with it
-- (`platform/database/with-transaction.ts`); a change that comes without them is the operator's own.

create table audit_log (
  id bigint generated always as identity primary key,
  occurred_at timestamptz not null default now(),
  -- `user:7`, `service:api-token`, `system`.
  actor_key text not null,
  user_id bigint,
  -- The operationId of the request, or the name of the command or of the job.
  operation text not null,
  request_id text,
  action text not null check (action in ('create', 'update', 'delete')),
  -- The record that changed, and, when the change is in a table that belongs to it, which one: a role's permissions are
  -- changes of the role.
  entity_type text not null,
  entity_id text not null,
  part text,
  -- The store that the change is about; null for what is the chain's.
  store_id bigint,
  -- Of a change only the columns that differ (and in a part those that name the row); of a creation or a deletion all.
  -- Secrets are never among them.
  before jsonb,
  after jsonb
);
create index audit_log_entity on audit_log (entity_type, entity_id, id desc);
create index audit_log_user_id on audit_log (user_id, id desc);
create index audit_log_store_id on audit_log (store_id, id desc);
create index audit_log_occurred_at on audit_log (occurred_at);

create trigger audit_log_append_only before update or delete on audit_log
  for each row execute function refuse_change();
create trigger audit_log_not_emptied before truncate on audit_log
  for each statement execute function refuse_change();

-- A row as the log shows it: what is computed or merely kept up to date is left out, and a secret's digest tells nobody
-- anything but that it changed.
create function audited_row(record jsonb) returns jsonb language sql immutable parallel safe as $$
  select jsonb_object_agg(key, case when key like '%\_hash' and value <> 'null' then '"•••"' else value end)
  from jsonb_each(record)
  where key not in ('created_at', 'updated_at', 'last_used_at') and key not like 'search\_%'
$$;

-- The columns of the first whose value is another in the second.
create function audited_difference(record jsonb, other jsonb) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_object_agg(key, case when key like '%\_hash' and value <> 'null' then '"•••"' else value end), '{}')
  from jsonb_each(record)
  where value is distinct from other -> key
    and key not in ('created_at', 'updated_at', 'last_used_at') and key not like 'search\_%'
$$;

-- The values of the named columns, joined.
create function audited_key(record jsonb, columns text[]) returns text language sql immutable parallel safe as $$
  select string_agg(record ->> name, ':' order by position) from unnest(columns) with ordinality as named (name, position)
$$;

-- The named columns.
create function audited_columns(record jsonb, columns text[]) returns jsonb language sql immutable parallel safe as $$
  select jsonb_object_agg(name, record -> name) from unnest(columns) name
$$;

-- Arguments of the trigger: entity type, part (or ''), the columns that name the entity, those of the primary key.
create function write_audit() returns trigger language plpgsql as $$
declare
  entity_columns text[] := tg_argv[2]::text[];
  key_columns text[] := tg_argv[3]::text[];
  actor text := coalesce(nullif(current_setting('comptoir.actor', true), ''), 'system');
begin
  if tg_op = 'INSERT' then
    insert into audit_log (actor_key, user_id, operation, request_id, action, entity_type, entity_id, part, store_id, after)
    select actor, audited_user(actor), audited_setting('operation', 'system'), audited_setting('request', null), 'create',
      tg_argv[0], audited_key(to_jsonb(n), entity_columns), nullif(tg_argv[1], ''),
      audited_store(tg_argv[0], to_jsonb(n)), audited_row(to_jsonb(n))
    from new_rows n;
  elsif tg_op = 'DELETE' then
    insert into audit_log (actor_key, user_id, operation, request_id, action, entity_type, entity_id, part, store_id, before)
    select actor, audited_user(actor), audited_setting('operation', 'system'), audited_setting('request', null), 'delete',
      tg_argv[0], audited_key(to_jsonb(o), entity_columns), nullif(tg_argv[1], ''),
      audited_store(tg_argv[0], to_jsonb(o)), audited_row(to_jsonb(o))
    from old_rows o;
  else
    insert into audit_log (actor_key, user_id, operation, request_id, action, entity_type, entity_id, part, store_id, before, after)
    select actor, audited_user(actor), audited_setting('operation', 'system'), audited_setting('request', null), 'update',
      tg_argv[0], audited_key(new_row, entity_columns), nullif(tg_argv[1], ''),
      audited_store(tg_argv[0], new_row), named || was, named || became
    from (
      select new_row, audited_difference(old_row, new_row) as was, audited_difference(new_row, old_row) as became,
        -- Of several rows that belong to one record the log says which it was.
        case when tg_argv[1] = '' then '{}' else audited_columns(new_row, key_columns) end as named
      from (select to_jsonb(o) as old_row from old_rows o) before_change
      join (select to_jsonb(n) as new_row from new_rows n) after_change
        on audited_key(old_row, key_columns) = audited_key(new_row, key_columns)
    ) changed
    where was <> '{}' or became <> '{}';
  end if;
  return null;
end $$;

create function audited_setting(name text, fallback text) returns text language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('comptoir.' || name, true), ''), fallback)
$$;

create function audited_user(actor text) returns bigint language sql immutable parallel safe as $$
  select case when actor ~ '^user:\d+$' then substr(actor, 6)::bigint end
$$;

create function audited_store(entity_type text, record jsonb) returns bigint language sql immutable parallel safe as $$
  select case when entity_type = 'store' then (coalesce(record -> 'store_id', record -> 'id') #>> '{}')::bigint
    else (record ->> 'store_id')::bigint end
$$;

-- Has every change of a table written down, as changes of an entity: `select audit_changes('role_permissions', 'role',
-- 'role_id')`. A table whose entity is another one's is a part of it.
create function audit_changes(audited regclass, entity_type text, variadic entity_columns text[] default '{id}')
returns void language plpgsql as $$
declare
  key_columns text[];
  part text;
begin
  select array_agg(attname order by array_position(indkey::int2[], attnum)) into key_columns
  from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
  where indrelid = audited and indisprimary;
  part := case when entity_columns = key_columns then '' else audited::text end;
  execute format(
    'create trigger audit_insert after insert on %1$s referencing new table as new_rows
       for each statement execute function write_audit(%2$L, %3$L, %4$L, %5$L);
     create trigger audit_update after update on %1$s referencing old table as old_rows new table as new_rows
       for each statement execute function write_audit(%2$L, %3$L, %4$L, %5$L);
     create trigger audit_delete after delete on %1$s referencing old table as old_rows
       for each statement execute function write_audit(%2$L, %3$L, %4$L, %5$L)',
    audited, entity_type, part, entity_columns, key_columns);
end $$;

select audit_changes('users', 'user');
select audit_changes('user_roles', 'user', 'user_id');
select audit_changes('roles', 'role');
select audit_changes('role_permissions', 'role', 'role_id');
select audit_changes('tokens', 'token');

select audit_changes('stores', 'store');
select audit_changes('store_users', 'store', 'store_id');
select audit_changes('registers', 'register');
select audit_changes('tax_zones', 'tax-zone', 'code');
select audit_changes('taxes', 'tax-zone', 'zone_code');
select audit_changes('tax_classes', 'tax-class', 'code');
select audit_changes('tax_class_taxes', 'tax-class', 'class_code');

select audit_changes('devices', 'device');

select audit_changes('product_categories', 'product-category');
select audit_changes('products', 'product');
select audit_changes('product_stores', 'product', 'product_id');
select audit_changes('product_options', 'product-option');
select audit_changes('product_option_values', 'product-option', 'option_id');
select audit_changes('product_images', 'product', 'product_id');
select audit_changes('product_variants', 'product-variant');
select audit_changes('variant_option_values', 'product-variant', 'variant_id');
select audit_changes('variant_barcodes', 'product-variant', 'variant_id');
