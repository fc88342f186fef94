import { Type } from 'typebox'
import { DecimalOutput, Nullable, Strict } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'
import { CurrencyShown, figureProperties, PeriodShown, severalCurrencies } from '../figure-schema.ts'
import { scopeProperties } from '../schema.ts'
import { ABC_CLASSES } from './classify-articles.ts'
import { SHRINKAGE_KINDS } from './query-shrinkage.ts'
import type { InventoryReportAnswer } from './report-inventory.ts'
import { STOCK_GROUP_BY, type StockGroupBy } from './stock-groupings.ts'
import { STOCK_MEASURE_NAMES, STOCK_MEASURES } from './stock-measures.ts'

const MOST_ROWS = 10_000

export const InventoryReportQuery = Strict({
  ...scopeProperties,
  group_by: Type.Optional(
    Type.Unsafe<StockGroupBy>({
      type: 'string',
      enum: STOCK_GROUP_BY,
      'x-label': text('Le regroupement', 'The grouping'),
      'x-description': text(
        'Ce que les lignes représentent\u00a0; `store` par défaut.',
        'What the rows stand for; `store` by default.',
      ),
    }),
  ),
  dead_days: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 3650,
      'x-label': text('Le nombre de jours sans vente', 'The number of days without a sale'),
      'x-description': text(
        'Après combien de jours sans vente un article en stock est dormant\u00a0; 90 par défaut.',
        'After how many days without a sale an article on hand is dead; 90 by default.',
      ),
    }),
  ),
  sort: Type.Optional(
    Type.String({
      maxLength: 200,
      'x-label': text('Le tri', 'The order'),
      'x-description': text(
        `Une ou plusieurs mesures (${STOCK_MEASURE_NAMES.join(', ')}) ou \`label\`\u00a0; \`-\` devant un nom pour l’ordre décroissant. La plus grande valeur d’abord si rien n’est dit.`,
        `One or several measures (${STOCK_MEASURE_NAMES.join(', ')}) or \`label\`; \`-\` before a name for descending. The largest value first where nothing is said.`,
      ),
    }),
  ),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MOST_ROWS,
      'x-label': text('Le nombre de lignes', 'The number of rows'),
      'x-description': text(
        'Au plus autant de lignes\u00a0; 1000 par défaut.',
        'At most so many rows; 1000 by default.',
      ),
    }),
  ),
})

const figures = figureProperties(STOCK_MEASURES)
const address = (fr: string, en: string) => Nullable(Type.String({ 'x-description': text(fr, en) }))
const units = (fr: string, en: string) => DecimalOutput({ description: text(fr, en) })

const shrinkage = Type.Object({
  kind: Type.Unsafe<(typeof SHRINKAGE_KINDS)[number]>({ type: 'string', enum: SHRINKAGE_KINDS }),
  reason: Nullable(
    Type.String({
      'x-description': text('Tel qu’on l’écrit le plus souvent.', 'As people write it most often.'),
    }),
  ),
  label: Type.String(),
  lost_units: units('Ce qui manque, en positif.', 'What is missing, as a positive.'),
  found_units: units('Ce qui a été trouvé en plus.', 'What was found beyond.'),
  lost_value: Type.Optional(units(STOCK_MEASURES.lost_value.meaning.fr, STOCK_MEASURES.lost_value.meaning.en)),
  found_value: Type.Optional(units(STOCK_MEASURES.found_value.meaning.fr, STOCK_MEASURES.found_value.meaning.en)),
  movements_url: address('Les mouvements de cette sorte.', 'The movements of this kind.'),
})

const block = {
  currency: CurrencyShown,
  totals: Type.Optional(Type.Object(figures)),
  rows: Type.Optional(
    Type.Array(
      Type.Object({
        key: Type.Unsafe<string | number | null>({
          type: ['string', 'integer', 'null'],
          'x-description': text(
            'Identifiant, nom ou classe\u00a0; null\u00a0: aucun.',
            'Id, name or class; null: none.',
          ),
        }),
        label: Type.String(),
        sku: Type.Optional(
          Nullable(Type.String({ 'x-description': text('Avec `group_by=variant`.', 'With `group_by=variant`.') })),
        ),
        abc_class: Type.Optional(
          Type.Unsafe<(typeof ABC_CLASSES)[number] | null>({
            type: ['string', 'null'],
            enum: [...ABC_CLASSES, null],
            'x-description': text(
              'Avec `group_by=variant`\u00a0: A pour les articles qui font 80\u00a0% du chiffre d’affaires, B pour les 15\u00a0% suivants, C pour le reste.',
              'With `group_by=variant`: A for the articles that make 80% of the revenue, B for the next 15%, C for the rest.',
            ),
          }),
        ),
        ...figures,
        stock_url: address('Le stock derrière cette ligne.', 'The stock behind this row.'),
        alerts_url: address('Les alertes derrière cette ligne.', 'The alerts behind this row.'),
      }),
    ),
  ),
  truncated: Type.Optional(
    Type.Boolean({
      'x-description': text(
        'Vrai quand il y a plus de lignes que `limit`\u00a0; les totaux sont complets.',
        'True when there are more rows than `limit`; the totals are complete.',
      ),
    }),
  ),
  shrinkage: Type.Optional(Type.Array(shrinkage)),
}

/** The figures follow the table of measures, and the types that of the use case that fills them. */
export const InventoryReport = Type.Unsafe<InventoryReportAnswer>(
  Type.Object({
    period: PeriodShown,
    days: Type.Integer({
      'x-description': text('Jours de la période qui ont commencé.', 'Days of the period that have begun.'),
    }),
    dead_days: Type.Integer(),
    group_by: Type.Unsafe<StockGroupBy>({ type: 'string', enum: STOCK_GROUP_BY }),
    ...block,
    currencies: severalCurrencies(block),
  }),
)
