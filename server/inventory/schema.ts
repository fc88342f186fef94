import { Type } from 'typebox'
import { Day, DecimalOutput, Id, Name, Nullable, Quantity, Strict, Timestamp } from '../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../platform/http/list.ts'
import { type Text, text } from '../platform/text.ts'
import { MOVEMENT_KINDS, type MovementKind } from './post-movements.ts'

/** The names that the function stock_status of the database gives. */
export const STOCK_STATUSES = ['in', 'out', 'low', 'over', 'negative'] as const
export type StockStatus = (typeof STOCK_STATUSES)[number]

export const oneOf = <Value extends string>(values: readonly Value[], { description }: { description?: Text } = {}) =>
  Type.Unsafe<Value>({
    type: 'string',
    enum: [...values],
    ...(description !== undefined && { 'x-description': description }),
  })

const PRODUCT_SORTS = {
  name: { sql: 'p.name collate "fr-x-icu"', type: 'text' },
  sku: { sql: `coalesce(v.sku, '')`, type: 'text' },
  on_hand: { sql: 'level.on_hand', type: 'numeric' },
  updated_at: { sql: 'level.updated_at', type: 'timestamptz' },
} as const

/** Orders of one store's stock, where a variant is one row. */
export const STORE_STOCK_SORTS = {
  id: { sql: 'level.variant_id', type: 'bigint' },
  ...PRODUCT_SORTS,
} as const satisfies SortColumns

/** Orders of the stock of several stores, where a row is a store and a variant. */
export const STOCK_SORTS = {
  id: { sql: `(level.store_id || '-' || level.variant_id)`, type: 'text' },
  store_id: { sql: 'level.store_id', type: 'bigint' },
  variant_id: { sql: 'level.variant_id', type: 'bigint' },
  ...PRODUCT_SORTS,
} as const satisfies SortColumns

export const MOVEMENT_SORTS = { id: { sql: 'm.id', type: 'bigint' } } as const satisfies SortColumns

const STOCK_FILTERS = {
  fields: Type.Optional(
    Type.String({
      maxLength: 1000,
      'x-description': text(
        'Seulement ces champs, avec `store_id` et `variant_id`\u00a0: `on_hand,sku`.',
        'Only these fields, with `store_id` and `variant_id`: `on_hand,sku`.',
      ),
    }),
  ),
  category_id: Type.Optional(
    Id({ description: text('Avec les catégories qui sont dessous.', 'With the categories below it.') }),
  ),
  status: Type.Optional(
    oneOf(STOCK_STATUSES, {
      description: text(
        '`out`\u00a0: plus rien\u00a0; `low`\u00a0: au seuil de commande ou dessous\u00a0; `over`\u00a0: plus que la cible\u00a0; `negative`\u00a0: moins que rien\u00a0; `in`\u00a0: rien à signaler.',
        '`out`: nothing left; `low`: at the reorder point or below; `over`: more than the target; `negative`: less than nothing; `in`: nothing to say.',
      ),
    }),
  ),
}

export const StoreStockQuery = listQuery({ sorts: STORE_STOCK_SORTS, filters: STOCK_FILTERS })
export const StockQuery = listQuery({
  sorts: STOCK_SORTS,
  filters: {
    ...STOCK_FILTERS,
    store_id: Type.Optional(Id()),
    product_id: Type.Optional(Id()),
    variant_id: Type.Optional(Id()),
  },
})
export const MovementQuery = listQuery({
  sorts: MOVEMENT_SORTS,
  filters: {
    store_id: Type.Optional(Id()),
    variant_id: Type.Optional(Id()),
    kind: Type.Optional(oneOf<MovementKind>(MOVEMENT_KINDS)),
    date_from: Type.Optional(
      Day({ description: text('Premier jour, à l’heure du magasin.', 'First day, in the store’s own time.') }),
    ),
    date_to: Type.Optional(
      Day({ description: text('Dernier jour, à l’heure du magasin.', 'Last day, in the store’s own time.') }),
    ),
  },
})

const cost = (description: Text) => Type.Optional(DecimalOutput({ description }))

