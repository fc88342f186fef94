import type { Row } from 'postgres'
import type { FileUse } from '../../files/index.ts'

/** A file `f` that a gallery shows; those of deleted products too, since a product can be restored. */
export const isInGallery: FileUse = (sql) => sql<Row[]>`exists (select from product_images i where i.file_id = f.id)`
