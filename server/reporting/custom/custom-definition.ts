import { type Static, Type } from 'typebox'
import { PERIOD_NAMES, type PeriodName } from '../../../rules/periods.ts'
import { Name, Strict } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'
import { GROUP_BY, type GroupBy, WEEK_STARTS, type WeekStart } from '../dimensions.ts'
import { keptDateTo, scopeProperties } from '../schema.ts'
import { CUSTOM_MEASURE_NAMES, type CustomMeasureName } from './custom-measures.ts'

/** Days are asked for by dates. */
const POSITIONS: readonly GroupBy[] = ['day', 'week', 'month', 'year', 'fiscal_quarter', 'fiscal_year']
export const FILTERED_BY = GROUP_BY.filter((name) => !POSITIONS.includes(name))

export const COMPARED_WITH = ['previous_period', 'previous_year'] as const
export type ComparedWith = (typeof COMPARED_WITH)[number]

/** `|` separates countries where the tickets of a row are asked for. */
const FilterValue = Type.Unsafe<string | number | null>({
  type: ['string', 'integer', 'null'],
  maxLength: 255,
  pattern: '^[^|]+$',
})

/** What a custom report is asked, and what a saved one keeps. */
export const CustomDefinition = Strict({
  dimensions: Type.Array(Type.Unsafe<GroupBy>({ type: 'string', enum: GROUP_BY }), {
    maxItems: 3,
    'x-label': text('Les dimensions', 'The dimensions'),
    'x-description': text(
      'Ce que les lignes représentent, trois au plus\u00a0; aucune\u00a0: les totaux seuls.',
      'What the rows stand for, three at the most; none: the totals alone.',
    ),
    examples: [['month', 'store']],
  }),
  measures: Type.Array(Type.Unsafe<CustomMeasureName>({ type: 'string', enum: CUSTOM_MEASURE_NAMES }), {
    minItems: 1,
    maxItems: CUSTOM_MEASURE_NAMES.length,
    'x-label': text('Les mesures', 'The measures'),
    examples: [['net', 'tickets', 'average_ticket']],
  }),
  filters: Type.Optional(
    Type.Array(
      Strict({
        dimension: Type.Unsafe<GroupBy>({
          type: 'string',
          enum: FILTERED_BY,
          'x-label': text('La dimension', 'The dimension'),
        }),
        values: Type.Array(FilterValue, {
          minItems: 1,
          maxItems: 200,
          'x-label': text('Les valeurs', 'The values'),
          'x-description': text(
            'Une des clés de la dimension ou plusieurs\u00a0; null\u00a0: ce qui n’en a pas.',
            'One key of the dimension or several; null: what has none.',
          ),
        }),
      }),
      {
        maxItems: 10,
        'x-label': text('Les filtres', 'The filters'),
        examples: [[{ dimension: 'hour', values: [9, 10] }]],
      },
    ),
  ),
  ...scopeProperties,
  date_to: keptDateTo,
  period: Type.Optional(
    Type.Unsafe<PeriodName>({
      type: 'string',
      enum: [...PERIOD_NAMES],
      'x-label': text('La période', 'The period'),
      'x-description': text(
        'À la place de `date_from` et `date_to`\u00a0: des jours qui suivent le calendrier, chaque fois que le rapport est demandé. Les semaines commencent le lundi.',
        'In place of `date_from` and `date_to`: days that go with the calendar whenever the report is asked for. Weeks begin on Monday.',
      ),
      examples: ['last_month'],
    }),
  ),
  store_id: Type.Optional(
    Type.Unsafe<string | number>({
      ...scopeProperties.store_id,
      type: ['string', 'integer'],
      minimum: 1,
      maximum: 999_999_999_999_999,
    }),
  ),
  week_start: Type.Optional(
    Type.Unsafe<WeekStart>({
      type: 'string',
      enum: WEEK_STARTS,
      'x-label': text('Le premier jour de la semaine', 'The first day of the week'),
    }),
  ),
  sort: Type.Optional(
    Type.String({
      maxLength: 500,
      'x-label': text('L’ordre', 'The order'),
      'x-description': text(
        'Mesures et dimensions demandées, séparées de virgules, «\u00a0-\u00a0» devant pour l’ordre décroissant.',
        'Measures and dimensions asked for, with commas, `-` before one for descending order.',
      ),
      examples: ['-net,month'],
    }),
  ),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 10_000,
      'x-label': text('Le nombre de lignes', 'The number of rows'),
      'x-description': text('Lignes par devise\u00a0; 1 000 par défaut.', 'Rows per currency; 1,000 by default.'),
    }),
  ),
  compare: Type.Optional(
    Type.Unsafe<ComparedWith | { date_from: string; date_to: string }>({
      type: ['string', 'object'],
      pattern: `^(${COMPARED_WITH.join('|')})$`,
      properties: { date_from: { type: 'string', format: 'date' }, date_to: { type: 'string', format: 'date' } },
      required: ['date_from', 'date_to'],
      additionalProperties: false,
      'x-label': text('La comparaison', 'The comparison'),
      'x-description': text(
        '`previous_period`\u00a0: le mois, le trimestre ou l’année d’avant, ses mêmes jours tant que la période n’est pas finie, sinon autant de jours juste avant\u00a0; `previous_year`\u00a0: les mêmes dates un an plus tôt\u00a0; ou deux dates.',
        '`previous_period`: the month, quarter or year before, the same days of it while the period is not over, otherwise as many days just before; `previous_year`: the same dates a year earlier; or two dates.',
      ),
      examples: ['previous_year'],
    }),
  ),
})
export type CustomDefinition = Static<typeof CustomDefinition>

/** The same as it is asked: a file may bear a title of its own. */
export const CustomQuestion = Strict({
  ...CustomDefinition.properties,
  title: Type.Optional(
    Name(100, {
      label: text('Le titre', 'The title'),
      description: text(
        'Le titre du fichier, dont son nom suit\u00a0; «\u00a0Rapport sur mesure\u00a0» par défaut.',
        'The title of the file, from which its name follows; “Custom report” by default.',
      ),
    }),
  ),
})
export type CustomQuestion = Static<typeof CustomQuestion>
