import { Type } from 'typebox'
import { type Route, read } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { GROUP_BY, type GroupBy } from '../dimensions.ts'
import { STOCK_GROUP_BY, type StockGroupBy } from '../inventory/stock-groupings.ts'
import type { Unit } from '../measures.ts'
import { describeFields } from './describe-fields.ts'

const UNITS: readonly Unit[] = ['money', 'quantity', 'count', 'rate', 'number']

const measures = Type.Array(
  Type.Object({
    name: Type.String(),
    label: Type.String(),
    meaning: Type.String(),
    unit: Type.Unsafe<Unit>({
      type: 'string',
      enum: [...UNITS],
      'x-description': text(
        '`rate`\u00a0: 1 est 100\u00a0%\u00a0; `number`\u00a0: ni argent ni quantité, comme des jours.',
        '`rate`: 1 is 100%; `number`: neither money nor a quantity, such as days.',
      ),
    }),
    is_additive: Type.Boolean({
      'x-description': text('Si les lignes s’additionnent au total.', 'Whether rows add up to the total.'),
    }),
  }),
)

const Fields = Type.Object({
  dimensions: Type.Array(
    Type.Object({
      name: Type.Unsafe<GroupBy>({ type: 'string', enum: GROUP_BY }),
      label: Type.String(),
      is_ordered: Type.Boolean({
        'x-description': text(
          'Si ses lignes suivent l’ordre de leurs clés, comme des jours\u00a0; sinon le plus grand net d’abord.',
          'Whether its rows stand in the order of their keys, as days do; otherwise the largest net first.',
        ),
      }),
      is_filter: Type.Boolean({
        'x-description': text(
          'Si un rapport sur mesure peut filtrer par ses clés.',
          'Whether a custom report may filter by its keys.',
        ),
      }),
    }),
  ),
  measures: { ...measures, 'x-description': text('Du rapport sur mesure.', 'Of the custom report.') },
  key_figures: { ...measures, 'x-description': text('Des indicateurs clés.', 'Of the key figures.') },
  stock_groupings: Type.Array(
    Type.Object({ name: Type.Unsafe<StockGroupBy>({ type: 'string', enum: STOCK_GROUP_BY }), label: Type.String() }),
  ),
  stock_measures: { ...measures, 'x-description': text('Du rapport de stock.', 'Of the inventory report.') },
})

/** What reports may be asked, for programs that let people choose. */
export const FIELDS_ROUTES: readonly Route[] = [
  read({
    path: '/reports/fields',
    operation: 'listReportFields',
    tag: 'reports',
    summary: text('Lister ce qui fait les rapports', 'List what reports are made of'),
    description: text(
      'Dimensions et mesures, avec leur nom et leur sens dans la langue du lecteur. Coût et marge n’y sont que pour `reports.margin`.',
      'Dimensions and measures, with their names and meanings in the reader’s language. Cost and margin are there only for `reports.margin`.',
    ),
    access: 'reports.view',
    response: Fields,
    run: async ({ actor, request }) => ({ data: describeFields(actor, request.language) }),
  }),
]
