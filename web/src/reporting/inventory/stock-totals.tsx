import { SimpleGrid } from '@mantine/core'
import { Stat } from '../../ui/index.ts'
import type { ReportFields } from '../fields/use-fields.ts'
import { useFigures } from '../fields/use-figures.ts'
import { figureOf } from '../table/custom-answer.ts'
import type { InventoryBlock } from './inventory-page.tsx'

const SHOWN = [
  'value_at_cost',
  'value_at_price',
  'units',
  'rotation',
  'days_of_cover',
  'dead_value_at_price',
  'out',
  'lost_value',
]

/** What the whole stock is worth, how it turns, and what of it sleeps or is gone. */
export function StockTotals({ block, fields }: { readonly block: InventoryBlock; readonly fields: ReportFields }) {
  const figures = useFigures()
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      {SHOWN.map((name) => {
        const field = fields.stock_measures.find((known) => known.name === name)
        const value = figureOf(block.totals, name)
        if (field === undefined || value === undefined) return null
        return (
          <Stat
            key={name}
            label={field.label}
            meaning={field.meaning}
            value={figures.full(value, field.unit, block.currency)}
          />
        )
      })}
    </SimpleGrid>
  )
}
