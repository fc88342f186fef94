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
create index audit_log_entity on audit_log (entity_id, entity_type, id);
create index audit_log_user_id on audit_log (user_id, id) where user_id is not null;
create index audit_log_store_id on audit_log (store_id, id) where store_id is not null;
create index audit_log_occurred_at on audit_log (occurred_at);
-- The kinds of entries are few: whoever asks for some finds them by skipping from one to the next, and the newest of each.
create index audit_log_kind on audit_log (operation, entity_type, (coalesce(part, '')), action, id);

create trigger audit_log_append_only before update or delete on audit_log
  for each row execute function refuse_change();
create trigger audit_log_not_emptied before truncate on audit_log
  for each statement execute function refuse_change();

-- A row as the log shows it, where its table has secrets: they tell nobody anything but that they changed.
create function audited_row(record jsonb, secrets text[]) returns jsonb language sql immutable parallel safe as $$
  select record || coalesce(jsonb_object_agg(name, '•••'::text) filter (where record -> name <> 'null'), '{}')
  from unnest(secrets) name where record ? name
$$;

-- The values of the named columns, joined.
create function audited_key(record jsonb, columns text[]) returns text language sql immutable parallel safe as $$
  select string_agg(record ->> name, ':' order by position) from unnest(columns) with ordinality as named (name, position)
$$;

-- The named columns.
create function audited_columns(record jsonb, columns text[]) returns jsonb language sql immutable parallel safe as $$
  select jsonb_object_agg(name, record -> name) from unnest(columns) name
$$;

-- Arguments of the trigger: entity type, part (or ''), the columns that name the entity, those of the primary key, the
-- personal ones. Digests are secrets, and so is what people may have erased: a log that is never emptied could not forget.
--
-- It runs with every write, and a large import is mostly this: whatever is the same for all rows is found once for each
-- statement, each row becomes JSON once, and what calls a function for a row does so only in the tables that need it.
create function write_audit() returns trigger language plpgsql as $$
declare
  type text := tg_argv[0];
  part text := nullif(tg_argv[1], '');
  entity_columns text[] := tg_argv[2]::text[];
  key_columns text[] := tg_argv[3]::text[];
  -- Nearly always one column names the entity, and one the row.
  entity_column text := case when cardinality(entity_columns) = 1 then entity_columns[1] end;
  key_column text := case when cardinality(key_columns) = 1 then key_columns[1] end;
  actor text := coalesce(nullif(current_setting('comptoir.actor', true), ''), 'system');
  person bigint := audited_user(actor);
  operation text := audited_setting('operation', 'system');
  request text := audited_setting('request', null);
  left_out text[];
  secrets text[];
begin
  -- What is computed or merely kept up to date is left out.
  select coalesce(array_agg(attname) filter (
      where attname in ('created_at', 'updated_at', 'last_used_at') or attname like 'search\_%'), '{}'),
    array_agg(attname) filter (where attname like '%\_hash' or attname = any (tg_argv[4]::text[]))
  into left_out, secrets
  from pg_attribute where attrelid = tg_relid and attnum > 0 and not attisdropped;

  if tg_op = 'INSERT' then
    insert into audit_log (actor_key, user_id, operation, request_id, action, entity_type, entity_id, part, store_id, after)
    select actor, person, operation, request, 'create', type,
      case when entity_column is null then audited_key(record, entity_columns) else record ->> entity_column end, part,
      audited_store(type, record), case when secrets is null then record else audited_row(record, secrets) end
    from (select to_jsonb(n) - left_out as record from new_rows n offset 0) made;
  elsif tg_op = 'DELETE' then
    insert into audit_log (actor_key, user_id, operation, request_id, action, entity_type, entity_id, part, store_id, before)
    select actor, person, operation, request, 'delete', type,
      case when entity_column is null then audited_key(record, entity_columns) else record ->> entity_column end, part,
      audited_store(type, record), case when secrets is null then record else audited_row(record, secrets) end
    from (select to_jsonb(o) - left_out as record from old_rows o offset 0) gone;
  else
    insert into audit_log (actor_key, user_id, operation, request_id, action, entity_type, entity_id, part, store_id, before, after)
    select actor, person, operation, request, 'update', type,
      case when entity_column is null then audited_key(new_row, entity_columns) else new_row ->> entity_column end, part,
      audited_store(type, new_row),
      -- Of several rows that belong to one record the log says which it was.
      case when part is null then '{}' else audited_columns(new_row, key_columns) end
        || case when secrets is null then was else audited_row(was, secrets) end,
      case when part is null then '{}' else audited_columns(new_row, key_columns) end
        || case when secrets is null then became else audited_row(became, secrets) end
    from (
      select case when key_column is null then audited_key(record, key_columns) else record ->> key_column end as key,
        record as old_row
      from (select to_jsonb(o) - left_out as record from old_rows o offset 0) before_change offset 0
    ) before_change
    join (
      select case when key_column is null then audited_key(record, key_columns) else record ->> key_column end as key,
        record as new_row
      from (select to_jsonb(n) - left_out as record from new_rows n offset 0) after_change offset 0
    ) after_change using (key)
    cross join lateral (
      select jsonb_object_agg(each.key, each.value) as was, jsonb_object_agg(each.key, new_row -> each.key) as became
      from jsonb_each(old_row) each where each.value is distinct from new_row -> each.key
    ) difference
    where old_row <> new_row;
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

create function make_audit_triggers(audited regclass, entity_type text, entity_columns text[], personal text[])
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
       for each statement execute function write_audit(%2$L, %3$L, %4$L, %5$L, %6$L);
     create trigger audit_update after update on %1$s referencing old table as old_rows new table as new_rows
       for each statement execute function write_audit(%2$L, %3$L, %4$L, %5$L, %6$L);
     create trigger audit_delete after delete on %1$s referencing old table as old_rows
       for each statement execute function write_audit(%2$L, %3$L, %4$L, %5$L, %6$L)',
    audited, entity_type, part, entity_columns, key_columns, personal);
end $$;

-- Has every change of a table written down, as changes of an entity: `select audit_changes('role_permissions', 'role',
-- 'role_id')`. A table whose entity is another one's is a part of it.
create function audit_changes(audited regclass, entity_type text, variadic entity_columns text[] default '{id}')
returns void language sql as $$
  select make_audit_triggers(audited, entity_type, entity_columns, '{}')
$$;

-- The same for a table of people: that a personal column changed is written down, and never what it held.
create function audit_personal_changes(audited regclass, entity_type text, variadic personal text[])
returns void language sql as $$
  select make_audit_triggers(audited, entity_type, '{id}', personal)
$$;

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
