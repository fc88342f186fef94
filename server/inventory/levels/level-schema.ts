import { Type } from 'typebox'
import { DecimalOutput, Id, Nullable, Quantity, Strict, Timestamp } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'
import { BELOW_ZERO_POLICIES, type BelowZero } from '../lock-levels.ts'
import { oneOf, StockLevel, StockMovement } from '../schema.ts'

export const LevelParams = Strict({ store_id: Id(), variant_id: Id() })

export const LevelDetail = Type.Object({
  ...StockLevel.properties,
  suggestion: Type.Object(
    {
      days: Type.Integer({
        'x-description': text(
          'Les jours de vente sur lesquels elle repose, au plus 28.',
          'The days of sales that it rests on, at most 28.',
        ),
      }),
      daily_sales: DecimalOutput({
        description: text('Ce qui se vend en un jour, retours déduits.', 'What a day sells, less returns.'),
      }),
      reorder_point: Nullable(DecimalOutput()),
      target: Nullable(DecimalOutput()),
    },
    {
      'x-description': text(
        'Les niveaux que les ventes, le délai de livraison et la taille du colis suggèrent\u00a0; null quand rien ne s’est vendu.',
        'The levels that sales, lead time and pack size suggest; null where nothing was sold.',
      ),
    },
  ),
})

const MOST_LEAD_TIME_DAYS = 365

/** What is given changes; null takes a level away. */
export const TargetsBody = Strict(
  {
    reorder_point: Type.Optional(
      Nullable(Quantity({ minimum: '0', label: text('Le seuil de commande', 'The reorder point') })),
    ),
    target: Type.Optional(Nullable(Quantity({ minimum: '0', label: text('La cible', 'The target') }))),
    pack_size: Type.Optional(
      Nullable(Quantity({ minimum: '0.001', label: text('La taille du colis', 'The pack size') })),
    ),
    lead_time_days: Type.Optional(
      Nullable(
        Type.Integer({
          minimum: 0,
          maximum: MOST_LEAD_TIME_DAYS,
          'x-label': text('Le délai de livraison', 'The lead time'),
          'x-description': text(
            'En jours, de la commande à la réception\u00a0; 7 pour les suggestions quand il n’est pas donné.',
            'In days, from order to receipt; 7 for suggestions where it is not given.',
          ),
        }),
      ),
    ),
  },
  { examples: [{ reorder_point: '6', target: '24', pack_size: '12', lead_time_days: 3 }] },
)

const MOST_PER_PAGE = 100

export const HistoryQuery = Strict({
  per_page: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MOST_PER_PAGE,
      'x-description': text('Mouvements par réponse, 15 par défaut.', 'Movements of an answer, 15 by default.'),
    }),
  ),
  cursor: Type.Optional(
    Type.String({
      maxLength: 4000,
      'x-description': text(
        'Ce que la réponse d’avant a donné dans `next_cursor`.',
        'What the answer before gave in `next_cursor`.',
      ),
    }),
  ),
})

export const LevelHistory = Type.Object({
  level: StockLevel,
  opening: Type.Object(
    { balance: DecimalOutput(), at: Nullable(Timestamp()) },
    {
      'x-description': text(
        'Ce qu’il y avait avant le plus ancien des mouvements de cette réponse, et quand celui-ci a été enregistré.',
        'What there was before the oldest movement of this answer, and when that one was recorded.',
      ),
    },
  ),
  movements: Type.Array(StockMovement, {
    'x-description': text('Les plus récents d’abord.', 'The newest first.'),
  }),
  next_cursor: Nullable(
    Type.String({
      'x-description': text(
        'Pour remonter plus loin\u00a0; null au commencement.',
        'To go further back; null at the beginning.',
      ),
    }),
  ),
})

const MOST_NO_SALE_DAYS = 3650
const noSaleDays = {
  minimum: 1,
  maximum: MOST_NO_SALE_DAYS,
  'x-label': text('Le nombre de jours sans vente', 'The number of days without a sale'),
  'x-description': text(
    'Après tant de jours sans vente, un article en stock est signalé\u00a0; null\u00a0: jamais.',
    'After so many days without a sale an article in stock calls for attention; null: never.',
  ),
}
const belowZero = oneOf<BelowZero>(BELOW_ZERO_POLICIES, {
  description: text(
    'Ce que devient une vente de plus que le stock. `allow`\u00a0: enregistrée\u00a0; `warn`\u00a0: enregistrée et signalée\u00a0; `refuse`\u00a0: refusée à un programme, enregistrée et signalée quand elle vient d’une caisse.',
    'What becomes of a sale of more than there is. `allow`: recorded; `warn`: recorded and flagged; `refuse`: refused to a program, recorded and flagged where it comes from a till.',
  ),
})

const suppliedBy = Id({
  label: text('Qui approvisionne le magasin', 'The place that supplies the store'),
  description: text(
    'Un magasin ou un entrepôt de même monnaie\u00a0; null\u00a0: le premier entrepôt de la chaîne.',
    'A store or a warehouse of the same currency; null: the chain’s first warehouse.',
  ),
})

export const StockPolicy = Type.Object({
  store_id: Id(),
  below_zero: belowZero,
  no_sale_days: Nullable(Type.Integer(noSaleDays)),
  supplied_by: Nullable(suppliedBy),
})
export const StockPolicyBody = Strict(
  {
    below_zero: Type.Optional(belowZero),
    no_sale_days: Type.Optional(Nullable(Type.Integer(noSaleDays))),
    supplied_by: Type.Optional(Nullable(suppliedBy)),
  },
  { examples: [{ below_zero: 'warn', no_sale_days: 90 }] },
)
