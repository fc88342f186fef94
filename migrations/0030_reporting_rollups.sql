-- Roll-ups: what reports have already summed of days that are over, and which of it stands.

-- A span of days of one store (store 0: of all stores together) whose sums below equal its tickets. A mark and the tickets
-- that end it change in one transaction, so that whoever reads both at one moment of the database sees them agree. A month
-- has a mark only while each of its days has one, a year only while each of its months has.
create table report_spans (
  store_id bigint not null,
  level text not null check (level in ('day', 'month', 'year')),
  first_day date not null,
  -- Of the month under way: the last of its days that are in its sums.
  last_day date not null check (last_day >= first_day),
  primary key (store_id, level, first_day)
);

-- The sums of whole tickets. Money in minor units, units in thousandths.
create table report_totals (
  store_id bigint not null,
  level text not null,
  first_day date not null,
  currency char(3) not null,
  tickets bigint not null,
  units bigint not null,
  gross bigint not null,
  discounts bigint not null,
  returns bigint not null,
  net bigint not null,
  tax bigint not null,
  cost bigint not null,
  rounding bigint not null,
  primary key (store_id, level, first_day, currency)
);

-- The same for each group of a family: hours, articles, people, payment methods. Both keys null: what belongs to no group.
create table report_groups (
  family text not null,
  store_id bigint not null,
  level text not null,
  first_day date not null,
  currency char(3) not null,
  key bigint,
  key_text text,
  -- The name last printed in the span, and the code; both with when that was.
  label text,
  label_seen timestamptz,
  code text,
  code_seen timestamptz,
  -- The least and the greatest variant: whether a product was sold in several.
  first_part bigint,
  last_part bigint,
  tickets bigint not null,
  units bigint not null,
  gross bigint not null,
  discounts bigint not null,
  returns bigint not null,
  net bigint not null,
  tax bigint not null,
  cost bigint not null,
  rounding bigint not null,
  paid bigint not null
);
create index report_groups_span on report_groups (family, store_id, level, first_day);

-- The key of the lock on a day of a store, or of all stores (0).
create function report_day_lock(store_id bigint, day date) returns bigint language sql immutable parallel safe as $$
  select hashtextextended('report-day:' || store_id || ':' || (day - date '2000-01-01'), 0)
$$;

-- Ends the marks of spans that begin on these days, in one order for all.
create function end_report_spans(of_level text, stores bigint[], days date[]) returns void language plpgsql as $$
begin
  delete from report_spans span
  using (
    select store_id, first_day from report_spans
    where level = of_level and (store_id, first_day) in (
      select owner, day from unnest(stores, days) given (store, day), unnest(array[store, 0]) owner)
    order by store_id, first_day for update
  ) held
  where span.level = of_level and span.store_id = held.store_id and span.first_day = held.first_day;
end $$;

-- What was summed of these days stands no longer: the tickets of this transaction are not in it. Whoever sums a day holds
-- the lock that is shared here, from before it reads until its mark is committed. Each statement below sees what was
-- committed before it, so a mark made meanwhile is found; and from days to months to years, because whoever marks a month
-- shares the marks of its days, and a year those of its months. A day without a mark is in no month's sums: nearly always,
-- and always for the tickets of today, that is all there is to find out.
--
-- A session keeps the plans of its first sales, which may have found these tables empty: they must not read all of them
-- ever after.
create function reopen_report_days(stores bigint[], days date[]) returns void language plpgsql set enable_seqscan = off as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'tickets are written in read committed transactions only' using errcode = 'feature_not_supported';
  end if;
  -- What is only rehearsed ends no mark, since nobody will ever see its tickets; of a file of years it would hold the locks
  -- of all its days.
  if current_setting('comptoir.is_rehearsal', true) = 'yes' then
    return;
  end if;
  if cardinality(days) <= 1000 then
    perform pg_advisory_xact_lock_shared(report_day_lock(owner, day))
    from (select distinct owner, day from unnest(stores, days) given (store, day), unnest(array[store, 0]) owner
          order by owner, day) locked;
  else
    -- So many locks would not fit; whoever sums holds the table as well.
    lock table report_spans in share row exclusive mode;
  end if;
  if not exists (
    select from report_spans where store_id = any(stores || 0::bigint) and level = 'day' and first_day = any(days)
  ) then
    return;
  end if;
  perform end_report_spans('day', stores, days);
  perform end_report_spans('month', stores, array(select date_trunc('month', day::timestamp)::date from unnest(days) day));
  perform end_report_spans('year', stores, array(select date_trunc('year', day::timestamp)::date from unnest(days) day));
