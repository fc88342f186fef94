-- What a store keeps is listed by the names of its articles: a page of it reads those of the page in their order, instead of
-- sorting all of them. Deleted articles are few among many, and are counted apart.

create index products_name on products (name collate "fr-x-icu", id);
create index products_deleted on products (id) where deleted_at is not null;
create index product_variants_deleted on product_variants (id) where deleted_at is not null;
