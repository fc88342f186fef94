import { type Static, Type } from 'typebox'
import {
  Day,
  DecimalOutput,
  Id,
  Name,
  Nullable,
  Quantity,
  Strict,
  Timestamp,
  UnitPrice,
} from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'

const MOST_LINES = 500

const onlyWithCost = text(
  'Seulement avec la permission products.viewCost.',
  'Only with the permission products.viewCost.',
)

export const ReceiveGoodsBody = Strict(
  {
    store_id: Id({ label: text('Le magasin', 'The store') }),
    reference: Type.Optional(
      Nullable(
        Name(100, {
          label: text('La référence', 'The reference'),
          description: text(
            'Du fournisseur\u00a0: bon de livraison, facture.',
            'The supplier’s: delivery note, invoice.',
          ),
        }),
      ),
    ),
    note: Type.Optional(Nullable(Name(500, { label: text('La note', 'The note') }))),
    received_at: Type.Optional(
      Nullable(Timestamp({ description: text('Maintenant, si rien n’est dit.', 'Now, where nothing is said.') })),
    ),
    lines: Type.Array(
      Strict({
        variant_id: Id({ label: text('L’article', 'The article') }),
        quantity: Quantity({ minimum: '0.001', label: text('La quantité', 'The quantity') }),
        unit_cost: Type.Optional(
          Nullable(
            UnitPrice({
              label: text('Le coût unitaire', 'The unit cost'),
              description: text(
                'Dans la monnaie du magasin\u00a0; sans lui, le coût propre de l’article.',
                'In the store’s currency; without it, the article’s own cost.',
              ),
            }),
          ),
        ),
      }),
      { minItems: 1, maxItems: MOST_LINES, 'x-label': text('Les lignes', 'The lines') },
    ),
  },
  {
    examples: [
      {
        store_id: 1,
        reference: 'BL-20417',
        lines: [{ variant_id: 1, quantity: '24', unit_cost: '5.60' }],
      },
    ],
  },
)
export type ReceiveGoodsInput = Static<typeof ReceiveGoodsBody>

export const RECEIPT_SORTS = {
  id: { sql: 'r.id', type: 'bigint' },
  received_at: { sql: 'r.received_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const ReceiptQuery = listQuery({
  sorts: RECEIPT_SORTS,
  filters: {
    store_id: Type.Optional(Id()),
    variant_id: Type.Optional(
      Id({ description: text('Où cet article a été reçu.', 'In which this article was received.') }),
    ),
    reference: Type.Optional(Type.String({ maxLength: 100 })),
    date_from: Type.Optional(
      Day({ description: text('Premier jour, à l’heure du magasin.', 'First day, in the store’s own time.') }),
    ),
    date_to: Type.Optional(
      Day({ description: text('Dernier jour, à l’heure du magasin.', 'Last day, in the store’s own time.') }),
    ),
  },
})
export type ReceiptFilters = Static<typeof ReceiptQuery>

const RECEIPT = {
  id: Id(),
  store_id: Id(),
  reference: Nullable(Type.String()),
  note: Nullable(Type.String()),
  currency: Type.String(),
  lines_count: Type.Integer(),
  total_quantity: DecimalOutput(),
  total_cost: Type.Optional(DecimalOutput({ description: onlyWithCost })),
  actor_id: Nullable(Id()),
  actor_name: Type.String(),
  received_at: Timestamp(),
  recorded_at: Timestamp(),
}
export const StockReceipts = Type.Array(Type.Partial(Type.Object(RECEIPT)))
export const STOCK_RECEIPT_FIELDS = Object.keys(RECEIPT)

export const StockReceipt = Type.Object({
  ...RECEIPT,
  lines: Type.Array(
    Type.Object({
      line: Type.Integer(),
      variant_id: Id(),
      product_id: Id(),
      product_name: Type.String(),
      variant_name: Type.String(),
      sku: Nullable(Type.String()),
      quantity: DecimalOutput(),
      unit_cost: Type.Optional(DecimalOutput({ description: onlyWithCost })),
      cost: Type.Optional(DecimalOutput({ description: onlyWithCost })),
      cost_variance: Type.Optional(
        DecimalOutput({
          description: text(
            'Ce que la réception a corrigé de la valeur de ce qui manquait. Seulement avec la permission products.viewCost.',
            'What the receipt corrected of the value of what was missing. Only with the permission products.viewCost.',
          ),
        }),
      ),
    }),
  ),
})