const LEVEL = {
  store_id: Id(),
  variant_id: Id(),
  product_id: Id(),
  product_name: Type.String(),
  variant_name: Type.String(),
  sku: Nullable(Type.String()),
  category_id: Nullable(Id()),
  on_hand: DecimalOutput(),
  reserved: DecimalOutput({
    description: text(
      'Ce qui est promis par des réservations en cours et à des transferts approuvés.',
      'What is promised by reservations that run, and to approved transfers.',
    ),
  }),
  in_transit: DecimalOutput({ description: text('En route vers ce magasin.', 'On its way to this store.') }),
  available: DecimalOutput({
    description: text('En stock et promis à personne.', 'On hand and promised to nobody.'),
  }),
  status: oneOf(STOCK_STATUSES),
  reorder_point: Nullable(
    DecimalOutput({ description: text('À commander dès qu’il en reste tant.', 'To be ordered once so much is left.') }),
  ),
  target: Nullable(DecimalOutput({ description: text('Ce qu’il convient d’avoir.', 'What one should have.') })),
  pack_size: Nullable(DecimalOutput({ description: text('Ce que contient un colis.', 'What a pack holds.') })),
  lead_time_days: Nullable(Type.Integer()),
  last_sold_at: Nullable(Timestamp()),
  currency: Type.String(),
  average_cost: Type.Optional(
    Nullable(
      DecimalOutput({
        description: text(
          'Seulement avec la permission products.viewCost.',
          'Only with the permission products.viewCost.',
        ),
      }),
    ),
  ),
  value: cost(
    text(
      'Au coût. Seulement avec la permission products.viewCost.',
      'At cost. Only with the permission products.viewCost.',
    ),
  ),
  in_transit_value: cost(
    text(
      'Le coût de ce qui est en route. Seulement avec la permission products.viewCost.',
      'The cost of what is on its way. Only with the permission products.viewCost.',
    ),
  ),
  updated_at: Timestamp(),
}
export const StockLevel = Type.Object(LEVEL)
/** Lists may be asked for some fields only. */
export const StockLevels = Type.Array(Type.Partial(StockLevel))
export const STOCK_LEVEL_FIELDS = Object.keys(LEVEL)

const MOVEMENT = {
  id: Id(),
  store_id: Id(),
  variant_id: Id(),
  product_id: Id(),
  product_name: Type.String(),
  variant_name: Type.String(),
  sku: Nullable(Type.String()),
  kind: oneOf<MovementKind>(MOVEMENT_KINDS),
  quantity: DecimalOutput({ description: text('Positive pour ce qui est entré.', 'Positive for what came in.') }),
  balance_after: DecimalOutput({
    description: text(
      'Ce qu’il restait une fois ce mouvement enregistré.',
      'What was on hand once this movement was recorded.',
    ),
  }),
  value: cost(
    text(
      'La variation de la valeur au coût. Seulement avec la permission products.viewCost.',
      'The change of the value at cost. Only with the permission products.viewCost.',
    ),
  ),
  unit_cost: Type.Optional(
    Nullable(
      DecimalOutput({
        description: text(
          'Le coût d’une unité. Seulement avec la permission products.viewCost.',
          'The cost of a unit. Only with the permission products.viewCost.',
        ),
      }),
    ),
  ),
  reason: Nullable(Type.String()),
  reference_type: Nullable(Type.String()),
  reference_id: Nullable(Type.String()),
  reference_line: Nullable(Type.Integer()),
  reference_url: Nullable(
    Type.String({
      'x-description': text(
        'Où lire ce qui l’a causé\u00a0: le ticket, la réception, le transfert.',
        'Where to read what caused it: the ticket, the receipt, the transfer.',
      ),
    }),
  ),
  actor_id: Nullable(Id()),
  actor_name: Type.String(),
  occurred_at: Timestamp(),
  recorded_at: Timestamp(),
}
export const StockMovement = Type.Object(MOVEMENT)
export const StockMovements = Type.Array(Type.Partial(StockMovement))
export const STOCK_MOVEMENT_FIELDS = Object.keys(MOVEMENT)

/** The level as it now is, and the movement that made it so; null when nothing changed. */
export const StockChange = Type.Object({
  ...LEVEL,
  movement: Nullable(StockMovement),
})

const REASON = Name(500, { label: text('Le motif', 'The reason') })

/** Exactly one of `on_hand` and `delta`, which the use case checks so that the answer can name them. */
export const AdjustStockBody = Strict(
  {
    store_id: Id({ label: text('Le magasin', 'The store') }),
    on_hand: Type.Optional(
      Quantity({
        minimum: '0',
        label: text('La quantité en stock', 'The quantity on hand'),
        description: text('La fixe.', 'Sets it.'),
      }),
    ),
    delta: Type.Optional(
      Quantity({ label: text('La variation', 'The change'), description: text('S’y ajoute.', 'Adds to it.') }),
    ),
    reason: REASON,
  },
  { examples: [{ store_id: 1, delta: '-1', reason: 'Emballage brisé' }] },
)

export const RemoveStockParams = Strict({ id: Id(), store_id: Id() })
export const RemoveStockQuery = Strict({ reason: Type.Optional(REASON) })
