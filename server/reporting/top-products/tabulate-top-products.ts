import type { Actor } from '../../platform/actor.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { type Language, type Text, text } from '../../platform/text.ts'
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
import {
  PRODUCT_MEASURES,
  reportTopProducts,
  type TopProduct,
  type TopProductsBlock,
  type TopProductsInput,
} from './report-top-products.ts'

export const TOP_PRODUCTS_TITLE = text('Meilleurs produits', 'Top products')

const LISTS = {
  rows: text('Meilleurs', 'Top'),
  rising: text('En hausse', 'Rising'),
  falling: text('En baisse', 'Falling'),
} as const
type ListName = keyof typeof LISTS

type Row = TopProduct & { list: Text }

/** The products of a period as a table: the first, then those that rise and those that fall. */
export async function tabulateTopProducts(
  sql: Sql,
  actor: Actor,
  input: TopProductsInput,
  language: Language,
): Promise<ReportTable> {
  const answer = await reportTopProducts(sql, actor, input, language)
  const { period, by } = answer
  const blocks: readonly TopProductsBlock[] = blocksOf<TopProductsBlock>(answer)
  const columns = columnsOf(by, blocks[0]?.totals ?? {}, language)
  return {
    fileName: `${{ fr: 'meilleurs-produits', en: 'top-products' }[language]}-${period.date_from}-${period.date_to}`,
    title: TOP_PRODUCTS_TITLE,
    facts: await describeScope(sql, actor, { asked: input, period }, language),
    columns,
    chart: { kind: 'bars', label: 'label', value: by },
    sections: () =>
      blocks.flatMap((block) =>
        (Object.keys(LISTS) as ListName[]).map((name) =>
          blockSection(columns, {
            currency: block.currency,
            title: LISTS[name],
            rows: block[name].map((product) => ({ ...product, list: LISTS[name] })),
            totals: null,
          }),
        ),
      ),
  }
}

function columnsOf(by: keyof typeof PRODUCT_MEASURES, totals: object, language: Language): AnswerColumn<Row>[] {
  const { unit, label } = PRODUCT_MEASURES[by]
  return [
    { name: 'list', label: text('Liste', 'List'), unit: 'text', value: (row) => row.list?.[language] },
    { name: 'rank', label: text('Rang', 'Rank'), unit: 'id', value: (row) => row.rank },
    {
      name: 'previous_rank',
      label: text('Rang précédent', 'Previous rank'),
      unit: 'id',
      value: (row) => row.previous_rank,
    },
    { name: 'label', label: text('Produit', 'Product'), unit: 'text', value: (row) => row.label },
    idColumn(),
    currencyColumn(),
    ...measureColumns<Row>(PRODUCT_MEASURES, totals),
    { name: 'share', label: text('Part', 'Share'), unit: 'rate', value: (row) => row.share },
    {
      name: 'previous',
      label: text(`${label.fr}, avant`, `${label.en}, before`),
      unit,
      meaning: text('Dans la période d’avant.', 'In the period before.'),
      value: (row) => row.previous?.[by],
    },
    { name: 'change', label: text('Variation', 'Change'), unit: 'rate', value: (row) => row.change },
  ]
}