end $$;

create function reopen_days_of_sales() returns trigger language plpgsql set enable_seqscan = off as $$
declare
  touched record;
begin
  if tg_op = 'INSERT' then
    -- Nearly always tickets of one store and of today, of which there is no mark: the same, in the same order, at half the
    -- cost. A single sale is mostly this.
    select min(store_id) as store, max(store_id) as last_store, min(business_day) as day, max(business_day) as last_day
    into touched from new_rows;
    if touched.store = touched.last_store and touched.day = touched.last_day
      and current_setting('transaction_isolation') = 'read committed'
      and current_setting('comptoir.is_rehearsal', true) is distinct from 'yes'
    then
      perform pg_advisory_xact_lock_shared(report_day_lock(0, touched.day)),
        pg_advisory_xact_lock_shared(report_day_lock(touched.store, touched.day));
      if not exists (
        select from report_spans where store_id in (0, touched.store) and level = 'day' and first_day = touched.day
      ) then
        return null;
      end if;
    end if;
    perform reopen_report_days(array_agg(store_id), array_agg(business_day))
    from (select distinct store_id, business_day from new_rows) touched having count(*) > 0;
  elsif tg_op = 'DELETE' then
    perform reopen_report_days(array_agg(store_id), array_agg(business_day))
    from (select distinct store_id, business_day from old_rows) touched having count(*) > 0;
  else
    -- Neither a note, a flag nor a session is in a report.
    perform reopen_report_days(array_agg(store_id), array_agg(business_day)) from (
      select distinct store_id, business_day from (
        (select store_id, id, business_day, kind, local_hour, currency, cashier_id, customer_id, country, occurred_at,
           rounding_minor from new_rows
         except select store_id, id, business_day, kind, local_hour, currency, cashier_id, customer_id, country, occurred_at,
           rounding_minor from old_rows)
        union all
        (select store_id, id, business_day, kind, local_hour, currency, cashier_id, customer_id, country, occurred_at,
           rounding_minor from old_rows
         except select store_id, id, business_day, kind, local_hour, currency, cashier_id, customer_id, country, occurred_at,
           rounding_minor from new_rows)) changed
    ) touched having count(*) > 0;
  end if;
  return null;
end $$;

create trigger report_insert after insert on sales referencing new table as new_rows
  for each statement execute function reopen_days_of_sales();
create trigger report_update after update on sales referencing old table as old_rows new table as new_rows
  for each statement execute function reopen_days_of_sales();
create trigger report_delete after delete on sales referencing old table as old_rows
  for each statement execute function reopen_days_of_sales();

-- Lines and payments come with their ticket, in its transaction. Should anybody mend one later, its day is summed anew.
create function reopen_days_of_parts() returns trigger language plpgsql as $$
begin
  perform reopen_report_days(array_agg(store_id), array_agg(business_day)) from (
    select distinct s.store_id, s.business_day from old_rows o join sales s on s.store_id = o.store_id and s.id = o.sale_id
  ) touched having count(*) > 0;
  if tg_op = 'UPDATE' then
    perform reopen_report_days(array_agg(store_id), array_agg(business_day)) from (
      select distinct s.store_id, s.business_day from new_rows n join sales s on s.store_id = n.store_id and s.id = n.sale_id
    ) touched having count(*) > 0;
  end if;
  return null;
end $$;

create trigger report_update after update on sale_lines referencing old table as old_rows new table as new_rows
  for each statement execute function reopen_days_of_parts();
create trigger report_delete after delete on sale_lines referencing old table as old_rows
  for each statement execute function reopen_days_of_parts();
create trigger report_update after update on sale_payments referencing old table as old_rows new table as new_rows
  for each statement execute function reopen_days_of_parts();
create trigger report_delete after delete on sale_payments referencing old table as old_rows
  for each statement execute function reopen_days_of_parts();

create function reopen_all_report_days() returns trigger language plpgsql as $$
begin
  delete from report_spans;
  return null;
end $$;
create trigger report_truncate after truncate on sales
  for each statement execute function reopen_all_report_days();
