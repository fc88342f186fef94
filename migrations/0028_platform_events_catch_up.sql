-- What follows a moment is found in the index alone, and of the events only the page that is sent is read: somebody who comes
-- back after days costs a walk over the numbers of those days, not over what was told in them.
create index events_xid_id on events (xid, id);
drop index events_xid;

-- A transaction tells once of each product. The index says whether it has, so that one which changes a whole catalogue in
-- many statements does not go over all that it has told before for each of them.
create unique index events_changed_product on events (xid, ((data ->> 'product_id')::bigint))
  where type = 'product.changed';

create or replace function record_changed_products(ids bigint[]) returns void language plpgsql as $$
begin
  insert into events (type, permission, data)
  select 'product.changed', 'products.view', jsonb_build_object('product_id', id)
  from (select distinct unnest(ids) as id) changed
  where id is not null
  order by id
  on conflict (xid, ((data ->> 'product_id')::bigint)) where type = 'product.changed' do nothing;
end $$;
