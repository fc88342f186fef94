import type { EventType } from '../../platform/events/event-type.ts'
import { DecimalOutput, Id, Strict } from '../../platform/http/fields.ts'
import { type Text, text } from '../../platform/text.ts'

const alertEvent = (type: string, meaning: Text): EventType => ({
  type,
  permission: 'stock.view',
  meaning,
  data: Strict({ alert_id: Id(), variant_id: Id(), on_hand: DecimalOutput() }),
})

/** What this room tells of: an alert that opens, once however long it lasts. */
export const STOCK_EVENTS: readonly EventType[] = [
  alertEvent('stock.low', text('Un article est au seuil de commande.', 'An article is down to its reorder point.')),
  alertEvent('stock.out', text('Il n’y a plus d’un article.', 'There is none left of an article.')),
  alertEvent('stock.negative', text('Le stock d’un article est sous zéro.', 'The stock of an article is below zero.')),
  alertEvent('stock.over', text('Il y a trop d’un article.', 'There is too much of an article.')),
]
