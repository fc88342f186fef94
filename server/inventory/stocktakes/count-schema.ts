import { type Static, Type } from 'typebox'
import { DecimalOutput, Id, Name, Nullable, Quantity, Strict, Timestamp, Uuid } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'

const MOST_COUNTS = 500

export const CountsBody = Strict(
  {
    counts: Type.Array(
      Strict({
        id: Uuid({
          description: text(
            'Donné par qui compte\u00a0: le même, envoyé deux fois, ne compte qu’une.',
            'Given by whoever counts: the same one, sent twice, counts once.',
          ),
        }),
        variant_id: Type.Optional(Nullable(Id({ label: text('L’article', 'The article') }))),
        sku: Type.Optional(Nullable(Name(100))),
        barcode: Type.Optional(Nullable(Name(100))),
        quantity: Quantity({ minimum: '0', label: text('La quantité', 'The quantity') }),
        counted_at: Timestamp({
          label: text('Le moment du comptage', 'The moment of the count'),
          description: text(
            'À l’heure de l’appareil\u00a0; celle de la réception, si l’appareil la dit à venir ou d’avant le début de l’inventaire.',
            'By the device’s clock; the moment it was received, where the device says one to come or from before the stocktake began.',
          ),
        }),
        zone: Type.Optional(
          Nullable(
            Name(50, {
              label: text('La zone', 'The zone'),
              description: text(
                'Les zones d’un article s’additionnent\u00a0; de la même, le dernier comptage reçu remplace les précédents.',
                'The zones of an article add up; of the same one the last count to be received replaces those before.',
              ),
            }),
          ),
        ),
      }),
      { minItems: 1, maxItems: MOST_COUNTS, 'x-label': text('Les comptages', 'The counts') },
    ),
  },
  {
    examples: [
      {
        counts: [
          {
            id: '0198f2c4-7d1e-7a40-9c3b-5f0d2f6a1b11',
            variant_id: 1,
            quantity: '12',
            counted_at: '2026-11-20T14:03:11Z',
            zone: 'A3',
          },
        ],
      },
    ],
  },
)
export type CountInput = Static<typeof CountsBody>['counts'][number]

const ARTICLE_NAMES = {
  variant_id: Id(),
  product_id: Id(),
  product_name: Type.String(),
  variant_name: Type.String(),
  sku: Nullable(Type.String()),
  category_id: Nullable(Id()),
}

export const ARTICLE_SORTS = {
  id: { sql: 'line.variant_id', type: 'bigint' },
  name: { sql: 'p.name collate "fr-x-icu"', type: 'text' },
  sku: { sql: `coalesce(v.sku, '')`, type: 'text' },
} as const satisfies SortColumns

export const StocktakeArticleQuery = listQuery({
  sorts: ARTICLE_SORTS,
  filters: {
    is_counted: Type.Optional(
      Type.Boolean({ 'x-description': text('`false`\u00a0: ce qui manque.', '`false`: what is missing.') }),
    ),
    is_to_count: Type.Optional(Type.Boolean()),
  },
})
export type StocktakeArticleFilters = Static<typeof StocktakeArticleQuery>

const ARTICLE = {
  ...ARTICLE_NAMES,
  is_planned: Type.Boolean(),
  is_counted: Type.Boolean(),
  is_to_count: Type.Boolean({
    'x-description': text('À compter dans ce tour, et pas encore compté.', 'To be counted in this round, and not yet.'),
  }),
  counted: Nullable(DecimalOutput()),
  zones: Type.Integer(),
  counted_at: Nullable(Timestamp()),
  expected: Type.Optional(
    DecimalOutput({
      description: text(
        'Ce que dit le registre à présent. Seulement avec la permission stock.approve, ou stock.view si l’inventaire n’est pas à l’aveugle.',
        'What the ledger says now. Only with the permission stock.approve, or stock.view where the stocktake is not blind.',
      ),
    }),
  ),
}
export const StocktakeArticles = Type.Array(Type.Partial(Type.Object(ARTICLE)))
export const STOCKTAKE_ARTICLE_FIELDS = Object.keys(ARTICLE)

export const COUNT_SORTS = { id: { sql: 'c.place', type: 'bigint' } } as const satisfies SortColumns

export const StocktakeCountQuery = listQuery({
  sorts: COUNT_SORTS,
  filters: { variant_id: Type.Optional(Id()), zone: Type.Optional(Type.String({ maxLength: 50 })) },
})
export type StocktakeCountFilters = Static<typeof StocktakeCountQuery>

export const StocktakeCount = Type.Object({
  id: Uuid(),
  variant_id: Id(),
  product_id: Id(),
  product_name: Type.String(),
  variant_name: Type.String(),
  sku: Nullable(Type.String()),
  round: Type.Integer(),
  zone: Nullable(Type.String()),
  quantity: DecimalOutput(),
  is_current: Type.Boolean({
    'x-description': text(
      'Faux pour ce qu’un autre comptage de la zone a remplacé, ou qu’un nouveau tour a annulé.',
      'False for what another count of the zone has replaced, or a new round has voided.',
    ),
  }),
  counted_at: Timestamp(),
  actor_id: Nullable(Id()),
  actor_name: Type.String(),
  recorded_at: Timestamp(),
})
export type StocktakeCount = Static<typeof StocktakeCount>
export const StocktakeCounts = Type.Array(Type.Partial(StocktakeCount))
export const STOCKTAKE_COUNT_FIELDS = Object.keys(StocktakeCount.properties)
/** In the order in which they were sent. */
export const RecordedCounts = Type.Array(StocktakeCount)
