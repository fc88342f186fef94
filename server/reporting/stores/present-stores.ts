import type { StockFacts } from '../inventory/stock-facts.ts'
import { type Figure, presentFigure } from '../present.ts'
import { type Changes, type Figures, presentChanges, presentFigures } from '../present-figures.ts'
import type { Period } from '../resolve-scope.ts'
import type { ComparedStore, ComparedStores } from './compare-stores.ts'
import {
  STORE_MEASURES,
  STORE_STOCK_MEASURES,
  type StoreMeasureName,
  type StoreStockMeasureName,
} from './store-measures.ts'

type SoldFigures = Figures<StoreMeasureName>
type StockFigures = Partial<Record<StoreStockMeasureName, Figure>>
type Comparison = {
  previous: SoldFigures
  change: Changes<StoreMeasureName>
  last_year: SoldFigures
  last_year_change: Changes<StoreMeasureName>
}
export type StoreRow = SoldFigures &
  StockFigures &
  Comparison & {
    rank: number | null
    previous_rank: number | null
    key: number
    label: string
    city: string | null
    store_group: string | null
    tickets_url: string
    stock_url: string
  }
export type StoresBlock = {
  currency: string | null
  totals: SoldFigures & StockFigures & Comparison
  rows: StoreRow[]
}

export type StoresView = {
  readonly period: Period
  readonly names: readonly StoreMeasureName[]
  readonly stockNames: readonly StoreStockMeasureName[]
}

/** The stores of one currency, and all of them together. */
export function presentStores({ currency, stores, totals }: ComparedStores, view: StoresView): StoresBlock {
  return {
    currency,
    totals: presentCompared(totals, view, currency),
    rows: stores.map((compared) => {
      const { store, rank, previousRank } = compared
      return {
        rank,
        previous_rank: previousRank,
        key: store.id,
        label: store.name,
        city: store.city,
        store_group: store.store_group,
        ...presentCompared(compared, view, currency),
        tickets_url: `/api/v1/sales?store_id=${store.id}&date_from=${view.period.date_from}&date_to=${view.period.date_to}`,
        stock_url: `/api/v1/stock?store_id=${store.id}`,
      }
    }),
  }
}

function presentCompared(
  { now, before, lastYear, stock }: Pick<ComparedStore, 'now' | 'before' | 'lastYear' | 'stock'>,
  { names, stockNames }: StoresView,
  currency: string | null,
) {
  const sold = { table: STORE_MEASURES, names }
  return {
    ...presentFigures(sold, now, currency),
    ...presentStock(stock, stockNames, currency),
    previous: presentFigures(sold, before, currency),
    change: presentChanges(sold, now, before),
    last_year: presentFigures(sold, lastYear, currency),
    last_year_change: presentChanges(sold, now, lastYear),
  }
}

function presentStock(
  facts: StockFacts,
  names: readonly StoreStockMeasureName[],
  currency: string | null,
): StockFigures {
  const figures: StockFigures = {}
  for (const name of names) {
    const measure = STORE_STOCK_MEASURES[name]
    figures[name] = presentFigure(measure.value(facts), measure.unit, currency)
  }
  return figures
}
