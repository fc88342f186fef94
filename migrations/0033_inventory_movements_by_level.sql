-- A movement changes its level in the statement that writes it, and the level refers to the variant: asking for the variant of
-- every movement once more, and locking it for whoever sells it in another store at that moment, protects nothing.
alter table stock_movements drop constraint stock_movements_variant_id_fkey;
