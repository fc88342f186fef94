import { type Static, Type } from 'typebox'
import { Day, DecimalOutput, Id, Nullable, Timestamp } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'
import { oneOf } from '../schema.ts'

/** The list of the schema's check. */
export const ALERT_KINDS = ['out', 'low', 'over', 'negative', 'no_sale'] as const
const ALERT_STATUSES = ['open', 'closed', 'all'] as const

export const ALERT_SORTS = {
  id: { sql: 'a.id', type: 'bigint' },
  opened_at: { sql: 'a.opened_at', type: 'timestamptz' },
} as const satisfies SortColumns

const kind = oneOf(ALERT_KINDS, {
  description: text(
    '`out`\u00a0: plus rien\u00a0; `low`\u00a0: au seuil de commande ou dessous\u00a0; `over`\u00a0: plus que la cible\u00a0; `negative`\u00a0: moins que rien\u00a0; `no_sale`\u00a0: en stock et pas vendu depuis longtemps.',
    '`out`: nothing left; `low`: at the reorder point or below; `over`: more than the target; `negative`: less than nothing; `no_sale`: in stock and not sold for long.',
  ),
})

export const AlertQuery = listQuery({
  sorts: ALERT_SORTS,
  filters: {
    store_id: Type.Optional(Id()),
    variant_id: Type.Optional(Id()),
    product_id: Type.Optional(Id()),
    kind: Type.Optional(kind),
    status: Type.Optional(
      oneOf(ALERT_STATUSES, {
        description: text('`open` si rien n’est dit.', '`open` where nothing is said.'),
      }),
    ),
    date_from: Type.Optional(
      Day({
        description: text(
          'Ouvertes ce jour-là ou après, à l’heure du magasin.',
          'Opened that day or later, in the store’s own time.',
        ),
      }),
    ),
    date_to: Type.Optional(
      Day({
        description: text(
          'Ouvertes ce jour-là ou avant, à l’heure du magasin.',
          'Opened that day or earlier, in the store’s own time.',
        ),
      }),
    ),
  },
})
export type AlertFilters = Static<typeof AlertQuery>

const ALERT = {
  id: Id(),
  store_id: Id(),
  variant_id: Id(),
  product_id: Id(),
  product_name: Type.String(),
  variant_name: Type.String(),
  sku: Nullable(Type.String()),
  kind,
  quantity: DecimalOutput({
    description: text('Ce qu’il y avait à l’ouverture de l’alerte.', 'What was on hand when the alert opened.'),
  }),
  on_hand: DecimalOutput({ description: text('Ce qu’il y a maintenant.', 'What is on hand now.') }),
  reorder_point: Nullable(DecimalOutput()),
  target: Nullable(DecimalOutput()),
  idle_since: Nullable(
    Timestamp({
      description: text(
        'De `no_sale`\u00a0: la dernière vente, ou l’arrivée des articles si elle est plus récente.',
        'Of `no_sale`: the last sale, or the coming of the goods where that is later.',
      ),
    }),
  ),
  opened_at: Timestamp(),
  closed_at: Nullable(Timestamp()),
}
export const StockAlert = Type.Object(ALERT)
export const StockAlerts = Type.Array(Type.Partial(StockAlert))
export const STOCK_ALERT_FIELDS = Object.keys(ALERT)
