-- Reports attribute a ticket to its main payment. Nearly every ticket has a single one, at position 1; this small index
-- finds the others without reading every payment of a period.
create index sale_payments_split on sale_payments (store_id, sale_id) where position <> 1;
