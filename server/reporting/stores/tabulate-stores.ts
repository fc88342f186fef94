import type { Actor } from '../../platform/actor.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { type Language, text } from '../../platform/text.ts'
import { describeScope } from '../describe-scope.ts'
import {
  type AnswerColumn,
  blockSection,
  blocksOf,
  currencyColumn,
  idColumn,
  measureColumns,
} from '../export/answer-columns.ts'
import type { ReportTable } from '../export/report-table.ts'
import type { ScopeInput } from '../resolve-scope.ts'
import type { StoreRow, StoresBlock } from './present-stores.ts'
import { reportStores } from './report-stores.ts'
import { STORE_MEASURES, STORE_STOCK_MEASURES } from './store-measures.ts'

export const STORES_TITLE = text('Performance par magasin', 'Performance by store')

type Column = AnswerColumn<StoreRow>

const FIRST: readonly Column[] = [
  { name: 'rank', label: text('Rang', 'Rank'), unit: 'id', value: (row) => row.rank },
  {
    name: 'previous_rank',
    label: text('Rang précédent', 'Previous rank'),
    unit: 'id',
    value: (row) => row.previous_rank,
  },
  { name: 'label', label: text('Magasin', 'Store'), unit: 'text', value: (row) => row.label },
  idColumn(),
  { name: 'city', label: text('Ville', 'City'), unit: 'text', value: (row) => row.city },
  { name: 'store_group', label: text('Groupe', 'Group'), unit: 'text', value: (row) => row.store_group },
  currencyColumn(),
]

/** Of the revenue; the answer itself compares every measure. */
const COMPARED: readonly Column[] = [
  {
    name: 'previous_revenue',
    label: text('Chiffre d’affaires précédent', 'Previous revenue'),
    unit: 'money',
    meaning: text('Sur la période d’avant.', 'In the period before.'),
    value: (row) => row.previous?.revenue,
  },
  { name: 'change', label: text('Variation', 'Change'), unit: 'rate', value: (row) => row.change?.revenue },
  {
    name: 'last_year_revenue',
    label: text('Chiffre d’affaires un an plus tôt', 'Revenue a year earlier'),
    unit: 'money',
    meaning: text('Les mêmes dates un an plus tôt.', 'The same dates a year earlier.'),
    value: (row) => row.last_year?.revenue,
  },
  {
    name: 'last_year_change',
    label: text('Variation sur un an', 'Change over a year'),
    unit: 'rate',
    value: (row) => row.last_year_change?.revenue,
  },
]

/** The stores of a period as a table, in their order. */
export async function tabulateStores(
  sql: Sql,
  actor: Actor,
  input: ScopeInput,
  language: Language,
): Promise<ReportTable> {
  const answer = await reportStores(sql, actor, input)
  const { period } = answer
  const blocks: readonly StoresBlock[] = blocksOf<StoresBlock>(answer)
  const totals = blocks[0]?.totals ?? {}
  const columns: Column[] = [
    ...FIRST,
    ...measureColumns<StoreRow>(STORE_MEASURES, totals),
    ...COMPARED,
    ...measureColumns<StoreRow>(STORE_STOCK_MEASURES, totals),
  ]
  return {
    fileName: `${{ fr: 'magasins', en: 'stores' }[language]}-${period.date_from}-${period.date_to}`,
    title: STORES_TITLE,
    facts: await describeScope(sql, actor, { asked: input, period }, language),
    columns,
    chart: { kind: 'bars', label: 'label', value: 'revenue' },
    sections: () => blocks.map((block) => blockSection(columns, block)),
  }
}
