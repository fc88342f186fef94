import { type Static, Type } from 'typebox'
import { DecimalOutput, Id, Nullable, Timestamp } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'

const onlyWithCost = text(
  'Au coût moyen. Seulement avec la permission products.viewCost.',
  'At the average cost. Only with the permission products.viewCost.',
)

/** `value` and `difference` by their size, whatever their sign: the worst first. */
export const VARIANCE_SORTS = {
  id: { sql: 'variance.variant_id', type: 'bigint' },
  value: { sql: 'abs(variance.value_minor)', type: 'numeric' },
  difference: { sql: 'abs(variance.counted - variance.expected)', type: 'numeric' },
  name: { sql: 'p.name collate "fr-x-icu"', type: 'text' },
  sku: { sql: `coalesce(v.sku, '')`, type: 'text' },
} as const satisfies SortColumns

export const VarianceQuery = listQuery({
  sorts: VARIANCE_SORTS,
  filters: {
    category_id: Type.Optional(Id({ description: text('De cette catégorie même.', 'Of this very category.') })),
    is_different: Type.Optional(
      Type.Boolean({ 'x-description': text('`true`\u00a0: seulement les écarts.', '`true`: only what differs.') }),
    ),
  },
})
export type VarianceFilters = Static<typeof VarianceQuery>

const VARIANCE = {
  variant_id: Id(),
  product_id: Id(),
  product_name: Type.String(),
  variant_name: Type.String(),
  sku: Nullable(Type.String()),
  category_id: Nullable(Id()),
  category_name: Nullable(Type.String()),
  is_planned: Type.Boolean(),
  is_zeroed: Type.Boolean({
    'x-description': text('Personne ne l’a compté\u00a0: mis à zéro.', 'Nobody counted it: taken for none.'),
  }),
  counted_at: Timestamp({
    description: text('Le dernier comptage de ses zones.', 'The last count of its zones.'),
  }),
  counted: DecimalOutput(),
  expected: DecimalOutput({
    description: text(
      'Le solde du registre au moment du comptage.',
      'The ledger’s balance at the moment of the count.',
    ),
  }),
  difference: DecimalOutput({ description: text('Compté − attendu.', 'Counted − expected.') }),
  moved_meanwhile: DecimalOutput({
    description: text(
      'Ce qui a bougé entre le premier et le dernier comptage de ses zones\u00a0: à recompter s’il y en a.',
      'What moved between the first and the last count of its zones: to be counted again if there is any.',
    ),
  }),
  corrected: DecimalOutput({
    description: text(
      'Ce que des écritures arrivées après l’approbation ont expliqué de l’écart.',
      'What records that came after the approval have explained of the difference.',
    ),
  }),
  currency: Type.String(),
  value: Type.Optional(DecimalOutput({ description: onlyWithCost })),
}
export const Variances = Type.Array(Type.Partial(Type.Object(VARIANCE)))
export type Variance = Static<ReturnType<typeof varianceObject>>
const varianceObject = () => Type.Object(VARIANCE)
export const VARIANCE_FIELDS = Object.keys(VARIANCE)

const SUMS = {
  articles: Type.Integer(),
  different: Type.Integer(),
  more: DecimalOutput({ description: text('Ce qui a été trouvé en plus.', 'What was found beyond.') }),
  less: DecimalOutput({ description: text('Ce qui manque, en positif.', 'What is missing, as a positive.') }),
  gain: Type.Optional(DecimalOutput({ description: onlyWithCost })),
  loss: Type.Optional(DecimalOutput({ description: onlyWithCost })),
  value: Type.Optional(DecimalOutput({ description: onlyWithCost })),
}
export const VarianceSummary = Type.Object({
  currency: Type.String(),
  total: Type.Object(SUMS),
  categories: Type.Array(Type.Object({ category_id: Nullable(Id()), category_name: Nullable(Type.String()), ...SUMS })),
})
export type VarianceSummary = Static<typeof VarianceSummary>
