import type { Actor } from '../../platform/actor.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { type Language, type Text, text } from '../../platform/text.ts'
import { describeScope } from '../describe-scope.ts'
import { DIMENSIONS } from '../dimensions.ts'
import {
  type AnswerColumn,
  blockSection,
  blocksOf,
  currencyColumn,
  idColumn,
  measureColumns,
} from '../export/answer-columns.ts'
import type { ReportTable } from '../export/report-table.ts'
import type { InventoryBlock, InventoryRow } from './present-inventory.ts'
import { type InventoryReportInput, reportInventory } from './report-inventory.ts'
import { STOCK_GROUPINGS, type StockGroupBy } from './stock-groupings.ts'
import { STOCK_MEASURES } from './stock-measures.ts'

export const INVENTORY_TITLE = text('Rapport du stock', 'Inventory report')
const ABC_CLASS = text('Classe ABC', 'ABC class')
const GROUPED_BY = text('Regroupement', 'Grouping')

/** Far more articles than a chain keeps: a file has them all, unless fewer are asked for. */
const EVERY_ROW = 1_000_000

/** The inventory report as a table: a row per group, in the order asked for. */
export async function tabulateInventory(
  sql: Sql,
  actor: Actor,
  input: InventoryReportInput,
  language: Language,
): Promise<ReportTable> {
  const answer = await reportInventory(sql, actor, { ...input, limit: input.limit ?? EVERY_ROW }, language)
  const { period, group_by: groupBy } = answer
  const blocks: readonly InventoryBlock[] = blocksOf<InventoryBlock>(answer)
  const columns = columnsOf(groupBy, blocks[0]?.totals ?? {})
  return {
    fileName: `${{ fr: 'stock', en: 'inventory' }[language]}-${period.date_to}`,
    title: INVENTORY_TITLE,
    facts: [
      ...(await describeScope(sql, actor, { asked: input, period }, language)),
      [GROUPED_BY, nameOf(groupBy)[language]],
    ],
    columns,
    chart: {
      kind: 'bars',
      label: 'label',
      value: columns.some(({ name }) => name === 'value_at_cost') ? 'value_at_cost' : 'value_at_price',
    },
    sections: () => blocks.map((block) => blockSection(columns, block)),
  }
}

const nameOf = (groupBy: StockGroupBy): Text =>
  groupBy === 'abc_class' ? ABC_CLASS : DIMENSIONS[STOCK_GROUPINGS[groupBy].sales].label

function columnsOf(groupBy: StockGroupBy, totals: object): AnswerColumn<InventoryRow>[] {
  const { keyType } = STOCK_GROUPINGS[groupBy]
  const ofArticle: AnswerColumn<InventoryRow>[] = [
    { name: 'sku', label: text('UGS', 'SKU'), unit: 'text', value: (row) => row.sku },
    { name: 'abc_class', label: ABC_CLASS, unit: 'text', value: (row) => row.abc_class },
  ]
  return [
    { name: 'label', label: nameOf(groupBy), unit: 'text', value: (row) => row.label },
    ...(keyType === 'integer' && groupBy !== 'abc_class' ? [idColumn<InventoryRow>()] : []),
    ...(groupBy === 'variant' ? ofArticle : []),
    currencyColumn(),
    ...measureColumns<InventoryRow>(STOCK_MEASURES, totals),
  ]
}
