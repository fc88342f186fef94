import { type Static, Type } from 'typebox'
import { DecimalOutput, Id, Name, Nullable, Quantity, Strict } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'
import { oneOf } from '../schema.ts'
import { MOST_LINES } from '../transfers/transfer-bodies.ts'
import { ARTICLE } from '../transfers/transfer-schema.ts'

/** The orders of what is computed, not read in order: `sql` serves no statement. */
export const PROPOSAL_SORTS = {
  id: { sql: 'variant_id', type: 'bigint' },
  product_name: { sql: 'product_name', type: 'text' },
  wanted: { sql: 'wanted', type: 'numeric' },
  days_left: { sql: 'days_left', type: 'numeric' },
  shortfall: { sql: 'shortfall', type: 'numeric' },
} as const satisfies SortColumns
export type ProposalSort = keyof typeof PROPOSAL_SORTS
/** What runs out first, then what lies furthest below its reorder point. */
export const MOST_URGENT_FIRST = 'days_left,-shortfall'

export const ProposalQuery = listQuery({
  sorts: PROPOSAL_SORTS,
  filters: {
    store_id: Id({ label: text('Le magasin', 'The store') }),
    fields: Type.Optional(
      Type.String({
        maxLength: 1000,
        'x-description': text(
          'Seulement ces champs, avec `store_id` et `variant_id`\u00a0: `quantity,why`.',
          'Only these fields, with `store_id` and `variant_id`: `quantity,why`.',
        ),
      }),
    ),
    ids: Type.Optional(
      Type.String({
        maxLength: 2000,
        'x-description': text('Au plus 100 variantes\u00a0: `1,2,3`.', 'Up to 100 variants: `1,2,3`.'),
      }),
    ),
  },
})
export type ProposalFilters = Static<typeof ProposalQuery>

const amount = (fr: string, en: string) => DecimalOutput({ description: text(fr, en) })

const PROPOSAL = {
  store_id: Id(),
  ...ARTICLE,
  source_id: Nullable(
    Id({ description: text('Qui approvisionne ce magasin.', 'The place that supplies this store.') }),
  ),
  source_name: Nullable(Type.String()),
  quantity: amount(
    'Ce qu’il est proposé de commander\u00a0; 0 quand la source n’en a plus.',
    'What to order; 0 where the source has none left.',
  ),
  wanted: amount(
    'Ce qu’il faudrait, en colis entiers, pour atteindre la cible.',
    'What it would take, in whole packs, to reach the target.',
  ),
  limited_by: Nullable(
    oneOf(['source', 'sharing'], {
      description: text(
        '`source`\u00a0: elle n’en a pas assez\u00a0; `sharing`\u00a0: d’autres magasins en veulent aussi, et chacun reçoit la même part de ce qu’il lui faut.',
        '`source`: it has not enough; `sharing`: other stores want it too, and each gets the same part of what it wants.',
      ),
    }),
  ),
  why: Type.Object(
    {
      on_hand: DecimalOutput(),
      reserved: DecimalOutput(),
      in_transit: DecimalOutput(),
      requested: amount('Demandé et pas encore parti.', 'Asked for, and not left yet.'),
      position: amount(
        'En stock, moins réservé, plus en route, plus demandé.',
        'On hand, less reserved, plus in transit, plus requested.',
      ),
      basis: oneOf(['levels', 'sales'], {
        description: text(
          '`levels`\u00a0: les niveaux que le magasin a fixés\u00a0; `sales`\u00a0: ceux que ses ventes suggèrent.',
          '`levels`: those that the store has set; `sales`: those that its sales suggest.',
        ),
      }),
      reorder_point: DecimalOutput(),
      target: DecimalOutput(),
      pack_size: DecimalOutput(),
      lead_time_days: Type.Integer(),
      daily_sales: amount('Ce qui se vend en un jour.', 'What a day sells.'),
      days_left: Nullable(
        amount(
          'Combien de jours la position dure au rythme des ventes\u00a0; null quand rien ne se vend.',
          'How many days the position lasts as it sells; null where nothing does.',
        ),
      ),
      source_available: amount(
        'Ce que la source a et n’a promis à personne.',
        'What the source has and has promised to nobody.',
      ),
      source_claimed: amount('Ce que des transferts lui en demandent déjà.', 'What transfers ask it for already.'),
      others_wanted: amount(
        'Ce que d’autres magasins qu’elle approvisionne en veulent, ensemble.',
        'What other stores that it supplies want of it, together.',
      ),
      other_stores: Type.Integer(),
    },
    {
      'x-description': text('Les chiffres dont la proposition découle.', 'The figures that the proposal follows from.'),
    },
  ),
}
export const ReplenishmentProposal = Type.Object(PROPOSAL)
export const ReplenishmentProposals = Type.Array(Type.Partial(ReplenishmentProposal))
export const PROPOSAL_FIELDS = Object.keys(PROPOSAL)

export const ReplenishmentBody = Strict(
  {
    store_id: Id({ label: text('Le magasin', 'The store') }),
    source_id: Type.Optional(
      Id({
        label: text('La source', 'The source'),
        description: text(
          'Qui approvisionne le magasin, si rien n’est dit. À une autre source, on demande ce qu’il faudrait, quoi qu’elle en ait.',
          'The place that supplies the store, where nothing is said. Of another, what it would take is asked for, whatever it has.',
        ),
      }),
    ),
    all: Type.Optional(
      Type.Literal(true, {
        'x-description': text(
          `Tout ce qui est proposé, le plus urgent d’abord, au plus ${MOST_LINES} articles.`,
          `Whatever is proposed, the most urgent first, at most ${MOST_LINES} articles.`,
        ),
      }),
    ),
    lines: Type.Optional(
      Type.Array(
        Strict({
          variant_id: Id({ label: text('L’article', 'The article') }),
          quantity: Type.Optional(
            Quantity({
              minimum: '0.001',
              label: text('La quantité', 'The quantity'),
              description: text(
                'Celle qui est proposée, si rien n’est dit.',
                'The one proposed, where nothing is said.',
              ),
            }),
          ),
        }),
        { minItems: 1, maxItems: MOST_LINES, 'x-label': text('Les lignes', 'The lines') },
      ),
    ),
    reference: Type.Optional(Nullable(Name(100, { label: text('La référence', 'The reference') }))),
    note: Type.Optional(Nullable(Name(500, { label: text('La note', 'The note') }))),
  },
  { examples: [{ store_id: 1, all: true }] },
)
export type ReplenishmentInput = Static<typeof ReplenishmentBody>
