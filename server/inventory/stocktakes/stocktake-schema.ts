import { type Static, Type } from 'typebox'
import { Id, Name, Nullable, Strict, Timestamp } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'
import { oneOf } from '../schema.ts'

/** The lists of the schema's checks. */
export const STOCKTAKE_SCOPES = ['store', 'category', 'list'] as const
export const STOCKTAKE_STATUSES = ['counting', 'finished', 'approved', 'cancelled'] as const
export type StocktakeStatus = (typeof STOCKTAKE_STATUSES)[number]
const UNCOUNTED = ['leave', 'zero'] as const

const MOST_CATEGORIES = 100
const MOST_ARTICLES = 5000

const scope = oneOf(STOCKTAKE_SCOPES, {
  description: text(
    '`store`\u00a0: tout ce que le magasin tient\u00a0; `category`\u00a0: ce qu’il tient de ces catégories et de celles qui sont dessous\u00a0; `list`\u00a0: ces articles.',
    '`store`: all that the store keeps; `category`: what it keeps of these categories and of those below; `list`: these articles.',
  ),
})
const blind = (extra = {}) =>
  Type.Boolean({
    ...extra,
    'x-description': text(
      'À l’aveugle\u00a0: qui compte ne voit pas la quantité attendue.',
      'Blind: whoever counts does not see the quantity that is expected.',
    ),
  })

export const StocktakeBody = Strict(
  {
    store_id: Id({ label: text('Le magasin', 'The store') }),
    scope,
    category_ids: Type.Optional(
      Nullable(
        Type.Array(Id(), {
          minItems: 1,
          maxItems: MOST_CATEGORIES,
          'x-label': text('Les catégories', 'The categories'),
          'x-description': text('Avec `category` seulement.', 'With `category` only.'),
        }),
      ),
    ),
    variant_ids: Type.Optional(
      Nullable(
        Type.Array(Id(), {
          minItems: 1,
          maxItems: MOST_ARTICLES,
          'x-label': text('Les articles', 'The articles'),
          'x-description': text('Avec `list` seulement.', 'With `list` only.'),
        }),
      ),
    ),
    blind: Type.Optional(blind({ default: true })),
    note: Type.Optional(Nullable(Name(500, { label: text('La note', 'The note') }))),
  },
  { examples: [{ store_id: 1, scope: 'store', note: 'Inventaire annuel' }] },
)
export type StocktakeInput = Static<typeof StocktakeBody>

export const FinishBody = Strict(
  {
    uncounted: Type.Optional(
      oneOf(UNCOUNTED, {
        description: text(
          'Ce que personne n’a compté\u00a0: `leave`, son stock reste\u00a0; `zero`, il n’y en a pas. `leave`, si rien n’est dit.',
          'What nobody counted: `leave`, its stock stays; `zero`, there is none. `leave`, where nothing is said.',
        ),
      }),
    ),
  },
  { examples: [{ uncounted: 'leave' }] },
)

export const ReopenBody = Strict(
  {
    variant_ids: Type.Array(Id(), {
      minItems: 1,
      maxItems: MOST_ARTICLES,
      'x-label': text('Les articles à recompter', 'The articles to be counted again'),
    }),
  },
  { examples: [{ variant_ids: [1] }] },
)

export const STOCKTAKE_SORTS = {
  id: { sql: 't.id', type: 'bigint' },
  started_at: { sql: 't.started_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const StocktakeQuery = listQuery({
  sorts: STOCKTAKE_SORTS,
  filters: { store_id: Type.Optional(Id()), status: Type.Optional(oneOf(STOCKTAKE_STATUSES)) },
})
export type StocktakeFilters = Static<typeof StocktakeQuery>

const STOCKTAKE = {
  id: Id(),
  store_id: Id(),
  scope,
  category_ids: Nullable(Type.Array(Id())),
  blind: blind(),
  note: Nullable(Type.String()),
  status: oneOf(STOCKTAKE_STATUSES),
  round: Type.Integer({
    'x-description': text(
      'Le tour de comptage\u00a0; une réouverture en commence un autre.',
      'The round of counting; opening again begins another.',
    ),
  }),
  uncounted: Nullable(oneOf(UNCOUNTED)),
  created_by: Nullable(Id()),
  created_by_name: Type.String(),
  started_at: Timestamp(),
  finished_by: Nullable(Id()),
  finished_by_name: Nullable(Type.String()),
  finished_at: Nullable(Timestamp()),
  approved_by: Nullable(Id()),
  approved_by_name: Nullable(Type.String()),
  approved_at: Nullable(Timestamp()),
  cancelled_by: Nullable(Id()),
  cancelled_by_name: Nullable(Type.String()),
  cancelled_at: Nullable(Timestamp()),
}
export const StocktakeItem = Type.Object(STOCKTAKE)
export type StocktakeItem = Static<typeof StocktakeItem>
export const Stocktakes = Type.Array(Type.Partial(StocktakeItem))
export const STOCKTAKE_FIELDS = Object.keys(STOCKTAKE)

export const Stocktake = Type.Object({
  ...STOCKTAKE,
  progress: Type.Object({
    articles: Type.Integer({
      'x-description': text(
        'De l’inventaire, avec ceux trouvés en rayon.',
        'Of the stocktake, with those found on shelves.',
      ),
    }),
    counted: Type.Integer(),
    to_count: Type.Integer({
      'x-description': text('Ce qui reste à compter dans ce tour.', 'What remains to be counted in this round.'),
    }),
    found: Type.Integer({
      'x-description': text('Comptés sans avoir été prévus.', 'Counted without having been planned.'),
    }),
  }),
  counters: Type.Array(
    Type.Object({
      actor_id: Nullable(Id()),
      actor_name: Type.String(),
      counts: Type.Integer(),
      articles: Type.Integer(),
      last_counted_at: Timestamp(),
    }),
  ),
  is_approved_by_counter: Nullable(
    Type.Boolean({
      'x-description': text(
        'Qui a approuvé avait aussi compté\u00a0; null tant que personne n’a approuvé.',
        'Whoever approved had counted as well; null while nobody has approved.',
      ),
    }),
  ),
})
export type StocktakeDetail = Static<typeof Stocktake>
