import type { EventType } from '../../platform/events/event-type.ts'
import { Id, Strict } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'

/** What this room tells of; triggers of the database do (`migrations/0022_platform_events.sql`). */
export const PRODUCT_EVENTS: readonly EventType[] = [
  {
    type: 'product.changed',
    permission: 'products.view',
    meaning: text(
      'Un produit, ou ce qui lui appartient (variantes, prix, codes, images, magasins), a changé\u00a0: une fois par modification.',
      'A product, or what belongs to it (variants, prices, codes, pictures, stores), has changed: once for each modification.',
    ),
    data: Strict({ product_id: Id() }),
  },
]
