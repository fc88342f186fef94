import { type Actor, may } from '../../platform/actor.ts'
import type { Language } from '../../platform/text.ts'
import { FILTERED_BY } from '../custom/custom-definition.ts'
import { CUSTOM_MEASURES } from '../custom/custom-measures.ts'
import { DIMENSIONS, type Dimension, GROUP_BY, type GroupBy } from '../dimensions.ts'
import { STOCK_GROUP_BY, STOCK_GROUPINGS, type StockGroupBy } from '../inventory/stock-groupings.ts'
import { STOCK_MEASURES } from '../inventory/stock-measures.ts'
import { KPI_MEASURES, type Measure, type Unit, visibleNames } from '../measures.ts'

export type MeasureField = { name: string; label: string; meaning: string; unit: Unit; is_additive: boolean }
export type DimensionField = { name: GroupBy; label: string; is_ordered: boolean; is_filter: boolean }
export type StockGroupingField = { name: StockGroupBy; label: string }

export type ReportFields = {
  dimensions: DimensionField[]
  measures: MeasureField[]
  key_figures: MeasureField[]
  stock_groupings: StockGroupingField[]
  stock_measures: MeasureField[]
}

type Described = Pick<Measure, 'label' | 'meaning' | 'unit' | 'permission' | 'isAdditive'>

const ABC_CLASS: Readonly<Record<Language, string>> = { fr: 'Classe ABC', en: 'ABC class' }

/** What reports are made of, in the reader's words; measures beyond their rights are not among it. */
export function describeFields(actor: Actor, language: Language): ReportFields {
  const measuresOf = (table: Readonly<Record<string, Described>>): MeasureField[] =>
    visibleNames(table, (permission) => may(actor, permission)).map((name) => {
      const { label, meaning, unit, isAdditive } = table[name] as Described
      return { name, label: label[language], meaning: meaning[language], unit, is_additive: isAdditive }
    })
  return {
    dimensions: GROUP_BY.map((name) => {
      const { label, order }: Dimension = DIMENSIONS[name]
      return { name, label: label[language], is_ordered: order === 'key', is_filter: FILTERED_BY.includes(name) }
    }),
    measures: measuresOf(CUSTOM_MEASURES),
    key_figures: measuresOf(KPI_MEASURES),
    stock_groupings: STOCK_GROUP_BY.map((name) => ({
      name,
      label: name === 'abc_class' ? ABC_CLASS[language] : DIMENSIONS[STOCK_GROUPINGS[name].sales].label[language],
    })),
    stock_measures: measuresOf(STOCK_MEASURES),
  }
}
