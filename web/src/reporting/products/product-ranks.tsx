import { Anchor, Box, Table, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useFormat, useText } from '../../i18n/index.ts'
import { Change } from '../../ui/index.ts'
import type { MeasureField } from '../fields/use-fields.ts'
import { useFigures } from '../fields/use-figures.ts'
import { messages } from '../messages.ts'
import { intoProduct } from '../sales/into-sales.ts'
import type { ScopeControl } from '../scope/use-scope.ts'
import { figureOf } from '../table/custom-answer.ts'
import classes from '../table/table.module.css'
import type { ProductsBlock, RankedProduct } from './products-page.tsx'

type ProductRanksProps = {
  readonly block: ProductsBlock
  readonly products: readonly RankedProduct[]
  readonly measure: MeasureField
  readonly control: ScopeControl
  readonly label: string
  /** Where there is place for the change alone. */
  readonly isShort?: boolean
}

/** Products with their places, now and before. */
export function ProductRanks({ block, products, measure, control, label, isShort = false }: ProductRanksProps) {
  const t = useText()
  const format = useFormat()
  const figures = useFigures()
  const write = (row: object) => figures.full(figureOf(row, measure.name), measure.unit, block.currency)
  if (products.length === 0) return <Words c="dimmed">{t(messages.noProducts)}</Words>
  return (
    <Box className={classes.scroll} tabIndex={0} role="region" aria-label={t(messages.tableOf, { name: label })}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={classes.number} w="5.5rem">
              {t(messages.rank)}
            </Table.Th>
            <Table.Th>{t(messages.product)}</Table.Th>
            <Table.Th className={classes.number}>{measure.label}</Table.Th>
            {!isShort && <Table.Th className={classes.number}>{t(messages.previousPeriod)}</Table.Th>}
            <Table.Th className={classes.number}>{t(messages.change)}</Table.Th>
            {!isShort && <Table.Th className={classes.number}>{t(messages.share)}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {products.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Td className={classes.number}>
                {row.rank === null ? '–' : format.number(row.rank)}
                {row.previous_rank !== null && row.previous_rank !== row.rank && (
                  <Words size="xs" c="dimmed">
                    {t(messages.rankBefore, { rank: row.previous_rank })}
                  </Words>
                )}
              </Table.Td>
              <Table.Td>
                <Anchor
                  component={Link}
                  to="/reports/sales"
                  search={intoProduct(row.key, control.url) as never}
                  fw={600}
                  inherit
                >
                  {row.label}
                </Anchor>
              </Table.Td>
              <Table.Td className={classes.number}>{write(row)}</Table.Td>
              {!isShort && <Table.Td className={classes.number}>{write(row.previous)}</Table.Td>}
              <Table.Td className={classes.number}>
                <Change ratio={row.change} />
              </Table.Td>
              {!isShort && <Table.Td className={classes.number}>{format.ratio(row.share)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  )
}
