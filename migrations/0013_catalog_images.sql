-- Galleries of products and variants: a picture is known by the address it was imported with, by the file that was
-- uploaded or fetched, or by both.

alter table product_images
  alter column source_url drop not null,
  add column file_id bigint references files,
  -- Set from the moment when somebody asks for the picture behind the address until it is there.
  add column fetch_state text check (fetch_state in ('queued', 'failed')),
  add column fetch_error text check (fetch_error in ('address_refused', 'unreachable', 'too_large', 'not_an_image')),
  add constraint product_images_place check (source_url is not null or file_id is not null),
  add constraint product_images_fetch check ((fetch_error is not null) = (fetch_state is not distinct from 'failed'));
create index product_images_file_id on product_images (file_id) where file_id is not null;
create index product_images_gallery on product_images (product_id, position, id);
