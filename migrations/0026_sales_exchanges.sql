-- Deposits and eco-fees as lines of their own, and goods that were bought in exchange and come back in their turn.

-- A fee belongs to a line of its ticket; one that comes back by itself, as a bottle does, to none. No unit of it is sold.
alter table sale_lines
  add column is_fee boolean not null default false,
  add column fee_of smallint,
  add constraint sale_lines_fee check (fee_of is null or (is_fee and fee_of <> line_no));

-- The sale with which a chain of exchanges began, where it is not the one whose lines come back: all of the chain is one
-- account of what its tenders took and gave back.
alter table sales add column root_sale_id uuid;
create index sales_root on sales (root_sale_id) where root_sale_id is not null;
